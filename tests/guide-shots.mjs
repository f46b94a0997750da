// The pictures of the facilitators' guide, in each of its languages: `npm run guide-shots` draws them
// anew over a sample day of invented people. Look at them before you keep them.

import { mkdir, writeFile } from "node:fs/promises";

import { demoServer, launchChromium } from "./support/chromium.mjs";
import { COORDINATOR, FACILITATOR, ready, signIn } from "./support/console.mjs";
import { furnish } from "./support/furnished.mjs";
import { fewColours } from "./support/palette.mjs";

const SIZE = { width: 720, height: 900 };
const CIRCLE = "/console/roster/morning-circle";
const BREAST = "/console/groups/breast-friends-tuesday";
const open = (page, name) => page.getByRole("main").getByRole("link", { name }).first().click();
const settled = async (page) => {
  await ready(page);
  await page.locator(".waiting").first().waitFor({ state: "detached" });
  await page.waitForLoadState("networkidle");
};

/** `go` comes from `path` to what `of` shows, of which at most `height` pixels are kept. No words: they have a language. */
const PICTURES = [
  { name: "today", path: "/console/today", of: ".sheet", height: 800 },
  { name: "requests", path: "/console/requests", of: ".queue", height: 460 },
  { name: "request", path: "/console/requests", go: (page) => open(page, "Nadia Brandt"), of: "main", from: 240, height: 900 },
  { name: "ring", path: "/console/requests", go: (page) => open(page, "Rhea Stone"), of: ".card:has(.script)", height: 580 },
  { name: "message", path: `${CIRCLE}/message`, of: ".form", height: 560 },
  { name: "mail", path: "/console/outgoing", who: "coordinator", of: ".outgoing > li:last-child", height: 300 },
  { name: "meetings", path: `${BREAST}/meetings`, of: ".groups-meetings", height: 284 },
  { name: "cancel", path: `${BREAST}/meetings`, go: (page) => page.locator(".groups-meeting .button").first().click(), of: "dialog", height: 440 },
  { name: "member", path: CIRCLE, go: (page) => open(page, "Rosa Lind"), of: "main .card >> nth=1", height: 260 },
  { name: "concern", path: "/console/today", who: "coordinator", of: ".card.urgent", height: 320 },
  { name: "shelf", path: "/console/shelf", of: "main", height: 740 },
  { name: "copies", path: "/console/data", of: ".card:has(.copies)", height: 560 },
];
const LANGUAGES = [["en", "docs/guide/"], ["es", "docs/es/guide/"]];
/** Who is shown it, in their language: the console speaks what its staff chose. */
const speaking = (person, language) => ({ ...person, language, email: `${language}.${person.email}`, groups: person.groups && ["breast-friends-tuesday", "morning-circle"] });

const server = await demoServer();
const browser = await launchChromium();
try {
  if (!server.run) throw new Error("The guide's pictures need a server of their own: leave KINDRED_TEST_URL out.");
  await furnish(server, browser);
  for (const [language, folder] of LANGUAGES) {
    const into = new URL(`../${folder}`, import.meta.url);
    await mkdir(into, { recursive: true });
    for (const [who, person] of [["facilitator", FACILITATOR], ["coordinator", COORDINATOR]]) {
      const context = await browser.newContext({ baseURL: server.url, viewport: SIZE, locale: language, timezoneId: "America/Chicago" });
      context.setDefaultTimeout(10_000);
      const page = await context.newPage();
      await signIn(page, server.run, speaking(person, language));
      for (const picture of PICTURES.filter((one) => (one.who ?? "facilitator") === who)) await draw(page, picture, into, language);
      await context.close();
    }
  }
} finally {
  await browser.close();
  await server.stop();
}

async function draw(page, { name, path, go, of, height, from = 0 }, into, language) {
  await page.goto(path);
  await settled(page);
  await go?.(page);
  await settled(page);
  const frame = page.locator(of).first();
  await frame.scrollIntoViewIfNeeded();
  const box = await frame.boundingBox();
  const top = await page.evaluate(() => scrollY);
  const clip = { x: Math.max(box.x - 8, 0), y: Math.max(box.y + top - 8 + from, 0), width: Math.min(box.width + 16, SIZE.width), height: Math.min(box.height + 16 - from, height) };
  const small = await fewColours(page, await page.screenshot({ clip, fullPage: true, animations: "disabled" }));
  await writeFile(new URL(`${name}.png`, into), small);
  process.stdout.write(`${language} ${name}: ${Math.round(small.length / 1_000)} kB\n`);
}
