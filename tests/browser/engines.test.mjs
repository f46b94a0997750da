// The same paths in Chromium, Firefox and WebKit: finding a group, joining one, and answering a survey. The form in a
// frame, which frame.test.mjs tries in Chromium, in the other two.

import assert from "node:assert/strict";
import { mkdir, writeFile } from "node:fs/promises";
import { after, before, test } from "node:test";

import { demoServer, launchChromium } from "../support/chromium.mjs";
import { joinInFrame } from "../support/frame_path.mjs";
import { startFirefox } from "../support/marionette.mjs";
import { answerSurvey, findAndOpen, joinGroup } from "../support/path.mjs";
import { startWebkit } from "../support/w3c.mjs";

const SHOTS = new URL("../shots/", import.meta.url);
let server;
before(async () => {
  server = await demoServer();
  await mkdir(SHOTS, { recursive: true });
});
after(() => server?.stop());

for (const [engine, start] of [
  ["Chromium", startChromium],
  ["Firefox", startFirefox],
  ["WebKit", startWebkit],
]) {
  const walks = (sentence, walk) =>
    test(`${sentence} in ${engine}`, { timeout: 120_000 }, async () => {
      const driver = await start();
      const visited = async (state) => {
        const picture = await driver.screenshot();
        assert.ok(picture.length > 5_000, "the screenshot has something on it");
        await writeFile(new URL(`${engine.toLowerCase()}-${state}.png`, SHOTS), picture);
      };
      try {
        await walk(driver, visited);
      } catch (error) {
        await visited("failed").catch(() => {});
        throw error;
      } finally {
        await driver.stop();
      }
    });
  walks("a group is found by text, opened and closed", (driver, visited) => findAndOpen(driver, server.url, visited));
  walks("a member joins and proves the address", (driver, visited) =>
    joinGroup(driver, server.url, `rosa.${engine.toLowerCase()}@example.org`, visited));
  walks("a member answers a survey", (driver, visited) => answerSurvey(driver, server.url, visited));
  if (engine === "Chromium") continue;
  walks("a member joins in a frame of the server's origin", (driver) =>
    joinInFrame(driver, server.url, `rosalinde.${engine.toLowerCase()}@example.org`));
}

/** Chromium behind the same few verbs as the other two. */
async function startChromium() {
  const browser = await launchChromium();
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
  return {
    name: "Chromium",
    go: (url) => page.goto(url),
    script: async (body, ...args) => {
      const handle = await page.evaluateHandle(([text, list]) => new Function(text).apply(null, list), [body, args]);
      return handle.asElement() ?? handle.jsonValue();
    },
    click: (element) => element.click(),
    type: (element, text) => element.type(text),
    screenshot: () => page.screenshot(),
    stop: () => browser.close(),
  };
}
