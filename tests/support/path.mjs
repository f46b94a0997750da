// The paths that run in every engine: find by text, open, read the heading, come back; join a group, from the
// form to the proved address; and answer a survey, from its first question to thanks.
//
// A driver is anything with `name`, `go(url)`, `script(body, …args)`, `click(element)`,
// `type(element, text)`, `screenshot()` and `stop()`; `script` may answer an element.

import assert from "node:assert/strict";

import { eventually } from "./chromium.mjs";
import { codeFor, linkFor } from "./joining.mjs";

/** How to look into a widget's shadow root: `inPage` runs a script with `inside(selector)`, `element` waits for one. */
function insideOf(driver, widget) {
  const inside = `const inside = (selector) => document.querySelector("${widget}")?.shadowRoot?.querySelector(selector) ?? null;`;
  const inPage = (body, ...args) => driver.script(`${inside} ${body}`, ...args);
  const element = (selector) =>
    eventually(async () => {
      const found = await inPage("return inside(arguments[0]);", selector);
      assert.ok(found, `${driver.name}: ${selector} is there`);
      return found;
    }, { within: 30_000 });
  return { inPage, element };
}

/** Answers the name of the group that was found. */
export async function findAndOpen(driver, url, visited = async () => {}) {
  const { inPage, element } = insideOf(driver, "kindred-group-finder");

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

/** Joins a group as `address`. */
export async function joinGroup(driver, url, address, visited = async () => {}) {
  const { inPage, element } = insideOf(driver, "kindred-join-form");
  const press = async (selector) => driver.click(await element(selector));
  const all = (selector) => inPage("return [...document.querySelector('kindred-join-form').shadowRoot.querySelectorAll(arguments[0])].map((box) => '#' + box.id);", selector);

  await driver.go(`${url}/examples/join.html`);
  await press('[part~="continue"]');
  await press("#kd-behalf");
  await driver.type(await element("#kd-name"), "Rosa");
  await press("#kd-contact-kind");
  await driver.type(await element("#kd-email"), address);
  await visited("about");
  for (const boxes of ["input[id^=kd-rule]", "input[id^=kd-consent]"]) {
    await press('[part~="continue"]');
    await element(boxes);
    for (const box of await all(boxes)) await press(box);
  }
  await visited("send");
  await press('[part~="continue"]');
  await driver.type(await element("#kd-code"), await codeFor(url, address));
  await press(".prove button");
  await linkFor(url, address, "m");
  await visited("joined");
}

/** Answers the survey that anybody may answer. */
export async function answerSurvey(driver, url, visited = async () => {}) {
  const { inPage, element } = insideOf(driver, "kindred-feedback-survey");
  const goOn = async () => driver.click(await element('[part~="continue"]'));

  await driver.go(`${url}/examples/feedback.html`);
  await goOn();
  await driver.click(await element(".questions label"));
  await element(".questions input:checked");
  await visited("survey");
  await goOn();
  await driver.type(await element("textarea"), "Tea");
  await goOn();
  await eventually(async () => assert.equal(await inPage("return inside('textarea')?.tagName ?? null;"), null));
  await visited("survey-last");
  await goOn();
  await eventually(async () => {
    const said = await inPage("return inside('#kd-step')?.textContent;");
    assert.match(said ?? "", /Thank you/, `${driver.name}: it was sent`);
  }, { within: 60_000 });
  await visited("survey-sent");
}
