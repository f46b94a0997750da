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

browserTest("from right to left at 320 px everything is mirrored and fits", async (open) => {
  const change = (form) => {
    form.survey.language = "ar";
    form.survey.title = "بعد اللقاء";
    const [welcome, stays] = form.survey.pages[0].questions;
    Object.assign(welcome, { text: "هل شعرت بالترحيب؟", low: "أبدا", high: "جدا" });
    stays.text = "هل تود الاستمرار؟";
    stays.options[0].label = "نعم";
    stays.options[1].label = "لا";
  };
  const { page } = await openSurvey(open, { invitation: TOKEN, change, ...NARROW });
  await press(page, "Start");
  await survey(page).getByText("هل شعرت بالترحيب؟").waitFor();
  await page.evaluate(() => (document.querySelector("kindred-feedback-survey").shadowRoot.querySelector(".kindred").dir = "rtl"));
  const fits = () => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  const middle = async (locator) => {
    const box = await locator.boundingBox();
    return box.x + box.width / 2;
  };
  const numbers = survey(page).getByRole("radio");
  assert.ok((await middle(numbers.first())) > (await middle(numbers.last())), "1 stands at the right, where reading begins");
  await assertAccessible(page);
  assert.ok((await fits()) <= 0);
  await numbers.nth(3).check();
  await go(page);
  const yes = survey(page).getByRole("radio", { name: "نعم" });
  assert.ok((await middle(yes)) > (await middle(survey(page).getByText("نعم", { exact: true }))), "the circle stands before its word");
  assert.ok((await middle(survey(page).locator('[part~="continue"]'))) > (await middle(survey(page).getByRole("button", { name: "Back" }))));
  await assertAccessible(page);
  assert.ok((await fits()) <= 0);
  await page.evaluate(() => sessionStorage.clear());
});

browserTest("in forced colours every control has an edge, and what is chosen and focused shows", async (open) => {
  const { page } = await openSurvey(open, { invitation: TOKEN, forcedColors: "active" });
  await press(page, "Start");
  await survey(page).getByRole("radio", { name: "4", exact: true }).waitFor();
  const looks = () =>
    page.evaluate(() => {
      const root = document.querySelector("kindred-feedback-survey").shadowRoot;
      const edged = (one) => {
        const style = getComputedStyle(one);
        return parseFloat(style.borderTopWidth) > 0 && style.borderTopStyle !== "none";
      };
      const controls = [...root.querySelectorAll("button, textarea, input:not([type=radio]), [type=radio] + span")];
      const bare = controls.filter((one) => one.checkVisibility() && !edged(one) && !getComputedStyle(one).textDecorationLine.includes("underline"));
      const of = (radio) => {
        const style = getComputedStyle(radio.nextElementSibling);
        return [style.backgroundColor, style.outlineStyle].join();
      };
      const [first, , , fourth] = root.querySelectorAll("[type=radio]");
      return { bare: bare.map((one) => one.outerHTML.slice(0, 100)), first: of(first), fourth: of(fourth) };
    });
  const before = await looks();
  assert.deepEqual(before.bare, []);
  assert.equal(before.first, before.fourth);
  await survey(page).getByRole("radio", { name: "4", exact: true }).check();
  const after = await looks();
  assert.notEqual(after.first, after.fourth, "what is chosen looks like what is not");
  await assertAccessible(page);
  await page.evaluate(() => sessionStorage.clear());
});

browserTest("two people with a link each see nothing of each other in one tab", async (open) => {
  const { page } = await openSurvey(open, { invitation: TOKEN });
  await answerAll(page);
  const mount = (invitation) =>
    page.evaluate((invitation) => {
      const old = document.querySelector("kindred-feedback-survey");
      const next = old.cloneNode(false);
      next.setAttribute("invitation", invitation);
      old.replaceWith(next);
    }, invitation);
  await mount("u".repeat(43));
  await survey(page).getByRole("button", { name: "Start" }).waitFor();
  await mount(TOKEN);
  await survey(page).getByRole("button", { name: "Go on where I stopped" }).or(survey(page).getByRole("heading", { name: "How to send it" })).waitFor();
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
