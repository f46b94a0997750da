// The console's frame: who is in, the ways, the history, what is said when something fails. A server
// of its own, since people are taken on.

import assert from "node:assert/strict";

import { assertAccessible } from "../support/axe.mjs";
import { summed, weigh } from "../support/bytes.mjs";
import { browserTests, eventually } from "../support/chromium.mjs";
import { COORDINATOR, FACILITATOR, headed, openConsole, ready, signIn } from "../support/console.mjs";

const browserTest = browserTests({ own: true });
const BUDGET = 200_000;
const focusIsOn = (page, id) => eventually(async () => assert.equal(await page.evaluate(() => document.activeElement.id), id));

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
  await focusIsOn(page, "heading");
  assert.match(await page.title(), /^You · /);
  await page.goBack();
  await headed(page, "Staff");
  assert.equal(loads, 0, "nothing was loaded anew");
  await page.reload();
  await headed(page, "Staff");
});

browserTest(`the first view is less than ${BUDGET / 1000} kB over the wire`, async (open, { run }) => {
  const page = await open(null, { staff: true });
  await signIn(page, run, COORDINATOR);
  await ready(page);
  // What is kept for good would come from the browser's own store.
  const session = await page.context().newCDPSession(page);
  await session.send("Network.enable");
  for (const [path, wasm] of [["today", /console\.[0-9a-f]+\.wasm/], ["groups", /office\.[0-9a-f]+\.wasm/], ["feedback", /feedback\.[0-9a-f]+\.wasm/], ["insight", /records\.[0-9a-f]+\.wasm/]]) {
    await session.send("Network.clearBrowserCache");
    const answers = await weigh(page, page.context());
    await page.goto(`/console/${path}`);
    await ready(page);
    const { table, total } = summed([...answers]);
    assert.match(table, wasm);
    assert.ok(total < BUDGET, `${total} bytes:\n${table}`);
  }
});

browserTest("to sections of the other program the browser loads a page", async (open, { run }) => {
  const page = await openConsole(open, run, "staff");
  for (const name of ["Today", "Groups", "Requests"]) {
    await page.getByRole("navigation", { name: "Sections" }).getByRole("link", { name, exact: true }).click();
    await headed(page, name);
  }
  await page.goBack();
  await headed(page, "Groups");
});

browserTest("it is usable at 320 pixels, by its menu, and nothing is wider than the screen", async (open, { run }) => {
  const page = await openConsole(open, run, "staff", COORDINATOR, { viewport: { width: 320, height: 640 } });
  await page.getByRole("row", { name: new RegExp(COORDINATOR.name) }).waitFor();
  const menu = page.getByRole("button", { name: "Menu" });
  assert.equal(await menu.getAttribute("aria-expanded"), "false");
  await menu.click();
  assert.equal(await menu.getAttribute("aria-expanded"), "true");
  for (const link of await page.locator("#menu a").all()) assert.ok((await link.boundingBox()).height >= 44);
  await assertAccessible(page);
  await page.locator("#menu").getByRole("link", { name: "You" }).click();
  await headed(page, "You");
  assert.equal(await menu.getAttribute("aria-expanded"), "false");
  for (const path of ["staff", "staff/invite", "you"]) {
    await page.goto(`/console/${path}`);
    await ready(page);
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), path);
  }
});

browserTest("staff read it in their own language", async (open, { run }) => {
  const page = await openConsole(open, run, "staff", { ...COORDINATOR, name: "Elena Vega", email: "elena@example.org", language: "es" });
  await headed(page, "Equipo");
  assert.equal(await page.evaluate(() => document.documentElement.lang), "es");
  await assertAccessible(page);
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
  await focusIsOn(page, "invite-summary");
  await assertAccessible(page);
  await page.getByRole("link", { name: "This must be filled in." }).first().click();
  await focusIsOn(page, "invite-name");
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
