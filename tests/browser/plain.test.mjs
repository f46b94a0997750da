// A site as pages without script, in a browser that has none; and what a site does without.

import assert from "node:assert/strict";

import { assertAccessible } from "../support/axe.mjs";
import { browserTests, eventually } from "../support/chromium.mjs";
import { shown } from "../support/finder.mjs";

const browserTest = browserTests({ own: true });
const GROUP = "/s/riverside/groups/breast-friends-tuesday";
const PHONE = { width: 320, height: 700 };

const overflow = (page) => page.evaluate(() => document.documentElement.scrollWidth - innerWidth);

/** Fills in what the form of that group needs. */
async function fillIn(page, { rules = true } = {}) {
  await page.getByLabel("I am, for someone I care for").check();
  await page.getByLabel("Your name, and how you know the person").fill("Ben, her son");
  await page.getByLabel("The person knows that I am doing this").check();
  await page.locator('[name="name"]').fill("Rosa");
  await page.getByLabel("By email").check();
  await page.getByLabel("Email address").fill("rosa@example.org");
  for (const box of rules ? await page.locator('[name^="rule"]').all() : []) await box.check();
  await page.locator('[name^="consent:"]').first().check();
}

browserTest("without script one finds a group, asks for a place, and reads what comes next", async (open) => {
  const page = await open("/s/riverside", { javaScriptEnabled: false, viewport: PHONE });
  await page.getByRole("searchbox").fill("breast friends");
  await page.getByRole("button", { name: "Search" }).first().click();
  await page.waitForURL(/text=breast/);
  await page.getByRole("link", { name: "Breast Friends", exact: true }).click();
  await page.waitForURL(/\/groups\//);
  await page.getByRole("link", { name: "Join Breast Friends" }).click();
  await page.waitForURL(/\/s\/riverside\/groups\/breast-friends-tuesday\/join/);
  await page.getByRole("heading", { name: "Join Breast Friends", level: 1 }).waitFor();
  await fillIn(page, { rules: false });
  await page.getByRole("button", { name: "Send my request" }).click();
  const wrong = page.getByRole("alert");
  assert.equal(await wrong.getByRole("link").count(), 1, "eleven boxes say the same");
  assert.equal(await page.locator('[name="name"]').inputValue(), "Rosa", "nothing is lost");
  await wrong.getByRole("link").click();
  for (const box of await page.locator('[name^="rule"]').all()) await box.check();
  await page.getByRole("button", { name: "Send my request" }).click();
  await page.getByText(/^[0-9A-Z]{4}-[0-9A-Z]{4}$/).waitFor();
  await page.getByText("A person looks at your request first").waitFor();
});

browserTest("a form without script shows what goes with what is chosen", async (open) => {
  const page = await open(`${GROUP}/join`, { javaScriptEnabled: false });
  const [other, email, phone] = ["filled-in-by", "email", "phone"].map((name) => page.locator(`#kd-${name}`));
  for (const field of [other, email, phone]) assert.ok(!(await field.isVisible()));
  await page.getByLabel("By phone").check();
  assert.ok((await phone.isVisible()) && !(await email.isVisible()));
  await page.getByLabel("I am, for someone I care for").check();
  assert.ok(await other.isVisible());
  await page.getByLabel("I am, for myself").check();
  assert.ok(!(await other.isVisible()));
});

browserTest("pages without script are good to everybody's tools, and fit a small screen", async (open) => {
  for (const colorScheme of ["light", "dark"]) {
    const page = await open("/s/riverside", { viewport: PHONE, colorScheme });
    const look = async () => {
      assert.ok((await overflow(page)) <= 0, page.url());
      await assertAccessible(page);
    };
    await look();
    const { origin } = new URL(page.url());
    await page.goto(origin + GROUP);
    await look();
    await page.goto(`${origin}${GROUP}/join`);
    await look();
    await page.getByRole("button", { name: "Send my request" }).click();
    await page.getByRole("alert").waitFor();
    await look();
    await fillIn(page);
    await page.getByRole("button", { name: "Send my request" }).click();
    await page.getByText(/^[0-9A-Z]{4}-[0-9A-Z]{4}$/).waitFor();
    await look();
  }
});

browserTest("a privacy notice of one's own is a page like the others", async (open, { change }) => {
  await change("riverside", (file) =>
    file.replace(/^privacy_url.*$/m, "") + '\n[privacy_notice]\nen = "We keep what you write, to **answer** you.\\n\\n- Nobody else reads it."\n');
  const page = await open("/s/riverside", { viewport: PHONE });
  await eventually(async () => {
    const answer = await page.goto("/s/riverside/privacy");
    assert.equal(answer.status(), 200);
  });
  await page.getByText("Nobody else reads it.").waitFor();
  await page.getByRole("link", { name: "call 988" }).first().waitFor();
  assert.ok((await overflow(page)) <= 0);
  await assertAccessible(page);
});

browserTest("what a site does without is on none of its pages", async (open, { change }) => {
  // A page of its own each time: the answer is kept by a browser for a minute.
  const offered = async () => {
    const page = await open("/examples/finder.html");
    await shown(page);
    const near = page.getByRole("group", { name: "Near you" });
    return (await near.count()) + (await page.getByRole("button", { name: "Larger text" }).count());
  };
  assert.equal(await offered(), 2);
  await change("riverside", (file) => `${file}\n[features]\nnear = false\ncalendar = false\nlooks = false\n`);
  await eventually(async () => assert.equal(await offered(), 0));
  const page = await open(GROUP);
  assert.equal(await page.getByRole("link", { name: /calendar/i }).count(), 0);
});
