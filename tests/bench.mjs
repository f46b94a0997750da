// What a visit costs, in a real browser over the release server: JSON lines for machines on
// stdout, a table for people at the end. `cargo xtask bench` runs it.
//
// Times are wall time on whatever machine this is: compare within one run, and read the ratios.

import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { brotliCompressSync } from "node:zlib";

import { launchChromium } from "./support/chromium.mjs";

const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), "..");
const BINARY = resolve(process.env.KINDRED_BIN ?? join(ROOT, "target/release/kindred"));
const SITE_FILES = resolve(process.env.KINDRED_SITE_FILES ?? join(ROOT, "target/site"));
const RUNS = Number(process.env.KINDRED_BENCH_RUNS ?? 7);

const rows = [];

function tell(measure, value, unit, goal = "") {
  rows.push([measure, value, unit, goal]);
  console.log(JSON.stringify({ measure, value, unit, goal: goal || undefined }));
}

const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
const round = (value) => Math.round(value * 10) / 10;

/** Invented meetings in the Meeting Guide form, spread over days, towns and kinds. */
function feed(count) {
  const kinds = ["Breast", "Prostate", "Lung", "Blood", "Skin", "Brain", "Carers", "Parents", "Young adults", "Grief"];
  const times = ["07:00", "10:30", "12:15", "14:00", "18:30", "19:00", "20:00", "23:15"];
  return Array.from({ length: count }, (_, at) => ({
    name: `${kinds[at % kinds.length]} circle ${at + 1}`,
    slug: `circle-${at + 1}`,
    day: at % 7,
    time: times[(at * 5) % times.length],
    end_time: times[((at * 5) % times.length) + 1] ?? "00:30",
    notes: `A calm hour for people who would like company, number ${at + 1}. Tea is there; nobody has to speak.`,
    types: [["O", "C"][at % 2], ["X", "ASL", "W", "M", "Y"][at % 5]],
    city: `Town ${at % 97}`,
    state: "IL",
    country: "US",
    address: `${(at % 300) + 1} Mill Lane`,
    latitude: 41 + (at % 200) / 100,
    longitude: -88 + (at % 150) / 100,
    timezone: ["America/Chicago", "America/New_York", "America/Los_Angeles"][at % 3],
  }));
}

async function kindred(data, args) {
  const child = spawn(BINARY, ["--data", data, ...args], { stdio: ["ignore", "ignore", "inherit"] });
  const [code] = await once(child, "close");
  if (code !== 0) throw new Error(`kindred ${args.join(" ")} ended with ${code}`);
}

/** A server with so many groups. Answers its address, how long it took to start, and its pid. */
async function serverWith(count) {
  const data = await mkdtemp(join(tmpdir(), "kindred-bench-"));
  const file = join(data, "feed.json");
  await writeFile(file, JSON.stringify(feed(count)));
  const before = performance.now();
  await kindred(data, ["import", "--site", "riverside", "--new-site", "Riverside", "--format", "meeting-guide", file]);
  const imported = performance.now() - before;
  const began = performance.now();
  const child = spawn(
    BINARY,
    ["--data", data, "serve", "--listen", "127.0.0.1:0", "--assets", SITE_FILES, "--examples", join(ROOT, "examples")],
    { stdio: ["ignore", "pipe", "ignore"] },
  );
  const url = await new Promise((found, failed) => {
    createInterface({ input: child.stdout }).on("line", (line) => {
      const match = /listening on (http:\/\/\S+)/.exec(line);
      if (match) found(match[1]);
    });
    child.once("close", () => failed(new Error("the server ended")));
  });
  const started = performance.now() - began;
  const stop = async () => {
    child.kill("SIGTERM");
    await once(child, "close");
    await rm(data, { recursive: true, force: true });
  };
  return { url, pid: child.pid, imported, started, stop, count };
}

/** Milliseconds from the start of the navigation to the frame in which the first group stands. */
async function firstGroup(browser, url, cpu) {
  const context = await browser.newContext();
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  await session.send("Emulation.setCPUThrottlingRate", { rate: cpu });
  await page.goto(`${url}/examples/finder.html`, { waitUntil: "commit" });
  const ms = await page.evaluate(
    () =>
      new Promise((found) => {
        const look = () => {
          const group = document.querySelector("kindred-group-finder")?.shadowRoot?.querySelector('[part~="group"]');
          if (group?.getBoundingClientRect().height > 0) {
            const channel = new MessageChannel();
            channel.port1.onmessage = () => found(performance.now());
            channel.port2.postMessage(0);
          } else requestAnimationFrame(look);
        };
        look();
      }),
  );
  await context.close();
  return ms;
}

/** Milliseconds from a key press to the frame that shows the changed list; the median of several. */
async function typing(browser, url) {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(`${url}/examples/finder.html`);
  await page.locator('[part~="group"]').first().waitFor();
  // The rest of a small catalogue follows when the browser is idle.
  await page.waitForLoadState("networkidle");
  await page.evaluate(() => {
    const root = document.querySelector("kindred-group-finder").shadowRoot;
    const shown = () => [...root.querySelectorAll('[part~="group"] :is(h2,h3,h4)')].map((at) => at.textContent).join("|");
    globalThis.typed = [];
    let waiting = null;
    root.querySelector("input[type=search]").addEventListener("keydown", (event) => {
      waiting = { at: event.timeStamp, was: shown() };
      const look = () => {
        if (!waiting) return;
        if (shown() !== waiting.was) {
          const channel = new MessageChannel();
          const { at } = waiting;
          waiting = null;
          channel.port1.onmessage = () => globalThis.typed.push(performance.now() - at);
          channel.port2.postMessage(0);
        } else requestAnimationFrame(look);
      };
      requestAnimationFrame(look);
    });
  });
  const box = page.locator("input[type=search]");
  await box.focus();
  for (const letters of ["g", "pr", "lu", "sk", "yo", "pa", "br"]) {
    for (const letter of letters) {
      const before = await page.evaluate(() => globalThis.typed.length);
      await page.keyboard.press(letter);
      await page.waitForFunction((before) => globalThis.typed.length > before, before, { timeout: 3_000 }).catch(() => {});
    }
    await box.fill("");
    await page.waitForTimeout(300);
  }
  const typed = await page.evaluate(() => globalThis.typed);
  await context.close();
  return median(typed);
}

/** Requests a second by wrk, or nothing where it is not installed. */
function rate(url, encoding) {
  try {
    const args = ["-t1", "-c16", "-d3s", "-H", `Accept-Encoding: ${encoding}`, url];
    const said = execFileSync("wrk", args, { encoding: "utf8" });
    return Number(/Requests\/sec:\s+([\d.]+)/.exec(said)[1]);
  } catch {
    return null;
  }
}

async function resident(pid) {
  const status = await readFile(`/proc/${pid}/status`, "utf8").catch(() => "");
  return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? NaN) / 1024;
}

const few = await serverWith(100);
const many = await serverWith(10_000);
const middle = await serverWith(500);
const browser = await launchChromium();
try {
  tell("import of 10,000 groups", round(many.imported), "ms");
  tell("start with 10,000 groups", round(many.started), "ms", "< 500");
  const page = await (await fetch(`${few.url}/v1/sites/riverside/groups?limit=20`)).text();
  tell("first page of data, brotli", brotliCompressSync(page).length, "bytes");

  for (const cpu of [1, 6]) {
    const times = { few: [], many: [] };
    await firstGroup(browser, few.url, cpu);
    await firstGroup(browser, many.url, cpu);
    for (let run = 0; run < RUNS; run += 1) {
      times.few.push(await firstGroup(browser, few.url, cpu));
      times.many.push(await firstGroup(browser, many.url, cpu));
    }
    tell(`first group of 100, CPU ${cpu}x slower`, round(median(times.few)), "ms");
    tell(`first group of 10,000, CPU ${cpu}x slower`, round(median(times.many)), "ms");
    const ratio = median(times.many) / median(times.few);
    tell(`first group, 10,000 to 100, CPU ${cpu}x`, Math.round(ratio * 100) / 100, "ratio", "<= 1.2");
  }
  tell("letter to list, 500 groups", round(await typing(browser, middle.url)), "ms", "one frame");
  tell("letter to list, 10,000 groups", round(await typing(browser, many.url)), "ms");
  tell("resident with 10,000 groups", round(await resident(many.pid)), "MB", "< 96");

  const manifest = JSON.parse(await readFile(join(SITE_FILES, "manifest.json"), "utf8"));
  const size = (await (await fetch(`${few.url}/v1/sites/riverside/groups`)).arrayBuffer()).byteLength;
  const file = Object.values(manifest.files).toSorted((a, b) => Math.abs(a.raw - size) - Math.abs(b.raw - size))[0].file;
  const list = rate(`${many.url}/v1/sites/riverside/groups`, "identity");
  const still = rate(`${many.url}/${file}`, "identity");
  if (list && still) {
    tell("first page from memory", Math.round(list), "requests/s");
    tell(`static file of about the same size (${file})`, Math.round(still), "requests/s");
    tell("first page to static file", Math.round((list / still) * 100) / 100, "ratio", ">= 0.5");
  }
} finally {
  await browser.close();
  await Promise.all([few, many, middle].map((server) => server.stop()));
}

const width = Math.max(...rows.map(([measure]) => measure.length));
console.error("");
for (const [measure, value, unit, goal] of rows) {
  console.error(`${measure.padEnd(width)} ${String(value).padStart(10)} ${unit.padEnd(11)} ${goal}`);
}
