// What a page asks of `window.Kindred`, and the widget's own switches for its looks.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";

import { browserTests, eventually } from "../support/chromium.mjs";
import { cards, inside, shown } from "../support/finder.mjs";

const browserTest = browserTests();
const sizeOf = (page) => inside(page).evaluate((root) => parseFloat(getComputedStyle(root).fontSize));

browserTest("a page's own button opens the join form over the page, and closing it leaves nothing behind", async (open) => {
  const page = await open("/examples/own-button.html");
  await shown(page);
  const before = await page.evaluate(() => document.body.children.length);
  await page.locator("#join").focus();
  await page.keyboard.press("Enter");
  const form = page.getByRole("dialog").locator("kindred-join-form");
  await form.getByRole("heading", { name: "Is this the right group?" }).waitFor();
  assert.match(await form.locator('[part~="root"]').innerText(), /Join Breast Friends/);
  assert.ok(await page.evaluate(() => !document.querySelector("#join").matches(":focus")), "the focus is in the dialog");
  await page.keyboard.press("Escape");
  await eventually(async () => assert.equal(await page.evaluate(() => document.body.children.length), before));
  assert.equal(await page.locator("#outcome").innerText(), "", "nobody joined");
  assert.equal(await page.evaluate(() => document.activeElement.id), "join", "the focus is back on the button");
});

browserTest("language, theme and size are chosen for all elements, and for those that come later", async (open) => {
  const page = await open("/examples/own-button.html");
  await shown(page);
  const usual = await sizeOf(page);
  await page.locator("#spanish").click();
  await page.getByRole("heading", { name: "Busca un grupo de apoyo" }).waitFor();
  await page.locator("#large").click();
  await page.locator("#calm").click();
  await eventually(async () => assert.ok((await sizeOf(page)) > usual * 1.25));
  await page.evaluate(() => {
    const second = document.createElement("kindred-group-finder");
    second.id = "second";
    document.querySelector("h1").after(second);
  });
  const second = page.locator("#second");
  await shown(second);
  assert.deepEqual(
    await second.evaluate((it) => ["lang", "text-size", "calm"].map((name) => it.getAttribute(name))),
    ["es", "large", ""],
  );
  assert.equal(await second.locator('[data-look="calm"]').getAttribute("aria-pressed"), "true");
  await page.locator("#usual").click();
  await second.getByRole("heading", { name: "Find a support group" }).waitFor();
  await eventually(async () => assert.equal(await sizeOf(page), usual));
});

browserTest("a member makes the letters larger and the page calmer, and takes it back", async (open) => {
  const page = await open("/examples/finder.html");
  await shown(page);
  const usual = await sizeOf(page);
  const larger = page.getByRole("button", { name: "Larger text" });
  const calmer = page.getByRole("button", { name: "Calmer look" });
  assert.equal(await larger.getAttribute("aria-pressed"), "false");
  await larger.focus();
  await page.keyboard.press("Space");
  await eventually(async () => assert.ok((await sizeOf(page)) > usual * 1.25));
  assert.equal(await larger.getAttribute("aria-pressed"), "true");
  await calmer.click();
  await eventually(async () => assert.equal(await calmer.getAttribute("aria-pressed"), "true"));
  assert.equal(await cards(page).first().locator(".icon").first().isVisible(), false, "no small pictures");
  await larger.click();
  await calmer.click();
  await eventually(async () => assert.equal(await sizeOf(page), usual));
  assert.equal(await calmer.getAttribute("aria-pressed"), "false");
});

browserTest("what the page's types promise is what there is", async (open) => {
  const types = readFileSync(new URL("../../widgets/kindred.d.ts", import.meta.url), "utf8");
  const page = await open("/examples/own-button.html");
  await shown(page);
  for (const name of await page.evaluate(() => Object.keys(window.Kindred))) {
    // Between copies of the loader alone.
    if (name !== "enlist") assert.ok(types.includes(`  ${name}(`), `kindred.d.ts says nothing of Kindred.${name}`);
  }
  const manifest = JSON.parse(readFileSync(new URL("../../widgets/custom-elements.json", import.meta.url), "utf8"));
  const elements = manifest.modules[0].declarations;
  for (const { tagName, events } of elements) {
    assert.ok(types.includes(`"${tagName}": KindredElement`), tagName);
    for (const { name } of events) assert.ok(types.includes(`"${name}": CustomEvent`), name);
  }
});
