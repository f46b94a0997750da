// What a finder costs on the wire until its first group shows.

import assert from "node:assert/strict";

import { summed, weigh } from "../support/bytes.mjs";
import { browserTests } from "../support/chromium.mjs";
import { shown } from "../support/finder.mjs";

const browserTest = browserTests();
const BUDGET = 100_000;

browserTest(`less than ${BUDGET / 1000} kB come over the wire until the first group shows`, async (open) => {
  let answers;
  const page = await open("/examples/finder.html", { prepare: async (page, context) => (answers = await weigh(page, context)) });
  await shown(page);
  // What has a cursor is the rest of the list, and other countries' crisis lines come after a rest:
  // on a busy machine either can be there before this test looks.
  const first = [...answers].filter(([url]) => !/cursor=|crisis=all/.test(url));
  const { table, total } = summed(first);
  assert.ok(first.some(([url]) => url.endsWith(".wasm")), `the Wasm is among them:\n${table}`);
  for (const [url, { encoding, bytes }] of first) if (bytes > 1_000) assert.equal(encoding, "br", `${url} comes as brotli`);
  assert.ok(total < BUDGET, `${total} bytes:\n${table}`);
});

browserTest("the loader is less than 3 kB", async (open) => {
  const page = await open("/examples/noscript.html");
  const response = await page.request.get("/kindred.js", { headers: { "accept-encoding": "br" } });
  const { responseBodySize } = await (async () => {
    const [answer] = await Promise.all([
      page.waitForResponse("**/kindred.js"),
      page.evaluate(() => fetch("/kindred.js").then((got) => got.text())),
    ]);
    await answer.finished();
    return answer.request().sizes();
  })();
  assert.ok(response.ok());
  assert.ok(responseBodySize < 3_000, `${responseBodySize} bytes`);
});

browserTest("everything but the loader is named by its content and kept for good", async (open) => {
  const answers = [];
  const page = await open("/examples/finder.html", { prepare: (page) => page.on("response", (response) => answers.push(response)) });
  await shown(page);
  const assets = answers.filter((response) => response.url().includes("/assets/"));
  assert.ok(assets.length >= 3);
  for (const response of assets) {
    assert.match(response.url(), /[.-][0-9a-f]{8,}\./i);
    assert.match(response.headers()["cache-control"], /immutable/);
  }
  const loader = answers.find((response) => response.url().endsWith("/kindred.js"));
  assert.doesNotMatch(loader.headers()["cache-control"], /immutable/);
});
