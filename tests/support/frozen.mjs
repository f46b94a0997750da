// The API's answers of one day, kept in `fixtures/frozen.json`, and a browser clock that stands on
// that day: what a snapshot shows must not change because tomorrow comes.
//
// `npm run freeze` writes the file anew from the demo's data (see freeze.mjs).

import { readFileSync } from "node:fs";

const frozen = () => JSON.parse(readFileSync(new URL("../fixtures/frozen.json", import.meta.url), "utf8"));

/** Runs before a page loads. Routes that a test adds later come first. */
export async function freeze(page) {
  const { now, site, groups, pages } = frozen();
  await page.clock.setFixedTime(new Date(now));
  await page.route("**/v1/sites/*?*", (route) => route.fulfill({ json: inLanguage(site, route.request().url()) }));
  await page.route("**/v1/sites/*", (route) => route.fulfill({ json: site }));
  await page.route("**/v1/sites/*/groups?*", (route) => route.fulfill({ json: answer(groups, route.request().url()) }));
  await page.route("**/v1/sites/*/groups/*", (route) => {
    const slug = new URL(route.request().url()).pathname.split("/").pop();
    return pages[slug] ? route.fulfill({ json: pages[slug] }) : route.fulfill({ status: 404, json: { code: "unknown-group" } });
  });
}

/** The site says which language it answers in, of those that it offers; its texts stay as they were kept. */
function inLanguage(site, url) {
  const asked = new URL(url).searchParams.get("lang");
  return site.languages.includes(asked) ? { ...site, language: asked } : site;
}

/** What the server says to a plain list; with a position the distances are made up, but the same each day. */
function answer(list, url) {
  const near = new URL(url).searchParams.has("near");
  if (!near) return list;
  return { ...list, groups: list.groups.map((group, at) => ({ ...group, distance_km: 1.5 + at * 7 })) };
}
