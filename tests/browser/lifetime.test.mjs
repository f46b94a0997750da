// Finders that come and go: nothing may pile up.

import assert from "node:assert/strict";

import { browserTests, eventually } from "../support/chromium.mjs";
import { allHere, cards, shown } from "../support/finder.mjs";

const browserTest = browserTests();
const CYCLES = 50;

browserTest(
  `a finder that comes and goes ${CYCLES} times leaves neither nodes, listeners nor memory behind`,
  async (open) => {
    const page = await open("/examples/single-page.html", { prepare: (page) => page.addInitScript(keepWasmMemory) });
    const session = await page.context().newCDPSession(page);
    await session.send("Performance.enable");
    const cycle = async (stay = async () => {}) => {
      await page.getByRole("button", { name: "Show the groups" }).click();
      await cards(page).first().waitFor();
      await stay();
      await page.getByRole("button", { name: "Hide the groups" }).click();
      await cards(page).first().waitFor({ state: "detached" });
    };
    const idle = () => allHere(page);
    // A finder that stays long enough has every group in memory: that is the room it needs.
    for (let warm = 0; warm < 5; warm += 1) await cycle(idle);
    const before = await weigh(page, session);
    for (let at = 0; at < CYCLES; at += 1) await cycle();
    // The browser may hold the last tree for a moment (a paint, an answer under way), so what counts
    // is what is there once that is over. Fifty leaked finders would be 90,000 nodes.
    await eventually(async () => {
      const after = await weigh(page, session);
      const told = JSON.stringify({ before, after });
      // Chromium's own watcher of forms may hold on to the last one that went (a heap snapshot names
    // `WebFormElementObserver`), and with it one finder of some 1,800 nodes; 50 would be 90,000.
    assert.ok(after.nodes <= before.nodes + 2_500, `DOM nodes pile up: ${told}`);
      assert.ok(after.listeners <= before.listeners + 50, `listeners pile up: ${told}`);
      assert.ok(after.heap <= before.heap * 1.25 + 1_000_000, `the heap grows: ${told}`);
      // Wasm memory never shrinks, and grows by pages of 64 KiB; a few are fragmentation. What one
      // finder holds is several hundred KiB, so that a leak of one in ten would be seen.
      assert.ok(after.wasm <= before.wasm + 4 * 65_536, `the Wasm memory grows: ${told}`);
    }, { within: 20_000 });
    assert.equal(page.asked.filter((url) => url.endsWith(".wasm")).length, 1, "one Wasm for all of them");
  },
  { timeout: 120_000 },
);

browserTest("an element that is gone before its widget is ready is left alone", async (open) => {
  const page = await open("/examples/single-page.html", {
    prepare: (page) =>
      page.route("**/*.wasm", async (route) => {
        await page.getByRole("button", { name: "Hide the groups" }).click();
        await route.continue();
      }),
  });
  await page.getByRole("button", { name: "Show the groups" }).click();
  await page.waitForResponse((response) => response.url().endsWith(".wasm"));
  await page.waitForLoadState("networkidle");
  assert.equal(await page.locator("kindred-group-finder").count(), 0);
  await page.getByRole("button", { name: "Show the groups" }).click();
  await shown(page);
});

browserTest("an element that is taken out and put back again shows its groups again", async (open) => {
  const page = await open("/examples/finder.html");
  await shown(page);
  for (let at = 0; at < 5; at += 1) {
    await page.evaluate(() => {
      const finder = document.querySelector("kindred-group-finder");
      const parent = finder.parentNode;
      finder.remove();
      parent.append(finder);
    });
  }
  await shown(page);
  await eventually(async () => assert.equal(await page.getByRole("searchbox").count(), 1));
});

/** Collects garbage first, so that only what is still held counts. */
async function weigh(page, session) {
  await session.send("HeapProfiler.enable");
  for (let round = 0; round < 3; round += 1) await session.send("HeapProfiler.collectGarbage");
  const { metrics } = await session.send("Performance.getMetrics");
  const value = (name) => metrics.find((metric) => metric.name === name).value;
  const wasm = await page.evaluate(() => window.wasmMemory.buffer.byteLength);
  return { nodes: value("Nodes"), listeners: value("JSEventListeners"), heap: value("JSHeapUsedSize"), wasm };
}

/** Runs in the page, before all else: holds on to the memory of the module that is made there. */
function keepWasmMemory() {
  for (const name of ["instantiate", "instantiateStreaming"]) {
    const real = WebAssembly[name];
    WebAssembly[name] = async (...args) => {
      const made = await real.apply(WebAssembly, args);
      window.wasmMemory = (made.instance ?? made).exports.memory;
      return made;
    };
  }
}
