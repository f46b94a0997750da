// Every way in which the finder is put on a host page, and every host that makes it hard.

import assert from "node:assert/strict";

import { browserTests, eventually } from "../support/chromium.mjs";
import { cards, fallback, finders, inside, sameRoom, searchBox, shown, styleOf } from "../support/finder.mjs";

const browserTest = browserTests();

for (const [name, what] of [
  ["index", "the welcome page"],
  ["finder", "a page with the finder alone"],
  ["strict-csp", "a strict Content-Security-Policy"],
  ["framework", "a CSS framework"],
  ["page-builder", "a page builder"],
  ["hostile-css", "a style sheet that unsets everything"],
  ["moved", "a script that was moved, site and server on the element"],
  ["combined", "a script that was combined with others and has no tag"],
  ["div", "a div with data-kindred"],
  ["script-tag", "a script tag with data-widget"],
  ["pasted-twice", "a tag that was pasted three times"],
  ["dark", "a dark site"],
  ["rtl", "a page that reads from right to left"],
  ["sticky-header", "a header that stays"],
  ["spanish", "a Spanish page"],
]) {
  browserTest(`the finder shows its groups on ${what}`, async (open) => {
    const page = await open(`/examples/${name}.html`);
    await shown(page);
    assert.equal(await finders(page).count(), 1, "one finder");
    await assertFallbackIsHidden(page);
    await searchBox(page).fill("brest");
    await eventually(async () => assert.match(await cards(page).first().innerText(), /breast/i));
  });
}

browserTest("a strict policy is kept without one report", async (open) => {
  const page = await open("/examples/strict-csp.html", {
    prepare: (page) =>
      page.addInitScript(() => {
        window.violations = [];
        addEventListener("securitypolicyviolation", (event) =>
          window.violations.push(`${event.violatedDirective} ${event.blockedURI} ${event.sample}`));
      }),
  });
  await shown(page);
  await cards(page).first().locator("[part~=open]").click();
  await eventually(async () => assert.ok(await page.getByRole("heading", { level: 2 }).count()));
  assert.deepEqual(await page.evaluate(() => window.violations), []);
});

browserTest("a hostile style sheet changes no computed style inside the finder", async (open) => {
  const clean = await open("/examples/div.html");
  const hostile = await open("/examples/hostile-css.html");
  await assertSameStyles(clean, hostile);
});

browserTest("a CSS framework changes no computed style inside the finder", async (open) => {
  const clean = await open("/examples/div.html");
  const framework = await open("/examples/framework.html");
  await assertSameStyles(clean, framework);
});

browserTest("the finder changes nothing outside itself", async (open) => {
  const read = (page) =>
    page.evaluate(() =>
      [...document.querySelectorAll("h1, p, button, a, .card")]
        .filter((element) => !element.closest("kindred-group-finder"))
        .map((element) => {
          const { color, fontSize, margin, padding, display } = getComputedStyle(element);
          return [element.tagName, color, fontSize, margin, padding, display].join(" ");
        }));
  const without = await open("/examples/framework.html", { prepare: (page) => page.route("**/kindred.js*", (route) => route.abort()) });
  await without.waitForLoadState("load");
  const before = await read(without);
  const page = await open("/examples/framework.html");
  await shown(page);
  assert.deepEqual(await read(page), before);
  const globals = await page.evaluate(() => {
    const frame = document.createElement("iframe");
    document.body.append(frame);
    const usual = new Set(Object.getOwnPropertyNames(frame.contentWindow));
    frame.remove();
    return Object.getOwnPropertyNames(window).filter((name) => !usual.has(name) && !/^(\d+|__playwright.*|__pw.*)$/.test(name));
  });
  assert.deepEqual(globals, ["Kindred"], "one global and no other");
});

browserTest("two finders on a page have views of their own and one download", async (open) => {
  const page = await open("/examples/two-widgets.html");
  const first = page.locator("#first");
  const second = page.locator("#second");
  await shown(first);
  await second.scrollIntoViewIfNeeded();
  await shown(second);
  const untouched = await cards(second).allInnerTexts();
  await searchBox(first).fill("brest");
  await eventually(async () => assert.match(await cards(first).first().innerText(), /breast/i));
  assert.deepEqual(await cards(second).allInnerTexts(), untouched);
  assert.equal(page.asked.filter((url) => url.endsWith(".wasm")).length, 1, "one Wasm for both");
  assert.equal(page.asked.filter((url) => url.endsWith(".css") && url.includes("/assets/")).length, 1, "one style sheet for both");
});

browserTest("two organisations on a page show their own groups", async (open) => {
  const page = await open("/examples/two-sites.html");
  const riverside = page.locator("#riverside");
  const lakeside = page.locator("#lakeside");
  await shown(riverside);
  await lakeside.scrollIntoViewIfNeeded();
  await shown(lakeside);
  assert.equal(await cards(lakeside).count(), 6);
  assert.match((await cards(lakeside).allInnerTexts()).join(" "), /Lakeside kidney circle/);
  assert.doesNotMatch((await cards(riverside).allInnerTexts()).join(" "), /Lakeside kidney circle/);
});

browserTest("two servers on a page are each asked for their own groups", async (open, { url }) => {
  // The same server by another name is another origin, and so another server to the browser.
  const other = url.replace("127.0.0.1", "localhost");
  const page = await open("/examples/two-sites.html", {
    elsewhere: true,
    prepare: (page) =>
      page.addInitScript((server) => {
        addEventListener("DOMContentLoaded", () => document.querySelector("#lakeside").setAttribute("server", server));
      }, other),
  });
  await shown(page.locator("#riverside"));
  await page.locator("#lakeside").scrollIntoViewIfNeeded();
  await shown(page.locator("#lakeside"));
  const asked = (origin, site) => page.asked.some((at) => at.startsWith(`${origin}/v1/sites/${site}/groups`));
  assert.ok(asked(other, "lakeside") && !asked(url, "lakeside"), "the second server has the second site");
  assert.ok(asked(url, "riverside") && !asked(other, "riverside"), "the first server has the first site");
});

browserTest("ten widgets on a page start when one comes near, from one download a program", async (open) => {
  const page = await open("/examples/ten-widgets.html");
  const parts = page.locator("[part~=root]");
  for (let n = 1; n <= 10; n += 1) {
    const host = page.locator(`#w${n}`);
    await host.scrollIntoViewIfNeeded();
    await inside(host).getByRole("heading").first().waitFor();
  }
  assert.equal(await parts.count(), 10);
  const files = page.asked.filter((url) => /\/assets\/.*\.(wasm|css)$/.test(url));
  assert.equal(files.length, 6, `three programs: ${files.join(" ")}`);
  assert.equal(new Set(files).size, 6, "each once");
  assert.match(await page.locator("#w4").locator('[part~="list"]').innerText(), /Lakeside/);
  assert.match(await page.locator("#w5").locator('[part~="root"]').innerText(), /grupos de apoyo|grupo de apoyo/);
});

browserTest("a consent manager holds the script back, and the finder comes once somebody agrees", async (open) => {
  const page = await open("/examples/consent.html");
  await page.waitForLoadState("networkidle");
  assert.ok(await fallback(page).isVisible(), "whom to ring shows until then");
  assert.ok(!page.asked.some((url) => url.includes("kindred.js")), "nothing of ours is asked for");
  await page.locator("#agree").click();
  await shown(page);
  await assertFallbackIsHidden(page);
});

browserTest("a page builder changes no computed style inside the finder", async (open) => {
  const clean = await open("/examples/div.html");
  const built = await open("/examples/page-builder.html");
  await assertSameStyles(clean, built);
});

browserTest("a script that comes two seconds late finds its element, and the fallback shows until then", async (open) => {
  const page = await open("/examples/delayed.html");
  assert.ok(await fallback(page).isVisible(), "the fallback shows first");
  await shown(page);
  await assertFallbackIsHidden(page);
});

browserTest("a tag that is pasted three times mounts one finder once", async (open) => {
  const page = await open("/examples/pasted-twice.html");
  await shown(page);
  await page.waitForLoadState("networkidle");
  assert.equal(await searchBox(page).count(), 1);
  assert.equal(page.asked.filter((url) => url.endsWith(".wasm")).length, 1);
});

browserTest("data-widget puts the finder where the tag stands", async (open) => {
  const page = await open("/examples/script-tag.html");
  await shown(page);
  const order = await page.evaluate(() => {
    const finder = [...document.querySelectorAll("main *")].find((element) => element.shadowRoot);
    const next = document.querySelector("main > h2");
    return Boolean(finder.compareDocumentPosition(next) & Node.DOCUMENT_POSITION_FOLLOWING);
  });
  assert.ok(order, "before the heading that follows the tag");
});

browserTest("nothing is fetched for a finder far below until one comes near", async (open) => {
  const page = await open("/examples/scroll-far.html");
  await page.waitForLoadState("networkidle");
  const early = page.asked.filter((url) => /\.wasm$|\/assets\/|\/v1\//.test(url));
  assert.deepEqual(early, [], "nothing before one scrolls");
  await page.locator("kindred-group-finder").scrollIntoViewIfNeeded();
  await shown(page);
});

browserTest("an element that is added later is taken up", async (open) => {
  const page = await open("/examples/single-page.html");
  await page.getByRole("button", { name: "Show the groups" }).click();
  await shown(page);
  await page.getByRole("button", { name: "Hide the groups" }).click();
  assert.equal(await cards(page).count(), 0);
  await page.getByRole("button", { name: "Show the groups" }).click();
  await shown(page);
});

browserTest("an element that is moved in the page keeps working", async (open) => {
  const page = await open("/examples/finder.html");
  await shown(page);
  await page.evaluate(() => {
    const section = document.body.appendChild(document.createElement("section"));
    section.append(document.querySelector("kindred-group-finder"));
  });
  await shown(page);
  await searchBox(page).fill("brest");
  await eventually(async () => assert.match(await cards(page).first().innerText(), /breast/i));
});

browserTest("the finder speaks the page's language, and the element's lang outweighs it", async (open) => {
  const spanish = await open("/examples/spanish.html");
  await shown(spanish);
  await spanish.getByRole("searchbox").waitFor();
  const texts = await spanish.locator("kindred-group-finder").getByRole("button").allInnerTexts();
  assert.match(texts.join(" "), /[áéíóúñ]|Mostrar|Cerca/i);
  const english = await open("/examples/spanish.html", {
    prepare: (page) =>
      page.addInitScript(() =>
        addEventListener("DOMContentLoaded", () => document.querySelector("kindred-group-finder").setAttribute("lang", "en"))),
  });
  await shown(english);
  assert.match(await inside(english).innerText(), /groups/i);
});

async function assertFallbackIsHidden(page) {
  await eventually(async () => {
    for (const paragraph of await fallback(page).all()) {
      assert.equal(await paragraph.isVisible(), false, "the fallback is hidden while the finder shows");
    }
  });
}

async function assertSameStyles(clean, other) {
  await Promise.all([shown(clean), shown(other)]);
  await Promise.all([sameRoom(clean), sameRoom(other)]);
  const [expected, found] = await Promise.all([styleOf(clean), styleOf(other)]);
  assert.equal(found.length, expected.length, "as many kinds of elements");
  for (const [at, style] of found.entries()) assert.deepEqual(style, expected[at]);
}
