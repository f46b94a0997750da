// The main job: somebody finds a group, reads about it, and comes back.

import assert from "node:assert/strict";

import { browserTests, eventually } from "../support/chromium.mjs";
import { allHere, backToList, cards, finders, focused, nameOf, names, openGroup, searchBox, showMore, shown, words, inside } from "../support/finder.mjs";

const browserTest = browserTests();

browserTest("a group is found by text", async (open) => {
  const page = await open("/examples/finder.html");
  await shown(page);
  const all = await names(page);
  await searchBox(page).fill("prostate");
  await eventually(async () => {
    const found = await names(page);
    assert.notDeepEqual(found, all);
    assert.match(found[0], /prostate/i);
  });
});

browserTest("a slip of the finger finds what was meant: brest finds breast", async (open) => {
  const page = await open("/examples/finder.html");
  await shown(page);
  const all = await names(page);
  await searchBox(page).pressSequentially("brest", { delay: 15 });
  await eventually(async () => {
    const found = await names(page);
    assert.notDeepEqual(found, all);
    assert.match(found[0], /breast/i);
  });
});

browserTest("accents and everyday words do not matter", async (open) => {
  const page = await open("/examples/finder.html");
  await shown(page);
  const finder = finders(page).first();
  const total = await counted(finder);
  const found = {};
  for (const text of ["leukaemia", "leukemia", "LEUKEMIA"]) {
    await searchBox(page).fill(text);
    // The whole list can begin with such a group, too, at the right time of the week.
    await eventually(async () => assert.ok((await counted(finder)) < total));
    assert.match(await cards(page).first().innerText(), /blood|leuk/i);
    found[text] = await names(page);
    await searchBox(page).fill("");
    await eventually(async () => assert.equal(await counted(finder), total));
  }
  assert.deepEqual(found.leukemia, found.leukaemia);
  assert.deepEqual(found.LEUKEMIA, found.leukaemia);
});

browserTest("a group is found by facet, the numbers are true, and a chip takes the choice back", async (open) => {
  const page = await open("/examples/finder.html");
  await shown(page);
  // With the site's own facets, which may come after the first groups.
  await allHere(page);
  const finder = finders(page).first();
  const total = await counted(finder);
  const choice = await openFacetChoice(finder, /^online/i);
  const promised = Number(/(\d+)\D*$/.exec(await labelOf(choice))[1]);
  await choice.check({ force: false });
  await eventually(async () => assert.equal(await counted(finder), promised));
  for (const text of await cards(page).allInnerTexts()) assert.match(text, /online/i);
  await finder.getByRole("button", { name: /remove.*online|online.*remove/i }).first().click();
  await eventually(async () => assert.equal(await counted(finder), total));
});

browserTest("what comes after the first groups draws no choice anew under a focus, nor folds one up", async (open) => {
  let release;
  const later = new Promise((go) => (release = go));
  const page = await open("/examples/finder.html", {
    prepare: (page) => page.route("**/v1/sites/riverside?*crisis=all*", (route) => later.then(() => route.continue())),
  });
  await shown(page);
  const finder = finders(page).first();
  const choice = await openFacetChoice(finder, /^online/i);
  await choice.focus();
  const folded = finder.locator("details.fold:not([open])").first();
  const box = await folded.elementHandle();
  await folded.locator("summary").evaluate((summary) => summary.click());
  const came = page.waitForResponse(/crisis=all/);
  release();
  await came;
  await allHere(page);
  assert.ok(await choice.evaluate((input) => input.getRootNode().activeElement === input), "the focus stays");
  assert.ok(await box.evaluate((fold) => fold.isConnected && fold.open), "and what was unfolded");
});

browserTest("a search that fits nothing says so and whom to ask", async (open) => {
  const page = await open("/examples/finder.html");
  await shown(page);
  await searchBox(page).fill("zzzzzqqqq");
  await eventually(async () => assert.equal(await cards(page).count(), 0));
  assert.match(await inside(page).innerText(), /no group/i);
  assert.match(await inside(page).innerText(), /555-\d{4}/);
});

browserTest("where nothing fits, the choice to drop is named with its number, and dropping it helps", async (open) => {
  const page = await open("/examples/finder.html");
  await shown(page);
  const finder = finders(page).first();
  await (await openFacetChoice(finder, /^lung cancer/i)).check();
  await eventually(async () => assert.match(await nameOf(cards(page).first()), /./));
  await searchBox(page).fill("prostate");
  await eventually(async () => assert.equal(await cards(page).count(), 0));
  const drop = finder.getByRole("button", { name: /without.*lung cancer/i });
  const promised = Number(/(\d+)\D*$/.exec(await drop.innerText())[1]);
  assert.ok(promised > 0);
  await drop.click();
  await eventually(async () => assert.equal(await counted(finder), promised));
  assert.match(await nameOf(cards(page).first()), /prostate/i);
});

browserTest("everything is done with the keyboard alone", async (open) => {
  const page = await open("/examples/finder.html");
  await shown(page);
  await tabTo(page, (at) => at.tag === "input");
  await page.keyboard.type("brest");
  await eventually(async () => assert.match(await nameOf(cards(page).first()), /breast/i));
  const name = await nameOf(cards(page).first());
  await tabTo(page, (at) => at.text.includes(name) && ["a", "button"].includes(at.tag));
  await page.keyboard.press("Enter");
  await eventually(async () => {
    const at = await focused(page);
    assert.match(at.tag, /^h[1-6]$/, "opening a page moves the focus to its heading");
    assert.equal(at.text, name);
  });
  await tabTo(page, (at) => words.back.test(at.text), "Shift+Tab");
  await page.keyboard.press("Enter");
  await eventually(async () => {
    const at = await focused(page);
    assert.ok(at.text.includes(name), `closing moves the focus back to the card, and it is on ${JSON.stringify(at)}`);
  });
});

browserTest("opening a group moves the focus to its heading and closing moves it back to its card", async (open) => {
  const page = await open("/examples/finder.html");
  await shown(page);
  const name = await openGroup(page, 2);
  await eventually(async () => assert.equal((await focused(page)).text, name));
  await backToList(page).click();
  await shown(page);
  await eventually(async () => assert.ok((await focused(page)).text.includes(name)));
});

browserTest("a group's page says what a first meeting is like, when, how, what it costs and when it was checked", async (open, { url }) => {
  const page = await open("/examples/finder.html");
  await shown(page);
  const { groups } = await (await page.request.get(`${url}/v1/sites/riverside/groups?text=breast&limit=100`)).json();
  const pages = await Promise.all(
    groups.map(async ({ slug }) => (await page.request.get(`${url}/v1/sites/riverside/groups/${slug}`)).json()),
  );
  const full = pages.find((one) => one.first_meeting?.may_listen != null && one.facilitators?.length && one.last_checked);
  assert.ok(full, "the demo has a breast cancer group with all that a page can say");
  await searchBox(page).fill(full.group.name);
  await eventually(async () => assert.equal(await nameOf(cards(page).first()), full.group.name));
  await openGroup(page, 0);
  await backToList(page).waitFor();
  await eventually(async () => {
    const text = await inside(page).innerText();
    assert.match(text, /listen/i);
    assert.match(text, /camera|bring/i);
    assert.ok(text.includes(full.facilitators[0].name), "who leads");
    assert.match(text, /calendar/i);
    assert.match(text, /checked/i);
    assert.match(text, /988|911/, "the crisis notice stands in the page, too");
  });
});

browserTest("20 cards show, and Show 20 more moves the focus to the first new one", async (open) => {
  const page = await open("/examples/finder.html");
  await shown(page);
  await eventually(async () => assert.equal(await cards(page).count(), 20));
  const first = await names(page);
  await showMore(page).click();
  await eventually(async () => assert.equal(await cards(page).count(), 40));
  const after = await names(page);
  assert.deepEqual(after.slice(0, 20), first, "nothing is recycled");
  await eventually(async () => {
    const at = await focused(page);
    assert.ok(at.text.includes(after[20]), `focus is on ${JSON.stringify(at)}, not on ${after[20]}`);
  });
});

browserTest("the number of groups is announced when it changes", async (open) => {
  const page = await open("/examples/finder.html");
  await shown(page);
  const live = page.locator("[aria-live=polite], [role=status]");
  const before = await live.allInnerTexts();
  await searchBox(page).fill("prostate");
  await eventually(async () => {
    const now = await live.allInnerTexts();
    assert.notDeepEqual(now, before);
    assert.match(now.join(" "), /\d+ groups?/i);
  });
});

browserTest("a town finds what is near it", async (open) => {
  const page = await open("/examples/finder.html");
  await shown(page);
  const { groups } = await (await page.request.get("/v1/sites/riverside/groups?limit=100")).json();
  const { town } = groups.find((group) => group.place?.town && group.place.position && group.place.country === "US").place;
  await chooseTown(page, town);
  await eventually(async () => assert.match(await cards(page).first().innerText(), /\d\s?(km|mi)/));
  assert.match(await cards(page).first().innerText(), new RegExp(town));
});

browserTest("sorting by name puts the names in order", async (open) => {
  const page = await open("/examples/finder.html");
  await shown(page);
  await finders(page).first().getByRole("combobox", { name: /sort|order/i }).selectOption("name");
  await eventually(async () => {
    const found = await names(page);
    assert.deepEqual(found, found.toSorted((a, b) => a.localeCompare(b, "en", { sensitivity: "base" })));
  });
});

browserTest("the crisis notice shows the site's country, and another country is one press away", async (open) => {
  const page = await open("/examples/finder.html");
  await shown(page);
  const finder = finders(page).first();
  assert.match(await inside(finder).innerText(), /988/);
  const other = finder.getByRole("button", { name: words.otherCountry });
  await other.click();
  assert.ok(await other.evaluate((button) => button.matches(":focus")), "the button keeps the focus");
  const country = finder.getByRole("combobox", { name: /country/i });
  // The lines of other countries follow a moment after the first groups.
  await eventually(async () => assert.ok((await country.locator("option").count()) > 20));
  await country.focus();
  await country.selectOption("GB");
  await eventually(async () => assert.match(await inside(finder).innerText(), /116 123/));
  assert.ok(await country.evaluate((field) => field.matches(":focus")), "the field keeps the focus");
  assert.equal(await country.inputValue(), "GB");
});

async function counted(finder) {
  const text = await finder.locator("[aria-live=polite], [role=status]").first().innerText();
  return Number(/(\d+)/.exec(text)?.[1]);
}

async function openFacetChoice(finder, name) {
  const choice = finder.getByRole("checkbox", { name }).first();
  if (!(await choice.isVisible())) await finder.getByRole("button", { name: words.filters }).first().click();
  await choice.waitFor();
  return choice;
}

const labelOf = (choice) => choice.evaluate((input) => input.labels[0].textContent);

async function chooseTown(page, town) {
  const box = finders(page).first().getByRole("combobox", { name: /town|postcode|place/i });
  await box.fill(town);
  await finders(page).first().getByRole("option", { name: new RegExp(town) }).first().click();
}

/** Presses Tab until what has the focus fits; fails when the page has been gone round. */
async function tabTo(page, fits, key = "Tab") {
  const seen = [];
  for (let presses = 0; presses < 150; presses += 1) {
    await page.keyboard.press(key);
    const at = await focused(page);
    if (fits(at)) return;
    seen.push(`${at.tag} ${at.text.slice(0, 40)}`);
  }
  assert.fail(`the keyboard does not get there; it went past:\n${seen.join("\n")}`);
}
