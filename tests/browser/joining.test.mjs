// From "Join" on a host page to a confirmed place: the real form, the real server, the real letters.

import assert from "node:assert/strict";

import { assertAccessible } from "../support/axe.mjs";
import { browserTests, eventually } from "../support/chromium.mjs";

const browserTest = browserTests();
const GROUP = "ten-quiet-minutes";
const form = (page) => page.locator("kindred-join-form");
const heading = (page, name) => form(page).getByRole("heading", { name, exact: true });
const go = (page) => form(page).locator('[part~="continue"]').click();

/** The group's page in the finder, with the form opened. */
async function join(open, options) {
  const page = await open(`/examples/finder.html#/kindred/group:${GROUP}`, options);
  await page.getByRole("link", { name: /Ten Quiet Minutes/ }).first().click();
  await page.locator('[part~="join-button"]').click();
  await heading(page, "Is this the right group?").waitFor();
  return page;
}

async function fillIn(page, address) {
  await go(page);
  await heading(page, "About you").waitFor();
  await form(page).getByLabel("I am, for myself").check();
  await form(page).getByLabel("What may the group call you?").fill("Rosa");
  await form(page).getByLabel("By email").check();
  await form(page).getByRole("textbox", { name: /email/i }).fill(address);
}

async function agree(page) {
  await go(page);
  await heading(page, "Guidelines").waitFor();
  for (const box of await form(page).getByRole("checkbox").all()) await box.check();
  await go(page);
  await heading(page, "Check and send").waitFor();
  for (const box of await form(page).getByRole("checkbox", { name: /Riverside|keep|may/ }).all()) await box.check();
}

/** The newest letter to an address, as plain words; read as a person reads them in the demo. */
async function letterTo(page, address) {
  let text = "";
  await eventually(async () => {
    const letters = (await (await page.request.get("/outbox")).text()).split("<article>").slice(1);
    text = letters.find((letter) => letter.includes(`To ${address}<`)) ?? "";
    assert.ok(text, `a letter to ${address}`);
  });
  return text;
}

browserTest("a member joins: form, guidelines, letter, six digits, and a page of their own", async (open, { url }) => {
  const address = "rosa.flow@example.org";
  const page = await join(open);
  await assertAccessible(page);
  await fillIn(page, address);
  await agree(page);
  await form(page).getByLabel("Write to me before each meeting").check();
  await go(page);
  await heading(page, "What happens next").waitFor({ timeout: 30_000 });
  const letter = await letterTo(page, address);
  const code = /\b(\d{6})\b/.exec(letter.replace(/<[^>]*>/g, " "))[1];
  await form(page).getByLabel("The six digits in the email").fill(code);
  await form(page).getByRole("button", { name: "Confirm my address" }).click();
  await eventually(async () => {
    const placed = await letterTo(page, address);
    assert.match(placed, /\/m\/[\w-]{43}/, "the letter leads to the member's page");
  });
  const path = /\/m\/[\w-]{43}/.exec(await letterTo(page, address))[0];
  const own = await page.request.get(new URL(path, url).href);
  assert.match(await own.text(), /Ten Quiet Minutes/);
  assert.match(await own.text(), /You get an email before each meeting/);
  assert.equal(own.headers()["cache-control"], "no-store");
});

browserTest("who gives a number is not offered reminders, which come by email", async (open) => {
  const page = await join(open);
  await fillIn(page, "rosa.number@example.org");
  await form(page).getByLabel("By phone").check();
  await form(page).getByRole("textbox", { name: /phone/i }).fill("312-555-0142");
  await agree(page);
  assert.ok((await form(page).getByRole("checkbox").count()) > 0, "the rest is asked");
  assert.equal(await form(page).getByLabel("Write to me before each meeting").count(), 0);
  await page.evaluate(() => sessionStorage.clear());
});

browserTest("a failed send keeps every word, and the same request goes once", async (open) => {
  const page = await join(open);
  await fillIn(page, "rosa.failed@example.org");
  await agree(page);
  const bodies = [];
  let failures = 1;
  await page.route("**/join-requests", (route) => {
    bodies.push([route.request().headers()["idempotency-key"], route.request().postData()]);
    return failures-- > 0 ? route.abort("connectionreset") : route.continue();
  });
  await go(page);
  const failed = form(page).locator("#kd-failed");
  await failed.waitFor({ timeout: 30_000 });
  await failed.getByRole("button").first().click();
  await heading(page, "What happens next").waitFor({ timeout: 30_000 });
  assert.equal(bodies.length, 2);
  assert.deepEqual(bodies[0], bodies[1], "the same key and the same words");
});

browserTest("a reload keeps what was typed, until it is sent", async (open) => {
  const page = await join(open);
  await fillIn(page, "rosa.reload@example.org");
  await page.reload();
  await heading(page, "About you").waitFor();
  assert.equal(await form(page).getByLabel("What may the group call you?").inputValue(), "Rosa");
  await agree(page);
  await go(page);
  await heading(page, "What happens next").waitFor({ timeout: 30_000 });
});

browserTest("a free text that reads like a crisis brings the lines to it, and nothing leaves", async (open) => {
  const page = await join(open);
  await go(page);
  await heading(page, "About you").waitFor();
  const before = page.asked.length;
  await form(page).locator("textarea").first().fill("I have the pills ready and I want to die.");
  await form(page).locator(".crisis-near").getByText(/988/).first().waitFor();
  assert.equal(page.asked.length, before);
  await page.evaluate(() => sessionStorage.clear());
});
