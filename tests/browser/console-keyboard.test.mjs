// Every section of the console by keyboard alone, and what axe says of it in light and dark. The pages
// are those of the screenshots, over the same sample day. A server of its own.

import assert from "node:assert/strict";

import { assertAccessible } from "../support/axe.mjs";
import { browserTests, eventually } from "../support/chromium.mjs";
import { COORDINATOR, FACILITATOR, headed, signIn } from "../support/console.mjs";
import { enterScene, scenes } from "../support/console_scenes.mjs";
import { furnish } from "../support/furnished.mjs";

const browserTest = browserTests({ own: true });
const WALKED = ["today-facilitator", "requests", "request-decline", "roster", "member", "message", "outgoing", "group", "group-meetings", "group-slip", "shelf", "shelf-laid-out", "feedback", "feedback-ask", "feedback-results", "feedback-notes", "feedback-said", "insight", "data", "data-trail", "staff", "staff-invite", "you"];
const SEEN = [...WALKED, "today", "request-ring", "request-caller", "member-removing", "groups", "group-make", "group-preview", "group-cancel", "feedback-editor", "feedback-fault", "feedback-new", "feedback-few", "feedback-compare", "shelf-risk", "shelf-table", "data-retention", "missing"];
const named = (name) => scenes.find((scene) => scene.name === name);
const LONG = { timeout: 240_000 };

let furnished;
/** Fills the sample day once, and signs somebody in. */
async function onTheDay(open, server, who = COORDINATOR) {
  const page = await open(null, { staff: true });
  furnished ??= furnish(server, page.context().browser());
  await furnished;
  await signIn(page, server.run, who);
  return page;
}

/** Marks all that Tab has to reach, and counts it. One of several radio buttons stands for all. */
function mark() {
  const wanted = "a[href], button, input, select, textarea, summary";
  const groups = new Set();
  let count = 0;
  for (const one of document.querySelectorAll(wanted)) {
    if (one.disabled || one.type === "hidden" || !one.checkVisibility({ checkVisibilityCSS: true })) continue;
    if (one.type === "radio") {
      const others = [...document.getElementsByName(one.name)];
      if (others.some((other) => other.checked) ? !one.checked : groups.has(one.name)) continue;
      groups.add(one.name);
    }
    one.dataset.toReach = (count += 1);
  }
  return count;
}

/** What has the focus: its number, and whether somebody sees where they are. */
function where() {
  const one = document.activeElement;
  if (!one || one === document.body) return { number: 0 };
  const { outlineStyle, outlineWidth } = getComputedStyle(one);
  const box = one.getBoundingClientRect();
  const at = document.elementFromPoint(box.left + Math.min(box.width / 2, 20), box.top + Math.min(box.height / 2, 20));
  const label = one.closest("label");
  const seen = at !== null && (one.contains(at) || at.contains(one) || label?.contains(at));
  return {
    number: Number(one.dataset.toReach ?? 0),
    marked: outlineStyle !== "none" && parseFloat(outlineWidth) >= 2,
    seen,
    called: `${one.tagName} ${one.textContent || one.name || one.id}`.slice(0, 60),
  };
}

for (const name of WALKED) {
  const scene = named(name);
  browserTest(`by Tab alone, everything of ${name} is reached, in sight and marked`, async (open, server) => {
    const page = await onTheDay(open, server, scene.who);
    await scene.prepare?.(page);
    await enterScene(page, scene);
    await page.evaluate(() => {
      document.activeElement.blur();
      getSelection().removeAllRanges();
      scrollTo(0, 0);
    });
    const many = await page.evaluate(mark);
    assert.ok(many > 5, `only ${many} to reach`);
    const reached = new Set();
    for (let press = 0; press < many + 30 && reached.size < many; press += 1) {
      await page.keyboard.press("Tab");
      const { number, marked, seen, called } = await page.evaluate(where);
      if (number === 0) continue;
      reached.add(number);
      assert.ok(marked, `the focus is not marked on ${called}`);
      assert.ok(seen, `the focus is out of sight on ${called}`);
    }
    const missed = await page.evaluate((reached) => [...document.querySelectorAll("[data-to-reach]")]
      .filter((one) => !reached.includes(Number(one.dataset.toReach))).map((one) => one.outerHTML.slice(0, 120)), [...reached]);
    assert.deepEqual(missed, [], "never reached");
  }, LONG);
}

browserTest("axe finds nothing in any section, in light and in dark", async (open, server) => {
  const visitors = new Map();
  for (const name of SEEN) {
    const scene = named(name);
    const who = scene.who ?? COORDINATOR;
    if (!visitors.has(who)) visitors.set(who, await onTheDay(open, server, who));
    const page = await visitors.get(who).context().newPage();
    await scene.prepare?.(page);
    await enterScene(page, scene);
    for (const colorScheme of ["light", "dark"]) {
      await page.emulateMedia({ colorScheme });
      await assertAccessible(page).catch((error) => {
        throw new Error(`${name}, ${colorScheme}: ${error.message}`);
      });
    }
    await page.close();
  }
}, LONG);

const press = (page, key) => page.keyboard.press(key);
const focusOn = (page, locator) => eventually(async () => assert.ok(await locator.evaluate((one) => one === document.activeElement || one.contains(document.activeElement)), "the focus is elsewhere"));

browserTest("the day's main steps by Enter, Space and Escape, and the focus is where one goes on", async (open, server) => {
  const page = await onTheDay(open, server, FACILITATOR);
  await enterScene(page, named("today-facilitator"));
  const came = page.getByRole("group", { name: "Rosa Lind" }).getByRole("button", { name: "Came", exact: true });
  await came.focus();
  await press(page, "Space");
  await page.getByText("1 of 6 came").waitFor();
  await focusOn(page, came);

  await page.getByRole("main").getByRole("link", { name: "Nadia Brandt" }).focus();
  await press(page, "Enter");
  await headed(page, "Nadia Brandt");
  await focusOn(page, page.locator("#heading"));
  await page.getByRole("button", { name: "Decline …" }).focus();
  await press(page, "Enter");
  const reason = page.getByRole("radio", { name: "This is not the right group for them" });
  await reason.focus();
  await press(page, "ArrowUp");
  assert.ok(await page.getByRole("radio", { name: "The group is full" }).isChecked());

  await page.goto("/console/groups/breast-friends-tuesday/meetings");
  const cancel = page.getByRole("button", { name: /^Cancel this meeting/ }).first();
  await cancel.focus();
  await press(page, "Enter");
  await focusOn(page, page.getByRole("dialog"));
  await press(page, "Escape");
  await page.getByRole("dialog").waitFor({ state: "detached" });
  await focusOn(page, cancel);

  await page.goto("/console/shelf");
  await page.getByRole("searchbox").fill("tears");
  await press(page, "Enter");
  await page.getByRole("main").getByText(/\d+ found/).waitFor();
}, LONG);
