// The shelf in the console: found, read, copied, laid out for members and seen by one.

import assert from "node:assert/strict";

import { assertAccessible } from "../support/axe.mjs";
import { browserTests, eventually } from "../support/chromium.mjs";
import { COORDINATOR, FACILITATOR, READER, headed, openConsole } from "../support/console.mjs";

const browserTest = browserTests({ own: true });

browserTest("a facilitator finds a question by words and subject, and copies it", async (open, { run }) => {
  const page = await openConsole(open, run, "shelf", FACILITATOR, { permissions: ["clipboard-read", "clipboard-write"] });
  await headed(page, "The shelf");
  await page.getByRole("link", { name: "Questions for a meeting" }).waitFor();
  await assertAccessible(page);
  await page.getByLabel("Search the shelf").fill("wardrobe");
  await page.getByText("1 found").first().waitFor();
  assert.match(page.url(), /text=wardrobe/);
  await page.getByRole("button", { name: "Show all kinds" }).click();
  await page.getByLabel("Kind", { exact: true }).selectOption("prompt");
  await page.getByLabel("About", { exact: true }).selectOption("grief");
  await page.getByLabel("For people", { exact: true }).selectOption("bereavement");
  const question = "Tell us about the person you miss. What would we have noticed first?";
  await page.getByRole("link", { name: question }).waitFor();
  await assertAccessible(page);
  await page.getByRole("button", { name: `Copy: ${question}` }).click();
  await page.getByText("Copied.").waitFor();
  assert.equal(await page.evaluate(() => navigator.clipboard.readText()), question);
  await page.getByRole("link", { name: question }).click();
  await headed(page, question);
  await page.goBack();
  await headed(page, "The shelf");
  assert.equal(await page.getByLabel("About", { exact: true }).inputValue(), "grief");
  await page.getByLabel("Search the shelf").fill("zzzz");
  await page.getByText("Nothing on the shelf fits all of this.").waitFor();
  await assertAccessible(page);
});

browserTest("somebody at risk: the site's own lines stand before the text", async (open, { run }) => {
  const page = await openConsole(open, run, "shelf", READER);
  await page.getByRole("link", { name: "What to say, whom to ring, what to write down" }).click();
  await page.getByRole("link", { name: "Somebody talks of suicide" }).click();
  await headed(page, "Somebody talks of suicide");
  await page.getByRole("heading", { name: "Whom to ring" }).waitFor();
  const text = await page.locator("main").innerText();
  assert.ok(text.indexOf("988") > 0 && text.indexOf("988") < text.indexOf("Is it now?"));
  await page.getByRole("heading", { level: 2, name: "Write down, the same day" }).waitFor();
  await assertAccessible(page);
  assert.equal(await page.getByText("Show to members").count(), 0);
});

browserTest("listening skills are a table, and cards on a phone", async (open, { run }) => {
  const page = await openConsole(open, run, "shelf/item/listening-and-empathy", READER);
  const table = page.getByRole("table", { name: "Listening and empathy, at a glance" });
  await table.waitFor();
  assert.deepEqual(await table.getByRole("columnheader").allInnerTexts(), ["Strategy", "How it works", "What people have from it"]);
  await page.setViewportSize({ width: 320, height: 700 });
  assert.equal(await page.getByRole("columnheader").count(), 3, "it stays a table to who hears it");
  const wide = await page.evaluate(() => document.documentElement.scrollWidth);
  assert.ok(wide <= 320, `${wide} px wide`);
  await assertAccessible(page);
});

browserTest("a text is shown to members with one tick, in order with a link, and taken away", async (open, { run }) => {
  const page = await openConsole(open, run, "shelf/item/listening-to-each-other", FACILITATOR);
  await page.getByRole("checkbox", { name: /^Show to / }).check();
  await page.getByText(/ sees it now\.$/).waitFor();
  await assertAccessible(page);
  await page.getByRole("link", { name: "What your groups see" }).last().click();
  await headed(page, "Laid out for members");
  await page.getByRole("main").getByRole("link", { name: "Breast Friends" }).click();
  await page.getByRole("link", { name: "Listening to each other" }).waitFor();
  await page.getByLabel("What it is called").fill("The way to the room");
  await page.getByLabel("Its address").fill("example.org/way");
  const link = page.locator("form").filter({ has: page.getByLabel("Its address") });
  await link.getByRole("button", { name: "Lay out" }).click();
  await page.getByText("Write the whole address").first().waitFor();
  assert.equal(await page.getByLabel("What it is called").inputValue(), "The way to the room");
  await assertAccessible(page);
  await page.getByLabel("Its address").fill("https://example.org/way.pdf");
  await link.getByRole("button", { name: "Lay out" }).click();
  await page.getByText("Laid out.", { exact: true }).waitFor();
  const titles = () => page.locator("main ol h3").allInnerTexts();
  await eventually(async () => assert.deepEqual(await titles(), ["Listening to each other", "The way to the room"]));
  await page.getByRole("group", { name: "The way to the room" }).getByRole("button", { name: "Up" }).click();
  await eventually(async () => assert.deepEqual(await titles(), ["The way to the room", "Listening to each other"]));
  await page.getByRole("button", { name: "Change: The way to the room" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel(/A line for members/).fill("Ring twice.");
  await assertAccessible(page);
  await dialog.getByRole("button", { name: "Save" }).click();
  await dialog.waitFor({ state: "detached" });
  await page.getByText("Ring twice.").waitFor();
  await page.getByRole("button", { name: "Take away: Listening to each other" }).click();
  await dialog.getByRole("button", { name: "Take away" }).click();
  await eventually(async () => assert.deepEqual(await titles(), ["The way to the room"]));
});

browserTest("a failure is said beside what was pressed, and the tick shows what holds", async (open, { run }) => {
  const page = await openConsole(open, run, "shelf/item/any-group", FACILITATOR);
  const tick = page.getByRole("checkbox", { name: /^Show to / });
  await tick.waitFor();
  await page.context().setOffline(true);
  await tick.click();
  await page.getByText(/did not work|no connection/i).first().waitFor();
  assert.equal(await tick.isChecked(), false);
  await page.context().setOffline(false);
  await tick.click();
  await page.getByText(/ sees it now\.$/).waitFor();
  assert.equal(await tick.isChecked(), true);
});

browserTest("a reader in Spanish has it all in Spanish, and by keyboard", async (open, { run }) => {
  const spanish = { ...COORDINATOR, name: "Inés Vidal", email: "ines@example.org", language: "es" };
  const page = await openConsole(open, run, "shelf", spanish);
  await headed(page, "La biblioteca");
  await page.getByLabel("Buscar en la biblioteca").focus();
  await page.keyboard.type("armario");
  await page.keyboard.press("Enter");
  await page.getByRole("link", { name: /Qué has hecho con sus cosas/ }).focus();
  await page.keyboard.press("Enter");
  await headed(page, /Qué has hecho con sus cosas/);
  await assertAccessible(page);
});
