// The member's own page within the widget, from the six digits on: the real server, a site of its
// own, since guidelines and places change here.

import assert from "node:assert/strict";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

import { assertAccessible } from "../support/axe.mjs";
import { browserTests, eventually } from "../support/chromium.mjs";
import { COORDINATOR, signIn } from "../support/console.mjs";
import { focused } from "../support/finder.mjs";
import { GROUP, form, heading, linkFor, openForm, press, prove, send } from "../support/joining.mjs";

const browserTest = browserTests({ own: true });
const EXAMPLES = fileURLToPath(new URL("../../examples/riverside", import.meta.url));
const says = (page, words) => form(page).getByText(words).first().waitFor();
const focusIsOn = (page, words) => eventually(async () => assert.match((await focused(page)).text, words));

/** From the first step to the member's page. */
async function member(open, address, { group = GROUP, ...options } = {}) {
  const page = await openForm(open, { group, ...options });
  await send(page, address);
  await prove(page, address);
  await openPage(page);
  return page;
}

async function openPage(page) {
  await press(page, "Open your page");
  await form(page).locator('[part~="member-page"] h2').first().waitFor();
}

/** Writes a changed copy of a sample file and hands its path over. */
async function changed(name, change, use) {
  const folder = await mkdtemp(join(tmpdir(), "kindred-changed-"));
  const path = join(folder, name);
  await writeFile(path, change(await readFile(join(EXAMPLES, name), "utf8")));
  await use(path);
  await rm(folder, { recursive: true });
}

browserTest("a member sees state, way in and meetings in their zone, and their token is in no address", async (open) => {
  const tokens = [];
  const page = await member(open, "rosa.sees@example.org", {
    timezoneId: "America/Los_Angeles",
    prepare: (page) =>
      page.on("request", (request) => {
        const bearer = request.headers().authorization;
        if (bearer) tokens.push(bearer.replace("Bearer ", ""));
      }),
  });
  await focusIsOn(page, /Your page for Ten Quiet Minutes/);
  await says(page, "You have a place.");
  const link = form(page).getByRole("link", { name: /Go to the meeting/ });
  assert.match(await link.getAttribute("href"), /^https:\/\/meet\.example\.org\//);
  assert.equal(await link.getAttribute("rel"), "noopener noreferrer");
  const dates = form(page).locator(".dates li");
  assert.ok((await dates.count()) > 0);
  assert.match(await dates.first().innerText(), /your time[\s\S]*for the group \(Central Time\)/);
  await says(page, "You agreed to version 1.0 of the guidelines");
  const alone = form(page).getByRole("link", { name: /Open this page by itself/ });
  assert.match(new URL(await alone.getAttribute("href")).pathname, /^\/m\/[\w-]{43}$/);
  await assertAccessible(page);
  assert.ok(tokens.length > 0 && /^[\w-]{43}$/.test(tokens[0]));
  assert.deepEqual(page.asked.filter((url) => url.includes(tokens[0])), []);
  const held = await page.evaluate(() => JSON.stringify([{ ...sessionStorage }, { ...localStorage }, location.href, history.state]));
  assert.ok(!held.includes(tokens[0]));
  await press(page, "Back to what happens next");
  await focusIsOn(page, /What happens next/);
});

browserTest("a cancelled and a moved meeting stand where they were, said in words, in the widget and on the page", async (open, { run, url }) => {
  const staff = await open(null, { staff: true });
  await signIn(staff, run, COORDINATOR);
  const meetings = `/console/api/groups/${GROUP}/meetings`;
  const list = (await (await staff.request.get(meetings)).json()).meetings;
  const change = async (data) => {
    const answer = await staff.request.post(`${meetings}/change`, { data, headers: { origin: url } });
    assert.equal(answer.status(), 200, await answer.text());
  };
  await change({ starts_at: list[1].starts_at, note: "Bea has the flu. She is all right." });
  await change({ starts_at: list[2].starts_at, moved_to: `${list[2].starts_at.slice(0, 10)}T21:15`, note: "The room is let." });
  const address = "rosa.dates@example.org";
  const page = await member(open, address);
  const dates = form(page).locator(".dates li");
  // Five that take place, and the cancelled one.
  await eventually(async () => assert.equal(await dates.count(), 6));
  assert.match(await dates.nth(1).innerText(), /Cancelled: this meeting does not take place\.\s+Bea has the flu/);
  assert.match(await dates.nth(2).innerText(), /9:15[\s\S]*Moved from [\s\S]*\.\s+The room is let/);
  assert.doesNotMatch(await dates.first().innerText(), /Cancelled|Moved/);
  await assertAccessible(page);
  await page.goto(await linkFor(url, address, "m"));
  const own = page.locator("li").filter({ hasText: "Cancelled: this meeting does not take place." });
  assert.match(await own.innerText(), /Bea has the flu/);
  await page.getByText(/^Moved from/).waitFor();
  await assertAccessible(page);
});

browserTest("what was written is changed with the form's own care, by keyboard alone", async (open) => {
  const page = await member(open, "rosa.writes@example.org");
  const button = (name) => form(page).getByRole("button", { name, exact: true });
  await button("Change what you told us").press("Enter");
  await focusIsOn(page, /Change what you told us/);
  await assertAccessible(page);
  const name = form(page).getByLabel("What may the group call you?");
  await name.fill("");
  await button("Save").press("Enter");
  await focusIsOn(page, /Something needs another look/);
  await assertAccessible(page);
  await name.fill("Rosa M");
  const words = form(page).getByLabel("A few words about you");
  await words.fill("I have the pills ready and I want to die.");
  await form(page).locator(".crisis-near").getByText(/988/).first().waitFor();
  await words.fill("Treatment ended in May.");
  await form(page).getByLabel("The group may read this, too").check();
  await name.press("Enter");
  await focusIsOn(page, /Your changes are saved/);
  await says(page, "Rosa M");
  await says(page, "Treatment ended in May.");
  assert.equal(await page.evaluate(() => sessionStorage.length), 0, "what a member writes is no draft");
  await page.reload();
});

browserTest("a failed save keeps every word and says so", async (open) => {
  const page = await member(open, "rosa.fails@example.org");
  await press(page, "Change what you told us");
  const words = form(page).getByLabel("A few words about you");
  await words.fill("Ended in May.");
  await page.route("**/membership", (route) => route.abort("connectionreset"));
  await press(page, "Save");
  await says(page, "That did not work. Nothing is lost.");
  await assertAccessible(page);
  assert.equal(await words.inputValue(), "Ended in May.");
  await page.unrouteAll();
  await press(page, "Save");
  await says(page, "Your changes are saved");
  await says(page, "Ended in May.");
});

browserTest("a new email address counts once its own letter's button is pressed", async (open, { url }) => {
  const [before, after] = ["rosa.moves@example.org", "rosa.moved@example.org"];
  const page = await member(open, before);
  await press(page, "Change what you told us");
  const address = form(page).getByLabel("Do you have a new email address?");
  assert.equal(await address.getAttribute("autocomplete"), "email");
  await address.fill("rosa.moved");
  await press(page, "Save");
  await focusIsOn(page, /Something needs another look/);
  await says(page, "This does not look like an email address.");
  await assertAccessible(page);
  await address.fill(after);
  await press(page, "Save");
  await focusIsOn(page, /Your changes are saved/);
  await says(page, `We have sent an email to ${after}.`);
  await says(page, before);
  await assertAccessible(page);

  const button = await linkFor(url, after, "address");
  const other = await page.context().newPage();
  await other.goto(new URL(button, url).href);
  await other.getByRole("heading", { name: "Is this your new address?" }).waitFor();
  await assertAccessible(other);
  await other.getByRole("button", { name: "Yes, write to me here" }).click();
  await other.getByRole("heading", { name: "From now on we write to you here." }).waitFor();
  await assertAccessible(other);
  await other.getByRole("link", { name: "Open your page" }).click();
  await other.getByText("Show it here").click();
  await other.getByRole("link", { name: after }).waitFor();
  // The page in the widget was opened by the link from before.
  await press(page, "Change what you told us");
  await press(page, "Save");
  await says(page, "This page is closed");
});

browserTest("a private calendar is made on a press, shown once, and says who fetches it", async (open, { url }) => {
  const page = await member(open, "rosa.calendar@example.org");
  await form(page).getByText("Meetings in your own calendar").click();
  await says(page, "The company that runs your calendar will fetch it from us.");
  await press(page, "Make my calendar");
  const field = form(page).getByLabel("The address of your calendar");
  await field.waitFor();
  const address = new URL(await field.inputValue());
  assert.match(await form(page).getByRole("link", { name: "Open in my calendar" }).getAttribute("href"), /^webcal:\/\//);
  await assertAccessible(page);
  const file = await (await page.request.get(new URL(address.pathname, url).href)).text();
  assert.match(file, /BEGIN:VEVENT/);
  assert.doesNotMatch(file, /Quiet/);
});

browserTest("everything that is held is saved as a file", async (open) => {
  const page = await member(open, "rosa.export@example.org");
  await press(page, "Make a copy");
  const save = form(page).getByRole("link", { name: "Save the file" });
  await save.waitFor();
  const [download] = await Promise.all([page.waitForEvent("download"), save.click()]);
  assert.equal(download.suggestedFilename(), "what-is-held.json");
  const held = JSON.parse(await readFile(await download.path(), "utf8"));
  assert.match(JSON.stringify(held), /rosa\.export@example\.org/);
});

browserTest("a group leader's yes shows the way in, the next time that the page is opened", async (open, { url }) => {
  const address = "rosa.approved@example.org";
  const page = await member(open, address, { group: "breast-friends-tuesday" });
  await says(page, "A group leader reads your request and answers you.");
  await says(page, /Someone answers you by/);
  assert.equal(await form(page).getByRole("link", { name: /Go to the meeting/ }).count(), 0);
  await assertAccessible(page);
  const path = await linkFor(url, "ruth.abernathy@example.org", "review");
  const approved = await page.request.post(path, { form: { choice: "approve" } });
  assert.ok(approved.ok());
  await press(page, "Back to what happens next");
  await openPage(page);
  await says(page, "You have a place.");
  await form(page).getByRole("link", { name: /Go to the meeting/ }).waitFor();
});

browserTest("newer guidelines are shown with what is new, and only that is ticked again", async (open, { run }) => {
  const page = await member(open, "rosa.rules@example.org");
  await changed(
    "guidelines.toml",
    (text) => `${text}
[[items]]
key = "phones"
rule.en = "Phones stay in the bag."
rule.es = "Los teléfonos se quedan en la bolsa."
why.en = "We listen to each other."
why.es = "Nos escuchamos."
`.replace(/^/, 'what_changed.en = "A rule about phones."\nwhat_changed.es = "Una norma sobre teléfonos."\n'),
    (path) => run("guidelines", "publish", "--site", "riverside", path),
  );
  await eventually(async () => {
    await press(page, "Back to what happens next");
    await openPage(page);
    assert.ok(await form(page).getByText("There are new guidelines").isVisible());
  });
  await assertAccessible(page);
  await press(page, "Read what is new");
  await focusIsOn(page, /There are new guidelines/);
  await assertAccessible(page);
  const boxes = await form(page).getByRole("checkbox").all();
  const ticked = await Promise.all(boxes.map((box) => box.isChecked()));
  assert.equal(ticked.filter((on) => !on).length, 1, "only the new rule");
  await press(page, "I have read them");
  await focusIsOn(page, /Something needs another look/);
  for (const box of boxes) await box.check();
  await press(page, "I have read them");
  await says(page, "We noted that you read the new guidelines.");
  await says(page, "You agreed to version 2.0 of the guidelines");
  assert.equal(await form(page).getByText("There are new guidelines").count(), 0);
});

browserTest("leaving is asked once, and the place is offered to who waited, who takes it", async (open, { run }) => {
  const group = "lung-cancer-west";
  const oneLeft = (text) => {
    const all = JSON.parse(text);
    for (const one of all.groups) if (one.slug === group) one.capacity = one.places_taken + 1;
    return JSON.stringify(all);
  };
  await changed("groups.json", oneLeft, (path) => run("import", "--site", "riverside", "--format", "kindred", path));
  const first = await member(open, "rosa.leaves@example.org", { group });
  await says(first, "You have a place.");
  const second = await member(open, "sam.waits@example.org", { group });
  await says(second, "You are on the waiting list.");
  await press(first, "Leave the group");
  await focusIsOn(first, /Do you want to leave Breathing Room West\?/);
  await assertAccessible(first);
  await press(first, "No, stay");
  await focusIsOn(first, /Your page for/);
  await press(first, "Leave the group");
  await press(first, "Yes, leave");
  await says(first, "You are not in this group any more.");
  assert.equal(await form(first).getByRole("link", { name: /Go to the meeting/ }).count(), 0);
  await press(second, "Back to what happens next");
  await openPage(second);
  await says(second, "A place is free for you.");
  await says(second, /We keep it for you until/);
  await assertAccessible(second);
  await press(second, "Yes, I take it");
  await says(second, "You have a place.");
});

browserTest("erasing is asked once and ends the page, and the link with it", async (open, { url }) => {
  const address = "rosa.erases@example.org";
  const page = await member(open, address);
  const alone = await form(page).getByRole("link", { name: /Open this page by itself/ }).getAttribute("href");
  await press(page, "Erase everything");
  await focusIsOn(page, /Do you want to erase everything\?/);
  await assertAccessible(page);
  await press(page, "Yes, erase everything");
  await says(page, "Everything is erased");
  await focusIsOn(page, /Everything is erased/);
  await assertAccessible(page);
  assert.equal(await heading(page, "What happens next").count(), 0);
  const gone = await page.request.get(new URL(new URL(alone).pathname, url).href);
  assert.doesNotMatch(await gone.text(), /Quiet/);
});

browserTest("a link that ended closes the page, and a server that is away can be asked again", async (open) => {
  const page = await openForm(open);
  await send(page, "rosa.closed@example.org");
  await prove(page, "rosa.closed@example.org");
  await page.route("**/membership?*", (route) => route.abort("connectionrefused"));
  await press(page, "Open your page");
  await form(page).getByRole("button", { name: "Try again" }).waitFor();
  await assertAccessible(page);
  await page.unrouteAll();
  await press(page, "Try again");
  await says(page, "You have a place.");
  const alone = await form(page).getByRole("link", { name: /Open this page by itself/ }).getAttribute("href");
  const erased = await page.request.post(`${new URL(alone).pathname}/erase`, { form: { choice: "yes" } });
  assert.ok(erased.ok());
  await press(page, "Back to what happens next");
  await press(page, "Open your page");
  await says(page, "This page is closed");
  await focusIsOn(page, /This page is closed/);
  await assertAccessible(page);
});
