// Writes fixtures/frozen.json: a handful of the demo's groups as the API gives them today, with
// today's instant as the clock of the snapshots. Run it when the wire or the demo's data changes.

import { writeFileSync } from "node:fs";

import { demoServer } from "./chromium.mjs";

const KEPT = 8;

const server = await demoServer();
try {
  const ask = async (path) => {
    const response = await fetch(`${server.url}/v1/sites/riverside${path}`);
    if (!response.ok) throw new Error(`${path} answers ${response.status}`);
    return response.json();
  };
  const site = await ask("?lang=en");
  const list = await ask("/groups?limit=100&sort=name");
  const groups = varied(list.groups).slice(0, KEPT);
  const pages = {};
  for (const { slug } of groups) pages[slug] = await ask(`/groups/${slug}`);
  const frozen = { now: new Date().toISOString(), site, groups: { ...list, groups, total: groups.length, next: null }, pages };
  frozen.groups.facets = facetsOf(groups, list.facets);
  const path = new URL("../fixtures/frozen.json", import.meta.url);
  writeFileSync(path, `${JSON.stringify(frozen, null, 2)}\n`);
  process.stdout.write(`${groups.length} groups of ${frozen.now} kept in ${path.pathname}\n`);
} finally {
  await server.stop();
}

/** Groups that differ most first: one of each combination of format, way to join and language. */
function varied(groups) {
  const seen = new Set();
  const first = groups.filter((group) => {
    const kind = [group.format, group.join_policy, group.language].join();
    return !seen.has(kind) && seen.add(kind);
  });
  return [...first, ...groups.filter((group) => !first.includes(group))];
}

/** Facet counts of the groups kept, in the server's order of facets and values. */
function facetsOf(groups, all) {
  const of = (group, facet) =>
    ({ day: group.schedule?.days, daypart: group.schedule && [group.schedule.daypart], language: [group.language, ...(group.other_languages ?? [])] })[facet] ??
    [group[facet]].flat();
  return Object.fromEntries(
    Object.entries(all).map(([facet, values]) => [
      facet,
      Object.fromEntries(
        Object.keys(values)
          .map((value) => [value, groups.filter((group) => of(group, facet)?.includes(value)).length])
          .filter(([, count]) => count > 0),
      ),
    ]),
  );
}
