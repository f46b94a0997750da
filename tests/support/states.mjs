// Every state of the finder that a member can meet, and the way into it: for axe, for the
// accessibility-tree snapshots and for the screenshots.

import assert from "node:assert/strict";

import { eventually } from "./chromium.mjs";
import { backToList, cards, finders, nearMe, openFilters, openGroup, searchBox, shown, siteHere, words, inside } from "./finder.mjs";

const refuse = (route) => route.abort("connectionrefused");

/** `prepare` runs before the page loads, `enter` after; `options` are Playwright's for the visit. */
export const states = [
  {
    name: "loading",
    // Groups that never come: what shows meanwhile is the state. The site has answered, since the widget waits for
    // its looks and its language.
    prepare: (page) => page.route("**/v1/sites/*/groups*", () => {}),
    enter: (page) => page.waitForResponse((response) => response.url().endsWith(".wasm")),
    path: "/examples/div.html",
  },
  { name: "list", enter: shown },
  {
    name: "filters-open",
    enter: async (page) => {
      await shown(page);
      await openFilters(page);
    },
  },
  {
    name: "filtered",
    enter: async (page) => {
      await shown(page);
      await openFilters(page);
      const total = await cards(page).count();
      await finders(page).first().getByRole("checkbox", { name: /^in person/i }).first().check();
      await eventually(async () => assert.notEqual(await cards(page).count(), total));
    },
  },
  {
    name: "empty",
    enter: async (page) => {
      await shown(page);
      await searchBox(page).fill("zzzzzqqqq");
      await cards(page).first().waitFor({ state: "detached" });
    },
  },
  {
    name: "near-me",
    options: { geolocation: { latitude: 44.02, longitude: -92.47 }, permissions: ["geolocation"] },
    enter: async (page) => {
      await shown(page);
      await reachNearMe(page);
      await nearMe(page).click();
      await eventually(async () => assert.match(await cards(page).first().innerText(), /\d\s?(km|mi)/));
    },
  },
  {
    name: "near-me-refused",
    options: { permissions: [] },
    enter: async (page) => {
      await shown(page);
      await reachNearMe(page);
      const before = await inside(page).innerText();
      await nearMe(page).click();
      await eventually(async () => assert.notEqual(await inside(page).innerText(), before));
    },
  },
  {
    name: "error",
    prepare: (page) => page.route("**/v1/**", refuse),
    enter: (page) => finders(page).first().getByRole("button", { name: words.again }).waitFor(),
  },
  {
    name: "group",
    enter: async (page) => {
      await shown(page);
      await openGroup(page, 0);
      await backToList(page).waitFor();
    },
  },
  {
    name: "group-error",
    enter: async (page) => {
      await shown(page);
      await page.route("**/groups/*", refuse);
      await openGroup(page, 0);
      await finders(page).first().getByRole("button", { name: words.again }).waitFor();
    },
  },
  {
    name: "group-offline",
    enter: async (page) => {
      await shown(page);
      // The site is asked for a second time a little later, and would be answered by who is there.
      await siteHere(page);
      await page.context().setOffline(true);
      await page.unrouteAll({ behavior: "wait" });
      await openGroup(page, 0);
      await finders(page).first().getByRole("button", { name: words.again }).waitFor();
    },
  },
  {
    name: "crisis-other-country",
    enter: async (page) => {
      await shown(page);
      const finder = finders(page).first();
      await finder.getByRole("button", { name: words.otherCountry }).click();
      await finder.getByRole("combobox", { name: /country/i }).waitFor();
    },
  },
];

/** On a phone the button lies behind "Filter groups". */
async function reachNearMe(page) {
  if (!(await nearMe(page).isVisible())) await openFilters(page);
}
