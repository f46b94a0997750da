// Small screens, big letters, paper, and the colours and motion that a member chose.

import assert from "node:assert/strict";

import { browserTests, eventually } from "../support/chromium.mjs";
import { allHere, backToList, cards, finders, openFilters, openGroup, rightToLeft, shown, inside } from "../support/finder.mjs";
import { states } from "../support/states.mjs";

const browserTest = browserTests();
const PHONE = { viewport: { width: 320, height: 640 }, hasTouch: true, isMobile: true };

for (const { name, path = "/examples/finder.html", prepare, enter, options } of states) {
  browserTest(`at 320 pixels nothing scrolls sideways and every target is 44 pixels, in the state ${name}`, async (open) => {
    const page = await open(path, { prepare, ...options, ...PHONE });
    await enter(page);
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    assert.ok(width <= 320, `the page is ${width} pixels wide`);
    assert.deepEqual(await tooSmall(page), []);
  });
}

browserTest("at 400 % zoom of a 1280 pixel window nothing scrolls sideways and nothing is cut off", async (open) => {
  // 1280 px at 400 % are 320 CSS pixels, each of four device pixels; WCAG 1.4.10 allows the vertical scroll.
  const page = await open("/examples/finder.html", { viewport: { width: 320, height: 225 }, deviceScaleFactor: 4 });
  await shown(page);
  await openFilters(page);
  assert.ok((await page.evaluate(() => document.documentElement.scrollWidth)) <= 320);
  const cut = await page.evaluate(() => {
    const root = document.querySelector("kindred-group-finder").shadowRoot;
    return [...root.querySelectorAll("*")]
      .filter((element) => {
        const { overflow, display, position } = getComputedStyle(element);
        const clipped = /hidden|clip/.test(overflow) && position !== "absolute" && display !== "inline";
        return clipped && element.clientWidth > 0 && element.scrollWidth > element.clientWidth + 1;
      })
      .map((element) => element.outerHTML.slice(0, 80));
  });
  assert.deepEqual(cut, []);
});

browserTest("text spacing of WCAG 1.4.12 cuts nothing off", async (open) => {
  const page = await open("/examples/finder.html", PHONE);
  await shown(page);
  await page.evaluate(() => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync("* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important } p { margin-block-end: 2em !important }");
    const root = document.querySelector("kindred-group-finder").shadowRoot;
    root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
  });
  assert.ok((await page.evaluate(() => document.documentElement.scrollWidth)) <= 320);
});

browserTest("nothing moves for somebody who asked for less motion", async (open) => {
  const page = await open("/examples/finder.html", { reducedMotion: "reduce" });
  await shown(page);
  await openFilters(page);
  await openGroup(page, 0);
  await backToList(page).waitFor();
  const moving = await page.evaluate(() => {
    const root = document.querySelector("kindred-group-finder").shadowRoot;
    const seconds = (text) => Math.max(...text.split(",").map((part) => parseFloat(part) * (part.trim().endsWith("ms") ? 0.001 : 1)));
    return [...root.querySelectorAll("*")]
      .filter((element) => {
        const style = getComputedStyle(element);
        const moves = seconds(style.animationDuration) > 0.01 && style.animationName !== "none";
        return moves || seconds(style.transitionDuration) > 0.01 || style.scrollBehavior === "smooth";
      })
      .map((element) => element.outerHTML.slice(0, 80));
  });
  assert.deepEqual(moving, []);
});

browserTest("in forced colours every control has an edge and the focus shows", async (open) => {
  const page = await open("/examples/finder.html", { forcedColors: "active" });
  await shown(page);
  await openFilters(page);
  const bare = await page.evaluate(() => {
    const root = document.querySelector("kindred-group-finder").shadowRoot;
    return [...root.querySelectorAll("button, input:not([type=checkbox]):not([type=radio]), select")]
      .filter((element) => element.checkVisibility?.() ?? true)
      .filter((element) => {
        const style = getComputedStyle(element);
        const edge = parseFloat(style.borderTopWidth) > 0 && style.borderTopStyle !== "none";
        const underlined = style.textDecorationLine.includes("underline");
        return !edge && !underlined && !/outline/.test(style.appearance);
      })
      .map((element) => element.outerHTML.slice(0, 100));
  });
  assert.deepEqual(bare, []);
  await page.keyboard.press("Tab");
  const outline = await page.evaluate(() => {
    const at = document.activeElement.shadowRoot?.activeElement ?? document.activeElement;
    const style = getComputedStyle(at);
    return { tag: at.tagName, width: parseFloat(style.outlineWidth), line: style.outlineStyle };
  });
  assert.ok(outline.width >= 2 && outline.line !== "none", JSON.stringify(outline));
});

browserTest("dark is dark: paper below ink, by the member's setting and by the host's attribute", async (open) => {
  const brightness = (page) =>
    page.evaluate(() => {
      const root = document.querySelector("kindred-group-finder").shadowRoot;
      const card = root.querySelector('[part~="group"]');
      const probe = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
      const light = (color) => {
        probe.clearRect(0, 0, 1, 1);
        probe.fillStyle = color;
        probe.fillRect(0, 0, 1, 1);
        const [r, g, b, alpha] = probe.getImageData(0, 0, 1, 1).data;
        return alpha === 0 ? null : 0.2126 * r + 0.7152 * g + 0.0722 * b;
      };
      let paper = null;
      for (let at = card; at && paper === null; at = at.parentElement ?? at.getRootNode().host) paper = light(getComputedStyle(at).backgroundColor);
      return { ink: light(getComputedStyle(card).color), paper: paper ?? (matchMedia("(prefers-color-scheme: dark)").matches ? 0 : 255) };
    });
  const light = await open("/examples/finder.html", { colorScheme: "light" });
  await shown(light);
  const day = await brightness(light);
  assert.ok(day.paper > day.ink + 100, JSON.stringify(day));
  const dark = await open("/examples/finder.html", { colorScheme: "dark" });
  await shown(dark);
  const night = await brightness(dark);
  assert.ok(night.ink > night.paper + 100, JSON.stringify(night));
  const host = await open("/examples/dark.html", { colorScheme: "light" });
  await shown(host);
  const hosted = await brightness(host);
  assert.ok(hosted.ink > hosted.paper + 100, JSON.stringify(hosted));
});

browserTest("paper takes every match, with times and addresses, and none of the controls", async (open) => {
  const page = await open("/examples/finder.html");
  await shown(page);
  const { total } = await (await page.request.get("/v1/sites/riverside/groups?limit=1")).json();
  await allHere(page);
  await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
  await page.emulateMedia({ media: "print" });
  await eventually(async () => {
    const visible = await cards(page).evaluateAll((all) => all.filter((card) => card.getBoundingClientRect().height > 0).length);
    assert.equal(visible, total);
  });
  const printed = await finders(page).first().evaluate((host) =>
    [...host.shadowRoot.querySelectorAll("button, input, select")].filter((control) => control.getBoundingClientRect().height > 0).map((control) => control.outerHTML.slice(0, 80)));
  assert.deepEqual(printed, [], "no controls on paper");
  const { groups } = await (await page.request.get("/v1/sites/riverside/groups?limit=100")).json();
  const withAddress = groups.find((group) => group.place?.address);
  assert.ok((await inside(page).innerText()).includes(withAddress.place.address), "addresses are on paper");
});

browserTest("from right to left everything is mirrored and nothing scrolls sideways", async (open) => {
  const page = await open("/examples/finder.html");
  const edges = () =>
    page.evaluate(() => {
      const root = document.querySelector("kindred-group-finder").shadowRoot;
      const middle = (selector) => {
        const box = root.querySelector(selector).getBoundingClientRect();
        return box.left + box.width / 2;
      };
      const label = root.querySelector("input[type=checkbox]").labels[0];
      const box = label.getBoundingClientRect();
      return {
        filters: middle("input[type=checkbox]") < middle('[part~="group"]'),
        checkbox: middle("input[type=checkbox]") < box.left + box.width / 2,
        heading: getComputedStyle(root.querySelector('[part~="group"] :is(h1, h2, h3)')).direction,
      };
    });
  await shown(page);
  assert.deepEqual(await edges(), { filters: true, checkbox: true, heading: "ltr" });
  await rightToLeft(page);
  assert.deepEqual(await edges(), { filters: false, checkbox: false, heading: "rtl" });
  assert.ok((await page.evaluate(() => document.documentElement.scrollWidth)) <= 1280);
  await page.setViewportSize({ width: 320, height: 640 });
  assert.ok((await page.evaluate(() => document.documentElement.scrollWidth)) <= 320);
});

browserTest("what is scrolled to stays below a header that stays", async (open) => {
  const page = await open("/examples/sticky-header.html");
  await shown(page);
  await cards(page).nth(10).scrollIntoViewIfNeeded();
  await openGroup(page, 10);
  await backToList(page).waitFor();
  await eventually(async () => {
    const { header, heading } = await page.evaluate(() => {
      const root = document.querySelector("kindred-group-finder").shadowRoot;
      return {
        header: document.querySelector(".top").getBoundingClientRect().bottom,
        heading: root.activeElement.getBoundingClientRect().top,
      };
    });
    assert.ok(heading >= header - 1, `the heading is at ${heading}, the header ends at ${header}`);
  });
});

/** Targets below 44 by 44 CSS pixels, other than links within a line of text. */
const tooSmall = (page) =>
  page.evaluate(() => {
    const root = document.querySelector("kindred-group-finder, [data-kindred]").shadowRoot;
    const small = [];
    for (const element of root.querySelectorAll("a[href], button, input, select, summary, [role=button], [role=option]")) {
      // A checkbox's target is its label, too.
      const boxes = [element, ...(element.labels ?? [])].map((one) => one.getBoundingClientRect());
      const width = Math.max(...boxes.map((box) => box.width));
      const height = Math.max(...boxes.map((box) => box.height));
      if (width <= 1 || height <= 1) continue;
      if (element.checkVisibility && !element.checkVisibility({ visibilityProperty: true })) continue;
      const inText = element.localName === "a" && getComputedStyle(element).display === "inline" && element.closest("p, li, dd");
      if (inText) continue;
      if (width < 43.5 || height < 43.5) small.push(`${Math.round(width)}×${Math.round(height)} ${element.outerHTML.slice(0, 90)}`);
    }
    return small;
  });

for (const [name, what] of [
  ["div", "the finder in a div"],
  ["framework", "the finder beside a column"],
  ["page-builder", "the finder in a page builder"],
  ["join", "guidelines and a join form"],
  ["feedback", "a survey"],
]) {
  browserTest(`nothing jumps when ${what} appears`, async (open) => {
    for (const width of [320, 768, 1280]) {
      const page = await open(`/examples/${name}.html`, {
        viewport: { width, height: 800 },
        prepare: (page) =>
          page.addInitScript(() => {
            window.jumps = [];
            new PerformanceObserver((list) => {
              for (const { value, sources } of list.getEntries()) {
                window.jumps.push([value, sources.map(({ node }) => node?.nodeName).join(" ")]);
              }
            }).observe({ type: "layout-shift", buffered: true });
          }),
      });
      await page.locator('[part~="root"]').first().waitFor();
      await page.waitForLoadState("networkidle");
      const jumps = await page.evaluate(() => window.jumps);
      const sum = jumps.reduce((sum, [value]) => sum + value, 0);
      assert.ok(sum < 0.02, `${width} px: ${sum.toFixed(3)} by ${JSON.stringify(jumps)}`);
    }
  });
}
