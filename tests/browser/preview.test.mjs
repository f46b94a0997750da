// The preview of a site's looks and words, beside an editor.

import assert from "node:assert/strict";

import { browserTests, eventually } from "../support/chromium.mjs";
import { cards, shown } from "../support/finder.mjs";

const browserTest = browserTests({ own: true });

browserTest("the preview shows every widget and state, and what is chosen stays after a reload", async (open) => {
  const page = await open("/preview?site=riverside");
  await shown(page);
  for (const kind of ["guidelines", "join-form"]) {
    const widget = page.locator(`kindred-${kind}`);
    await widget.scrollIntoViewIfNeeded();
    await widget.getByRole("heading", { level: 3 }).first().waitFor();
  }
  const state = (name) => page.locator(`[server="preview/${name}"]`);
  await state("empty").scrollIntoViewIfNeeded();
  await state("empty").getByText("There are no groups here yet").first().waitFor();
  await state("error").getByText("The groups did not load").first().waitFor();
  await state("waiting").getByText("Loading groups").first().waitFor();
  await page.locator("select[name=language]").selectOption("es");
  await page.locator("select[name=theme]").selectOption("dark");
  await page.reload();
  await page.getByRole("heading", { name: "Busca un grupo de apoyo" }).first().waitFor();
  assert.equal(await page.locator("kindred-group-finder").first().getAttribute("theme"), "dark");
});

browserTest("the preview loads itself anew when the site's file changes, and says what is wrong with it", async (open, { change }) => {
  const page = await open("/preview?site=riverside");
  await shown(page);
  await change("riverside", (file) => `${file}\n[theme]\nbrand = "#7a3e9d"\n`);
  const accent = () =>
    cards(page).first().evaluate((card) => getComputedStyle(card.closest(".kindred")).getPropertyValue("--k-accent").trim());
  await eventually(async () => assert.equal(await accent(), "#7a3e9d"));
  await change("riverside", (file) => file.replace("#7a3e9d", "#ffcc00"));
  await eventually(async () => assert.match(await page.locator("#problems").innerText(), /riverside\.toml:\d+:\d+: .*#ffcc00/));
  await change("riverside", (file) => file.replace("#ffcc00", "#7a3e9d"));
  await eventually(async () => assert.ok(!(await page.locator("#problems").isVisible())));
});
