// The one path that runs in every engine: find by text, open, read the heading, come back.
//
// A driver is anything with `name`, `go(url)`, `script(body, …args)`, `click(element)`,
// `type(element, text)`, `screenshot()` and `stop()`; `script` may answer an element.

import assert from "node:assert/strict";

import { eventually } from "./chromium.mjs";

// Runs in the page: `inside(selector)` looks into the finder's shadow root.
const INSIDE = "const inside = (selector) => document.querySelector('kindred-group-finder')?.shadowRoot?.querySelector(selector) ?? null;";

/** Answers the name of the group that was found. */
export async function findAndOpen(driver, url, visited = async () => {}) {
  const inPage = (body, ...args) => driver.script(`${INSIDE} ${body}`, ...args);
  const element = (selector) =>
    eventually(async () => {
      const found = await inPage("return inside(arguments[0]);", selector);
      assert.ok(found, `${driver.name}: ${selector} is there`);
      return found;
    }, { within: 30_000 });

  await driver.go(`${url}/examples/finder.html`);
  await element('[part~="group"]');
  await visited("list");

  await driver.type(await element("input[type=search]"), "brest");
  const name = await eventually(async () => {
    const first = await inPage(`return inside('[part~="group"] :is(h1, h2, h3, h4)')?.textContent.trim();`);
    assert.match(first ?? "", /breast/i, `${driver.name}: brest finds breast`);
    return first;
  });
  await visited("found");

  await driver.click(await element('[part~="group"] :is(h1, h2, h3, h4) :is(a, button)'));
  await eventually(async () => {
    const focus = await inPage("const root = document.querySelector('kindred-group-finder').shadowRoot; return root.activeElement?.textContent.trim();");
    assert.equal(focus, name, `${driver.name}: the focus is on the page's heading`);
  });
  await visited("group");

  await driver.click(await element('[part~="back"]'));
  await eventually(async () => {
    const focus = await inPage("const root = document.querySelector('kindred-group-finder').shadowRoot; return root.activeElement?.textContent.trim();");
    assert.ok(focus?.includes(name), `${driver.name}: the focus is back on the card, and not on ${focus}`);
  });
  return name;
}
