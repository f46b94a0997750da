// Today and the members of a group, as a facilitator and a coordinator work with them.

import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { assertAccessible } from "../support/axe.mjs";
import { browserTests, eventually } from "../support/chromium.mjs";
import { COORDINATOR, FACILITATOR, headed, openConsole } from "../support/console.mjs";

const browserTest = browserTests({ own: true });
const FAY = { ...FACILITATOR, groups: ["daily-circle"] };

/** Meets every day, so that there is a meeting today; who asks has a place at once. */
const DAILY = {
  slug: "daily-circle",
  name: "Daily circle",
  language: "en",
  format: "online",
  purpose: "both",
  join_policy: "open",
  summary: "Every day.",
  schedule: { starts_at: "2026-01-01T12:00", duration_minutes: 60, time_zone: "America/Chicago", rrule: "FREQ=DAILY" },
  join: { url: "https://meet.example.org/daily" },
  join_form: { fields: [{ field: "access-needs", required: false }] },
};

const MEMBERS = [
  { display_name: "Rosa Lind", contact: { kind: "email", value: "rosa@example.org" }, access_needs: "Needs captions, please" },
  { display_name: "Sam Ode", contact: { kind: "email", value: "sam@example.org" } },
  { display_name: "Ruth Vale", contact: { kind: "phone", value: "312-555-0142" } },
];

/** The group with its three members. */
async function settled(run) {
  const folder = await mkdtemp(join(tmpdir(), "kindred-roster-"));
  try {
    const write = async (name, value) => {
      const path = join(folder, name);
      await writeFile(path, JSON.stringify(value));
      return path;
    };
    await run("import", "--site", "riverside", "--format", "kindred", await write("groups.json", { groups: [DAILY] }));
    for (const [at, member] of MEMBERS.entries()) {
      const caller = { on_behalf_of: "me", language: "en", consents: ["health"], ...member };
      const add = ["request", "add", "--site", "riverside", "--group", "daily-circle", "--guidelines-read-out"];
      await run(...add, await write(`caller${at}.json`, caller));
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

const opened = async (open, run, path, who = FAY, options = {}) => {
  await settled(run);
  return openConsole(open, run, path, who, options);
};

browserTest("Today has the next meeting with its way in, what people need, and who came in one press", async (open, { run }) => {
  const page = await opened(open, run, "");
  await headed(page, "Today");
  await page.getByRole("link", { name: "Daily circle" }).first().click();
  await headed(page, "Daily circle");
  assert.equal(await page.getByRole("link", { name: "Start the meeting" }).getAttribute("href"), "https://meet.example.org/daily");
  await page.getByText("Needs captions, please").waitFor();
  if (await page.getByRole("heading", { name: "Who came" }).count() === 0) return; // Past that hour the first meeting is tomorrow's, and its register closed.
  const rosa = page.getByRole("group", { name: "Rosa Lind" });
  const came = rosa.getByRole("button", { name: "Came", exact: true });
  await came.click();
  await page.getByText("1 of 3 came").waitFor();
  await page.reload();
  await eventually(async () => assert.equal(await came.getAttribute("aria-pressed"), "true"));
  await came.click();
  await page.getByText("Nothing is noted yet.").waitFor();
  await assertAccessible(page);
});

browserTest("a question goes with a meeting and is there the next time", async (open, { run }) => {
  const page = await opened(open, run, "");
  await page.getByRole("heading", { name: "After that" }).waitFor();
  const later = page.locator("section", { has: page.getByRole("heading", { name: "After that" }) });
  await later.getByRole("link", { name: "Daily circle" }).first().click();
  await headed(page, "Daily circle");
  await page.getByText("From the day of the meeting on").waitFor();
  await page.getByText("A question to think about beforehand").click();
  await page.getByLabel("Your question").fill("What has carried you?");
  await page.getByRole("button", { name: "Keep the question" }).click();
  await page.getByText("Saved.").waitFor();
  await page.reload();
  await eventually(async () => assert.equal(await page.getByLabel("Your question").inputValue(), "What has carried you?"));
  await assertAccessible(page);
});

browserTest("members are found by name, and how to reach one shows only when asked", async (open, { run }) => {
  const page = await opened(open, run, "roster");
  await headed(page, "Daily circle");
  await page.getByText("3 members", { exact: true }).waitFor();
  await assertAccessible(page);
  await page.getByLabel("Find by name or reference").fill("ros");
  await page.getByText("1 member", { exact: true }).waitFor();
  await page.getByRole("link", { name: "Rosa Lind" }).click();
  await headed(page, "Rosa Lind");
  assert.equal(await page.getByText("rosa@example.org").count(), 0);
  await page.getByRole("button", { name: "Show how to reach them" }).click();
  await page.getByRole("link", { name: "rosa@example.org" }).waitFor();
  await assertAccessible(page);
});

browserTest("a message waits, is stopped, and is there to be changed", async (open, { run }) => {
  const page = await opened(open, run, "roster/daily-circle");
  await page.getByRole("link", { name: "Write to all members" }).click();
  await headed(page, "Write to all members");
  await page.getByText("2 members get an email").waitFor();
  await page.getByRole("button", { name: "Send in ten minutes" }).click();
  await page.getByText("Some answers need another look").waitFor();
  await page.getByLabel("Subject").fill("Another room");
  await page.getByLabel("Message").fill("We meet upstairs.");
  await assertAccessible(page);
  await page.getByRole("button", { name: "Send in ten minutes" }).click();
  await page.getByRole("heading", { name: "It goes in ten minutes" }).waitFor();
  await page.getByRole("button", { name: "Stop it" }).click();
  await page.getByText("Stopped: 2 emails do not go.").waitFor();
  await page.getByRole("button", { name: "Change it and send again" }).click();
  assert.equal(await page.getByLabel("Message").inputValue(), "We meet upstairs.");
  await page.goto("/console/today");
  await page.getByRole("heading", { name: "1 call to make" }).waitFor();
  await page.getByRole("button", { name: "I have rung them" }).click();
  await eventually(async () => assert.equal(await page.getByRole("heading", { name: /call to make/ }).count(), 0));
});

browserTest("do not contact, a pause, and an end, each with what follows", async (open, { run }) => {
  const page = await opened(open, run, "roster/daily-circle");
  await page.getByRole("link", { name: "Sam Ode" }).click();
  await headed(page, "Sam Ode");
  await page.getByRole("button", { name: "They asked for it" }).click();
  await page.getByText("Do not contact: asked for it").waitFor();
  await page.getByRole("button", { name: "Contact them again" }).click();
  await page.getByRole("button", { name: "Yes, contact again" }).click();
  await page.getByText("Stops every email to them at once").waitFor();
  await page.getByLabel("Why", { exact: true }).fill("A quarrel");
  await page.getByRole("button", { name: "Pause", exact: true }).click();
  await page.getByText(/^Paused since/).waitFor();
  await page.getByRole("button", { name: "End the pause" }).click();
  await page.getByRole("button", { name: "Pause", exact: true }).waitFor();
  await page.getByRole("button", { name: "Take out of the group" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Why", { exact: true }).fill("It did not go well");
  assert.match(await dialog.getByLabel("What it says").inputValue(), /Dear Sam Ode/);
  await assertAccessible(page);
  await dialog.getByRole("button", { name: "Take out of the group" }).click();
  await dialog.getByText("They still know the link").waitFor();
  assert.equal(await dialog.getByRole("link", { name: "Open the group's entry" }).getAttribute("href"), "/console/groups/daily-circle");
  await dialog.getByRole("button", { name: "Later" }).click();
  await headed(page, "Daily circle");
  await eventually(async () => assert.equal(await page.getByRole("link", { name: "Sam Ode" }).count(), 0));
});

browserTest("who only reads sees the members and changes nothing", async (open, { run }) => {
  const rita = { name: "Rita Boone", email: "rita@example.org", role: "read-only" };
  const page = await opened(open, run, "roster/daily-circle", rita);
  await headed(page, "Daily circle");
  assert.equal(await page.getByRole("link", { name: "Write to all members" }).count(), 0);
  await page.getByRole("link", { name: "Rosa Lind" }).click();
  await headed(page, "Rosa Lind");
  assert.equal(await page.getByRole("main").getByRole("button").count(), 0);
});

browserTest("on a small screen everything is there and nothing runs out of it", async (open, { run }) => {
  const page = await opened(open, run, "", COORDINATOR, { viewport: { width: 320, height: 640 } });
  for (const path of ["today", "roster/daily-circle"]) {
    await page.goto(`/console/${path}`);
    await page.getByText("Daily circle").first().waitFor();
    const wide = await page.evaluate(() => document.documentElement.scrollWidth);
    assert.ok(wide <= 320, `${path}: ${wide}`);
  }
});
