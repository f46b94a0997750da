// Text snapshots: written when they are not there or KINDRED_UPDATE_SNAPSHOTS is set, compared
// otherwise. In CI a missing snapshot is a failure.

import assert from "node:assert/strict";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";

const FOLDER = new URL("../snapshots/", import.meta.url);

export function assertSnapshot(name, text) {
  const path = new URL(name, FOLDER);
  const update = Boolean(process.env.KINDRED_UPDATE_SNAPSHOTS);
  if (update || (!existsSync(path) && !process.env.CI)) {
    mkdirSync(FOLDER, { recursive: true });
    writeFileSync(path, `${text.trimEnd()}\n`);
    return;
  }
  assert.ok(existsSync(path), `there is no snapshot ${name}; run the tests once without CI and look at it`);
  assert.equal(
    `${text.trimEnd()}\n`,
    readFileSync(path, "utf8"),
    `${name} is not what it was. If it is better, run the tests with KINDRED_UPDATE_SNAPSHOTS=1 and look at the difference.`,
  );
}
