// From "Join" on a host page to a confirmed place: the real form, the real server, the real letters.

import assert from "node:assert/strict";

import { assertAccessible } from "../support/axe.mjs";
import { browserTests, eventually } from "../support/chromium.mjs";
import { focused } from "../support/finder.mjs";
import {
  GROUP, agree, codeFor, field, fillIn, form, go, heading, letterTo, linkFor, openForm, press, prove, send, step,
} from "../support/joining.mjs";

const browserTest = browserTests();

browserTest("a member joins: form, guidelines, letter, six digits, and a page of their own", async (open, { url }) => {
  const address = "rosa.flow@example.org";
  const page = await open(`/examples/finder.html#/kindred/group:${GROUP}`);
  await page.getByRole("link", { name: /Ten Quiet Minutes/ }).first().click();
  await page.locator('[part~="join-button"]').click();
  await heading(page, "Is this the right group?").waitFor();
  await assertAccessible(page);
  await fillIn(page, address);
  await assertAccessible(page);
  await agree(page);
  await form(page).getByLabel("Write to me before each meeting").check();
  await go(page);
  await heading(page, "What happens next").waitFor({ timeout: 30_000 });
  await assertAccessible(page);
  await field(page, "code").fill(await codeFor(url, address));
  await form(page).getByRole("button", { name: "Confirm my address" }).click();
  const path = await linkFor(url, address, "m");
  const own = await page.request.get(new URL(path, url).href);
  assert.match(await own.text(), /Ten Quiet Minutes/);
  assert.match(await own.text(), /You get an email before each meeting/);
  assert.equal(own.headers()["cache-control"], "no-store");
});

browserTest("a member joins by keyboard alone", async (open, { url }) => {
  const address = "rosa.keys@example.org";
  const page = await openForm(open);
  await step(page).waitFor();
  const press = (key) => page.keyboard.press(key);
  /** Tabs on until the element with that id, or that part, has the focus. */
  const reach = async (wanted) => {
    const passed = [];
    for (let tabs = 0; tabs < 60; tabs += 1) {
      await press("Tab");
      const found = await page.evaluate((wanted) => {
        let element = document.activeElement;
        while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
        const names = [element.id, ...element.part];
        return names.includes(wanted) || names.join(" ") || element.textContent.trim();
      }, wanted);
      if (found === true) return;
      passed.push(found);
    }
    assert.fail(`the keyboard does not reach ${wanted}, but ${passed.join(", ")}`);
  };
  const begins = (title) => eventually(async () => assert.equal((await focused(page)).text, title));
  await reach("continue");
  await press("Enter");
  await begins("About you");
  // Nothing is filled in: the summary takes the focus, and its first entry leads to the field.
  await reach("continue");
  await press("Enter");
  await eventually(async () => assert.match((await focused(page)).text, /^Something needs another look/));
  await press("Tab");
  await press("Enter");
  await eventually(async () => assert.equal(await field(page, "behalf").evaluate((box) => box.getRootNode().activeElement === box), true));
  await press("Space");
  // What follows is drawn anew for somebody else, and back; every choice can be reached all the same.
  await reach("kd-contact-kind");
  await field(page, "behalf").focus();
  await press("ArrowDown");
  await field(page, "filled-in-by").waitFor();
  await press("ArrowUp");
  await field(page, "filled-in-by").waitFor({ state: "detached" });
  await reach("kd-name");
  await page.keyboard.type("Rosa");
  await reach("kd-contact-kind");
  await press("Space");
  await reach("kd-email");
  await page.keyboard.type(address);
  await reach("continue");
  await press("Enter");
  await begins("Guidelines");
  const ids = (of) => form(page).locator(`input[id^=kd-${of}]`).evaluateAll((boxes) => boxes.map((box) => box.id));
  for (const rule of await ids("rule")) {
    await reach(rule);
    await press("Space");
  }
  await reach("continue");
  await press("Enter");
  await begins("Check and send");
  for (const consent of await ids("consent")) {
    await reach(consent);
    await press("Space");
  }
  await reach("continue");
  await press("Enter");
  await eventually(async () => assert.equal((await focused(page)).text, "What happens next"), { within: 30_000 });
  await reach("kd-code");
  await page.keyboard.type(await codeFor(url, address));
  await press("Enter");
  await linkFor(url, address, "m");
});

browserTest("in Spanish, on a small phone, every step is in Spanish and none is wider than the screen", async (open, { url }) => {
  const address = "rosa.es@example.org";
  const page = await openForm(open, { lang: "es", viewport: { width: 320, height: 640 }, hasTouch: true });
  const fits = async () => {
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    assert.ok(wide <= 0, `${wide} px too wide`);
    await assertAccessible(page);
  };
  const titled = (title) => eventually(async () => assert.equal((await step(page).innerText()).trim(), title), { within: 30_000 });
  await titled("¿Es este tu grupo?");
  await fits();
  await fillIn(page, address);
  await titled("Sobre ti");
  await fits();
  await agree(page);
  await titled("Revisar y enviar");
  await fits();
  await go(page);
  await titled("Qué pasa ahora");
  await fits();
  await field(page, "code").fill(await codeFor(url, address));
  await form(page).getByRole("button", { name: "Confirmar mi dirección" }).click();
  // The letters that follow are in the member's language, too.
  const path = await linkFor(url, address, "m");
  const own = await page.request.get(new URL(path, url).href);
  assert.match(await own.text(), /<html lang="es"/);
});

browserTest("who gives a number is not offered reminders, which come by email", async (open) => {
  const page = await openForm(open);
  await fillIn(page, "rosa.number@example.org");
  await field(page, "contact-kind-1").check();
  await field(page, "phone").fill("312-555-0142");
  await agree(page);
  assert.equal(await field(page, "reminders").count(), 0);
  await page.evaluate(() => sessionStorage.clear());
});

browserTest("a reload keeps what was typed, until it is sent", async (open) => {
  const page = await open("/examples/join.html");
  await fillIn(page, "rosa.reload@example.org");
  await page.reload();
  await heading(page, "About you").waitFor();
  assert.equal(await field(page, "name").inputValue(), "Rosa");
  assert.equal(await field(page, "email").inputValue(), "rosa.reload@example.org");
  await page.evaluate(() => sessionStorage.clear());
});

browserTest("a free text that reads like a crisis brings the lines to it, and nothing leaves", async (open) => {
  const page = await openForm(open);
  await go(page);
  await heading(page, "About you").waitFor();
  const before = page.asked.length;
  await form(page).locator("textarea").first().fill("I have the pills ready and I want to die.");
  await form(page).locator(".crisis-near").getByText(/988/).first().waitFor();
  assert.equal(page.asked.length, before);
  await page.evaluate(() => sessionStorage.clear());
});

browserTest("a mistyped address is corrected, and the right one proves it", async (open) => {
  const page = await openForm(open);
  await send(page, "rosa.mistyped@example.org");
  await letterTo(page.url(), "rosa.mistyped@example.org");
  await form(page).getByText("The address or number is wrong").click();
  await form(page).getByLabel("The right address or number").fill("rosa.right@example.org");
  await press(page, "Use this one");
  await form(page).getByText("Thank you. We use the new one.").waitFor();
  await form(page).getByText("rosa.right@example.org").waitFor();
  await prove(page, "rosa.right@example.org");
});

browserTest("a press on Continue counts, also where leaving the field brings up its fault", async (open) => {
  const page = await openForm(open);
  await go(page);
  await heading(page, "About you").waitFor();
  await form(page).getByLabel("I am, for myself").check();
  await form(page).getByLabel("What may the group call you?").fill("R");
  await form(page).getByLabel("What may the group call you?").fill("");
  await go(page);
  await form(page).getByText("Something needs another look").waitFor({ timeout: 3_000 });
  await page.evaluate(() => sessionStorage.clear());
});

browserTest("a lost link is asked for at the foot of the first step, and the answer is always alike", async (open) => {
  const page = await openForm(open);
  await form(page).getByText("Already asked to join? Send me my link again").click();
  const field = form(page).getByLabel("The email address that you joined with");
  await field.fill("rosa.nobody");
  await press(page, "Send me my link");
  await form(page).getByText("This does not look like an email address").waitFor();
  await assertAccessible(page);
  await field.fill("rosa.nobody@example.org");
  await field.press("Enter");
  await form(page).getByText("If this address belongs to a request or a member, a letter is on its way.").waitFor();
  await assertAccessible(page);
  assert.equal(await page.evaluate(() => JSON.stringify(sessionStorage).includes("rosa.nobody")), false, "it is no draft");
});

browserTest("who has a place gets the link again by a letter", async (open, { url }) => {
  const address = "rosa.lost@example.org";
  const page = await openForm(open);
  await send(page, address);
  await prove(page, address);
  const first = await linkFor(url, address, "m");
  await page.reload();
  const again = await openForm(open);
  await form(again).getByText("Already asked to join? Send me my link again").click();
  await field(again, "lost-link").fill(address);
  await press(again, "Send me my link");
  await form(again).getByText("a letter is on its way").waitFor();
  await eventually(async () => assert.notEqual(await linkFor(url, address, "m"), first, "a new letter with a link of its own"));
});
