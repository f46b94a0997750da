// Back, forward, reload and share: the same view, and nothing of it where a tracker reads it.

import assert from "node:assert/strict";

import { browserTests, eventually } from "../support/chromium.mjs";
import { backToList, cards, finders, names, nameOf, openGroup, searchBox, shown, words, inside } from "../support/finder.mjs";

const browserTest = browserTests();

browserTest("back and forward go between list and group, and reload keeps the view", async (open) => {
  const page = await open("/examples/finder.html");
  await shown(page);
  await searchBox(page).fill("brest");
  await eventually(async () => assert.match(await nameOf(cards(page).first()), /breast/i));
  const list = await names(page);
  const name = await openGroup(page, 0);
  await groupShows(page, name);
  await page.goBack();
  await listShows(page, list);
  assert.equal(await searchBox(page).inputValue(), "brest");
  await page.goForward();
  await groupShows(page, name);
  await page.reload();
  await groupShows(page, name);
  await page.goBack();
  await listShows(page, list);
  await page.reload();
  await listShows(page, list);
  assert.equal(await searchBox(page).inputValue(), "brest", "the search survives a reload");
});

browserTest("filters and search words are not in the address before somebody shares them", async (open) => {
  const page = await open("/examples/finder.html");
  await shown(page);
  await searchBox(page).fill("prostate");
  await eventually(async () => assert.match(await nameOf(cards(page).first()), /prostate/i));
  assert.equal(new URL(page.url()).hash, "");
  assert.equal(new URL(page.url()).search, "");
});

browserTest("a shared group opens in a browser that was never here", async (open) => {
  const page = await open("/examples/finder.html");
  await shown(page);
  const name = await openGroup(page, 1);
  await groupShows(page, name);
  const address = page.url();
  assert.ok(new URL(address).hash.length > 1, "the fragment carries the group");
  const elsewhere = await open(address);
  await groupShows(elsewhere, name);
});

browserTest("a shared view is the same view in a browser that was never here", async (open) => {
  const page = await open("/examples/finder.html", { permissions: ["clipboard-read", "clipboard-write"] });
  await shown(page);
  await searchBox(page).fill("brest");
  await eventually(async () => assert.match(await nameOf(cards(page).first()), /breast/i));
  const list = await names(page);
  await finders(page).first().getByRole("button", { name: words.share }).first().click();
  const address = await eventually(async () => {
    const copied = await page.evaluate(() => navigator.clipboard.readText());
    assert.match(copied, /^http.*#/);
    return copied;
  });
  const elsewhere = await open(address);
  await listShows(elsewhere, list);
  assert.equal(await searchBox(elsewhere).inputValue(), "brest");
});

browserTest("the host's own fragment survives, and the host's anchors still work", async (open) => {
  const page = await open("/examples/scroll-far.html#chapter=2");
  await page.locator("kindred-group-finder").scrollIntoViewIfNeeded();
  await shown(page);
  assert.equal(new URL(page.url()).hash, "#chapter=2");
  const name = await openGroup(page, 0);
  await groupShows(page, name);
  assert.match(new URL(page.url()).hash, /chapter=2/, "the host's fragment stays beside ours");
  await backToList(page).click();
  await shown(page);
  assert.equal(new URL(page.url()).hash, "#chapter=2");
});

browserTest("a fragment of somebody else is not taken for ours", async (open) => {
  for (const hash of ["#group=1", "#/route/7", "#%E0%A4%A", "#kindred", "#kindred=%00", "#:~:text=group"]) {
    const page = await open(`/examples/finder.html${hash}`);
    await shown(page);
  }
});

browserTest("a link to a group that is no more says so and shows the list", async (open) => {
  const page = await open("/examples/finder.html");
  await shown(page);
  const name = await openGroup(page, 0);
  await groupShows(page, name);
  const slug = (await (await page.request.get("/v1/sites/riverside/groups?limit=100")).json()).groups.find(
    (group) => group.name === name,
  ).slug;
  const gone = await open(page.url().replace(slug, "a-group-that-is-no-more"));
  await eventually(async () => assert.match(await inside(gone).innerText(), /no longer|not find|is gone|does not exist/i));
  await backToList(gone).click();
  await shown(gone);
});

async function groupShows(page, name) {
  await backToList(page).waitFor();
  await page.getByRole("heading", { name, exact: true }).first().waitFor();
}

async function listShows(page, expected) {
  await shown(page);
  await eventually(async () => assert.deepEqual(await names(page), expected));
}
