// The console's frame: who is in, the ways, the history, what is said when something fails. A server
// of its own, since people are taken on.

import assert from "node:assert/strict";

import { assertAccessible } from "../support/axe.mjs";
import { browserTests, eventually } from "../support/chromium.mjs";
import { COORDINATOR, FACILITATOR, headed, openConsole, ready, signIn } from "../support/console.mjs";

const browserTest = browserTests({ own: true });

browserTest("a coordinator is led in, sees who they are, and finds every section", async (open, { run }) => {
  const page = await openConsole(open, run);
  await page.getByText("Riverside").first().waitFor();
  await page.getByRole("link", { name: COORDINATOR.name }).first().waitFor();
  await page.getByRole("link", { name: "Staff" }).waitFor();
  await assertAccessible(page);
});

browserTest("links, Back and a reload keep to their addresses, and the focus goes to the heading", async (open, { run }) => {
  const page = await openConsole(open, run, "staff");
  await headed(page, "Staff");
  assert.match(await page.title(), /^Staff · /);
  let loads = 0;
  page.on("load", () => (loads += 1));
  await page.getByRole("navigation", { name: "Sections" }).getByRole("link", { name: "You" }).click();
  await headed(page, "You");
  assert.equal(new URL(page.url()).pathname, "/console/you");
  await eventually(async () => assert.equal(await page.evaluate(() => document.activeElement.id), "heading"));
  assert.match(await page.title(), /^You · /);
  await page.goBack();
  await headed(page, "Staff");
  assert.equal(loads, 0, "nothing was loaded anew");
  await page.reload();
  await headed(page, "Staff");
});

browserTest("what is not theirs and what is not there look alike", async (open, { run }) => {
  const page = await openConsole(open, run, "staff", FACILITATOR);
  await headed(page, "There is nothing here");
  assert.equal(await page.getByRole("link", { name: "Staff" }).count(), 0);
  const seen = await page.locator("main").innerText();
  await page.goto("/console/nothing");
  await ready(page);
  assert.equal(await page.locator("main").innerText(), seen);
  await assertAccessible(page);
});

browserTest("a session that ends says so and goes on where it was", async (open, { run }) => {
  const page = await openConsole(open, run, "you");
  await page.context().clearCookies();
  await page.getByRole("navigation", { name: "Sections" }).getByRole("link", { name: "Staff" }).click();
  await page.getByRole("dialog", { name: "You have been signed out" }).waitFor();
  await assertAccessible(page);
  await page.getByRole("button", { name: /I have signed in/ }).click();
  await page.getByText("This browser is not signed in yet.").waitFor();
  const beside = await page.context().newPage();
  await signIn(beside, run, COORDINATOR);
  await page.getByRole("button", { name: /I have signed in/ }).click();
  await page.getByRole("dialog").waitFor({ state: "detached" });
  await page.getByRole("button", { name: "Try again" }).click();
  await page.getByRole("row", { name: new RegExp(COORDINATOR.name) }).waitFor();
});

browserTest("somebody is invited, given another role, and taken off the staff", async (open, { run }) => {
  const page = await openConsole(open, run, "staff");
  await page.getByRole("link", { name: "Invite somebody" }).click();
  await headed(page, "Invite somebody");
  await assertAccessible(page);
  await page.getByRole("button", { name: "Send the invitation" }).click();
  await page.getByText("Some answers need another look").waitFor();
  await eventually(async () => assert.equal(await page.evaluate(() => document.activeElement.id), "invite-summary"));
  await assertAccessible(page);
  await page.getByRole("link", { name: "This must be filled in." }).first().click();
  await eventually(async () => assert.equal(await page.evaluate(() => document.activeElement.id), "invite-name"));
  await page.keyboard.type("Nina Okafor");
  await page.getByLabel("Their email address").fill("nina@example.org");
  await page.getByLabel(/Facilitator/).check();
  await page.getByLabel("Ten Quiet Minutes").check();
  await page.getByRole("button", { name: "Send the invitation" }).click();
  await headed(page, "Staff");
  await page.getByText("The invitation is on its way to nina@example.org.").first().waitFor();
  await page.getByRole("link", { name: "Nina Okafor" }).click();
  await headed(page, "Nina Okafor");
  await assertAccessible(page);
  await page.getByLabel(/Read only/).check();
  await page.getByRole("button", { name: "Save" }).click();
  await page.getByText("Saved.").waitFor();
  await page.getByRole("button", { name: "Take them off the staff" }).click();
  const dialog = page.getByRole("dialog", { name: "Take Nina Okafor off the staff?" });
  await assertAccessible(page);
  await page.keyboard.press("Escape");
  await dialog.waitFor({ state: "detached" });
  await eventually(async () => assert.equal(await page.evaluate(() => document.activeElement.innerText), "Take them off the staff"));
  await page.getByRole("button", { name: "Take them off the staff" }).click();
  await page.getByRole("button", { name: "Take off the staff", exact: true }).click();
  await headed(page, "Staff");
  assert.equal(await page.getByRole("link", { name: "Nina Okafor" }).count(), 0);
});

browserTest("what was typed is asked about before it is lost, and kept when sending fails", async (open, { run }) => {
  const page = await openConsole(open, run, "staff");
  await page.getByRole("link", { name: "Invite somebody" }).click();
  const name = page.getByLabel("Their name");
  await name.fill("Somebody");
  await page.getByRole("navigation", { name: "Sections" }).getByRole("link", { name: "You" }).click();
  await page.getByRole("dialog", { name: "Leave without saving?" }).waitFor();
  await page.getByRole("button", { name: "Stay here" }).click();
  assert.equal(await name.inputValue(), "Somebody");
  await page.goBack();
  await page.getByRole("dialog", { name: "Leave without saving?" }).waitFor();
  assert.equal(new URL(page.url()).pathname, "/console/staff/invite");
  await page.getByRole("button", { name: "Stay here" }).click();
  await page.route("**/console/api/staff", (route) => route.abort("connectionreset"));
  await page.getByLabel("Their email address").fill("some.body@example.org");
  await page.getByRole("button", { name: "Send the invitation" }).click();
  await page.getByText("Nothing is lost: please try again in a moment.").waitFor();
  assert.equal(await name.inputValue(), "Somebody");
  await page.unrouteAll();
  await page.getByRole("navigation", { name: "Sections" }).getByRole("link", { name: "You" }).click();
  await page.getByRole("button", { name: "Leave without saving" }).click();
  await headed(page, "You");
});
