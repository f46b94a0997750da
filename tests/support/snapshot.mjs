// Text snapshots: written when they are not there or KINDRED_UPDATE_SNAPSHOTS is set, compared
// otherwise. In CI a missing snapshot is a failure.

import assert from "node:assert/strict";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";

import { eventually } from "./chromium.mjs";

const FOLDER = new URL("../snapshots/", import.meta.url);

/** `read` is asked again until it gives what was kept: counts are announced after a pause. */
export async function assertSnapshot(name, read) {
  const path = new URL(name, FOLDER);
  if (process.env.KINDRED_UPDATE_SNAPSHOTS || (!existsSync(path) && !process.env.CI)) {
    mkdirSync(FOLDER, { recursive: true });
    writeFileSync(path, await settled(read));
    return;
  }
  assert.ok(existsSync(path), `there is no snapshot ${name}; run the tests once without CI and look at it`);
  const kept = readFileSync(path, "utf8");
  await eventually(async () => {
    const found = portable(await read());
    if (found === kept) return;
    assert.fail(
      `${name} is not what it was. If it is better, run the tests with KINDRED_UPDATE_SNAPSHOTS=1 and look at the difference.\n${difference(kept, found)}`,
    );
  });
}

/** The server takes another port in each run. */
const portable = (text) => `${text.replaceAll(/http:\/\/127\.0\.0\.1:\d+/g, "").trimEnd()}\n`;

/** What `read` gives once it has given the same for two seconds. */
async function settled(read) {
  let last = portable(await read());
  for (let since = performance.now(); performance.now() - since < 2_000; ) {
    await new Promise((next) => setTimeout(next, 100));
    const now = portable(await read());
    if (now !== last) since = performance.now();
    last = now;
  }
  return last;
}

/** The lines between the common beginning and the common end. */
function difference(kept, found) {
  const before = kept.split("\n");
  const after = found.split("\n");
  let start = 0;
  while (start < before.length && before[start] === after[start]) start += 1;
  let end = 0;
  while (end < Math.min(before.length, after.length) - start && before.at(-1 - end) === after.at(-1 - end)) end += 1;
  const lines = (sign, all) => all.slice(start, all.length - end).map((line) => `${sign} ${line}`);
  return [`from line ${start + 1}:`, ...lines("-", before).slice(0, 20), ...lines("+", after).slice(0, 20)].join("\n");
}
