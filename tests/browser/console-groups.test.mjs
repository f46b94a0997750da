// Groups in the console: one is made, written, published, its meetings are changed, and a slip printed.
// A server of its own, since all of it stays.

import assert from "node:assert/strict";

import { assertAccessible } from "../support/axe.mjs";
import { browserTests, eventually } from "../support/chromium.mjs";
import { FACILITATOR, READER, headed, openConsole } from "../support/console.mjs";
import { opener, searchBox } from "../support/finder.mjs";

const browserTest = browserTests({ own: true });
const GROUP = "groups/breast-friends-tuesday";

browserTest("a group is made, written and published, and members find it", async (open, { run }) => {
  const page = await openConsole(open, run, "groups");
  await headed(page, "Groups");
  await assertAccessible(page);
  await page.getByRole("link", { name: "Make a group" }).click();
  await headed(page, "Make a group");
  await page.getByLabel("Name of the group").fill("Tuesday tea and talk");
  await page.getByRole("button", { name: "Make the draft" }).click();
  await headed(page, "Tuesday tea and talk");
  await page.getByText("The draft is there.").first().waitFor();
  await page.getByText("Only staff see it.").waitFor();
  await assertAccessible(page);
  await page.getByRole("button", { name: "Publish" }).click();
  await page.getByText("Say first what the group is for, and save it.").waitFor();

  await page.getByLabel("Purpose").selectOption("both");
  await page.getByLabel("Every week, or every few weeks").check();
  await page.getByLabel("Tuesday", { exact: true }).check();
  await page.getByLabel("From which day on").fill("2026-01-06");
  await page.getByLabel("Starts at").fill("19:00");
  await page.getByText(/^Tuesdays, 7 pm/).waitFor();
  await eventually(async () => assert.equal(await page.locator(".groups-beside .dates li").count(), 10));
  await page.getByLabel("Places", { exact: true }).or(page.getByLabel("Places (optional)")).first().fill("0");
  await page.getByRole("button", { name: "Save the group" }).click();
  await page.getByRole("link", { name: "This number is too small or too large." }).waitFor();
  await assertAccessible(page);
  await page.getByLabel(/^Places \(/).fill("12");
  await page.getByRole("button", { name: "See it as members do" }).click();
  const preview = page.getByRole("dialog", { name: "As members see it" });
  await preview.getByText(/Tuesdays, 7 pm/).first().waitFor();
  await assertAccessible(page);
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Save the group" }).click();
  await page.getByText("Saved.").waitFor();
  await page.getByRole("button", { name: "Publish" }).click();
  await page.getByText("Members find it.", { exact: true }).waitFor();
  const found = async () => {
    const answer = await page.request.get("/v1/sites/riverside/groups?text=tea");
    return (await answer.json()).groups.map((group) => group.name);
  };
  await eventually(async () => assert.ok((await found()).includes("Tuesday tea and talk")));
});

browserTest("what the join form asks is said in the group's form, and asked of members", async (open, { run }) => {
  const page = await openConsole(open, run, GROUP);
  await headed(page, "Breast Friends");
  const form = async () => {
    const answer = await page.request.get("/v1/sites/riverside/groups/breast-friends-tuesday/join-form");
    return answer.json();
  };
  const before = (await form()).questions ?? [];
  const number = before.length + 1;
  const asks = page.locator("section", { has: page.getByRole("heading", { name: "What the join form asks" }) });
  await asks.getByLabel("Pronouns").selectOption("Can be left out");
  const add = asks.getByRole("button", { name: "Add a question" });
  await add.focus();
  await page.keyboard.press("Enter");
  const mine = asks.getByRole("group", { name: `Question ${number}`, exact: true });
  // The focus is where one types, so the keyboard goes on.
  await eventually(async () => assert.ok(await mine.getByLabel("What you ask").evaluate((field) => field === field.getRootNode().activeElement)));
  await page.keyboard.type("How do you come to us?");
  await mine.getByLabel("How it is answered").selectOption("One of several answers");
  await page.getByRole("button", { name: "Save the group" }).click();
  const missing = page.getByRole("alert").getByRole("link", { name: /must be filled in/ });
  await missing.first().waitFor();
  assert.equal(await missing.count(), 2, "two answers have no words");
  await assertAccessible(page);
  await mine.getByLabel("Answer 1", { exact: true }).fill("On my own");
  await mine.getByLabel("Answer 2", { exact: true }).fill("Somebody brings me");
  await mine.getByLabel("Answer 2: what we say to it").selectOption("Please ask us first");
  await mine.getByRole("button", { name: "Add an answer" }).click();
  await mine.getByRole("button", { name: "Remove answer 3" }).click();
  await mine.getByLabel("It must be answered").check();
  await page.getByRole("button", { name: "Save the group" }).click();
  await page.getByText("Saved.").waitFor();
  const asked = await form();
  assert.ok(asked.fields.some((one) => one.field === "pronouns"));
  const last = asked.questions.at(-1);
  assert.deepEqual(
    [asked.questions.length, last.text, last.kind, last.required],
    [number, "How do you come to us?", "choice", true],
  );
  assert.deepEqual(last.options.map(({ label, hint }) => [label, hint]), [["On my own", undefined], ["Somebody brings me", "ask-first"]]);
  assert.deepEqual(asked.questions.slice(0, -1), before, "the others are as they were");
  await asks.getByRole("button", { name: `Remove question ${number}` }).click();
  await page.getByRole("button", { name: "Save the group" }).click();
  await eventually(async () => assert.deepEqual((await form()).questions ?? [], before));
});

browserTest("a meeting is cancelled, is gone for members at once, and comes back", async (open, { run }) => {
  const page = await openConsole(open, run, `${GROUP}/meetings`, FACILITATOR);
  await headed(page, "Meetings: Breast Friends");
  const rows = page.locator(".groups-meeting");
  await rows.first().waitFor();
  await assertAccessible(page);
  const dates = async () => {
    const answer = await page.request.get("/v1/sites/riverside/groups/breast-friends-tuesday");
    return (await answer.json()).next_meetings.map((meeting) => meeting.starts_at);
  };
  const before = await dates();
  await rows.nth(1).getByRole("button", { name: /^Cancel this meeting/ }).click();
  const dialog = page.getByRole("dialog", { name: /^Cancel the meeting on/ });
  await dialog.getByLabel(/A word to members/).fill("Bea has the flu. She is all right.");
  await assertAccessible(page);
  await dialog.getByRole("button", { name: "Cancel the meeting", exact: true }).click();
  await page.getByText("The meeting is cancelled.").first().waitFor();
  await rows.nth(1).getByText("Bea has the flu.").waitFor();
  await eventually(async () => assert.ok(!(await dates()).includes(before[1])));
  await rows.nth(1).getByRole("button", { name: "Undo" }).click();
  await page.getByText("It takes place at its own time.").first().waitFor();
  await eventually(async () => assert.deepEqual(await dates(), before));
  await rows.nth(1).getByRole("button", { name: /^Move this meeting/ }).click();
  const move = page.getByRole("dialog", { name: /^Move the meeting on/ });
  await move.getByLabel(/New time/).fill("17:15");
  await move.getByRole("button", { name: "Move the meeting", exact: true }).click();
  await page.getByText("The meeting is moved.").first().waitFor();
  await rows.nth(1).getByText(/^Moved from/).waitFor();
  await rows.nth(1).getByRole("button", { name: "Undo" }).click();
  await page.getByText("It takes place at its own time.").first().waitFor();
});

browserTest("who saves over somebody's change sees both, and chooses", async (open, { run }) => {
  const page = await openConsole(open, run, GROUP, FACILITATOR);
  const summary = page.getByLabel(/^In one or two sentences/);
  await summary.fill("Mine.");
  const beside = await page.context().newPage();
  await beside.goto(`/console/${GROUP}`);
  await beside.getByLabel(/^In one or two sentences/).fill("Theirs.");
  await beside.getByRole("button", { name: "Save the group" }).click();
  await beside.getByText("Saved.").waitFor();
  await page.getByRole("button", { name: "Save the group" }).click();
  await page.getByRole("heading", { name: "Changed since you opened it" }).waitFor();
  const row = page.getByRole("row", { name: /In one or two sentences/ });
  assert.match(await row.innerText(), /Theirs\.[\s\S]*Mine\./);
  assert.equal(await summary.inputValue(), "Mine.");
  await assertAccessible(page);
  await page.getByRole("button", { name: "Save mine over theirs" }).click();
  await page.getByText("Saved.").waitFor();
  await page.reload();
  assert.equal(await page.getByLabel(/^In one or two sentences/).inputValue(), "Mine.");
});

browserTest("a slip has the short address and its code, and no way in", async (open, { run }) => {
  const page = await openConsole(open, run, `${GROUP}/slip`, FACILITATOR);
  await headed(page, "Slip to print");
  await page.getByRole("img", { name: /\/g\/riverside\/breast-friends-tuesday$/ }).waitFor();
  await assertAccessible(page);
  assert.doesNotMatch(await page.locator("main").innerText(), /zoom\.us|passcode|meet\.example/i);
});

browserTest("who only reads sees a group as members do, and nothing to press", async (open, { run }) => {
  const page = await openConsole(open, run, GROUP, READER);
  await page.locator("#groups-preview").waitFor();
  for (const name of ["Save the group", "Publish", "Pause", "It is still right", "Archive"]) {
    assert.equal(await page.getByRole("button", { name }).count(), 0, name);
  }
  await assertAccessible(page);
});

browserTest("a preview says what members find, word for word, and joins nobody", async (open, { run }) => {
  // No other test of this file changes this group.
  const CARD = '[part~="group"][data-slug="ten-quiet-minutes"]';
  const member = await open("/examples/finder.html");
  const name = "Ten Quiet Minutes";
  await searchBox(member).fill(name);
  const card = member.locator(CARD);
  await card.waitFor();
  const onCard = await card.innerText();
  await opener(card).click();
  const article = member.locator(".page article");
  await article.getByRole("button", { name: /^Join/ }).waitFor();
  const onPage = await article.innerText();
  for (const words of [name, "At a glance", "Next meetings"]) assert.ok(onPage.toLowerCase().includes(words.toLowerCase()), words);

  const page = await openConsole(open, run, "groups/ten-quiet-minutes", READER);
  const preview = page.locator("#groups-preview");
  await preview.locator(CARD).waitFor();
  assert.equal(await preview.locator(CARD).innerText(), onCard);
  assert.equal(await preview.locator(".page article").innerText(), onPage);
  await page.getByText("its buttons and links do nothing, and nobody is joined to anything").waitFor();
  await assertAccessible(page);
  const [asked, address] = [page.asked.length, page.url()];
  for (const press of await preview.locator("button:visible, a:visible").all()) await press.click();
  assert.equal(await page.locator("kindred-join-form").count(), 0);
  assert.deepEqual([page.asked.slice(asked), page.url(), page.context().pages().length], [[], address, 1]);
  assert.equal(await preview.locator(".page article").innerText(), onPage);
});
