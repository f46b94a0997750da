// The site's looks, words and crisis lines, set in the console.

import assert from "node:assert/strict";

import { browserTests } from "../support/chromium.mjs";
import { FACILITATOR, headed, openConsole } from "../support/console.mjs";

const browserTest = browserTests({ own: true });

const saved = (page) => page.getByText("Saved. Members see it now.").first().waitFor();
const told = async (page) => (await page.request.get("/v1/sites/riverside?lang=en")).json();

browserTest("colours that nobody could read are answered with the nearest that can be", async (open, { run }) => {
  const page = await openConsole(open, run, "website/looks");
  await page.getByLabel("Colour of links and buttons", { exact: false }).first().fill("#ffcc00");
  await page.getByRole("button", { name: "Save" }).click();
  await page.getByText(/^Not everybody could read #/).first().waitFor();
  await page.getByRole("button", { name: /^Take #/ }).click();
  await page.getByRole("button", { name: "Save" }).click();
  await saved(page);
  assert.match((await told(page)).theme, /--t-accent:#/);
});

browserTest("words are found, worded otherwise and taken back by version", async (open, { run }) => {
  const page = await openConsole(open, run, "website/words");
  await page.getByLabel("Find a text").fill("find a support group");
  await page.getByLabel("Find a support group", { exact: true }).fill("Find your circle");
  await page.getByRole("button", { name: "Save" }).click();
  await saved(page);
  assert.ok(Object.values((await told(page)).wording).includes("Find your circle"));

  await page.goto("/console/website/text");
  const text = page.getByRole("textbox", { name: "The whole text" });
  assert.match(await text.inputValue(), /Find your circle/);
  await text.fill("[theme]\nbrnd = 1\n");
  await page.getByRole("button", { name: "Check it" }).click();
  await page.getByText("Line 2, column 1").waitFor();
  await text.fill("");
  await page.getByRole("button", { name: "Put it in place" }).click();
  await saved(page);

  await page.goto("/console/website");
  await page.getByRole("link", { name: /^Version/ }).nth(1).click();
  await page.getByRole("button", { name: "Take this version back" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Take this version back" }).click();
  await headed(page, "Website");
  assert.ok(Object.values((await told(page)).wording).includes("Find your circle"));
});

browserTest("who is no coordinator has no way there", async (open, { run }) => {
  const page = await openConsole(open, run, "website", FACILITATOR);
  await headed(page, "There is nothing here");
});
