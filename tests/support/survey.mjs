// The survey as a member meets it. Its endpoints are answered here.

export const TOKEN = "t".repeat(43);
export const survey = (page) => page.locator("kindred-feedback-survey");
export const go = (page) => survey(page).locator('[part~="continue"]').click();
export const press = (page, name) => survey(page).getByRole("button", { name, exact: true }).click();

const GROUP = "ten-quiet-minutes";
const NAME = "after-meeting";
const FORM = {
  survey: {
    slug: NAME,
    version: 2,
    language: "en",
    title: "After the meeting",
    intro: "How was it?",
    pages: [
      {
        questions: [
          { key: "welcome", kind: "rating", text: "Did you feel welcome?", required: true, low: "Not at all", high: "Very" },
          {
            key: "stays",
            kind: "single",
            text: "Would you like to go on?",
            options: [
              { value: "yes", label: "Yes" },
              { value: "no", label: "No" },
            ],
          },
          { key: "why", kind: "short-text", text: "Why not?", show_if: [{ question: "stays", any_of: ["no"] }] },
          { key: "more", kind: "long-text", text: "Anything else?" },
        ],
      },
    ],
  },
  group_name: "Ten Quiet Minutes",
  takes_notes: true,
  notes: [{ said: "It ends late.", did: "We begin at six.", language: "en", on: "2026-11-12" }],
};

/** A page with nothing but a survey. `calls` are the requests so far; `refuse(path, status, code)` refuses those to come. */
export async function openSurvey(open, { invitation, lang = "en", used = false, anyone = false, change, weigh, ...options }) {
  const form = structuredClone(FORM);
  form.anyone = anyone;
  change?.(form);
  const calls = [];
  const refusals = new Map();
  const problem = (status, code) => ({ status, contentType: "application/problem+json", json: { type: `/problems#${code}`, title: code, status, code } });
  const answers = {
    "GET /invitation": () => (used ? problem(404, "unknown-token") : { json: { group: GROUP, survey: NAME, meeting_on: "2026-11-24" } }),
    "POST /ballots": () => ({ json: { ballot: "ballot" } }),
    [`GET /groups/${GROUP}/surveys/${NAME}`]: () => ({ json: form }),
  };
  const prepare = async (page, context) => {
    await page.route(/\/v1\/sites\/riverside\/(groups\/[^/]+\/surveys|invitation|ballots|answers)/, async (route) => {
      const request = route.request();
      const path = new URL(request.url()).pathname.replace("/v1/sites/riverside", "");
      calls.push({ method: request.method(), path, headers: await request.allHeaders(), body: request.postDataJSON() });
      const refusal = refusals.get(path);
      const answer = answers[`${request.method()} ${path}`] ?? (() => ({ status: 204 }));
      await route.fulfill(refusal ? problem(...refusal) : answer());
    });
    await weigh?.(page, context);
  };
  const page = await open("/examples/noscript.html", { ...options, prepare });
  await page.evaluate(
    ({ group, name, invitation, lang }) => {
      document.documentElement.lang = lang;
      const token = invitation ? `invitation="${invitation}"` : "";
      document.body.innerHTML = `<main><h1>Riverside</h1><kindred-feedback-survey group="${group}" survey="${name}" ${token}><a href="tel:+17085550100">Ring us</a></kindred-feedback-survey></main>`;
      const script = document.createElement("script");
      script.src = "/kindred.js";
      script.dataset.site = "riverside";
      document.body.append(script);
    },
    { group: GROUP, name: NAME, invitation, lang },
  );
  const refuse = (path, ...refusal) => (refusal.length ? refusals.set(path, refusal) : refusals.delete(path));
  return { page, calls, refuse };
}

/** On a wide screen: from the start to the last screen, with three answers. */
export async function answerAll(page) {
  await press(page, "Start");
  await survey(page).getByRole("radio", { name: "4", exact: true }).check();
  await survey(page).getByLabel("No", { exact: true }).check();
  await survey(page).getByLabel("Why not?").fill(" The time ");
  await go(page);
  await survey(page).getByRole("heading", { name: "How to send it" }).waitFor();
}
