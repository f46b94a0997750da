// What leaves the browser, and what stays in it.

import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";

import { browserTests, eventually } from "../support/chromium.mjs";
import { allHere, cards, nearMe, searchBox, shown, inside } from "../support/finder.mjs";

const browserTest = browserTests();
const PAGES = readdirSync(fileURLToPath(new URL("../../examples", import.meta.url))).filter((name) => name.endsWith(".html"));
const RIVERSIDE = { latitude: 44.0234567, longitude: -92.4654321 };

for (const name of PAGES) {
  // Every visit checks when it ends: other origins, cookies, anything stored, exceptions.
  browserTest(`the page ${name} asks no other origin, sets no cookie and stores nothing`, async (open) => {
    const page = await open(`/examples/${name}`);
    await page.waitForLoadState("networkidle");
  });
}

browserTest("what a person types is not in the address, nor in a request, with a site of this size", async (open) => {
  const page = await open("/examples/finder.html");
  await shown(page);
  await allHere(page);
  const before = page.asked.length;
  await searchBox(page).pressSequentially("leukaemia");
  await eventually(async () => assert.match(await cards(page).first().innerText(), /leuk|blood|lymphoma|myeloma/i));
  await page.waitForLoadState("networkidle");
  assert.doesNotMatch(page.url(), /leuk/);
  assert.deepEqual(page.asked.slice(before).filter((url) => /leuk/.test(url)), []);
});

browserTest("the position is not asked for before a press, and leaves the browser with two decimals", async (open) => {
  const page = await open("/examples/finder.html", {
    geolocation: RIVERSIDE,
    permissions: ["geolocation"],
    prepare: (page) =>
      page.addInitScript(() => {
        window.positionsAsked = 0;
        for (const name of ["getCurrentPosition", "watchPosition"]) {
          const real = navigator.geolocation[name].bind(navigator.geolocation);
          navigator.geolocation[name] = (...args) => {
            window.positionsAsked += 1;
            return real(...args);
          };
        }
      }),
  });
  await shown(page);
  await page.waitForLoadState("networkidle");
  assert.equal(await page.evaluate(() => window.positionsAsked), 0, "not before a press");
  await nearMe(page).click();
  await eventually(async () => assert.match(await cards(page).first().innerText(), /\d\s?(km|mi)/));
  await eventually(async () => assert.equal(await page.evaluate(() => window.positionsAsked), 1));
  const everything = [...page.asked, page.url(), JSON.stringify(await page.evaluate(() => history.state))].join(" ");
  assert.doesNotMatch(everything, /44\.02345|92\.46543|44\.023|92\.465/, "never more exact than two decimals");
});

browserTest("where the server has to be asked, it is told the position with two decimals", async (open) => {
  const page = await open("/examples/finder.html", {
    geolocation: RIVERSIDE,
    permissions: ["geolocation"],
    // A site too large to be searched in the browser.
    prepare: (page) =>
      page.route("**/groups?limit=20", async (route) => {
        const response = await route.fetch();
        const list = await response.json();
        await route.fulfill({ response, json: { ...list, total: 9_000, next: "more" } });
      }),
  });
  await shown(page);
  const asked = page.waitForRequest((request) => request.url().includes("near="));
  await nearMe(page).click();
  const near = new URL((await asked).url()).searchParams.get("near");
  assert.equal(near, `${RIVERSIDE.latitude.toFixed(2)},${RIVERSIDE.longitude.toFixed(2)}`);
});

browserTest("a member who refuses to share a position is told what else to do", async (open) => {
  const page = await open("/examples/finder.html", { permissions: [] });
  await shown(page);
  await nearMe(page).click();
  await eventually(async () => assert.match(await inside(page).innerText(), /town|postcode|zip/i));
});
