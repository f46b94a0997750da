// A console with a day's work in it, of invented people: for pictures and for the keyboard's test.

import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { COORDINATOR, FACILITATOR, signIn } from "./console.mjs";
import { answer, publish, survey } from "./feedback.mjs";
import { letterTo } from "./joining.mjs";

const GROUP = "morning-circle";
const QUEUE = "breast-friends-tuesday";
const FOLK = [
  ["Rosa Lind", "Captions, please. I hear badly on my left."],
  ["Sam Ode", null],
  ["Imani Clarke", "I keep my camera off."],
  ["Dolores Vega", null],
  ["Piotr Nowak", null],
  ["Hana Ito", "May I stand up now and then?"],
];
const ASKING = [
  ["Nadia Brandt", { stage: "newly-diagnosed", access_needs: "I sit by the door.", introduction: "I was told in October, and I have not told my children yet." }],
  ["Olga Petrov", { stage: "in-treatment" }],
  ["Farah Aziz", { introduction: "My sister came to you two years ago, and it helped her." }],
];

/** Meets once a day and is on in this hour. */
function circle() {
  const parts = new Intl.DateTimeFormat("sv-SE", { timeZone: "America/Chicago", hour: "2-digit" });
  return {
    slug: GROUP,
    name: "Morning circle",
    language: "en",
    format: "online",
    purpose: "both",
    focus: ["any-cancer"],
    join_policy: "open",
    capacity: 12,
    summary: "A short round to begin the day, for people with any cancer.",
    schedule: { starts_at: `2026-01-05T${parts.format(Date.now()).padStart(2, "0")}:00`, duration_minutes: 60, time_zone: "America/Chicago", rrule: "FREQ=DAILY" },
    join: { url: "https://meet.example.org/morning-circle", phone: "708-555-0199, code 4700" },
    join_form: { fields: [{ field: "access-needs", required: false }] },
  };
}

const email = (name) => ({ kind: "email", value: `${name.toLowerCase().replaceAll(" ", ".")}@example.org` });
const answers = (name, contact) => ({ on_behalf_of: "me", display_name: name, language: "en", consents: ["health"], contact });

/** Fills the server's sample site. */
export async function furnish(server, browser) {
  const folder = await mkdtemp(join(tmpdir(), "kindred-furnished-"));
  const file = async (name, value) => {
    const path = join(folder, name);
    await writeFile(path, JSON.stringify(value));
    return path;
  };
  try {
    await server.run("import", "--site", "riverside", "--format", "kindred", await file("groups.json", { groups: [circle()] }));
    for (const [at, [name, needs]] of FOLK.entries()) {
      const caller = { ...answers(name, email(name)), access_needs: needs };
      const add = ["request", "add", "--site", "riverside", "--group", GROUP, "--guidelines-read-out"];
      await server.run(...add, await file(`caller${at}.json`, caller));
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  const context = await browser.newContext({ baseURL: server.url, locale: "en-US" });
  const page = await context.newPage();
  await signIn(page, server.run, { ...FACILITATOR, groups: [QUEUE, GROUP] });
  await signIn(page, server.run, COORDINATOR);
  await asks(page);
  await tellsOfSomething(page, server.url);
  await isAnswered(page, server.url);
  await page.request.post(`/console/api/groups/${GROUP}/messages`, {
    headers: { origin: server.url, "idempotency-key": crypto.randomUUID() },
    data: { subject: "Tomorrow we begin later", text: "Dear all,\n\ntomorrow we begin a quarter of an hour later.\n\nRuth" },
  });
  await context.close();
}

/** Requests in the queue, one of them with a number to ring. */
async function asks(page) {
  const said = ASKING.map(([name, more]) => ({ ...answers(name, email(name)), ...more }));
  await page.evaluate(async ([group, all, caller]) => {
    const json = { "content-type": "application/json" };
    for (const said of all) {
      const body = JSON.stringify({ said, read_out: true });
      const kept = await fetch(`/console/api/groups/${group}/requests`, { method: "POST", headers: json, body });
      if (!kept.ok) throw new Error(await kept.text());
    }
    const at = `/v1/sites/riverside/groups/${group}`;
    const { guidelines: { version, hash, language } } = await (await fetch(`${at}/join-form?lang=en`)).json();
    const body = JSON.stringify({ ...caller, guidelines: { version, hash, language } });
    const sent = await fetch(`${at}/join-requests`, { method: "POST", headers: { ...json, "idempotency-key": crypto.randomUUID() }, body });
    if (!sent.ok) throw new Error(await sent.text());
  }, [QUEUE, said, answers("Rhea Stone", { kind: "phone", value: "312-555-0142" })]);
}

const WELCOME = [5, 4, 5, 3, 5, 4, 2, 5, 4, 4, 5, 5];
const WORDS = [
  "It was warm, and nobody was hurried.",
  null,
  "A longer break, please. I need to lie down for a moment when treatment was the day before, and nobody should wait for me.",
  null,
  "Can we have tea?",
  null,
];

/** A survey that is asked and answered: enough in one group, too little in the other. */
async function isAnswered(page, url) {
  await publish(page, survey("how-is-it"));
  const post = async (path, data) => {
    const done = await page.request.post(`/console/api/${path}`, { headers: { origin: url }, data });
    if (!done.ok()) throw new Error(await done.text());
  };
  await post("feedback/plans", { survey: "how-is-it", occasion: "after-meeting", rest_days: 14 });
  await post("feedback/plans", { survey: "how-is-it", occasion: "on-joining", days: 30, rest_days: 14, group: GROUP });
  await post(`groups/${QUEUE}/said`, { said: "It ends late, and the last bus is gone.", did: "We begin at six and end at half past seven.", language: "en" });
  for (const [at, welcome] of WELCOME.entries()) {
    const more = WORDS[at % WORDS.length];
    await answer(url, "how-is-it", { welcome, stays: welcome > 2 ? "yes" : "no", ...(more ? { more } : {}) });
  }
  for (const welcome of [4, 5]) await answer(url, "how-is-it", { welcome }, { group: GROUP });
}

/** A member's concern, by the page behind the link in their letter: a letter of a command's goes with the server's next. */
async function tellsOfSomething(page, url) {
  const [path] = /\/m\/[\w-]{43}/.exec(await letterTo(url, "sam.ode@example.org"));
  await page.goto(`${path}/concern`);
  await page.locator("textarea").fill("Last week somebody told us to stop our medicines. Nobody said anything against it.");
  await page.getByRole("checkbox").check();
  await page.locator("main button").first().click();
  await page.waitForLoadState();
}
