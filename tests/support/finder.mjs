// The finder as a member meets it: where things are and what they are called. Tests look here, so
// that a changed word or part is changed in one place.

import assert from "node:assert/strict";

import { eventually } from "./chromium.mjs";

const HOST = "kindred-group-finder, [data-kindred=group-finder]";

/** Words of the English finder that tests press or look for. */
export const words = {
  again: /try again/i,
  back: /back to|all groups/i,
  more: /show 20 more/i,
  nearMe: /use my position/i,
  share: /^share/i,
  filters: /filter/i,
  otherCountry: /another country/i,
};

/** Every finder of a page. */
export const finders = (scope) => scope.locator(HOST);
/** All that a finder shows: the host element's own text is what stands in its light tree. */
export const inside = (scope) => scope.locator('[part~="root"]').first();
export const searchBox = (scope) => scope.locator("input[type=search]");
export const cards = (scope) => scope.locator('[part~="group"]');
/** What the host page wrote between the element's tags. */
export const fallback = (scope) => scope.locator(`:is(${HOST}) > :not(slot, [part]), :scope:is(${HOST}) > :not(slot, [part])`);
export const nearMe = (scope) => scope.getByRole("button", { name: words.nearMe });
export const showMore = (scope) => scope.getByRole("button", { name: words.more });
export const backToList = (scope) =>
  scope.getByRole("button", { name: words.back }).or(scope.getByRole("link", { name: words.back })).first();

/** Waits until the first group shows. */
export async function shown(scope) {
  await cards(scope).first().waitFor();
}

/** Waits until the site has been asked for again, with the crisis lines of every country. */
export async function siteHere(page) {
  await eventually(async () => assert.ok(page.asked.some((url) => url.includes("crisis=all")), "every country's crisis lines are asked for"));
  await page.waitForLoadState("networkidle");
}

/**
 * Waits until a small site's groups are all in the browser: the rest of them is asked for when the
 * browser is idle, which can be a while after the network is.
 */
export async function allHere(page) {
  await eventually(async () => assert.ok(page.asked.some((url) => url.includes("cursor=")), "the rest of the groups is asked for"));
  await page.waitForLoadState("networkidle");
}

/** The name of a card's group. */
export const nameOf = (card) => card.getByRole("heading").first().innerText();

/** Opens the card at a place of the list and answers its group's name. */
export async function openGroup(page, at) {
  const card = cards(page).nth(at);
  const name = await nameOf(card);
  await opener(card).click();
  return name;
}

/** What opens a card's group. */
export const opener = (card) => card.getByRole("heading").first().locator("a, button").first();

/** What has the focus, looked for through shadow roots. */
export const focused = (page) =>
  page.evaluate(() => {
    let element = document.activeElement;
    while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
    return { tag: element?.tagName.toLowerCase(), text: element?.textContent.trim().replace(/\s+/g, " ") ?? "" };
  });

/** Names of all cards, in order; read at one moment, since a list may change between two cards. */
export const names = (scope) =>
  cards(scope).evaluateAll((cards) => cards.map((card) => card.querySelector("h1, h2, h3, h4, h5, h6").innerText));

/**
 * Gives every finder of a page the same room, whatever the host's styles say, so that what is
 * compared is the finder's own layout. An important inline style outweighs every sheet.
 */
export const sameRoom = (page) =>
  page.evaluate((host) => {
    for (const finder of document.querySelectorAll(host)) {
      const set = (name, value) => finder.style.setProperty(name, value, "important");
      set("display", "block");
      set("width", "1000px");
      set("max-width", "none");
    }
  }, HOST);

/** Turns the finder round, as a text in Arabic or Hebrew would; it ships with neither. */
export const rightToLeft = (page) => inside(page).evaluate((root) => (root.dir = "rtl"));

/**
 * The computed styles inside the first finder: of one element of each kind, a kind being tag,
 * classes and parts, since all cards of a list look alike.
 */
export const styleOf = (page) =>
  page.evaluate((host) => {
    // Sizes follow the room that the host gives; all else is the finder's own.
    const roomy = /^(width|inline-size|height|block-size|perspective-origin|transform-origin|inset.*|top|right|bottom|left)$/;
    const kinds = new Map();
    for (const element of document.querySelector(host).shadowRoot.querySelectorAll(":scope > div, :scope > div *")) {
      const kind = [element.localName, element.className?.baseVal ?? element.className, element.getAttribute("part")].join(" ");
      if (kinds.has(kind)) continue;
      const style = getComputedStyle(element);
      const values = {};
      for (const name of style) if (!roomy.test(name) && !name.startsWith("--")) values[name] = style.getPropertyValue(name);
      kinds.set(kind, { kind, values });
    }
    return [...kinds.values()];
  }, HOST);

/** Opens what holds the facets, where they are folded away. */
export async function openFilters(page) {
  const finder = finders(page).first();
  const button = finder.getByRole("button", { name: words.filters }).first();
  if ((await button.count()) && (await button.isVisible()) && (await button.getAttribute("aria-expanded")) !== "true") {
    await button.click();
  }
  await finder.getByRole("checkbox").first().waitFor();
}
