// The join form as a member meets it, in any language: fields go by their ids, letters are read
// where the demo shows them.

import assert from "node:assert/strict";

import { eventually } from "./chromium.mjs";

/** A group that asks little: a name, one way to be reached, guidelines, consents. */
export const GROUP = "ten-quiet-minutes";

export const form = (page) => page.locator("kindred-join-form");
/** The heading of the step; it has the focus when the step begins. */
export const step = (page) => form(page).locator("#kd-step");
export const go = (page) => form(page).locator('[part~="continue"]').click();
export const field = (page, name) => form(page).locator(`#kd-${name}`);
/** In English. */
export const heading = (page, name) => form(page).getByRole("heading", { name, exact: true });
export const press = (page, name) => form(page).getByRole("button", { name, exact: true }).click();

/** A page with nothing but the form of that group. */
export async function openForm(open, { group = GROUP, lang = "en", ...options } = {}) {
  const page = await open("/examples/noscript.html", options);
  await page.evaluate(
    ({ group, lang }) => {
      document.documentElement.lang = lang;
      document.body.innerHTML = `<main><h1>Riverside</h1><kindred-join-form group="${group}"><a href="tel:+17085550100">Ring us</a></kindred-join-form></main>`;
      const script = document.createElement("script");
      script.src = "/kindred.js";
      script.dataset.site = "riverside";
      document.body.append(script);
    },
    { group, lang },
  );
  return page;
}

/** From the first step to the end of the second; the fields stay as they are filled in here. */
export async function fillIn(page, address, name = "Rosa") {
  await go(page);
  await field(page, "behalf").check();
  await field(page, "name").fill(name);
  await field(page, "contact-kind").check();
  await field(page, "email").fill(address);
}

/** From the second step to the last before sending: every rule and every consent. */
export async function agree(page) {
  await go(page);
  await form(page).locator("input[id^=kd-rule]").first().waitFor();
  for (const box of await form(page).getByRole("checkbox").all()) await box.check();
  await go(page);
  const consents = form(page).locator("input[id^=kd-consent]");
  await consents.first().waitFor();
  for (const box of await consents.all()) await box.check();
}

/** Where the last step has come. */
export const sent = (page) => field(page, "code").waitFor({ timeout: 30_000 });

/** The newest letter to an address, as HTML; read as a person reads them in the demo. */
export async function letterTo(url, address) {
  return eventually(async () => {
    const letters = (await (await fetch(new URL("/outbox", url))).text()).split("<article>").slice(1);
    const letter = letters.find((letter) => letter.includes(`To ${address}<`));
    assert.ok(letter, `a letter to ${address}`);
    return letter;
  });
}

/** The six digits of the newest letter to an address. */
export async function codeFor(url, address) {
  const letter = await letterTo(url, address);
  return /\b(\d{6})\b/.exec(letter.replace(/<[^>]*>/g, " "))[1];
}

/** The first link of a kind in the newest letter to an address: a path. */
export async function linkFor(url, address, kind) {
  return eventually(async () => {
    const found = new RegExp(`/${kind}/[\\w-]{43}`).exec(await letterTo(url, address));
    assert.ok(found, `a letter with /${kind}/ to ${address}`);
    return found[0];
  });
}

/** From the first step to the last. */
export async function send(page, address, name) {
  await fillIn(page, address, name);
  await agree(page);
  await go(page);
  await sent(page);
}

/** Types the six digits of the letter and confirms them. */
export async function prove(page, address) {
  await field(page, "code").fill(await codeFor(page.url(), address));
  await press(page, "Confirm my address");
  await form(page).getByText("Your address is confirmed").waitFor();
}
