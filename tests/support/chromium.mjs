// Chromium by Playwright, and what holds in every test whatever it is about: no request to another
// origin, no exception on the page, no cookie, nothing stored.

import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";

import { chromium } from "playwright-core";

import { startServer } from "./server.mjs";

const SHOTS = resolve(dirname(fileURLToPath(import.meta.url)), "../shots/failed");
const PATIENCE_MS = 15_000;

/** What a member at home near the demo's charity has, unless a test says otherwise. */
const AT_HOME = { viewport: { width: 1280, height: 900 }, locale: "en-US", timezoneId: "America/Chicago" };

const ARGUMENTS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--js-flags=--expose-gc",
  "--enable-precise-memory-info",
  // A camera and a microphone that are none; a page gets them only where a test allows it.
  "--use-fake-device-for-media-stream",
];

export async function launchChromium() {
  const names = [process.env.KINDRED_CHROMIUM, "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];
  const executablePath = names.find((name) => name && existsSync(name));
  if (!executablePath) throw new Error("Chromium is not here. Install chromium or set KINDRED_CHROMIUM.");
  return chromium.launch({ executablePath, args: ARGUMENTS });
}

/** The address of the one server of this run; a test file that is run by itself starts its own. */
export async function demoServer() {
  const shared = process.env.KINDRED_TEST_URL;
  return shared ? { url: shared, stop: async () => {} } : startServer();
}

/**
 * Sets a test file up. The answer is how it writes its tests:
 * `browserTest("a sentence", async (open) => { const page = await open("/examples/finder.html"); … })`.
 *
 * `open(path, options)` takes Playwright's context options and of our own:
 * `prepare(page, context)` runs before the page loads; `elsewhere: true` allows requests to other
 * origins; `pageErrors: true` allows exceptions on the page; `staff: true` allows the console's cookie;
 * `theirs: true` is for a host that is a program of its own, which may set cookies and store what it likes.
 *
 * A file whose tests change what the site publishes takes a server of its `own`; the test's second
 * argument then has `run(…)`, which runs a command of the server's beside it, and `setUpPath(site)`.
 */
export function browserTests({ own = false } = {}) {
  let browser;
  let server;
  before(async () => {
    [browser, server] = await Promise.all([launchChromium(), own ? startServer() : demoServer()]);
  });
  after(async () => {
    await browser?.close();
    await server?.stop();
  });

  function browserTest(sentence, body, { timeout = 60_000 } = {}) {
    test(sentence, { timeout }, async () => {
      const visits = [];
      const open = async (path, options = {}) => {
        const visit = await newVisit(browser, server.url, options);
        visits.push(visit);
        if (path !== null) await visit.page.goto(path, { waitUntil: "domcontentloaded" });
        return visit.page;
      };
      try {
        await body(open, { url: server.url, run: server.run, setUpPath: server.setUpPath, allow: server.allow, change: server.change });
        for (const visit of visits) await visit.check();
      } catch (error) {
        await keepScreenshots(visits, sentence, error);
        throw error;
      } finally {
        await Promise.all(visits.map((visit) => visit.context.close()));
      }
    });
  }
  return browserTest;
}

async function newVisit(browser, url, { prepare, elsewhere = false, pageErrors = false, staff = false, theirs = false, ...options }) {
  const context = await browser.newContext({ baseURL: url, ...AT_HOME, ...options });
  context.setDefaultTimeout(PATIENCE_MS);
  const requests = [];
  const errors = [];
  context.on("request", (request) => requests.push(request.url()));
  context.on("weberror", (error) => errors.push(error.error().stack ?? String(error.error())));
  const page = await context.newPage();
  page.asked = requests;
  page.said = [];
  page.on("console", (message) => page.said.push(message.text()));
  await prepare?.(page, context);
  const check = async () => {
    const origin = new URL(url).origin;
    const foreign = requests.filter((asked) => /^(https?|wss?):/.test(asked) && new URL(asked).origin !== origin);
    if (!elsewhere) assert.deepEqual(foreign, [], "the page asked another origin");
    if (!pageErrors) assert.deepEqual(errors, [], "the page threw");
    if (theirs) return;
    const cookies = (await context.cookies()).map((cookie) => cookie.name);
    assert.deepEqual(cookies.filter((name) => !staff || name !== "kindred"), [], "the page set a cookie");
    if (page.isClosed() || !page.url().startsWith(origin)) return;
    const stored = await page.evaluate(async () => ({
      local: localStorage.length,
      session: sessionStorage.length,
      databases: (await indexedDB.databases()).length,
      workers: (await navigator.serviceWorker?.getRegistrations())?.length ?? 0,
    }));
    assert.deepEqual(stored, { local: 0, session: 0, databases: 0, workers: 0 }, "the page stored something");
  };
  return { context, page, check };
}

async function keepScreenshots(visits, sentence, error) {
  await mkdir(SHOTS, { recursive: true });
  const name = sentence.replace(/[^a-z0-9]+/gi, "-").slice(0, 80);
  for (const [at, { page }] of visits.entries()) {
    const path = join(SHOTS, `${name}-${at + 1}.png`);
    const taken = await page.screenshot({ path, timeout: 5_000 }).then(() => true, () => false);
    if (taken) error.message += `\nScreenshot: ${path}`;
  }
}

/** Tries an assertion until it holds; when time is up its own failure is the message. */
export async function eventually(assertion, { within = 10_000 } = {}) {
  const end = performance.now() + within;
  for (;;) {
    try {
      return await assertion();
    } catch (error) {
      if (performance.now() > end) throw error;
    }
    await new Promise((next) => setTimeout(next, 40));
  }
}
