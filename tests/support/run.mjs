// Runs the browser tests, and those of files that others write: one server for all, two files at a time.
// `npm test` runs them all; `npm test -- browser/find.test.mjs` one file; `--test-name-pattern=…`
// and other options of Node's test runner are handed on.

import { spawn } from "node:child_process";
import { once } from "node:events";
import { readdir } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

import { startServer } from "./server.mjs";

const HERE = resolve(dirname(fileURLToPath(import.meta.url)), "..");
const asked = process.argv.slice(2);
const options = asked.filter((word) => word.startsWith("-"));
let files = asked.filter((word) => !word.startsWith("-"));
if (files.length === 0) {
  for (const folder of ["browser", "files"]) {
    const names = (await readdir(join(HERE, folder))).filter((name) => name.endsWith(".test.mjs"));
    files.push(...names.sort().map((name) => join(folder, name)));
  }
}

const outside = process.env.KINDRED_TEST_URL;
const server = outside ? { url: outside, stop: async () => {} } : await startServer();
process.stdout.write(`Browser tests against ${server.url}\n`);
let code = 1;
try {
  const runner = spawn(
    process.execPath,
    ["--test", "--test-reporter=spec", "--test-concurrency=2", ...options, ...files],
    { cwd: HERE, stdio: "inherit", env: { ...process.env, KINDRED_TEST_URL: server.url } },
  );
  [code] = await once(runner, "close");
} finally {
  await server.stop();
}
process.exitCode = code ?? 1;
