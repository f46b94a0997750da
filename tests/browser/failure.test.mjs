// When something between the member and the groups is broken: the fallback or a next step, never a
// spinner without end.

import assert from "node:assert/strict";

import { browserTests, eventually } from "../support/chromium.mjs";
import { allHere, cards, fallback, finders, openGroup, searchBox, shown, words, inside } from "../support/finder.mjs";

const browserTest = browserTests();
const API = "**/v1/**";
const fail = (pattern, how = "connectionrefused") => ({
  prepare: (page) => page.route(pattern, (route) => route.abort(how)),
});

browserTest("a blocked script leaves the fallback", async (open) => {
  const page = await open("/examples/div.html", fail("**/kindred.js*", "blockedbyclient"));
  await page.waitForLoadState("networkidle");
  await assertFallbackShows(page);
});

browserTest("a page without any script shows the fallback", async (open) => {
  const page = await open("/examples/noscript.html", { javaScriptEnabled: false });
  await assertFallbackShows(page);
});

for (const [what, pattern] of [
  ["Wasm", "**/*.wasm"],
  ["glue", "**/assets/finder*.js"],
]) {
  browserTest(`a ${what} file that does not come leaves the fallback and one sentence in the console`, async (open) => {
    const page = await open("/examples/div.html", fail(pattern));
    await eventually(async () => assert.ok(page.said.some((text) => /kindred/i.test(text)), page.said.join("\n")));
    await assertFallbackShows(page);
  });
}

browserTest("a policy without 'wasm-unsafe-eval' leaves the fallback, and the console names the fix", async (open) => {
  const page = await open("/examples/no-wasm.html");
  await eventually(async () =>
    assert.ok(page.said.some((text) => /kindred/i.test(text) && text.includes("wasm-unsafe-eval")), page.said.join("\n")));
  await assertFallbackShows(page);
});

browserTest("a browser without WebAssembly shows the fallback", async (open) => {
  const page = await open("/examples/div.html", {
    prepare: (page) => page.addInitScript(() => delete globalThis.WebAssembly),
  });
  await page.waitForLoadState("networkidle");
  await assertFallbackShows(page);
});

browserTest("a site that the server does not know is explained in the console, and the fallback shows", async (open) => {
  const page = await open("/examples/two-sites.html", {
    prepare: (page) =>
      page.addInitScript(() =>
        addEventListener("DOMContentLoaded", () => document.querySelector("#lakeside").setAttribute("site", "nowhere"))),
  });
  await shown(page.locator("#riverside"));
  await page.locator("#lakeside").scrollIntoViewIfNeeded();
  await eventually(async () => assert.ok(page.said.some((text) => text.includes("nowhere")), page.said.join("\n")));
  await eventually(async () => assert.ok(await fallback(page.locator("#lakeside")).first().isVisible()));
});

for (const [what, answer] of [
  ["refuses connections", (route) => route.abort("connectionrefused")],
  ["answers 500", (route) => route.fulfill({ status: 500, contentType: "application/problem+json", body: '{"type":"/problems#server-fault","title":"Something went wrong on our side","status":500,"code":"server-fault"}' })],
  ["answers with a web page", (route) => route.fulfill({ contentType: "text/html", body: "<h1>Welcome to nginx</h1>" })],
  ["answers with half a document", (route) => route.fulfill({ contentType: "application/json", body: '{"groups":[{"slug"' })],
]) {
  browserTest(`when the API ${what} the member reads what to do next, and can try again`, async (open) => {
    const page = await open("/examples/finder.html", { prepare: (page) => page.route(API, answer) });
    const finder = finders(page).first();
    const again = finder.getByRole("button", { name: words.again });
    await again.waitFor();
    assert.ok(await fallback(page).first().isVisible(), "the host's own way out shows");
    assert.match(await fallback(page).first().innerText(), /708-555-0100/, "whom to ring");
    await page.unroute(API);
    await again.click();
    await shown(page);
  });
}

browserTest("a group that does not come keeps the list, says so, and can be tried again", async (open) => {
  const page = await open("/examples/finder.html");
  await shown(page);
  await page.route("**/groups/*", (route) => route.abort("connectionreset"));
  await openGroup(page, 0);
  const again = finders(page).first().getByRole("button", { name: words.again });
  await again.waitFor();
  await page.unroute("**/groups/*");
  await again.click();
  await page.getByRole("button", { name: words.back }).or(page.getByRole("link", { name: words.back })).first().waitFor();
});

browserTest("search goes on without a network once the groups are there", async (open) => {
  const page = await open("/examples/finder.html");
  await shown(page);
  await allHere(page);
  await page.context().setOffline(true);
  await searchBox(page).fill("brest");
  await eventually(async () => assert.match(await cards(page).first().innerText(), /breast/i));
});

browserTest("offline, a group that was not read yet says that the network is gone, and opens when it is back", async (open) => {
  const page = await open("/examples/finder.html");
  await shown(page);
  await page.waitForLoadState("networkidle");
  await page.context().setOffline(true);
  await openGroup(page, 1);
  await eventually(async () => assert.match(await inside(page).innerText(), /offline|internet|connection/i));
  await page.context().setOffline(false);
  const again = finders(page).first().getByRole("button", { name: words.again });
  if (await again.isVisible()) await again.click().catch(() => {});
  await page.getByRole("button", { name: words.back }).or(page.getByRole("link", { name: words.back })).first().waitFor();
});

browserTest("on a slow network the fallback shows until the groups are there", async (open) => {
  const page = await open("/examples/div.html", {
    prepare: async (page, context) => {
      const session = await context.newCDPSession(page);
      await session.send("Network.enable");
      await session.send("Network.emulateNetworkConditions", {
        offline: false,
        latency: 400,
        downloadThroughput: 50_000,
        uploadThroughput: 25_000,
      });
    },
  });
  assert.ok(await fallback(page).first().isVisible(), "the fallback shows first");
  await shown(page);
  await eventually(async () => assert.equal(await fallback(page).first().isVisible(), false));
});

browserTest("a stale answer never replaces a newer one", async (open) => {
  // The site of this test is made large, so that the server answers each search.
  let held;
  let released = false;
  const page = await open("/examples/finder.html", {
    prepare: (page) =>
      page.route("**/groups?*", async (route) => {
        const url = new URL(route.request().url());
        const text = url.searchParams.get("text") ?? "";
        if (text === "lung") {
          held = route;
          return;
        }
        const response = await route.fetch();
        const list = await response.json();
        if (text === "") Object.assign(list, { total: 9_000, next: "more" });
        await route.fulfill({ response, json: list });
        if (text !== "" && held) {
          // A finder that has given the question up is as right as one that ignores the answer.
          const late = held;
          held = null;
          await late.fetch().then((response) => late.fulfill({ response })).catch(() => {});
          released = true;
        }
      }),
  });
  await shown(page);
  await searchBox(page).fill("lung");
  await eventually(async () => assert.ok(held, "the first search is on its way"));
  await searchBox(page).fill("prostate");
  await eventually(async () => assert.match(await cards(page).first().innerText(), /prostate/i));
  await eventually(async () => assert.ok(released, "the first answer came last"));
  await page.waitForLoadState("networkidle");
  assert.match(await cards(page).first().innerText(), /prostate/i);
});

async function assertFallbackShows(page) {
  await eventually(async () => {
    assert.ok(await fallback(page).first().isVisible(), "the fallback shows");
    assert.equal(await cards(page).count(), 0);
    const spinning = await page.locator("[aria-busy=true], [role=progressbar]").count();
    assert.equal(spinning, 0, "nothing spins");
  });
}
