// A site's looks and words: from its file to the pixels, in both kinds of light, beside another site and under
// the page's own properties.

import assert from "node:assert/strict";

import { assertAccessible } from "../support/axe.mjs";
import { browserTests } from "../support/chromium.mjs";
import { cards, shown } from "../support/finder.mjs";

const browserTest = browserTests();

/** What a custom property of the widget is, as it is computed. */
const token = (page, host, name) =>
  page.locator(host).evaluate((element, name) => getComputedStyle(element.shadowRoot.querySelector(".kindred")).getPropertyValue(name), name);
const style = (page, host, selector, property) =>
  page.locator(host).evaluate(
    (element, [selector, property]) => getComputedStyle(element.shadowRoot.querySelector(selector))[property],
    [selector, property],
  );
/** What a widget starts with, and not the other countries' crisis lines, which may come when the test is over. */
const isFirst = ({ pathname, searchParams }) => pathname === "/v1/sites/riverside" && !searchParams.has("crisis");
/** Answers for the site with more in it. */
const withSite = (more) => (page) =>
  page.route(isFirst, async (route) => {
    const answer = await route.fetch();
    await route.fulfill({ response: answer, json: { ...(await answer.json()), ...more } });
  });

browserTest("each of two sites on a page wears its own theme, and neither its neighbour's", async (open) => {
  const page = await open("/examples/two-sites.html");
  await shown(page.locator("#riverside"));
  await page.locator("#lakeside").scrollIntoViewIfNeeded();
  await shown(page.locator("#lakeside"));
  assert.equal(await token(page, "#riverside", "--k-accent"), "#0e6660");
  assert.equal(await token(page, "#lakeside", "--k-accent"), "#7a1f5c");
  assert.equal(await style(page, "#riverside", ".kindred", "borderRadius"), "12px");
  assert.equal(await style(page, "#lakeside", ".kindred", "borderRadius"), "6px");
  const own = await page.evaluate(() => getComputedStyle(document.body).fontFamily);
  assert.equal(await style(page, "#lakeside", ".kindred", "fontFamily"), own, "the page's letters");
  assert.notEqual(await style(page, "#riverside", ".kindred", "fontFamily"), own);
  await assertAccessible(page);
});

browserTest("a theme is dark where the device or the page is, and light where the page says so", async (open) => {
  const page = await open("/examples/two-sites.html", { colorScheme: "dark" });
  await page.locator("#lakeside").scrollIntoViewIfNeeded();
  await shown(page.locator("#lakeside"));
  const scheme = () => style(page, "#lakeside", ".kindred", "colorScheme");
  const night = await token(page, "#lakeside", "--k-paper");
  assert.equal(await scheme(), "dark");
  await assertAccessible(page);
  await page.locator("#lakeside").evaluate((host) => host.setAttribute("theme", "light"));
  assert.equal(await scheme(), "light");
  assert.equal(await token(page, "#lakeside", "--k-accent"), "#7a1f5c");
  await page.emulateMedia({ colorScheme: "light" });
  await page.locator("#lakeside").evaluate((host) => host.setAttribute("theme", "dark"));
  assert.equal(await scheme(), "dark");
  assert.equal(await token(page, "#lakeside", "--k-paper"), night);
});

browserTest("what the page sets weighs more than the site's theme", async (open) => {
  const page = await open("/examples/two-sites.html", {
    prepare: (page) => page.addInitScript(() => addEventListener("DOMContentLoaded", () => document.querySelector("#lakeside").style.setProperty("--kindred-accent", "#004488"))),
  });
  await page.locator("#lakeside").scrollIntoViewIfNeeded();
  await shown(page.locator("#lakeside"));
  assert.equal(await token(page, "#lakeside", "--k-accent"), "#004488");
});

browserTest("nobody sees the widget as it ships before it wears its theme", async (open) => {
  const page = await open("/examples/two-sites.html", {
    prepare: async (page) => {
      await page.addInitScript(() => {
        window.seen = new Set();
        const look = () => {
          const root = document.querySelector("#lakeside")?.shadowRoot?.querySelector(".kindred");
          if (root) window.seen.add(getComputedStyle(root).getPropertyValue("--k-accent"));
          requestAnimationFrame(look);
        };
        look();
      });
      await page.route("**/v1/sites/lakeside?*", async (route) => {
        await new Promise((later) => setTimeout(later, 1500));
        await route.continue();
      });
    },
  });
  await page.locator("#lakeside").scrollIntoViewIfNeeded();
  await shown(page.locator("#lakeside"));
  assert.deepEqual(await page.evaluate(() => [...window.seen]), ["#7a1f5c"]);
});

browserTest("a site's own words stand where the shipped ones did, and beside another site's", async (open) => {
  const wording = { "Find a support group": "Find your circle", "{n} groups": "{n} circles" };
  const page = await open("/examples/two-sites.html", { prepare: withSite({ wording }) });
  await shown(page.locator("#riverside"));
  await page.locator("#riverside").getByRole("heading", { name: "Find your circle" }).waitFor();
  await page.locator("#riverside").getByText(/^\d+ circles$/).first().waitFor();
  await page.locator("#lakeside").scrollIntoViewIfNeeded();
  await shown(page.locator("#lakeside"));
  await page.locator("#lakeside").getByRole("heading", { name: "Find a support group" }).waitFor();
});

browserTest("a widget speaks a language that its site offers, whatever the page speaks", async (open) => {
  const page = await open("/examples/two-sites.html", {
    prepare: (page) => page.addInitScript(() => addEventListener("DOMContentLoaded", () => (document.documentElement.lang = "es"))),
  });
  await shown(page.locator("#riverside"));
  await page.locator("#riverside").getByRole("heading", { name: "Busca un grupo de apoyo" }).waitFor();
  await page.locator("#lakeside").scrollIntoViewIfNeeded();
  await shown(page.locator("#lakeside"));
  await page.locator("#lakeside").getByRole("heading", { name: "Find a support group" }).waitFor();
  assert.equal(await cards(page.locator("#lakeside")).count(), 6);
});

browserTest("a compact site shows more at once, and what fingers press stays large", async (open) => {
  const height = async (theme) => {
    const page = await open("/examples/finder.html", { viewport: { width: 375, height: 800 }, prepare: withSite({ theme }) });
    await shown(page);
    const small = await page.locator("kindred-group-finder").evaluate((host) =>
      [...host.shadowRoot.querySelectorAll("button")]
        .filter((button) => button.checkVisibility() && button.getBoundingClientRect().height < 43.5)
        .map((button) => button.textContent),
    );
    return { card: (await cards(page).first().boundingBox()).height, small };
  };
  const compact = await height(".kindred{--t-space:0.75}");
  const usual = await height("");
  const roomy = await height(".kindred{--t-space:1.3}");
  assert.ok(compact.card < usual.card && usual.card < roomy.card, JSON.stringify([compact, usual, roomy]));
  assert.deepEqual(compact.small, usual.small);
});
