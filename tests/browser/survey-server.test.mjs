// A survey for anybody, from the widget on a page to what staff read: the server itself answers, and the device
// does its work.

import assert from "node:assert/strict";

import { browserTests } from "../support/chromium.mjs";
import { openConsole } from "../support/console.mjs";
import { survey } from "../support/survey.mjs";

const browserTest = browserTests({ own: true });
const PHONE = { viewport: { width: 320, height: 640 }, hasTouch: true };
const PAGE = "/examples/feedback.html";

const results = (page) =>
  page.evaluate(async () => {
    const answer = await fetch("/console/api/feedback/surveys/tell-us/groups/breast-friends-tuesday");
    return (await answer.json()).collections[0];
  });

/** Waits for a question, and tabs to its answer. */
async function tabTo(page, role) {
  for (let step = 0; step < 30; step += 1) {
    await page.keyboard.press("Tab");
    const found = await page.evaluate((role) => {
      let active = document.activeElement;
      while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
      return active?.matches(role) ?? false;
    }, role);
    if (found) return;
  }
  assert.fail(`the Tab key leads to no ${role}`);
}

/** The best of five, and a wish. */
async function answer(page, wish) {
  await page.goto(PAGE);
  await survey(page).getByRole("button", { name: "Start" }).focus();
  await page.keyboard.press("Enter");
  await survey(page).getByRole("group", { name: /How is the group for you/ }).waitFor();
  await tabTo(page, "input[type=radio]");
  // From the first answer backwards is the last.
  await page.keyboard.press("ArrowLeft");
  await survey(page).getByRole("button", { name: "Next" }).focus();
  await page.keyboard.press("Enter");
  await survey(page).getByLabel(/What would you wish for/).waitFor();
  await tabTo(page, "textarea");
  await page.keyboard.type(wish);
  await survey(page).getByRole("button", { name: "Next" }).focus();
  await page.keyboard.press("Enter");
  await survey(page).getByRole("button", { name: "Send" }).focus();
  await page.keyboard.press("Enter");
  await survey(page).getByRole("heading", { name: "Thank you" }).waitFor({ timeout: 60_000 });
}

browserTest("five people answer by keyboard on a phone; staff read nothing before the fifth", async (open, { run }) => {
  const page = await open(PAGE, PHONE);
  const staff = await openConsole(open, run, "");
  for (let person = 1; person <= 4; person += 1) {
    await answer(page, `Wish ${person}`);
  }
  const before = await results(staff);
  assert.equal(before.count.answered, 4);
  assert.equal(before.count.missing, 1);
  assert.deepEqual(before.questions, []);
  await answer(page, "Ring Jo on 708-555-0123");
  const after = await results(staff);
  assert.equal(after.count.counted, 5);
  const [first, , wish] = after.questions;
  assert.equal(first.mean, 5);
  assert.equal(wish.texts.length, 5);
  assert.ok(wish.texts.some((text) => text.startsWith("Ring Jo on […]")), wish.texts.join("; "));
  assert.ok(after.count.by_anyone);
});
