// The loader by itself: what no example page shows.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

import { browserTests, eventually } from "../support/chromium.mjs";
import { cards, shown } from "../support/finder.mjs";

const browserTest = browserTests();

/** A page without any script; the body is written by the test, then the tag is added. */
async function pageOf(open, body, { tag = { src: "/kindred.js", "data-site": "riverside" }, ...options } = {}) {
  const page = await open("/examples/noscript.html", options);
  await page.evaluate(
    ({ body, tag }) => {
      document.body.innerHTML = body;
      if (!tag) return;
      const script = document.createElement("script");
      for (const [name, value] of Object.entries(tag)) script.setAttribute(name, value);
      document.body.append(script);
    },
    { body, tag },
  );
  return page;
}

const insideOf = (page, id) => page.evaluate((id) => document.getElementById(id).shadowRoot?.textContent ?? null, id);

browserTest("an element without a fallback offers the site's own telephone when the widget does not come", async (open) => {
  const page = await pageOf(
    open,
    '<kindred-group-finder id="en"></kindred-group-finder><div data-kindred="group-finder" data-lang="es" id="es"></div>',
    {
      prepare: async (page) => {
        await page.route("**/*.wasm", (route) => route.abort());
        await page.addInitScript(() => {
          window.codes = [];
          addEventListener("kindred-error", (event) => window.codes.push(event.detail.code));
        });
      },
    },
  );
  await eventually(async () => {
    const [en, es] = [await insideOf(page, "en"), await insideOf(page, "es")];
    assert.match(en, /cannot be shown here right now.*708-555-0100/s);
    assert.match(es, /no se pueden mostrar.*708-555-0100/s);
  });
  assert.deepEqual(await page.evaluate(() => window.codes), ["not-loaded", "not-loaded"]);
});

browserTest("the pinned copy brings its own glue, and takes only what has the right hash", async (open) => {
  const folder = process.env.KINDRED_SITE_FILES ?? fileURLToPath(new URL("../../target/site", import.meta.url));
  const { files } = JSON.parse(await readFile(join(folder, "manifest.json"), "utf8"));
  const { file, integrity } = files["kindred.pinned.js"];
  const tag = { src: `/${file}`, "data-site": "riverside", integrity, crossorigin: "anonymous" };
  const body = "<kindred-group-finder></kindred-group-finder>";
  const page = await pageOf(open, body, { tag });
  await shown(page);
  assert.deepEqual(page.asked.filter((asked) => /finder\.\w+\.js|\/kindred\.js/.test(asked)), []);

  const forged = await pageOf(open, body, {
    tag,
    prepare: (page) => page.route("**/*.css", (route) => route.fulfill({ contentType: "text/css", body: "a{}" })),
  });
  await eventually(async () => assert.match(forged.said.join("\n"), /Kindred: cannot load from/));
  assert.equal(await cards(forged).count(), 0);
});

browserTest("an attribute that anyone may write brings in no script from another server", async (open) => {
  const elsewhere = "https://elsewhere.example";
  const scripts = [];
  const page = await pageOf(
    open,
    `<div data-kindred="group-finder" data-server="${elsewhere}" data-site="x"></div>
     <a data-kindred="group-finder" data-server="${elsewhere}" data-site="x">x</a>
     <kindred-group-finder data-site="riverside"></kindred-group-finder>`,
    { prepare: (page) => page.route(`${elsewhere}/**`, (route) => (scripts.push(route.request().url()), route.abort())) },
  );
  await page.locator('kindred-group-finder[data-site="riverside"]').scrollIntoViewIfNeeded();
  await shown(page);
  assert.deepEqual(scripts, []);
});

browserTest("an element names a server that has no tag, and its loader is fetched", async (open) => {
  const elsewhere = "https://elsewhere.example";
  const scripts = [];
  const page = await pageOf(open, `<kindred-group-finder server="${elsewhere}/" site="x"></kindred-group-finder>`, {
    elsewhere: true,
    prepare: (page) => page.route(`${elsewhere}/**`, (route) => (scripts.push(route.request().url()), route.abort())),
  });
  await eventually(async () => assert.deepEqual(scripts, [`${elsewhere}/kindred.js`]));
  assert.equal(await cards(page).count(), 0);
});

browserTest("an element that may not have a shadow root gets the widget inside of it", async (open) => {
  const page = await pageOf(open, '<ul><li data-kindred="group-finder"><b>Ring us</b></li></ul>');
  await shown(page);
  assert.equal(await page.locator("li > kindred-group-finder > b").count(), 1);
});

browserTest("a changed attribute brings the widget anew, in the language that it names", async (open) => {
  const page = await pageOf(open, "<kindred-group-finder></kindred-group-finder>");
  await shown(page);
  assert.equal(await page.locator('[part~="root"]').getAttribute("lang"), "en");
  await page.evaluate(() => document.querySelector("kindred-group-finder").setAttribute("lang", "es"));
  await page.locator('[part~="root"][lang=es]').waitFor();
  assert.equal(await page.locator('[part~="root"]').count(), 1);
});

browserTest("where nothing tells what is near the viewport the widget comes at once", async (open) => {
  const page = await pageOf(open, '<p style="height: 9000px"></p><kindred-group-finder></kindred-group-finder>', {
    prepare: (page) => page.addInitScript(() => delete window.IntersectionObserver),
  });
  await shown(page);
});

browserTest("a page whose scripts were all combined is told what to write", async (open) => {
  const page = await pageOf(open, "<kindred-group-finder></kindred-group-finder>", { tag: null });
  await page.evaluate(async () => {
    const code = await (await fetch("/kindred.js")).text();
    const script = document.createElement("script");
    script.textContent = code;
    document.body.append(script);
  });
  await eventually(async () => assert.match(page.said.join("\n"), /set server and site on/));
});

browserTest("window.Kindred is the only global, also beside an element of that id", async (open) => {
  const page = await open("/examples/noscript.html");
  const added = await page.evaluate(async () => {
    const before = new Set(Object.getOwnPropertyNames(window));
    document.body.innerHTML = '<p id="Kindred"></p><kindred-group-finder></kindred-group-finder>';
    const script = document.createElement("script");
    script.src = "/kindred.js";
    script.dataset.site = "riverside";
    document.body.append(script);
    await new Promise((ready) => addEventListener("kindred-ready", ready));
    return Object.getOwnPropertyNames(window).filter((name) => !before.has(name));
  });
  assert.deepEqual(added, ["Kindred"]);
});
