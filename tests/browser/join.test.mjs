// How guidelines and join form come to a page: what is asked for when, and what shows when it does
// not come. Nothing here needs an answer of theirs.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

import { assertAccessible } from "../support/axe.mjs";
import { browserTests, eventually } from "../support/chromium.mjs";
import { focused, shown } from "../support/finder.mjs";

const browserTest = browserTests();
const GROUP = "ten-quiet-minutes";
const ofJoin = (asked) => asked.filter((url) => /\/assets\/(text\.)?join\./.test(url));
const data = (asked) => asked.map((url) => new URL(url)).filter(({ pathname }) => pathname.startsWith("/v1/"));
const joinButton = (page) => page.locator('[part~="join-button"]');
const form = (page) => page.locator("kindred-join-form");

/** A page of one body, with the loader or a copy of it. */
async function pageOf(open, body, { loader = "/kindred.js", ...options } = {}) {
  const page = await open("/examples/noscript.html", options);
  await page.evaluate(
    ({ body, loader }) => {
      document.body.innerHTML = `<main>${body}</main>`;
      const script = document.createElement("script");
      script.src = loader;
      script.dataset.site = "riverside";
      document.body.append(script);
    },
    { body, loader },
  );
  return page;
}

/** A group's page in the finder. */
async function groupPage(open, options) {
  const page = await pageOf(open, `<kindred-group-finder group="${GROUP}" heading-level="1"></kindred-group-finder>`, options);
  await joinButton(page).waitFor();
  return page;
}

const refuse = (what) => (page) => page.route(what, (route) => route.abort("connectionrefused"));

browserTest("who only looks for a group downloads nothing of the join form", async (open) => {
  const page = await groupPage(open);
  await page.waitForLoadState("networkidle");
  assert.deepEqual(ofJoin(page.asked), []);
});

for (const [what, reach] of [
  ["the pointer", (page) => joinButton(page).hover()],
  ["the keyboard", (page) => joinButton(page).focus()],
]) {
  browserTest(`the join form is on its way as soon as ${what} is on its button`, async (open) => {
    const page = await groupPage(open);
    await reach(page);
    await eventually(async () => assert.equal(ofJoin(page.asked).length, 4, "script, Wasm, style and words"));
    assert.equal(await form(page).count(), 0);
  });
}

browserTest("Join opens the form on the host's page, and back leads to the group and its button", async (open) => {
  const page = await groupPage(open, { prepare: refuse("**/join-form*") });
  await joinButton(page).click();
  const again = form(page).getByRole("button", { name: /try again/i });
  await again.waitFor();
  // The finder's own way to a person stands beside the failure.
  await form(page).getByRole("link", { name: /call/i }).first().waitFor();
  await page.goBack();
  await joinButton(page).waitFor();
  await eventually(async () => assert.match((await focused(page)).text, /^Join /));
  await page.goForward();
  await again.waitFor();
  await page.getByRole("button", { name: "Back to the group" }).click();
  await joinButton(page).waitFor();
  assert.equal(await form(page).count(), 0);
});

browserTest("a host that takes over the joining sees no form", async (open) => {
  const page = await groupPage(open);
  await page.evaluate(() => addEventListener("kindred-join", (event) => event.preventDefault()));
  await joinButton(page).click();
  await eventually(async () => assert.equal(ofJoin(page.asked).length, 4));
  assert.equal(await form(page).count(), 0);
});

for (const kind of ["guidelines", "join-form"]) {
  const tag = `kindred-${kind}`;

  browserTest(`${tag} asks for what it shows and for the site, and never for the list of groups`, async (open) => {
    const page = await pageOf(open, `<${tag} group="${GROUP}"></${tag}>`, { prepare: refuse("**/groups/**") });
    await page.locator(tag).getByRole("button", { name: /try again/i }).waitFor();
    const first = data(page.asked).map(({ pathname, search }) => pathname + search);
    assert.deepEqual(new Set(first), new Set([`/v1/sites/riverside/groups/${GROUP}/${kind}?lang=en`, "/v1/sites/riverside?lang=en"]));
    assert.deepEqual(page.asked.filter((url) => /\/assets\/finder\./.test(url)), []);
  });

  browserTest(`${tag} says what happened when it does not come, and the page's own words come back`, async (open) => {
    const page = await pageOf(open, `<h1>Riverside</h1><${tag} group="${GROUP}"><p>Ring us</p></${tag}>`, {
      prepare: async (page) => {
        await refuse("**/groups/**")(page);
        await page.addInitScript(() => {
          window.codes = [];
          addEventListener("kindred-error", (event) => window.codes.push(event.detail.code));
        });
      },
    });
    await page.locator(tag).getByRole("button", { name: /try again/i }).waitFor();
    await page.getByText("Ring us").waitFor();
    assert.deepEqual(await page.evaluate(() => window.codes), ["server"]);
    await assertAccessible(page);
  });

  browserTest(`${tag} of a group that the site does not have says so`, async (open) => {
    const page = await pageOf(open, `<${tag} group="no-such-group" lang="es"></${tag}>`);
    await page.getByText("Este grupo ya no está aquí").waitFor();
  });

  browserTest(`${tag} without a group tells the page's author what to add`, async (open) => {
    const page = await pageOf(open, `<${tag}></${tag}>`);
    await eventually(async () => assert.match(page.said.join("\n"), /Kindred: a widget has no group; add group="…"/));
  });
}

browserTest("the pinned copy brings the join form's glue as well", async (open) => {
  const folder = process.env.KINDRED_SITE_FILES ?? fileURLToPath(new URL("../../target/site", import.meta.url));
  const { files } = JSON.parse(await readFile(join(folder, "manifest.json"), "utf8"));
  const body = '<kindred-join-form group="no-such-group"></kindred-join-form>';
  const page = await pageOf(open, body, { loader: `/${files["kindred.pinned.js"].file}` });
  await page.getByText("This group is no longer here").waitFor();
  assert.deepEqual(ofJoin(page.asked).filter((url) => url.endsWith(".js")), []);
});

browserTest("finder, guidelines and join form stand on one page", async (open) => {
  const page = await pageOf(
    open,
    `<kindred-group-finder></kindred-group-finder><kindred-guidelines group="${GROUP}"></kindred-guidelines>
     <div data-kindred="join-form" data-group="${GROUP}"></div>`,
    { prepare: refuse("**/groups/*/*") },
  );
  await shown(page);
  for (const below of ["kindred-guidelines", "[data-kindred]"]) await page.locator(below).scrollIntoViewIfNeeded();
  await eventually(async () => assert.equal(await page.getByRole("button", { name: /try again/i }).count(), 2));
  assert.equal(ofJoin(page.asked).length, 4, "both widgets share one program");
});
