// Insight and Data: charts with their numbers, copies, the audit trail, and what will be deleted.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";

import { assertAccessible } from "../support/axe.mjs";
import { browserTests } from "../support/chromium.mjs";
import { COORDINATOR, FACILITATOR, READER, headed, openConsole } from "../support/console.mjs";
import { tellCounts } from "../support/insight.mjs";

const browserTest = browserTests({ own: true });
const PHONE = { viewport: { width: 320, height: 640 } };

browserTest("each chart says in words what it shows, and has every number beside it", async (open, { run }) => {
  for (const options of [{}, PHONE, { colorScheme: "dark" }, { forcedColors: "active" }]) {
    const page = await openConsole(open, run, "insight", COORDINATOR, { prepare: tellCounts, ...options });
    await headed(page, "Insight");
    const chart = page.getByRole("img", { name: /^Views\. \d+ in all; the most, \d+, on / });
    await chart.waitFor();
    const numbers = page.getByRole("region", { name: "Numbers: Views" });
    assert.equal(await numbers.getByRole("row").count(), 30, "28 days, a head and a sum");
    await numbers.getByText("under 5").first().waitFor();
    await page.getByText("Half of the people waited no longer than 1 day.").waitFor();
    await page.getByText("13 of them had been there before; 8 came for the first time.").waitFor();
    await page.getByRole("table", { name: "Searched for and not found" }).getByText("lymph oedema").waitFor();
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), "nothing runs over the edge");
    await assertAccessible(page);
  }
});

browserTest("period and group are in the address, so that Back and a bookmark lead there", async (open, { run }) => {
  const page = await openConsole(open, run, "insight", COORDINATOR, { prepare: tellCounts });
  await page.getByRole("link", { name: "12 months" }).click();
  await page.getByRole("link", { name: "12 months", exact: true }).and(page.locator("[aria-current]")).waitFor();
  await page.getByLabel("Group", { exact: true }).selectOption({ label: "Breast Friends" });
  await page.getByRole("button", { name: "Show" }).click();
  await page.waitForURL("**/insight?period=months&group=breast-friends-tuesday");
  await page.goBack();
  await page.waitForURL("**/insight?period=months");
  await page.getByRole("img", { name: /^Views/ }).waitFor();
});

browserTest("where nothing was counted yet, it says so and what helps", async (open, { run }) => {
  const page = await openConsole(open, run, "insight", READER);
  await page.getByText(/Nobody opened a group's page in this time\. If your website shows the widget/).waitFor();
  await page.getByText(/searches stay in people's browsers/).waitFor();
  assert.equal(await page.getByRole("img").count(), 0, "no empty charts");
  await assertAccessible(page);
});

browserTest("a copy comes down as a file for spreadsheets, and the trail says who took it", async (open, { run }) => {
  const page = await openConsole(open, run, "data");
  await page.getByLabel("Which groups").selectOption({ label: "Breast Friends" }).catch(() => {});
  const coming = page.waitForEvent("download");
  await page.getByRole("link", { name: "Spreadsheet (CSV): Groups" }).click();
  const file = await coming;
  assert.match(file.suggestedFilename(), /^[a-z-]+-\d{4}-\d\d-\d\d-groups\.csv$/);
  const text = await readFile(await file.path(), "utf8");
  assert.ok(text.startsWith("\ufeffslug,name,status"), text.slice(0, 80));
  await headed(page, "Data");
  await assertAccessible(page);

  await page.getByRole("link", { name: "Audit trail", exact: true }).click();
  await headed(page, "Audit trail");
  const trail = page.getByRole("table", { name: "Audit trail" });
  await trail.getByText("Took a copy").waitFor();
  await trail.getByText(/Groups, CSV/).waitFor();
  await page.getByLabel("What", { exact: true }).selectOption({ label: "Signed in" });
  await page.getByRole("button", { name: "Show" }).click();
  await page.waitForURL("**/data/trail?what=signed-in");
  await trail.getByRole("cell", { name: "Signed in" }).first().waitFor();
  assert.equal(await trail.getByText("Took a copy").count(), 0);
  await page.getByLabel("To", { exact: true }).fill("2020-01-01");
  await page.getByRole("button", { name: "Show" }).click();
  await page.getByText(/Nothing fits what you chose/).waitFor();
  await assertAccessible(page);
});

browserTest("what will be deleted is counted, on a phone, too", async (open, { run }) => {
  const page = await openConsole(open, run, "data/retention", COORDINATOR, PHONE);
  await headed(page, "What will be deleted");
  await page.getByText("Nothing would be deleted today.").waitFor();
  const rows = page.getByRole("table", { name: "What will be deleted" }).getByRole("row");
  assert.ok((await rows.count()) >= 7, "a head, and a row a kind");
  assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), "nothing runs over the edge");
  await assertAccessible(page);
});

browserTest("a facilitator takes copies, and finds no trail", async (open, { run }) => {
  const page = await openConsole(open, run, "data", FACILITATOR);
  await page.getByRole("link", { name: "Spreadsheet (CSV): Members" }).waitFor();
  assert.equal(await page.getByRole("link", { name: /Audit trail/ }).count(), 0);
  for (const path of ["trail", "retention"]) {
    await page.goto(`/console/data/${path}`);
    await headed(page, "There is nothing here");
  }
});
