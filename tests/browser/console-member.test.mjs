// Between a member's page in the widget and the console: what is laid out for them, and what they
// tell the coordinators. A server of its own.

import assert from "node:assert/strict";

import { assertAccessible } from "../support/axe.mjs";
import { browserTests, eventually } from "../support/chromium.mjs";
import { COORDINATOR, FACILITATOR, headed, openConsole, ready } from "../support/console.mjs";
import { focused } from "../support/finder.mjs";
import { GROUP, field, form, openForm, press, prove, send } from "../support/joining.mjs";

const browserTest = browserTests({ own: true });
const RUTH = { ...FACILITATOR, groups: [GROUP] };
const focusIsOn = (page, words) => eventually(async () => assert.match((await focused(page)).text, words));

/** A member's page, from the first step on. */
async function member(open, address) {
  const page = await openForm(open);
  await send(page, address);
  await prove(page, address);
  await press(page, "Open your page");
  await focusIsOn(page, /Your page for/);
  return page;
}

browserTest("what is laid out for a group stands on its members' pages, until it is taken away", async (open, { run }) => {
  const ruth = await openConsole(open, run, "shelf/item/listening-to-each-other", RUTH);
  await ruth.getByRole("checkbox", { name: "Show to Ten Quiet Minutes" }).check();
  await ruth.getByText("Ten Quiet Minutes sees it now.").waitFor();
  const page = await member(open, "rosa.reads@example.org");
  await form(page).getByRole("heading", { name: "For your group", exact: true }).waitFor();
  const text = form(page).getByText("Listening to each other", { exact: true });
  await text.click();
  await eventually(async () => assert.ok((await form(page).locator("details[open]").innerText()).length > 100));
  await assertAccessible(page);
  await ruth.getByRole("checkbox", { name: "Show to Ten Quiet Minutes" }).uncheck();
  await ruth.getByText("Taken away from Ten Quiet Minutes.").waitFor();
  await press(page, "Back to what happens next");
  await press(page, "Open your page");
  await focusIsOn(page, /Your page for/);
  assert.equal(await form(page).getByText("For your group").count(), 0);
});

browserTest("what is wrong in a group goes to the coordinators alone, who read it and settle it", async (open, { run }) => {
  const page = await member(open, "rosa.worries@example.org");
  await form(page).getByText("Who leads the group does not see it.").waitFor();
  await press(page, "Tell the coordinators");
  await focusIsOn(page, /Something is wrong in this group/);
  await assertAccessible(page);
  await press(page, "Send to the coordinators");
  await focusIsOn(page, /Something needs another look/);
  await assertAccessible(page);
  const words = form(page).getByLabel("What happened?");
  await words.fill("I want to die.");
  await form(page).locator(".crisis-near").getByText(/988/).first().waitFor();
  await words.fill("Somebody laughs at the others.");
  await form(page).getByLabel("Please ring me about it").check();
  await page.route("**/membership/concerns", (route) => route.abort("connectionreset"));
  await press(page, "Send to the coordinators");
  await form(page).getByText("That did not work. Nothing is lost.").first().waitFor();
  assert.equal(await words.inputValue(), "Somebody laughs at the others.");
  await page.unrouteAll();
  await press(page, "Send to the coordinators");
  await focusIsOn(page, /Thank you for telling us/);
  await assertAccessible(page);

  const ruth = await openConsole(open, run, "", RUTH);
  await headed(ruth, "Today");
  await ruth.getByRole("main").getByText("Ten Quiet Minutes").first().waitFor();
  assert.equal(await ruth.getByText("Somebody laughs").count(), 0, "who leads the group does not see it");

  const cleo = await openConsole(open, run, "", COORDINATOR);
  const concern = cleo.getByRole("article").filter({ hasText: "Rosa, Ten Quiet Minutes" });
  await concern.getByText("Somebody laughs at the others.").waitFor();
  await concern.getByText("Wants to be rung").waitFor();
  await assertAccessible(cleo);
  await concern.getByRole("button", { name: "Show how to reach them" }).click();
  await concern.getByRole("link", { name: "rosa.worries@example.org" }).waitFor();
  await concern.getByRole("button", { name: "I have read it" }).click();
  await concern.getByText(`Read by ${COORDINATOR.name}`).waitFor();
  await concern.getByRole("button", { name: "It is settled" }).click();
  await concern.waitFor({ state: "detached" });
  await cleo.reload();
  await ready(cleo);
  await cleo.getByRole("heading", { name: "The next meeting" }).waitFor();
  assert.equal(await cleo.getByText("Somebody laughs").count(), 0);
});
