// Joining over a bad line: slow or failing at each step, and nothing that was typed is lost.

import assert from "node:assert/strict";

import { browserTests, eventually } from "../support/chromium.mjs";
import { agree, codeFor, field, fillIn, form, go, linkFor, openForm, sent, step } from "../support/joining.mjs";

const browserTest = browserTests();

/** Fails the first requests to `what` in a way, and lets the others through. Answers what was sent. */
async function failFirst(page, what, fail, times = 1) {
  const bodies = [];
  await page.route(what, (route) => {
    const request = route.request();
    bodies.push([request.headers()["idempotency-key"], request.postData()]);
    return bodies.length <= times ? fail(route) : route.continue();
  });
  return bodies;
}

const cut = (route) => route.abort("connectionreset");
const fault = (route) => route.fulfill({ status: 503, contentType: "text/html", body: "<h1>no</h1>" });
const again = (page) => form(page).locator("#kd-failed").getByRole("button").first();

for (const [how, fail] of [
  ["is cut", cut],
  ["ends in a fault of a server on the way", fault],
]) {
  browserTest(`the form comes after all when its first requests ${how === "is cut" ? "are cut" : "end in faults"}`, async (open) => {
    // The loader asks first, the widget once more by itself; then it says so and waits for a press.
    const page = await openForm(open, { prepare: (page) => failFirst(page, "**/join-form*", fail, 2) });
    const retry = form(page).getByRole("button", { name: /try again/i });
    await retry.waitFor();
    // Whom to ring stands beside the failure.
    await page.getByText("Ring us").or(form(page).getByRole("link", { name: /call/i })).first().waitFor();
    await retry.click();
    await step(page).waitFor();
  });

  browserTest(`a send that ${how} keeps every word, and the same request goes once`, async (open) => {
    const page = await openForm(open);
    await fillIn(page, "rosa.failed@example.org");
    await agree(page);
    const bodies = await failFirst(page, "**/join-requests", fail);
    await go(page);
    await again(page).waitFor({ timeout: 30_000 });
    await again(page).click();
    await sent(page);
    assert.equal(bodies.length, 2);
    assert.deepEqual(bodies[0], bodies[1], "the same key and the same words");
  });

  browserTest(`digits whose answer ${how} can be sent again`, async (open, { url }) => {
    const address = `rosa.digits.${how.length}@example.org`;
    const page = await openForm(open);
    await fillIn(page, address);
    await agree(page);
    await go(page);
    await sent(page);
    await failFirst(page, "**/join-requests/prove", fail);
    const code = await codeFor(url, address);
    await field(page, "code").fill(code);
    await field(page, "code").press("Enter");
    await form(page).locator("#kd-proof").waitFor();
    assert.equal(await field(page, "code").inputValue(), code);
    await field(page, "code").press("Enter");
    await linkFor(url, address, "m");
  });
}

browserTest("an answer that is lost on its way back does not make a second request", async (open, { url }) => {
  const address = "rosa.lost@example.org";
  const page = await openForm(open);
  await fillIn(page, address);
  await agree(page);
  // The server takes it, and the person never hears of it.
  const references = [];
  await page.route("**/join-requests", async (route) => {
    const answer = await route.fetch();
    references.push((await answer.json()).reference);
    return references.length === 1 ? route.abort("connectionreset") : route.fulfill({ response: answer });
  });
  await go(page);
  await again(page).waitFor({ timeout: 30_000 });
  await again(page).click();
  await sent(page);
  assert.equal(references[0], references[1], "one request, one number");
  const letters = await (await fetch(new URL("/outbox", url))).text();
  assert.equal(letters.split(`To ${address}<`).length - 1, 1, "and one letter");
});

browserTest("a slow send says so, and that what was typed is safe", async (open) => {
  const page = await openForm(open);
  await fillIn(page, "rosa.slow@example.org");
  await agree(page);
  await page.route("**/join-requests", async (route) => {
    await new Promise((later) => setTimeout(later, 6_000));
    await route.continue();
  });
  await go(page);
  await form(page).locator(".sending", { hasText: "This takes longer than usual" }).waitFor({ timeout: 15_000 });
  await sent(page);
});

browserTest("a device that gets no challenge sends all the same, and a person looks at it", async (open) => {
  const page = await openForm(open, { prepare: (page) => page.route("**/challenge", cut) });
  await fillIn(page, "rosa.unsolved@example.org");
  await agree(page);
  await go(page);
  await form(page).getByText(/A person looks at your request first/).waitFor({ timeout: 30_000 });
});

browserTest("without a connection the form says so and sends when it is back", async (open) => {
  const page = await openForm(open);
  await fillIn(page, "rosa.offline@example.org");
  await agree(page);
  await page.context().setOffline(true);
  await go(page);
  await again(page).waitFor({ timeout: 30_000 });
  assert.match(await form(page).locator("#kd-failed").innerText(), /connection|offline/i);
  await page.context().setOffline(false);
  await again(page).click();
  await sent(page);
});
