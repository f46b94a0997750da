// The working day of issue 4, from an empty console to the copy at its end, as one person after the
// other does it: nothing is put into the database beside the pages. A server of its own.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";

import { browserTests, eventually } from "../support/chromium.mjs";
import { headed } from "../support/console.mjs";
import { agree, field, fillIn, form, go, linkFor, openForm, press, prove, send } from "../support/joining.mjs";

const browserTest = browserTests({ own: true });
const GROUP = "tea-at-the-river";
const ZONE = "America/Chicago";

const inMenu = (page, name) => page.getByRole("navigation", { name: "Sections" }).getByRole("link", { name, exact: true });

/** Goes to a section by its name. */
async function to(page, name, heading = name) {
  await inMenu(page, name).click();
  await headed(page, heading);
}

/** A minute ago on the group's clock: its day and time, so that a meeting is on while we are here. */
function justNow() {
  const parts = new Intl.DateTimeFormat("sv-SE", { timeZone: ZONE, dateStyle: "short", timeStyle: "short" });
  const [day, time] = parts.format(Date.now() - 60_000).split(" ");
  return { day, time };
}

async function setsUp(page, path) {
  await page.goto(path);
  await page.getByRole("heading", { name: "Set up the console" }).waitFor();
  await page.getByLabel("Your name").fill("Cleo Marsh");
  await page.getByLabel(/^Your email address/).fill("cleo@example.org");
  await page.getByRole("button", { name: "Set up the console" }).click();
  await headed(page, "Today");
  const again = await page.request.get(path);
  assert.equal(again.status(), 410, "the link works once");
}

async function publishes(page) {
  await to(page, "Groups");
  await page.getByRole("link", { name: "Make a group" }).click();
  await page.getByLabel("Name of the group").fill("Tea at the river");
  await page.getByRole("button", { name: "Make the draft" }).click();
  await headed(page, "Tea at the river");
  await page.getByLabel("Purpose").selectOption("both");
  await page.getByLabel("Every week, or every few weeks").check();
  for (const day of ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]) {
    await page.getByLabel(day, { exact: true }).check();
  }
  const { day, time } = justNow();
  await page.getByLabel("From which day on").fill(day);
  await page.getByLabel("Starts at").fill(time);
  await page.getByLabel("How one joins").selectOption("approval");
  await page.getByLabel("Meeting link").fill("https://meet.example.org/tea");
  await page.getByRole("button", { name: "Save the group" }).click();
  await page.getByText("Saved.").waitFor();
  await page.getByRole("button", { name: "Publish" }).click();
  await page.getByText("Members find it.", { exact: true }).waitFor();
}

async function invites(page) {
  await to(page, "Staff");
  await page.getByRole("link", { name: "Invite somebody" }).click();
  await page.getByLabel("Their name").fill("Fay Holm");
  await page.getByLabel("Their email address").fill("fay@example.org");
  await page.getByLabel(/Facilitator/).check();
  await page.getByLabel("Tea at the river").check();
  await page.getByRole("button", { name: "Send the invitation" }).click();
  await headed(page, "Staff");
}

/** A facilitator, let in by the button behind the link in their letter. */
async function comesIn(open, url) {
  const page = await open(null, { staff: true });
  await page.goto(await linkFor(url, "fay@example.org", "console/link"));
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await headed(page, "Today");
  return page;
}

/** Somebody gives a number in the form: a person has to ring. */
async function givesANumber(open) {
  const page = await openForm(open, { group: GROUP });
  await fillIn(page, "", "Otto Brand");
  await form(page).getByLabel("By phone").check();
  await field(page, "phone").fill("312-555-0142");
  await agree(page);
  await go(page);
  await form(page).getByText(/rings .*312-555-0142/).first().waitFor();
}

async function approves(page) {
  await to(page, "Requests", "Requests to join");
  await page.getByRole("link", { name: "Rosa Lind" }).click();
  await headed(page, "Rosa Lind");
  await page.getByRole("button", { name: "Give them a place" }).click();
  await page.getByRole("heading", { name: "Rosa Lind has a place." }).waitFor();
}

async function rings(page) {
  await to(page, "Requests", "Requests to join");
  await page.getByRole("link", { name: "To ring" }).click();
  await page.getByRole("link", { name: "Otto Brand" }).click();
  await headed(page, "Otto Brand");
  assert.equal(await page.getByRole("link", { name: "312-555-0142" }).first().getAttribute("href"), "tel:312-555-0142");
  await page.getByRole("button", { name: "I reached them: the number is right" }).click();
  await page.getByRole("heading", { name: /^The number is confirmed/ }).waitFor();
  await page.getByRole("button", { name: "Give them a place" }).click();
  await page.getByRole("heading", { name: "Otto Brand has a place." }).waitFor();
}

/** A message waits among the mail on its way, and is stopped there; who has a telephone stays to be rung. */
async function writes(page) {
  await to(page, "Members", "Tea at the river");
  await page.getByRole("link", { name: "Write to all members" }).click();
  await page.getByText("1 member gets an email").waitFor();
  await page.getByLabel("Subject").fill("Another room");
  await page.getByLabel("Message").fill("We meet upstairs.");
  await page.getByRole("button", { name: "Send in ten minutes" }).click();
  await page.getByRole("heading", { name: "It goes in ten minutes" }).waitFor();
  await to(page, "Mail on its way");
  const message = page.getByRole("listitem").filter({ hasText: /message/i });
  await message.getByText("Read what it says").click();
  await message.getByText("We meet upstairs.").waitFor();
  await message.getByRole("button", { name: "Stop it" }).click();
  await message.getByText("Stopped: nothing goes out.").waitFor();
  await to(page, "Today");
  await page.getByRole("heading", { name: "1 call to make" }).waitFor();
}

async function notesWhoCame(page) {
  await to(page, "Today");
  const rosa = page.getByRole("group", { name: "Rosa Lind" });
  const came = rosa.getByRole("button", { name: "Came", exact: true });
  await came.click();
  await page.getByText("1 of 2 came").waitFor();
  await page.reload();
  await eventually(async () => assert.equal(await came.getAttribute("aria-pressed"), "true"));
}

/** Cancels the meeting after this one; its letter waits. */
async function cancels(page) {
  await to(page, "Groups");
  await page.getByRole("link", { name: "Tea at the river" }).click();
  await headed(page, "Tea at the river");
  await page.getByRole("link", { name: "Meetings", exact: true }).click();
  const row = page.locator(".groups-meeting").nth(1);
  await row.getByRole("button", { name: /^Cancel this meeting/ }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel(/A word to members/).fill("The river is high.");
  await dialog.getByRole("button", { name: "Cancel the meeting", exact: true }).click();
  await page.getByText(/1 member gets a letter/).first().waitFor();
  await to(page, "Mail on its way");
  const letter = page.getByRole("listitem").filter({ hasText: /cancel/i });
  await letter.getByText("Read what it says").click();
  await letter.getByText(/The river is high\./).waitFor();
}

async function takesACopy(page) {
  await to(page, "Data");
  const coming = page.waitForEvent("download");
  await page.getByRole("link", { name: "Spreadsheet (CSV): Attendance" }).click();
  const text = await readFile(await (await coming).path(), "utf8");
  assert.match(text, /Rosa Lind/);
}

browserTest("a working day, from the set-up link to the copy at its end", async (open, { url, setUpPath }) => {
  const cleo = await open(null, { staff: true });
  await setsUp(cleo, await setUpPath("riverside"));
  await publishes(cleo);
  await invites(cleo);
  const fay = await comesIn(open, url);
  const rosa = await openForm(open, { group: GROUP });
  await send(rosa, "rosa@example.org", "Rosa Lind");
  await prove(rosa, "rosa@example.org");
  await givesANumber(open);
  await approves(fay);
  await rings(fay);
  await writes(fay);
  await notesWhoCame(fay);
  await press(rosa, "Open your page");
  const alone = await form(rosa).getByRole("link", { name: /Open this page by itself/ }).getAttribute("href");
  await rosa.goto(new URL(alone).pathname);
  await rosa.locator('a[href="https://meet.example.org/tea"]').waitFor();
  const coming = rosa.locator("section", { has: rosa.getByRole("heading", { name: "Next meetings" }) }).getByRole("listitem");
  const [today, tomorrow, after] = await coming.allInnerTexts();
  await cancels(fay);
  await rosa.reload();
  const [first, second, third] = await coming.allInnerTexts();
  assert.deepEqual([first, third], [today, after]);
  assert.ok(second.startsWith(tomorrow) && second.includes("Cancelled"), second);
  await takesACopy(cleo);
});
