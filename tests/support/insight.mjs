// A year's counts as the server would tell them, for pages that need more than a test's moment.

const day = (back) => new Date(Date.UTC(2026, 10, 22 - back)).toISOString().slice(0, 10);
const MEASURES = ["viewed", "started", "finished", "approved", "came"];

/** How four weeks are told by the day: some counts under five, and one that is left out with them. */
export function counts() {
  const spans = Array.from({ length: 28 }, (_, at) => ({ from: day(27 - at), to: day(27 - at) }));
  const series = MEASURES.map((measure, row) => {
    const told = spans.map((_, at) => Math.max(0, Math.round((14 - row * 3) * (1 + Math.sin(at / 3 + row)) / 2)));
    const shown = told.map((count) => (count > 0 && count < 5 ? "under-five" : count));
    return { measure, counts: shown, total: told.reduce((sum, count) => sum + count, 0) };
  });
  series[1].counts[7] = "withheld";
  const groups = [
    { slug: "breast-friends-tuesday", name: "Breast Friends" },
    { slug: "evening-circle", name: "Evening circle for carers and everybody who is close to somebody with cancer" },
  ];
  const lengths = [[0, 0, 9], [1, 1, 14], [2, 2, 6], [3, 3, 5], [4, 7, "under-five"], [8, null, "withheld"]];
  return {
    spans,
    series,
    waiting: {
      answered: 42,
      in_time: 36,
      late: 6,
      median_days: 1,
      lengths: lengths.map(([from_days, to_days, count]) => ({ from_days, to_days, count })),
    },
    returned: 13,
    first_time: 8,
    by_group: groups.map((group, at) => ({ group, counts: [140 - 44 * at, 60 - 30 * at, 22 - 9 * at, "withheld", "under-five"] })),
    searches: [{ words: "lymph oedema", times: 9 }, { words: "male breast cancer", times: 5 }],
    sees_searches: true,
    groups,
  };
}

/** Lets the console hear these counts, whatever it asks for. */
export async function tellCounts(page) {
  await page.route("**/console/api/insight*", (route) => route.fulfill({ json: counts() }));
}
