// Feedback in the console: surveys published and planned, written with what members see beside, results that
// stay shut below five answers, notes, and what came of it all.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";

import { assertAccessible } from "../support/axe.mjs";
import { browserTests, eventually } from "../support/chromium.mjs";
import { COORDINATOR, FACILITATOR, READER, headed, openConsole, signIn } from "../support/console.mjs";
import { GROUP, answer, publish, survey, tellNotes } from "../support/feedback.mjs";

const browserTest = browserTests({ own: true });
const preview = (page) => page.locator("#survey-preview");
const yes = (page, name) => page.getByRole("dialog").getByRole("button", { name }).click();
const card = (page, title) => page.locator("section.card").filter({ has: page.getByRole("heading", { name: title }) });

browserTest("a ready-made survey is looked at, published, planned, and asked no more", async (open, { run }) => {
  const page = await openConsole(open, run, "feedback");
  await headed(page, "Feedback");
  await assertAccessible(page);
  await page.getByRole("link", { name: "Look and publish: After the meeting" }).click();
  await headed(page, "After the meeting");
  await preview(page).getByText("Three short questions.").waitFor();
  await assertAccessible(page);
  await page.getByRole("button", { name: "Publish as version 1" }).click();
  await yes(page, "Publish as version 1");
  await page.getByText("“After the meeting” is published as version 1.").first().waitFor();
  await headed(page, "Feedback");
  await card(page, "After the meeting").getByText("Nobody is asked at the moment.").waitFor();
  await card(page, "After the meeting").getByRole("link", { name: "Ask members …" }).click();
  await headed(page, "Ask members: After the meeting");
  await assertAccessible(page);
  await page.getByLabel("Every few weeks").check();
  await page.getByLabel("Every how many weeks?").fill("99");
  await page.getByRole("button", { name: "Begin to ask" }).click();
  await page.locator("#plan-weeks-fault").waitFor();
  await assertAccessible(page);
  await page.getByLabel("Every how many weeks?").fill("6");
  await page.getByRole("button", { name: "Begin to ask" }).click();
  await page.getByText("Members are asked from now on.").first().waitFor();
  const plan = "Every 6 weeks, at most every 14 days, in every group";
  await page.getByText(plan).first().waitFor();
  await page.getByRole("button", { name: `Stop asking: ${plan}` }).click();
  await yes(page, "Stop asking");
  await card(page, "After the meeting").getByText("Nobody is asked at the moment.").waitFor();
});

browserTest("what is wrong shows at its field while one types, and nothing typed is lost", async (open, { run }) => {
  const page = await openConsole(open, run, "feedback/surveys/first-month");
  await preview(page).getByRole("button").first().waitFor();
  await page.locator(".feedback-question-head").first().click();
  const text = page.getByRole("group", { name: "What you ask" }).first();
  await text.getByLabel("Spanish").fill("");
  const fault = page.locator(".feedback-question").first().locator(".fault").filter({ hasText: "This must be filled in." });
  await fault.waitFor();
  await page.getByRole("link", { name: /^Question 1, what you ask, Spanish/ }).click();
  await eventually(async () => assert.equal(await page.evaluate(() => document.activeElement.lang), "es"));
  await assertAccessible(page);
  await text.getByLabel("Spanish").fill("¿Cómo estás?");
  await text.getByLabel("English").fill("How are you, after a month?");
  await fault.waitFor({ state: "detached" });
  await preview(page).getByText("How are you, after a month?").waitFor();
  await page.getByLabel("Language", { exact: true }).selectOption("es");
  await preview(page).getByText("¿Cómo estás?").waitFor();
  await page.getByRole("link", { name: "Feedback" }).first().click();
  await page.getByRole("dialog").getByRole("button", { name: "Stay here" }).click();
  assert.equal(await text.getByLabel("Spanish").inputValue(), "¿Cómo estás?");
});

browserTest("one's own survey: a name, questions, a condition; the preview sends nothing", async (open, { run }) => {
  const page = await openConsole(open, run, "feedback/new");
  await page.getByRole("button", { name: "Write the questions" }).click();
  await page.getByText("This must be filled in.").first().waitFor();
  await assertAccessible(page);
  await page.getByLabel("Name in English").fill("Coming home");
  await page.getByLabel("Name in Spanish").fill("Volver a casa");
  await page.getByRole("button", { name: "Write the questions" }).click();
  await headed(page, "Coming home");
  const question = (at) => page.locator(".feedback-question").nth(at);
  const write = async (at, name, english, spanish) => {
    const group = question(at).getByRole("group", { name, exact: true }).first();
    await group.getByLabel("English").fill(english);
    await group.getByLabel("Spanish").fill(spanish);
  };
  await page.getByText("As it was before. It shows the new words once they are all there.").waitFor();
  assert.equal(await page.locator(".fault").count(), 0, "nobody has written yet: nothing is called missing");
  await write(0, "What you ask", "Who came with you?", "¿Quién te acompañó?");
  await write(0, "Answer 1", "Nobody", "Nadie");
  await write(0, "Answer 2", "A friend", "Una amiga");
  await preview(page).getByText("Who came with you?").waitFor();
  await page.getByRole("button", { name: "Add a question" }).click();
  await write(1, "What you ask", "What did they say?", "¿Qué dijo?");
  await question(1).getByLabel("How it is answered").selectOption("A longer text");
  await question(1).getByRole("button", { name: "Add a condition" }).click();
  await question(1).getByLabel("A friend").check();
  await assertAccessible(page);
  await question(0).locator(".feedback-question-head").click();
  await page.getByRole("heading", { name: "As members see it" }).waitFor();
  await preview(page).getByLabel("A friend").check();
  await preview(page).locator('[part~="continue"]').click();
  await preview(page).getByText("What did they say?").first().waitFor();
  await preview(page).locator('[part~="continue"]').click();
  await preview(page).getByRole("button", { name: "Send", exact: true }).click();
  await preview(page).getByText("This is a preview: nothing is sent.").waitFor();
  const [saved] = await Promise.all([
    page.waitForEvent("download"),
    page.getByText("As a file", { exact: true }).click().then(() => page.getByRole("button", { name: "Download as a file" }).click()),
  ]);
  assert.equal(saved.suggestedFilename(), "coming-home.json");
  const record = JSON.parse(await readFile(await saved.path(), "utf8"));
  assert.deepEqual(record.pages[0].questions[1].show_if, [{ question: "who-came-with-you", any_of: ["a-friend"] }]);
  await page.getByLabel("Take from a file").setInputFiles({ name: "x.json", mimeType: "application/json", buffer: Buffer.from("{\n nothing") });
  await page.getByText("something is wrong at line 2").waitFor();
  await page.getByRole("button", { name: "Publish as version 1" }).click();
  await yes(page, "Publish as version 1");
  await page.getByText("“Coming home” is published as version 1.").first().waitFor();
});

browserTest("results stay shut below five answers, and open with the fifth", async (open, { run, url }) => {
  const page = await openConsole(open, run, "feedback");
  await publish(page, survey("open-door"));
  const said = (welcome, stays, more) => answer(url, "open-door", { welcome, stays, ...(more ? { more } : {}) });
  for (const welcome of [5, 4, 3, 5]) await said(welcome, "yes", "Ring me on 708-555-0100, it was warm.");
  await page.goto("/console/feedback");
  const row = card(page, "How is it going?").getByRole("row").filter({ hasText: "Breast Friends" });
  await row.getByText("1 more answer needed").waitFor();
  await row.getByRole("link").click();
  await page.getByText("Nobody reads answers before five are in: 1 more is needed.").waitFor();
  assert.equal(await page.getByText("Do you feel welcome?").count(), 0);
  assert.equal(await page.getByText("warm").count(), 0);
  await assertAccessible(page);
  await said(5, "no");
  await page.reload();
  await page.getByRole("heading", { name: "Do you feel welcome?" }).waitFor();
  await page.getByText("4.4 on average, from 1 to 5").waitFor();
  const very = page.getByRole("row").filter({ hasText: "5 – Very" });
  assert.deepEqual(await very.getByRole("cell").allInnerTexts(), ["3", "60 %"]);
  const quotes = await page.locator("blockquote").allInnerTexts();
  assert.equal(quotes.length, 4);
  assert.ok(quotes.every((quote) => quote.includes("it was warm") && !quote.includes("555-0100")), quotes[0]);
  await assertAccessible(page);
  const [csv] = await Promise.all([page.waitForEvent("download"), page.getByRole("link", { name: "Download as a table (CSV)" }).click()]);
  assert.match(await readFile(await csv.path(), "utf8"), /Do you feel welcome\?/);

  const other = "young-adults-online";
  await publish(page, survey("open-door", { title: { en: "How is it going now?", es: "¿Cómo va ahora?" } }));
  await answer(url, "open-door", { welcome: 2 }, { version: 2 });
  await page.reload();
  await page.getByText("Each version is counted by itself").waitFor();
  assert.equal(await page.getByRole("heading", { level: 2 }).count(), 2);
  await page.goto("/console/feedback/surveys/open-door/compare?version=1");
  await page.getByRole("row").filter({ hasText: "Breast Friends" }).getByText("4.4").waitFor();
  await assertAccessible(page);
  assert.ok(other);
});

browserTest("members' notes are read, and what came of them is told", async (open, { run, url }) => {
  const page = await openConsole(open, run, "you", FACILITATOR, { prepare: tellNotes });
  await page.goto("/console/feedback");
  await page.getByText("1 note nobody has read").waitFor();
  await page.getByRole("link", { name: "Read the notes" }).click();
  await headed(page, "Notes from members");
  await page.getByText("carries their name").waitFor();
  await assertAccessible(page);
  await page.getByRole("button", { name: "I have read it" }).click();
  await page.getByRole("button", { name: "I have read it" }).waitFor({ state: "detached" });
  await eventually(async () => assert.equal(await page.evaluate(() => document.activeElement.textContent), "Rosa Lind"));

  await page.goto("/console/feedback/said");
  await headed(page, "You said, we did");
  await page.getByRole("button", { name: "Show it to members" }).click();
  await page.locator("#said-said-fault").waitFor();
  await page.getByLabel("What members said").fill("It ends late.");
  await page.getByLabel("What you did").fill("We begin at six.");
  await page.getByRole("button", { name: "Show it to members" }).click();
  await page.getByRole("article").getByText("We begin at six.").waitFor();
  assert.equal(await page.getByLabel("What you did").inputValue(), "");
  await assertAccessible(page);
  await page.getByRole("button", { name: "Take away: It ends late." }).click();
  await yes(page, "Take away");
  await page.getByText("There is nothing yet.").waitFor();
  assert.ok(url);
});

browserTest("who does not coordinate sees what is asked, and no editor", async (open, { run }) => {
  const page = await openConsole(open, run, "feedback", COORDINATOR);
  await publish(page, survey("to-see"));
  for (const who of [FACILITATOR, READER]) {
    await signIn(page, run, who);
    await page.goto("/console/feedback");
    const own = card(page, "How is it going?").first();
    await own.getByRole("link", { name: "See what is asked" }).waitFor();
    for (const name of ["Edit", "Ask members …", "Write a new survey"]) {
      assert.equal(await page.getByRole("link", { name }).count(), 0, `${who.role}: ${name}`);
    }
    await page.goto("/console/feedback/surveys/to-see");
    await preview(page).getByText("Do you feel welcome?").first().waitFor();
    assert.equal(await page.getByRole("textbox").count(), 0);
    await assertAccessible(page);
    await page.goto("/console/feedback/new");
    await headed(page, "There is nothing here");
  }
});

browserTest("by keyboard alone: a question is opened, moved down, and the preview follows", async (open, { run }) => {
  const page = await openConsole(open, run, "feedback/surveys/group-climate");
  await preview(page).getByRole("button").first().waitFor();
  const focused = () => page.evaluate(() => document.activeElement.innerText.trim());
  const heads = page.locator(".feedback-question-head");
  const first = (await heads.first().innerText()).split("\n")[0].replace(/^\d+\. /, "");
  const tabTo = async (wanted) => {
    for (let step = 0; step < 120; step += 1) {
      await page.keyboard.press("Tab");
      if ((await focused()).includes(wanted)) return;
    }
    assert.fail(`Tab does not come to ${wanted}`);
  };
  await tabTo(first);
  await page.keyboard.press("Enter");
  await preview(page).getByText(first).first().waitFor();
  await tabTo("Move down");
  await page.keyboard.press("Enter");
  await eventually(async () => assert.match(await focused(), /^2\. /));
  assert.ok((await heads.nth(1).innerText()).includes(first));
});
