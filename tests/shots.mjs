// Screenshots of every state, to be looked at before something is called done: `npm run shots`.
// They land in tests/shots/, which git ignores.

import { mkdir } from "node:fs/promises";

import { demoServer, launchChromium } from "./support/chromium.mjs";
import { COORDINATOR, signIn } from "./support/console.mjs";
import { enterScene, scenes } from "./support/console_scenes.mjs";
import { rightToLeft, shown } from "./support/finder.mjs";
import { furnish } from "./support/furnished.mjs";
import { states } from "./support/states.mjs";
import { TOKEN, answerAll, go, openSurvey, press, survey } from "./support/survey.mjs";

const LOOKS = [
  ["320", { viewport: { width: 320, height: 640 }, deviceScaleFactor: 2 }],
  ["768", { viewport: { width: 768, height: 1024 } }],
  ["1280", { viewport: { width: 1280, height: 900 } }],
  ["dark", { viewport: { width: 1280, height: 900 }, colorScheme: "dark" }],
  ["forced", { viewport: { width: 1280, height: 900 }, forcedColors: "active" }],
  ["rtl", { viewport: { width: 768, height: 1024 } }, "/examples/rtl.html"],
];
/** The console has no page of its own for these: its pages are turned round, magnified to a phone's width, printed. */
const CONSOLE_LOOKS = [
  ["320", { width: 320, height: 640 }],
  ["400", { width: 320, height: 256 }],
  ["768", { width: 768, height: 1024 }],
  ["1280", { width: 1280, height: 900 }],
  ["dark", { width: 1280, height: 900 }, { colorScheme: "dark" }],
  ["forced", { width: 1280, height: 900 }, { forcedColors: "active" }],
  ["rtl", { width: 1280, height: 900 }],
  ["print", { width: 794, height: 1123 }, { media: "print" }],
];
const AS_IT_IS = { colorScheme: "light", forcedColors: "none", media: "screen" };
const PRINTED = ["group-slip", "shelf-risk", "shelf-table"];
const HERE = { locale: "en-US", timezoneId: "America/Chicago" };
const PAGES = ["index", "two-sites", "dark", "framework", "hostile-css", "spanish", "strict-csp", "two-widgets", "no-wasm"];
const asked = process.argv.slice(2);
const wanted = (name) => asked.length === 0 || asked.some((word) => name.includes(word));

const folder = new URL("shots/", import.meta.url);
const picture = (name) => new URL(`${name}.png`, folder).pathname;
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
  for (const [look, media] of LOOKS) {
    if (wanted(`survey-${look}`)) await shootSurvey(look, media);
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

/** A member's survey, from its first screen to how to send it. */
async function shootSurvey(look, media) {
  const context = await browser.newContext({ baseURL: server.url, ...HERE, ...media });
  context.setDefaultTimeout(10_000);
  const open = async (path, { prepare }) => {
    const page = await context.newPage();
    await prepare(page, context);
    await page.goto(path, { waitUntil: "domcontentloaded" });
    return page;
  };
  const { page } = await openSurvey(open, { invitation: TOKEN });
  const take = (screen) => page.screenshot({ path: picture(`survey-${screen}-${look}`), fullPage: true });
  try {
    await survey(page).getByRole("button", { name: "Start" }).waitFor();
    if (look === "rtl") await page.evaluate(() => (document.querySelector("kindred-feedback-survey").shadowRoot.querySelector(".kindred").dir = "rtl"));
    await take("start");
    if (media.viewport.width >= 768) {
      await answerAll(page);
      await take("last");
      await press(page, "Back");
    } else {
      await press(page, "Start");
      await go(page);
    }
    await take("questions");
    process.stdout.write(`survey-${look}\n`);
  } catch (error) {
    notReached(`survey-${look}`, error);
  }
  await context.close();
}

/** The console's screens over a sample day. A screen is entered once and then seen in every look. */
async function shootConsole(seen) {
  if (!server.run) return process.stdout.write("console: left out, since KINDRED_TEST_URL names the server\n");
  await furnish(server, browser);
  const visits = new Map();
  for (const scene of seen) {
    const who = scene.who ?? COORDINATOR;
    if (!visits.has(who)) {
      const context = await browser.newContext({ baseURL: server.url, ...HERE });
      await signIn(await context.newPage(), server.run, who);
      visits.set(who, await context.storageState());
      await context.close();
    }
    const context = await browser.newContext({ baseURL: server.url, ...HERE, storageState: visits.get(who) });
    context.setDefaultTimeout(10_000);
    await lookAt(await context.newPage(), scene);
    await context.close();
  }
}

async function lookAt(page, scene) {
  const called = `console-${scene.name}`;
  try {
    await scene.prepare?.(page);
    await enterScene(page, scene);
  } catch (error) {
    notReached(called, error);
    await page.screenshot({ path: picture(called), fullPage: true });
    return;
  }
  for (const [look, size, media] of CONSOLE_LOOKS) {
    const name = `${called}-${look}`;
    if (!wanted(name) || (look === "print" && !PRINTED.includes(scene.name))) continue;
    await page.setViewportSize(size);
    await page.emulateMedia({ ...AS_IT_IS, ...media });
    await page.evaluate((dir) => (document.documentElement.dir = dir), look === "rtl" ? "rtl" : "ltr");
    await page.screenshot({ path: picture(name), fullPage: true });
    const beyond = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    process.stdout.write(beyond > 0 ? `${name}: ${beyond} px wider than the window\n` : `${name}\n`);
  }
}

async function shoot(name, path, options, prepare, enter) {
  const context = await browser.newContext({ baseURL: server.url, ...HERE, ...options });
  context.setDefaultTimeout(10_000);
  const page = await context.newPage();
  try {
    await prepare?.(page);
    await page.goto(path, { waitUntil: "domcontentloaded" });
    await enter(page);
    process.stdout.write(`${name}\n`);
  } catch (error) {
    notReached(name, error);
  }
  await page.screenshot({ path: picture(name), fullPage: true });
  await context.close();
}

function notReached(name, error) {
  process.stdout.write(`${name}: NOT REACHED: ${error.message.split("\n")[0]}\n`);
  process.exitCode = 1;
}
