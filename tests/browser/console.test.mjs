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
