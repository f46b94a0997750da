// A group that lives on another platform: its guidelines first, then the way there, and nothing of
// the person's.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";

import { assertAccessible } from "../support/axe.mjs";
import { browserTests } from "../support/chromium.mjs";
import { focused } from "../support/finder.mjs";
import { form, go, heading, openForm } from "../support/joining.mjs";

const browserTest = browserTests();
const GROUP = "skin-cancer-walks";

async function toGuidelines(open, options) {
  const page = await openForm(open, { group: GROUP, ...options });
  await form(page).getByText("You do not have to tell us anything about you.").waitFor();
  assert.equal(await form(page).getByRole("textbox").count(), 0);
  await assertAccessible(page);
  await go(page);
  await heading(page, "Guidelines").waitFor();
  return page;
}

const tickAll = async (page) => {
  for (const box of await form(page).getByRole("checkbox").all()) await box.check();
};
const read = (page) => form(page).getByRole("button", { name: "I have read them", exact: true });

browserTest("who goes on reads the guidelines, gets a receipt and the stored link, and tells nothing", async (open) => {
  const bodies = [];
  const page = await toGuidelines(open, {
    prepare: (page) => page.on("request", (request) => request.method() === "POST" && bodies.push(request.postDataJSON())),
  });
  await read(page).click();
  await form(page).getByText("Something needs another look").waitFor();
  assert.deepEqual(bodies, [], "nothing goes before the rules are read");
  await tickAll(page);
  await read(page).click();
  await heading(page, "How to get there").waitFor();
  assert.match((await focused(page)).text, /How to get there/);
  assert.deepEqual(bodies.map(Object.keys), [["guidelines"]]);
  assert.deepEqual(Object.keys(bodies[0].guidelines).sort(), ["hash", "language", "version"]);
  assert.match(await form(page).locator(".reference-code").innerText(), /^KIN-|^[0-9A-Z]{4}-/);
  await form(page).getByText(/You agreed to version/).waitFor();
  const link = form(page).getByRole("link", { name: /Go to the group on Meetup/ });
  const { groups } = JSON.parse(await readFile(new URL("../../examples/riverside/groups.json", import.meta.url), "utf8"));
  const stored = groups.find(({ slug }) => slug === GROUP).host_url;
  assert.ok(stored);
  assert.equal(await link.getAttribute("href"), stored);
  assert.equal(await link.getAttribute("rel"), "noopener noreferrer");
  await assertAccessible(page);
});

browserTest("a failed note keeps every tick, and goes once under one key", async (open) => {
  const keys = [];
  let failures = 1;
  const page = await toGuidelines(open);
  await page.route("**/hand-overs", (route) => {
    keys.push(route.request().headers()["idempotency-key"]);
    return failures-- > 0 ? route.abort("connectionreset") : route.continue();
  });
  await tickAll(page);
  await read(page).click();
  const failed = form(page).locator("#kd-failed");
  await failed.getByText("We could not go on yet").waitFor();
  await assertAccessible(page);
  for (const box of await form(page).getByRole("checkbox").all()) assert.ok(await box.isChecked());
  await failed.getByRole("button", { name: "Try again" }).click();
  await heading(page, "How to get there").waitFor();
  assert.equal(keys.length, 2);
  assert.equal(keys[0], keys[1]);
});

browserTest("a slow note says so, and guidelines that changed meanwhile are read anew", async (open) => {
  const page = await toGuidelines(open);
  let first = true;
  await page.route("**/hand-overs", async (route) => {
    if (!first) return route.continue();
    first = false;
    await new Promise((next) => setTimeout(next, 4_500));
    // What the server answers to an older version, by its own hand: the same body with another version.
    const body = route.request().postDataJSON();
    body.guidelines.version = "0.9";
    await route.continue({ postData: JSON.stringify(body) });
  });
  await tickAll(page);
  await read(page).click();
  await form(page).getByText("This takes longer than usual.").first().waitFor();
  await form(page).getByText("The guidelines changed while you were here").waitFor();
  await tickAll(page);
  await read(page).click();
  await heading(page, "How to get there").waitFor();
});
