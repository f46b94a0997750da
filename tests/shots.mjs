// Screenshots of every state, to be looked at before something is called done: `npm run shots`.
// They land in tests/shots/, which git ignores.

import { mkdir } from "node:fs/promises";

import { demoServer, launchChromium } from "./support/chromium.mjs";
import { rightToLeft, shown } from "./support/finder.mjs";
import { states } from "./support/states.mjs";

const LOOKS = [
  ["320", { viewport: { width: 320, height: 640 }, deviceScaleFactor: 2 }],
  ["768", { viewport: { width: 768, height: 1024 } }],
  ["1280", { viewport: { width: 1280, height: 900 } }],
  ["dark", { viewport: { width: 1280, height: 900 }, colorScheme: "dark" }],
  ["forced", { viewport: { width: 1280, height: 900 }, forcedColors: "active" }],
  ["rtl", { viewport: { width: 768, height: 1024 } }, "/examples/rtl.html"],
];
const PAGES = ["index", "dark", "framework", "hostile-css", "spanish", "strict-csp", "two-widgets", "no-wasm"];
const asked = process.argv.slice(2);
const wanted = (name) => asked.length === 0 || asked.some((word) => name.includes(word));

const folder = new URL("shots/", import.meta.url);
await mkdir(folder, { recursive: true });
const [server, browser] = await Promise.all([demoServer(), launchChromium()]);
try {
  for (const [look, media, path] of LOOKS) {
    for (const state of states) {
      const name = `${state.name}-${look}`;
      if (!wanted(name)) continue;
      const enter = async (page) => {
        await state.enter(page);
        if (look === "rtl") await rightToLeft(page);
      };
      await shoot(name, path ?? state.path ?? "/examples/finder.html", { ...state.options, ...media }, state.prepare, enter);
    }
  }
  for (const name of PAGES) {
    for (const width of [320, 1280]) {
      if (!wanted(`page-${name}-${width}`)) continue;
      const enter = (page) => (name === "no-wasm" ? page.waitForLoadState("networkidle") : shown(page));
      await shoot(`page-${name}-${width}`, `/examples/${name}.html`, { viewport: { width, height: 900 } }, undefined, enter);
    }
  }
  if (wanted("print")) {
    await shoot("print", "/examples/finder.html", { viewport: { width: 794, height: 1123 } }, undefined, async (page) => {
      await shown(page);
      await page.waitForLoadState("networkidle");
      await page.emulateMedia({ media: "print" });
    });
  }
} finally {
  await browser.close();
  await server.stop();
}

async function shoot(name, path, options, prepare, enter) {
  const context = await browser.newContext({ baseURL: server.url, locale: "en-US", timezoneId: "America/Chicago", ...options });
  context.setDefaultTimeout(10_000);
  const page = await context.newPage();
  try {
    await prepare?.(page);
    await page.goto(path, { waitUntil: "domcontentloaded" });
    await enter(page);
    process.stdout.write(`${name}\n`);
  } catch (error) {
    process.stdout.write(`${name}: NOT REACHED: ${error.message.split("\n")[0]}\n`);
    process.exitCode = 1;
  }
  await page.screenshot({ path: new URL(`${name}.png`, folder).pathname, fullPage: true });
  await context.close();
}
