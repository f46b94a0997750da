// Requests to join, as staff answer them in the console: the queue, a decision and its letter, a
// question, a call, the waiting list, and somebody who rang. A server of its own.

import assert from "node:assert/strict";

import { assertAccessible } from "../support/axe.mjs";
import { browserTests, eventually } from "../support/chromium.mjs";
import { COORDINATOR, FACILITATOR, READER, headed, openConsole, ready } from "../support/console.mjs";

const browserTest = browserTests({ own: true });
const GROUP = "breast-friends-tuesday";

const answers = (name, contact, more = {}) => ({
  on_behalf_of: "me", display_name: name, language: "en", consents: ["health"], contact, ...more,
});
const email = (name) => ({ kind: "email", value: `${name.toLowerCase().replaceAll(" ", ".")}@example.org` });

/** Staff wrote a request down, who are signed in on a page; gives where it stands. */
async function asked(page, name, { group = GROUP, ...more } = {}) {
  const answer = await page.evaluate(async ([at, said]) => {
    const sent = await fetch(`/console/api/groups/${at}/requests`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ said, read_out: true }),
    });
    return sent.json();
  }, [group, answers(name, email(name), more)]);
  assert.ok(answer.state, JSON.stringify(answer));
  return answer.state;
}

/** The queue, with somebody in it. */
async function queueWith(open, run, names, { path = "requests", who = FACILITATOR } = {}) {
  const page = await openConsole(open, run, "you", who);
  for (const [name, more] of names) await asked(page, name, more);
  await page.goto(`/console/${path}`);
  await ready(page);
  return page;
}

/** Somebody asks by the form, with a number: a person is to ring. */
async function wrote(page, name, number) {
  const status = await page.evaluate(async ([group, body]) => {
    const at = `/v1/sites/riverside/groups/${group}`;
    const { guidelines: { version, hash, language } } = await (await fetch(`${at}/join-form?lang=en`)).json();
    const sent = await fetch(`${at}/join-requests`, {
      method: "POST",
      headers: { "content-type": "application/json", "idempotency-key": crypto.randomUUID() },
      body: JSON.stringify({ ...body, guidelines: { version, hash, language } }),
    });
    return sent.status === 201 ? 201 : await sent.text();
  }, [GROUP, answers(name, { kind: "phone", value: number })]);
  assert.equal(status, 201);
}

const row = (page, name) => page.getByRole("listitem").filter({ has: page.getByRole("link", { name, exact: true }) });

browserTest("a request is read and approved; its letter is seen, stopped, and the decision taken back", async (open, { run }) => {
  const page = await queueWith(open, run, [["Nadia Brandt", { access_needs: "I sit by the door." }]]);
  await headed(page, "Requests to join");
  await row(page, "Nadia Brandt").getByText("I sit by the door.").first().waitFor();
  await assertAccessible(page);
  await page.getByRole("link", { name: "Nadia Brandt" }).click();
  await headed(page, "Nadia Brandt");
  await page.getByText("You promised an answer by").waitFor();
  await assertAccessible(page);
  await page.getByRole("button", { name: "Give them a place" }).click();
  await page.getByRole("heading", { name: "Nadia Brandt has a place." }).waitFor();
  await page.getByText("An email goes out in 10 minutes").waitFor();
  await page.getByText("Read what it says").click();
  await page.getByText("You have a place in Breast Friends").waitFor();
  await assertAccessible(page);
  await page.getByRole("button", { name: "Stop it" }).click();
  await page.getByText("Stopped: nothing goes out.").first().waitFor();
  await page.getByRole("button", { name: "Take it back" }).click();
  await page.getByRole("heading", { name: /^Taken back/ }).waitFor();
  await page.getByRole("button", { name: "Give them a place" }).waitFor();
});

browserTest("a refusal begins with kind words, keeps what was typed when sending fails, and says who was faster", async (open, { run }) => {
  const page = await queueWith(open, run, [["Olga Petrov"]]);
  await page.getByRole("link", { name: "Olga Petrov" }).click();
  await headed(page, "Olga Petrov");
  await page.getByRole("button", { name: "Decline …" }).click();
  const text = page.getByLabel("What the email says");
  await eventually(async () => assert.equal(await page.evaluate(() => document.activeElement.id), "decline-text"));
  assert.match(await text.inputValue(), /would not give you what you need/);
  await page.getByLabel("The group is full").check();
  assert.match(await text.inputValue(), /the group is full/);
  await text.fill("Dear Olga, we are sorry.");
  await page.getByLabel("Another reason").check();
  assert.equal(await text.inputValue(), "Dear Olga, we are sorry.", "what somebody wrote stays");
  await assertAccessible(page);
  await page.route("**/decline", (route) => route.abort("connectionreset"));
  await page.getByRole("button", { name: "Decline, and send this" }).click();
  await page.getByText("Nothing is lost: please try again in a moment.").waitFor();
  assert.equal(await text.inputValue(), "Dear Olga, we are sorry.");
  await page.unrouteAll();
  const other = await openConsole(open, run, "requests", COORDINATOR);
  await other.getByRole("link", { name: "Olga Petrov" }).click();
  await other.getByRole("button", { name: "Give them a place" }).click();
  await other.getByRole("heading", { name: "Olga Petrov has a place." }).waitFor();
  await page.getByRole("button", { name: "Decline, and send this" }).click();
  await page.getByRole("heading", { name: "Somebody else was faster. Below you see how it stands." }).waitFor();
  await page.getByText(`Has a place: ${COORDINATOR.name}`).waitFor();
});

browserTest("who is to be left alone is declined without a letter", async (open, { run }) => {
  const page = await queueWith(open, run, [["Selma Roth"]]);
  await page.getByRole("link", { name: "Selma Roth" }).click();
  await headed(page, "Selma Roth");
  const status = await page.evaluate(async () => {
    const at = `/console/api/members/${location.pathname.split("/").pop()}/silence`;
    const headers = { "content-type": "application/json" };
    return (await fetch(at, { method: "POST", headers, body: JSON.stringify({ reason: "died" }) })).status;
  });
  assert.equal(status, 200);
  await page.reload();
  await headed(page, "Selma Roth");
  await page.getByText("Nothing is sent to them").first().waitFor();
  assert.equal(await page.getByText("You promised an answer by").count(), 0);
  await page.getByRole("button", { name: "Decline …" }).click();
  await page.locator("#decline-text").getByText("Nothing is sent to them").waitFor();
  assert.equal(await page.getByLabel("What the email says").count(), 0);
  await page.getByRole("button", { name: "Decline", exact: true }).click();
  await page.getByRole("heading", { name: "Selma Roth’s request is declined. Nobody is written to." }).waitFor();
  assert.equal(await page.getByText(/An email goes out/).count(), 0);
});

browserTest("a question is asked by email, and its answer noted", async (open, { run }) => {
  const page = await queueWith(open, run, [["Petra Lind"]]);
  await page.getByRole("link", { name: "Petra Lind" }).click();
  await page.getByRole("button", { name: "Ask a question …" }).click();
  await page.getByRole("button", { name: "Send the question" }).click();
  await page.getByText("Some answers need another look").waitFor();
  await page.getByLabel("What would you like to know?").fill("Do you need a lift?");
  await page.getByRole("button", { name: "Send the question" }).click();
  await page.getByRole("heading", { name: /^Petra Lind is asked/ }).waitFor();
  await page.getByText("The promise rests until then").waitFor();
  await page.getByRole("button", { name: "Their answer has come" }).click();
  await page.getByRole("heading", { name: /^Noted/ }).waitFor();
  await page.getByText("You promised an answer by").waitFor();
});

browserTest("somebody who gave a number is rung with words that give nothing away", async (open, { run }) => {
  const page = await openConsole(open, run, "requests", FACILITATOR);
  await wrote(page, "Rhea Stone", "312-555-0142");
  await page.goto("/console/requests?state=to-ring");
  await page.getByRole("link", { name: "Rhea Stone" }).click();
  await headed(page, "Rhea Stone");
  await page.getByText("Say your own name, and nothing about the group yet").waitFor();
  assert.equal(await page.getByRole("link", { name: "312-555-0142" }).first().getAttribute("href"), "tel:312-555-0142");
  await assertAccessible(page);
  await page.getByRole("button", { name: "Nobody reached: try again later" }).click();
  await page.getByText("Rung 1 time without reaching them").waitFor();
  await page.getByRole("button", { name: "Wrong number" }).click();
  await page.getByRole("dialog", { name: "Is it somebody else’s number?" }).waitFor();
  await assertAccessible(page);
  await page.getByRole("button", { name: "Cancel" }).click();
  await page.getByRole("button", { name: "I reached them: the number is right" }).click();
  await page.getByRole("heading", { name: /^The number is confirmed/ }).waitFor();
  await page.getByRole("button", { name: "Give them a place" }).click();
  await page.getByText("Please ring and tell them:").waitFor();
});

browserTest("several are chosen and approved by keyboard alone", async (open, { run }) => {
  const group = "siblings-afternoon";
  const page = await openConsole(open, run, "you", COORDINATOR);
  for (const name of ["Vera One", "Vera Two", "Vera Three"]) await asked(page, name, { group });
  await page.goto(`/console/requests?state=to-answer&group=${group}`);
  await ready(page);
  const names = page.locator(".queue h2 a");
  const first = await names.filter({ hasText: "Vera" }).first();
  await first.focus();
  const at = () => page.evaluate(() => document.activeElement.innerText);
  for (let chosen = 0; chosen < 3; chosen += 1) {
    assert.match(await at(), /^Vera/);
    await page.keyboard.press("x");
    if (chosen < 2) {
      const before = await at();
      await page.keyboard.press("j");
      await eventually(async () => assert.notEqual(await at(), before));
    }
  }
  const press = page.getByRole("button", { name: "Give 3 people a place" });
  await press.waitFor();
  await assertAccessible(page);
  await press.focus();
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: "3 people have a place now." }).waitFor();
  await page.getByText("3 emails go out in 10 minutes").waitFor();
  await eventually(async () => assert.equal(await names.filter({ hasText: "Vera" }).count(), 0));
  await page.goto("/console/outgoing");
  await headed(page, "Mail on its way");
  const batch = page.getByRole("listitem").filter({ hasText: "3 people" });
  await batch.getByText("Read what it says").click();
  await batch.getByText("You have a place in Brothers and Sisters Afternoon").waitFor();
  await assertAccessible(page);
  await batch.getByRole("button", { name: "Stop it" }).click();
  await batch.getByText("Stopped: nothing goes out.").waitFor();
});

browserTest("a place goes from the waiting list to another group and back to who was declined by mistake", async (open, { run }) => {
  const group = "glioblastoma-partners";
  const page = await openConsole(open, run, "you", COORDINATOR);
  const names = [];
  for (let state = ""; state !== "waitlisted"; ) {
    names.push(`Wanda ${names.length}`);
    state = await asked(page, names.at(-1), { group });
  }
  const last = names.at(-1);
  await page.goto(`/console/requests?state=waitlisted&group=${group}`);
  await row(page, last).getByText("number 1 in line").waitFor();
  await page.goto(`/console/requests?state=to-answer&group=${group}`);
  await page.getByRole("link", { name: names[0], exact: true }).click();
  await page.getByRole("button", { name: "Decline …" }).click();
  await page.getByRole("button", { name: "Decline, and send this" }).click();
  await page.getByRole("heading", { name: /is told kindly/ }).waitFor();
  await page.goto(`/console/requests?state=offered&group=${group}`);
  await row(page, last).waitFor();
  await page.goto(`/console/requests?state=decided&group=${group}`);
  await page.getByRole("link", { name: names[0], exact: true }).click();
  await page.getByRole("button", { name: "Take it back" }).click();
  await page.getByRole("heading", { name: /^Taken back/ }).waitFor();
  await page.goto(`/console/requests?state=waitlisted&group=${group}`);
  await page.getByRole("link", { name: last, exact: true }).click();
  await page.getByRole("button", { name: "Move to another group …" }).click();
  await page.getByLabel("To which group?").selectOption({ label: "Breast Friends" });
  await page.getByRole("button", { name: "Move the request" }).click();
  await page.getByRole("heading", { name: /has been moved/ }).waitFor();
  await page.getByRole("heading", { level: 2, name: "Breast Friends" }).waitFor();
});

browserTest("somebody who rang is written down with the group's own form and its rules", async (open, { run }) => {
  const page = await openConsole(open, run, "requests", FACILITATOR);
  await page.getByRole("link", { name: "Somebody has rung: write their request down" }).click();
  await page.getByRole("link", { name: "Breast Friends" }).click();
  await headed(page, "Breast Friends");
  await page.getByText("Read these out").waitFor();
  await assertAccessible(page);
  await page.getByRole("button", { name: "Keep the request" }).click();
  await page.getByText("Some answers need another look").waitFor();
  await page.getByLabel("What may the group call them?").fill("Zora Bell");
  await page.getByLabel("By telephone").check();
  await page.getByLabel("Number or address").fill("312-555-0177");
  for (const agrees of await page.getByLabel(/^They agree/).all()) await agrees.check();
  const read = page.getByLabel("I read the guidelines out, and they agreed to them");
  await read.check();
  await page.getByRole("button", { name: "Keep the request" }).click();
  await page.getByRole("heading", { name: "The request is kept." }).waitFor();
  assert.match(await page.locator(".reference").innerText(), /^\w{4}-\w{4}$/);
  await assertAccessible(page);
  await page.getByRole("link", { name: "See the requests" }).click();
  await row(page, "Zora Bell").waitFor();
});

browserTest("who only reads sees what was written and nothing to press, in Spanish, too", async (open, { run }) => {
  await queueWith(open, run, [["Yara Holt"]]);
  const page = await openConsole(open, run, "requests", { ...READER, language: "es" });
  await headed(page, "Solicitudes para unirse");
  assert.equal(await page.getByRole("checkbox").count(), 0);
  await page.getByRole("link", { name: "Yara Holt" }).click();
  await headed(page, "Yara Holt");
  assert.equal(await page.getByRole("button", { name: "Dar un lugar" }).count(), 0);
  await assertAccessible(page);
});
