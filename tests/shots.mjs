// Screenshots of every state, to be looked at before something is called done: `npm run shots`.
// They land in tests/shots/, which git ignores.

import { mkdir } from "node:fs/promises";

import { demoServer, launchChromium } from "./support/chromium.mjs";
import { COORDINATOR, signIn } from "./support/console.mjs";
import { enterScene, scenes } from "./support/console_scenes.mjs";
import { rightToLeft, shown } from "./support/finder.mjs";
import { furnish } from "./support/furnished.mjs";
import { states } from "./support/states.mjs";

const LOOKS = [
  ["320", { viewport: { width: 320, height: 640 }, deviceScaleFactor: 2 }],
  ["768", { viewport: { width: 768, height: 1024 } }],
  ["1280", { viewport: { width: 1280, height: 900 } }],
  ["dark", { viewport: { width: 1280, height: 900 }, colorScheme: "dark" }],
  ["forced", { viewport: { width: 1280, height: 900 }, forcedColors: "active" }],
  ["rtl", { viewport: { width: 768, height: 1024 } }, "/examples/rtl.html"],
];
/** The console has no page of its own for them: it is turned round, or magnified to a phone's width. */
const CONSOLE_LOOKS = [
  ...LOOKS.filter(([look]) => look !== "rtl").map(([look, media]) => [look, media]),
  ["rtl", { viewport: { width: 1280, height: 900 } }],
  ["400", { viewport: { width: 320, height: 256 }, deviceScaleFactor: 4 }],
  ["print", { viewport: { width: 794, height: 1123 } }],
];
const PRINTED = ["group-slip", "shelf-risk", "shelf-table"];
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
  const seen = scenes.filter(({ name }) => CONSOLE_LOOKS.some(([look]) => wanted(`console-${name}-${look}`)));
  if (seen.length > 0) await shootConsole(seen);
} finally {
  await browser.close();
  await server.stop();
}

/** The console's screens over a sample day. Who is shown them signs in once. */
async function shootConsole(seen) {
  if (!server.run) return process.stdout.write("console: left out, since KINDRED_TEST_URL names the server\n");
  await furnish(server, browser);
  const states = new Map();
  for (const scene of seen) {
    const who = scene.who ?? COORDINATOR;
    if (!states.has(who)) {
      const context = await browser.newContext({ baseURL: server.url });
      await signIn(await context.newPage(), server.run, who);
      states.set(who, await context.storageState());
      await context.close();
    }
    for (const [look, media] of CONSOLE_LOOKS) {
      const name = `console-${scene.name}-${look}`;
      if (!wanted(name) || (look === "print" && !PRINTED.includes(scene.name))) continue;
      const enter = async (page) => {
        await enterScene(page, scene);
        if (look === "rtl") await page.evaluate(() => (document.documentElement.dir = "rtl"));
        if (look === "print") await page.emulateMedia({ media: "print" });
      };
      await shoot(name, "/console/you", { ...media, storageState: states.get(who) }, scene.prepare, enter);
    }
  }
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
