// The staff's console in a browser: taking somebody on, signing them in, opening a page.

import assert from "node:assert/strict";

/** Staff of the sample site. A facilitator's groups are theirs alone. */
export const COORDINATOR = { name: "Cleo Marsh", email: "cleo@example.org", role: "coordinator" };
export const FACILITATOR = { name: "Ruth Abernathy", email: "ruth@example.org", role: "facilitator", groups: ["breast-friends-tuesday"] };
export const READER = { name: "Rita Boone", email: "rita@example.org", role: "read-only" };

/** The path of a link that lets them in. Who is not on the staff yet is taken on. */
export async function linkOf(run, { name, email, role, groups = [], language = "en", site = "riverside" }) {
  const person = ["--site", site, "--email", email];
  const more = groups.flatMap((group) => ["--group", group]);
  const printed = await run("staff", "link", ...person).catch(() =>
    run("staff", "add", ...person, "--name", name, "--role", role, "--language", language, ...more));
  const [path] = /\/console\/link\/[\w-]+/.exec(printed) ?? [];
  assert.ok(path, `no link in:\n${printed}`);
  return path;
}

/** Signs somebody in on a page. */
export async function signIn(page, run, who) {
  await page.goto(await linkOf(run, who));
  await page.getByRole("button").first().click();
  await page.waitForURL("**/console");
}

/** A page of the console, opened by somebody who is signed in: `openConsole(open, run, "groups", FACILITATOR)`. */
export async function openConsole(open, run, path = "", who = COORDINATOR, options = {}) {
  const page = await open(null, { staff: true, ...options });
  await signIn(page, run, who);
  await page.goto(`/console/${path}`);
  await ready(page);
  return page;
}

/** Waits until the page has its heading. */
export async function ready(page) {
  await page.locator("h1#heading:not(:empty)").waitFor();
}

/** Goes on when the heading says so. */
export async function headed(page, words) {
  await page.getByRole("heading", { level: 1, name: words }).waitFor();
}
