// A member's survey: from the first question to thanks. The endpoints are answered here as their docstrings
// say (server/api-types/src/feedback.rs), so that every refusal can be had.

import assert from "node:assert/strict";

import { assertAccessible } from "../support/axe.mjs";
import { summed, weigh } from "../support/bytes.mjs";
import { browserTests, eventually } from "../support/chromium.mjs";
import { focused } from "../support/finder.mjs";
import { TOKEN, answerAll, go, openSurvey, press, survey } from "../support/survey.mjs";

const browserTest = browserTests();
const NARROW = { viewport: { width: 320, height: 640 }, hasTouch: true };
const done = (page) => survey(page).getByRole("heading", { name: "Thank you" }).waitFor();
const sent = (calls, path) => calls.filter((call) => call.path === path);

browserTest("a member answers, and the answers go without a header of theirs", async (open) => {
  const { page, calls } = await openSurvey(open, { invitation: TOKEN });
  const heard = page.evaluate(() => new Promise((heard) => document.addEventListener("kindred-feedback-sent", (event) => heard(event.detail))));
  await assertAccessible(page);
  await answerAll(page);
  await assertAccessible(page);
  await press(page, "Send");
  await done(page);
  await assertAccessible(page);
  const [ballot] = sent(calls, "/ballots");
  const [answers] = sent(calls, "/answers");
  assert.equal(ballot.headers.authorization, `Bearer ${TOKEN}`);
  assert.match(ballot.body.attempt, /^[\w-]{43}$/);
  assert.equal(answers.headers.authorization, undefined);
  assert.equal(answers.headers.referer, undefined);
  assert.deepEqual(answers.body, { ballot: "ballot", answers: { welcome: 4, stays: "no", why: "The time" } });
  assert.deepEqual(await heard, { survey: "after-meeting", group: "ten-quiet-minutes" });
});

browserTest("with the name, and with a note: the note goes first, and there is no ballot", async (open) => {
  const { page, calls } = await openSurvey(open, { invitation: TOKEN });
  await answerAll(page);
  await survey(page).getByText("Send with my name").click();
  await survey(page).getByText("I want to tell the facilitator something").click();
  await survey(page).getByLabel("Your note to the facilitator").fill("Thank you for Tuesday.");
  await press(page, "Send");
  await done(page);
  const posts = calls.filter(({ method }) => method === "POST").map(({ path }) => path);
  assert.deepEqual(posts, ["/invitation/notes", "/invitation/answers"]);
});

browserTest("what fails keeps everything, also over a reload, and goes on where it stopped", async (open) => {
  const { page, calls, refuse } = await openSurvey(open, { invitation: TOKEN });
  await answerAll(page);
  refuse("/answers", 503, "unavailable");
  await press(page, "Send");
  await survey(page).getByText("This was not sent yet").waitFor();
  await assertAccessible(page);
  const kept = await page.evaluate(() => JSON.stringify(sessionStorage));
  assert.ok(kept.includes("ballot") && !kept.includes(TOKEN), "the ballot is kept, the invitation never is");
  refuse("/answers");
  await press(page, "Try again");
  await done(page);
  assert.equal(sent(calls, "/ballots").length, 1);
  assert.equal(sent(calls, "/answers").length, 2);
});

browserTest("one question at a time on a phone; the count follows the answers", async (open) => {
  const { page } = await openSurvey(open, { invitation: TOKEN, ...NARROW });
  await press(page, "Start");
  await survey(page).getByText("Question 1 of 3").waitFor();
  await eventually(async () => assert.match((await focused(page)).text, /^Did you feel welcome/));
  await go(page);
  await survey(page).getByText("Something needs another look").waitFor();
  await assertAccessible(page);
  await survey(page).getByRole("radio", { name: "4", exact: true }).check();
  await go(page);
  await survey(page).getByLabel("No", { exact: true }).check();
  await survey(page).getByText("Question 2 of 4").waitFor();
  await press(page, "Clear answer");
  await survey(page).getByText("Question 2 of 3").waitFor();
  assert.equal(await survey(page).getByRole("radio", { checked: true }).count(), 0);
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  assert.ok(wide <= 0, `${wide} px too wide`);
  await page.evaluate(() => sessionStorage.clear());
});

browserTest("a text that reads like a crisis brings the lines to it, and nothing leaves", async (open) => {
  const { page, calls } = await openSurvey(open, { invitation: TOKEN });
  await press(page, "Start");
  const before = calls.length;
  await survey(page).locator("textarea").fill("I have the pills ready and I want to die.");
  await survey(page).locator(".crisis-near").getByText(/988/).first().waitFor();
  assert.equal(calls.length, before);
  await page.evaluate(() => sessionStorage.clear());
});

browserTest("never to be asked again is asked once more, and told", async (open) => {
  const { page, calls } = await openSurvey(open, { invitation: TOKEN });
  await press(page, "Do not ask me again");
  assert.equal(sent(calls, "/invitation/decline").length, 0);
  await assertAccessible(page);
  await press(page, "Yes, do not ask me again");
  await survey(page).getByText("We will not ask you again in this group.").waitFor();
  assert.deepEqual(sent(calls, "/invitation/decline")[0].body, { never_again: true });
});

browserTest("where nothing is filled in nothing is sent", async (open) => {
  const { page, calls } = await openSurvey(open, { invitation: TOKEN, change: (form) => (form.survey.pages[0].questions[0].required = false) });
  await press(page, "Start");
  await go(page);
  await press(page, "Send");
  await survey(page).getByText("Nothing is filled in yet").waitFor();
  assert.equal(calls.filter(({ method }) => method === "POST").length, 0);
  await page.evaluate(() => sessionStorage.clear());
});

browserTest("a used link says so, and whom to ask", async (open) => {
  const { page } = await openSurvey(open, { invitation: TOKEN, used: true });
  await survey(page).getByText("This link was used already, or is over").waitFor();
  await survey(page).getByRole("link", { name: /^Call / }).waitFor();
  await assertAccessible(page);
});

browserTest("without a link it says who it is for; the notes show", async (open) => {
  const { page } = await openSurvey(open, {});
  await survey(page).getByText("This is for members with a link").waitFor();
  await survey(page).getByText("We begin at six.").waitFor();
  await assertAccessible(page);
});

browserTest("without intro and notes the first question is there at once, in Spanish, too", async (open) => {
  const change = (form) => {
    delete form.survey.intro;
    form.notes = [];
  };
  const { page } = await openSurvey(open, { invitation: TOKEN, lang: "es", change });
  await survey(page).getByText("Preguntas 1 a 3 de 3").waitFor();
  await survey(page).getByText("Prefiero no responder").waitFor();
  await assertAccessible(page);
});

browserTest("less than 100 kB come over the wire until the first question shows", async (open) => {
  let answers;
  const { page } = await openSurvey(open, { invitation: TOKEN, weigh: async (page, context) => (answers = await weigh(page, context)) });
  await survey(page).getByRole("button", { name: "Start" }).waitFor();
  const { table, total } = summed([...answers]);
  assert.ok(total < 98_000, `${total} bytes:\n${table}`);
});
