// A site that asks for a frame: the form stands on the server's own origin, and the host's page,
// which is another origin here, holds and hears nothing of what is typed.

import assert from "node:assert/strict";

import { assertAccessible } from "../support/axe.mjs";
import { browserTests, eventually } from "../support/chromium.mjs";
import { difference } from "../support/pictures.mjs";

const browserTest = browserTests();
const GROUP = "lakeside-mens-evening";
const ADDRESS = `/frame/join?site=lakeside&group=${GROUP}`;
const ELEMENT = `<kindred-join-form group="${GROUP}"><p>Ring us</p></kindred-join-form>`;
const FINDER = `<kindred-group-finder group="${GROUP}"></kindred-group-finder>`;
const frame = (page) => page.locator("#kd-frame");
const inside = (page) => page.frameLocator("#kd-frame");
const heading = (page, name) => inside(page).getByRole("heading", { name, exact: true });
const go = (page) => inside(page).locator('[part~="continue"]').click();

/** The same server by another name, which the site allows, and by one that it does not. */
const allowed = (url) => url.replace("127.0.0.1", "localhost");
const foreign = (url) => url.replace("127.0.0.1", "foreign.localhost");

/** A host's page of one body on another origin than the server's; it records what it can hear. */
async function host(open, url, body, { at = allowed(url), before = "", ...options } = {}) {
  const page = await open(null, { elsewhere: true, ...options });
  await eventually(async () => {
    const policy = (await page.request.get(url + ADDRESS)).headers()["content-security-policy"];
    assert.ok(policy.includes(allowed(url)), "the server has read the site's file again");
  });
  await page.goto(`${at}/examples/noscript.html`);
  await page.evaluate(
    ({ url, body, before }) => {
      window.heard = [];
      window.events = [];
      for (const name of ["keydown", "keyup", "input", "change", "paste", "focusin"]) {
        addEventListener(name, (event) => window.heard.push([name, event.key, event.composedPath()[0].value]), true);
      }
      addEventListener("message", ({ data }) => window.heard.push(["message", JSON.stringify(data)]));
      for (const name of ["kindred-ready", "kindred-error", "kindred-join-step", "kindred-joined"]) {
        addEventListener(name, (event) => window.events.push([name, event.detail]));
      }
      document.body.innerHTML = `${before}<main><h1>Lakeside</h1>${body}<p>After</p></main>`;
      const script = document.createElement("script");
      script.src = `${url}/kindred.js`;
      script.dataset.site = "lakeside";
      document.body.append(script);
    },
    { url, body, before },
  );
  return page;
}

/** Everything that a script of the host's page can read, shadow roots and storage included. */
function readable(page) {
  return page.evaluate(() => {
    const walk = (node) => {
      let all = node.nodeType === 1 ? [...node.attributes].map(({ value }) => value).join(" ") : (node.data ?? "");
      if (typeof node.value === "string") all += ` ${node.value}`;
      for (const child of [node.shadowRoot, ...node.childNodes].filter(Boolean)) all += ` ${walk(child)}`;
      return all;
    };
    return [walk(document), JSON.stringify([window.heard, window.events, { ...sessionStorage }, { ...localStorage }, history.state]), location.href].join(" ");
  });
}

/** Lets the site ask for a page or a frame. */
function onSurface(page, surface) {
  return page.route(`**/groups/${GROUP}/join-form*`, async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, json: { ...(await response.json()), surface } });
  });
}

async function fillIn(page, address) {
  await go(page);
  await heading(page, "About you").waitFor();
  await inside(page).getByLabel("I am, for myself").check();
  await inside(page).getByLabel("What may the group call you?").fill("Rosalinde");
  await inside(page).getByLabel("By email").check();
  await inside(page).getByRole("textbox", { name: /email/i }).fill(address);
  await inside(page).locator("textarea").first().pressSequentially("I was told last week.");
}

browserTest("a member joins in the frame, and the host's page holds and hears nothing of it", async (open, { url }) => {
  const address = "rosalinde.frame@example.org";
  const page = await host(open, url, FINDER);
  await page.locator('[part~="join-button"]').click();
  await heading(page, "Is this the right group?").waitFor();
  await fillIn(page, address);
  await go(page);
  await heading(page, "Guidelines").waitFor();
  for (const box of await inside(page).getByRole("checkbox").all()) await box.check();
  await go(page);
  await heading(page, "Check and send").waitFor();
  await inside(page).getByRole("checkbox", { name: /You may keep/ }).check();
  await go(page);
  await heading(page, "What happens next").waitFor({ timeout: 30_000 });

  let letter = "";
  await eventually(async () => {
    const letters = (await (await page.request.get(`${url}/outbox`)).text()).split("<article>").slice(1);
    letter = letters.find((one) => one.includes(`To ${address}<`)) ?? "";
    assert.ok(letter, `a letter to ${address}`);
  });
  const code = /\b(\d{6})\b/.exec(letter.replace(/<[^>]*>/g, " "))[1];
  await inside(page).getByLabel("The six digits in the email").pressSequentially(code);
  await inside(page).getByRole("button", { name: "Confirm my address" }).click();
  await inside(page).locator("#kd-proof").waitFor();

  const all = await readable(page);
  for (const typed of ["Rosalinde", address, "told last week", code]) {
    assert.ok(!all.includes(typed), `the host's page can read ${typed}`);
  }
  // The walk does see what is there to be seen.
  assert.ok(all.includes("/frame/join?site=lakeside"));
  assert.ok(!(await page.evaluate(() => window.heard.some(([name]) => name === "input" || name.startsWith("key")))));
  assert.deepEqual(await page.evaluate(() => window.events.filter(([name]) => /join/.test(name))), [
    ...[1, 2, 3, 4].map((step) => ["kindred-join-step", { step }]),
    ["kindred-join-step", { step: 5 }],
    ["kindred-joined", {}],
  ]);
});

browserTest("opened from the finder the focus is on the form's heading, and back leads to the group", async (open, { url }) => {
  const page = await host(open, url, FINDER);
  await page.locator('[part~="join-button"]').press("Enter");
  await heading(page, "Is this the right group?").waitFor();
  const focused = () => inside(page).locator("kindred-join-form").evaluate((form) => document.hasFocus() && form.shadowRoot.activeElement?.textContent);
  await eventually(async () => assert.equal(await focused(), "Is this the right group?"));
  // Out of the frame by the keyboard, upwards: the way back to the group stands before it.
  for (let presses = 0; presses < 12; presses += 1) {
    await page.keyboard.press("Shift+Tab");
    if (await page.evaluate(() => document.querySelector("kindred-group-finder").shadowRoot.activeElement?.textContent.includes("Back to the group"))) break;
  }
  await page.keyboard.press("Enter");
  await page.locator('[part~="join-button"]').waitFor();
  assert.equal(await frame(page).count(), 0);
  await page.locator('[part~="join-button"]').click();
  await heading(page, "Is this the right group?").waitFor();
  await page.goBack();
  await page.locator('[part~="join-button"]').waitFor();
});

for (const [what, options] of [
  ["a phone", { viewport: { width: 320, height: 640 }, hasTouch: true, isMobile: true }],
  ["a desk", {}],
]) {
  browserTest(`on ${what} each step begins in sight, and a fault is brought there`, async (open, { url }) => {
    const header = '<header style="position:fixed;inset:0 0 auto;height:60px;background:#fff;z-index:9">Lakeside</header><div style="height:500px"></div><style>:root{--kindred-scroll-offset:60px}</style>';
    const page = await host(open, url, ELEMENT, { before: header, ...options });
    await heading(page, "Is this the right group?").waitFor();
    const isBetween = (locator, top, bottom) =>
      eventually(async () => {
        const { y, height } = await locator.boundingBox();
        assert.ok(y >= top && y + Math.min(height, 40) <= bottom, `at ${y}, ${height} high`);
      });
    // Below the header that stays, and at once below it.
    await go(page);
    await isBetween(heading(page, "About you"), 60, 120);
    await go(page);
    const summary = inside(page).locator("#kd-summary");
    await summary.waitFor();
    await isBetween(summary, 60, 120);
    await summary.getByRole("link").last().click();
    await eventually(async () => assert.ok(await inside(page).locator("kindred-join-form").evaluate((form) => form.shadowRoot.activeElement?.matches("input, textarea"))));
    await isBetween(inside(page).locator("input:focus, textarea:focus"), 60, page.viewportSize().height);
  });
}

browserTest("the frame is as high as its content, and grows and shrinks with it", async (open, { url }) => {
  const page = await host(open, url, ELEMENT);
  await heading(page, "Is this the right group?").waitFor();
  const fits = () =>
    eventually(async () => {
      const content = await inside(page).locator("body").evaluate((body) => body.getBoundingClientRect().height);
      const { height } = await frame(page).boundingBox();
      assert.ok(Math.abs(height - content) <= 1, `${height} for ${content}`);
      return height;
    });
  const first = await fits();
  await go(page);
  await heading(page, "About you").waitFor();
  const second = await fits();
  assert.notEqual(first, second);
  await go(page);
  await inside(page).locator("#kd-summary").waitFor();
  assert.ok((await fits()) > second, "the summary of faults takes room");
  await page.setViewportSize({ width: 320, height: 640 });
  assert.ok((await fits()) > second, "a narrow page is a higher one");
  assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), "nothing sticks out");
});

for (const [what, options] of [
  ["1280 pixels", { viewport: { width: 1280, height: 1600 } }],
  ["768 pixels", { viewport: { width: 768, height: 1800 } }],
  ["320 pixels", { viewport: { width: 320, height: 2600 } }],
  ["the dark", { colorScheme: "dark", viewport: { width: 1280, height: 1600 } }],
  ["the dark that a host chose", { theme: "dark", viewport: { width: 1280, height: 1600 } }],
  ["forced colours", { forcedColors: "active", viewport: { width: 1280, height: 1600 } }],
]) {
  const { theme = "", ...media } = options;
  browserTest(`in the frame the form looks as in the page at ${what}`, async (open, { url }) => {
    const picture = async (surface) => {
      // On whole pixels, so that letters are smoothed alike.
      const page = await host(open, url, `<div style="position:absolute;top:200px;left:0;width:100%">${ELEMENT.replace(" ", ` theme="${theme}" `)}</div>`, {
        ...media,
        prepare: (page) => onSurface(page, surface),
      });
      const form = surface === "frame" ? inside(page) : page;
      await form.getByRole("heading", { name: "Is this the right group?" }).waitFor();
      await form.locator(".disclaimer").getByRole("link").waitFor();
      if (surface === "frame") await page.locator('[data-framed="here"]').waitFor();
      return page.locator("kindred-join-form").first().screenshot({ animations: "disabled" });
    };
    const [page, framed] = [await picture("page"), await picture("frame")];
    const { sameSize, pixels } = await difference(await open(null), page, framed);
    // The four corners are round, and what lies behind them is mixed in a little otherwise.
    assert.ok(sameSize && pixels <= 40, `${pixels} pixels are others`);
  });
}

browserTest("a form that a dark finder opens is dark, in the page and in the frame", async (open, { url }) => {
  for (const surface of ["page", "frame"]) {
    const page = await host(open, url, FINDER.replace(" ", ' theme="dark" '), { prepare: (page) => onSurface(page, surface) });
    await page.locator('[part~="join-button"]').click();
    const form = (surface === "frame" ? inside(page) : page).locator("kindred-join-form");
    await form.getByRole("heading", { name: "Is this the right group?" }).waitFor();
    const scheme = await form.locator('[part~="root"]').evaluate((root) => getComputedStyle(root).colorScheme);
    assert.equal(scheme, "dark", surface);
  }
});

browserTest("what was typed in the frame is there again after it was closed, where the frame may keep it", async (open, { url }) => {
  // Of the same site as its host: this Chromium lets no frame of another site keep anything.
  const page = await host(open, url, ELEMENT, { at: url });
  await heading(page, "Is this the right group?").waitFor();
  await go(page);
  await inside(page).getByLabel("What may the group call you?").fill("Rosalinde");
  await page.evaluate(() => {
    const form = document.querySelector("kindred-join-form");
    form.replaceWith(form.cloneNode(true));
  });
  await heading(page, "About you").waitFor();
  assert.equal(await inside(page).getByLabel("What may the group call you?").inputValue(), "Rosalinde");
  await inside(page).locator("body").evaluate(() => sessionStorage.clear());
});

browserTest("the recorder of the example page hears the page's own field and nothing of the form", async (open) => {
  const page = await open("/examples/frame.html");
  const recorded = page.locator("#recorded");
  await go(page);
  await inside(page).getByLabel("What may the group call you?").pressSequentially("Rosalinde");
  await inside(page).getByLabel("I am, for myself").check();
  assert.match(await recorded.innerText(), /heard nothing/);
  await page.getByLabel("Ask the office something").fill("When do you open?");
  assert.match(await recorded.innerText(), /heard: When do you open\?$/);
  await assertAccessible(page);
  await inside(page).locator("body").evaluate(() => sessionStorage.clear());
});

browserTest("a page that the site does not allow cannot frame the form", async (open, { url }) => {
  const page = await host(open, url, `<iframe id="kd-frame" src="${url}${ADDRESS}"></iframe>`, { at: foreign(url) });
  await eventually(() => assert.match(page.said.join("\n"), /frame-ancestors/));
  assert.equal(await inside(page).locator("kindred-join-form").count(), 0);
  const own = await host(open, url, `<iframe id="kd-frame" src="${url}${ADDRESS}"></iframe>`);
  await heading(own, "Is this the right group?").waitFor();
});

browserTest("where frames are blocked a link leads to the form on a page of its own", async (open, { url }) => {
  const page = await host(open, url, ELEMENT, { at: foreign(url) });
  const link = page.locator("kindred-join-form").getByRole("link", { name: "Open the form" });
  await link.waitFor();
  await assertAccessible(page);
  await link.click();
  const form = page.locator("kindred-join-form");
  await form.getByRole("heading", { name: "Is this the right group?" }).waitFor();
  assert.equal(await frame(page).count(), 0, "it frames no other");
  await form.locator('[part~="continue"]').click();
  await form.getByRole("heading", { name: "About you" }).waitFor();
  await page.evaluate(() => sessionStorage.clear());
});

browserTest("a link in the frame opens beside the form and never in its place", async (open, { url }) => {
  const page = await host(open, url, ELEMENT, { prepare: (_, context) => context.route("https://lakeside.example.org/**", (route) => route.fulfill({ body: "Privacy" })) });
  await heading(page, "Is this the right group?").waitFor();
  const [notice] = await Promise.all([page.waitForEvent("popup"), inside(page).locator(".disclaimer").getByRole("link").click()]);
  await notice.waitForURL("https://lakeside.example.org/privacy");
  assert.equal(await notice.evaluate(() => window.opener), null);
  await heading(page, "Is this the right group?").waitFor();
});

browserTest("the form works in the frame where storage is blocked", async (open, { url }) => {
  const page = await host(open, url, ELEMENT, {
    prepare: (page) =>
      page.addInitScript(() => {
        Object.defineProperty(window, "sessionStorage", {
          get() {
            throw new DOMException("Access is denied for this document.", "SecurityError");
          },
        });
      }),
  });
  await heading(page, "Is this the right group?").waitFor();
  await go(page);
  await heading(page, "About you").waitFor();
  await inside(page).getByLabel("What may the group call you?").fill("Rosa");
  assert.equal(await inside(page).getByLabel("What may the group call you?").inputValue(), "Rosa");
});

browserTest("a form that cannot start in the frame says whom to ask, and the host is told", async (open, { url }) => {
  const page = await host(open, url, ELEMENT, {
    prepare: (page) =>
      // The second time: the host's page itself has started its program by then.
      page.route("**/assets/join.*.wasm", (route) => (route.request().frame() === page.mainFrame() ? route.continue() : route.abort())),
  });
  await inside(page).getByText("The form needs JavaScript").waitFor();
  await inside(page).getByRole("link", { name: "01632 960167" }).waitFor();
  assert.deepEqual(await page.evaluate(() => window.events), [["kindred-error", { code: "not-loaded" }]]);
});

browserTest("messages of other pages move nothing and tell the host nothing", async (open, { url }) => {
  const page = await host(open, url, ELEMENT);
  await heading(page, "Is this the right group?").waitFor();
  const before = await frame(page).boundingBox();
  const events = await page.evaluate(async () => {
    const known = window.events.length;
    for (const message of [{ kindred: "height", height: 9 }, { kindred: "kindred-joined" }]) {
      postMessage(message, "*");
      const other = document.createElement("iframe");
      document.body.append(other);
      other.contentWindow.eval(`parent.postMessage(${JSON.stringify(message)}, "*")`);
    }
    await new Promise((heard) => setTimeout(heard, 200));
    return window.events.length - known;
  });
  assert.equal(events, 0);
  assert.deepEqual(await frame(page).boundingBox(), before);
});

browserTest("axe finds nothing in the frame, nor on its host's page, nor on the page of its own", async (open, { url }) => {
  const page = await host(open, url, ELEMENT);
  await heading(page, "Is this the right group?").waitFor();
  await assertAccessible(page);
  assert.equal(await frame(page).getAttribute("title"), "Join The Thursday men");
  await page.goto(url + ADDRESS);
  await page.getByRole("heading", { name: "Is this the right group?" }).waitFor();
  await assertAccessible(page);
  await page.evaluate(() => sessionStorage.clear());
});
