// Answers to surveys by the public API, as the widget sends them: for the staff's console, which shows what
// they come to.

import assert from "node:assert/strict";
import { createHash, randomBytes } from "node:crypto";

const SITE = "/v1/sites/riverside";
export const GROUP = "breast-friends-tuesday";

/** A survey that anyone may answer, with a question of each sort. */
export function survey(slug, more = {}) {
  return {
    slug,
    title: { en: "How is it going?", es: "¿Cómo va?" },
    anyone: true,
    pages: [
      {
        questions: [
          {
            key: "welcome",
            kind: "rating",
            text: { en: "Do you feel welcome?", es: "¿Te sientes bien acogido?" },
            low: { en: "Not at all", es: "Nada" },
            high: { en: "Very", es: "Mucho" },
          },
          {
            key: "stays",
            kind: "single",
            text: { en: "Will you come again?", es: "¿Volverás?" },
            options: [
              { value: "yes", label: { en: "Yes", es: "Sí" } },
              { value: "no", label: { en: "No", es: "No" } },
            ],
          },
          { key: "more", kind: "long-text", text: { en: "Anything else?", es: "¿Algo más?" } },
        ],
      },
    ],
    ...more,
  };
}

/** Publishes it as the coordinator who is signed in on a page. */
export async function publish(page, record) {
  const at = `/console/api/feedback/surveys/${record.slug}`;
  const headers = { origin: new URL(page.url()).origin };
  const told = await page.request.put(at, { headers, data: { record } });
  assert.equal(told.status(), 200, await told.text());
  return (await told.json()).version;
}

/** What a challenge asks for: the counter whose hash begins as it says. */
function solve(challenge) {
  const { salt, nonce, keyPrefix } = challenge.parameters;
  const bytes = Buffer.concat([Buffer.from(salt, "hex"), Buffer.from(nonce, "hex"), Buffer.alloc(4)]);
  for (let counter = 0; ; counter += 1) {
    bytes.writeUInt32BE(counter, 32);
    const derivedKey = createHash("sha256").update(bytes).digest("hex");
    if (derivedKey.startsWith(keyPrefix)) {
      return Buffer.from(JSON.stringify({ challenge, solution: { counter, derivedKey } })).toString("base64");
    }
  }
}

/** One set of answers of somebody who found the survey on a page. */
export async function answer(url, slug, answers, { group = GROUP, version = 1 } = {}) {
  const post = async (path, body) => {
    const told = await fetch(new URL(SITE + path, url), {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
    });
    const text = await told.text();
    assert.ok(told.ok, `${path}: ${told.status} ${text}`);
    return text ? JSON.parse(text) : null;
  };
  const challenge = await (await fetch(new URL(`${SITE}/challenge`, url))).json();
  const attempt = randomBytes(32).toString("base64url");
  const { ballot } = await post("/ballots", { attempt, group, survey: slug, version, proof_of_work: solve(challenge) });
  await post("/answers", { ballot, answers });
}

const NOTE = { group: { slug: GROUP, name: "Breast Friends" }, request: "r1" };

/** What members wrote with their name: answered here, since a letter to a member takes the server a minute. */
export const NOTES = [
  { ...NOTE, id: "n2", person: "Rosa Lind", sent_at: "2026-11-24T18:05:00Z", text: "Thank you for Tuesday.\n\nMay I bring my sister next time?" },
  {
    ...NOTE,
    id: "n1",
    person: "Sam Ode",
    sent_at: "2026-11-20T09:00:00Z",
    read_at: "2026-11-20T10:00:00Z",
    survey: "After the meeting",
    answers: [
      { question: "How was this meeting for you?", kind: "smiley", answer: ["4"] },
      { question: "Could you say what you wanted to say?", kind: "single", answer: ["In part"] },
      { question: "What would make the next meeting better?", kind: "long-text", answer: ["A longer break."] },
    ],
  },
];

/** Has the console find notes, of which the first is new until somebody says that it is read. */
export async function tellNotes(page) {
  const notes = structuredClone(NOTES);
  await page.route("**/console/api/feedback", async (route) => {
    const told = await route.fetch();
    await route.fulfill({ response: told, json: { ...(await told.json()), unread: notes.filter((note) => !note.read_at).length } });
  });
  await page.route("**/console/api/feedback/notes", (route) => route.fulfill({ json: { notes } }));
  await page.route("**/console/api/feedback/notes/*/read", (route) => {
    const id = new URL(route.request().url()).pathname.split("/").at(-2);
    notes.find((note) => note.id === id).read_at = "2026-11-25T08:00:00Z";
    return route.fulfill({ status: 204 });
  });
}
