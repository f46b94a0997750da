// axe over every state, and what a screen reader is given in each, kept as snapshots.

import { assertAccessible } from "../support/axe.mjs";
import { browserTests } from "../support/chromium.mjs";
import { finders, shown } from "../support/finder.mjs";
import { freeze } from "../support/frozen.mjs";
import { assertSnapshot } from "../support/snapshot.mjs";
import { states } from "../support/states.mjs";

const browserTest = browserTests();

for (const { name, path = "/examples/finder.html", prepare, enter, options } of states) {
  browserTest(`axe finds nothing in the state ${name}`, async (open) => {
    const page = await open(path, { prepare, ...options });
    await enter(page);
    await assertAccessible(page);
  });

  browserTest(`the accessibility tree of the state ${name} is as it was`, async (open) => {
    const page = await open(path, {
      ...options,
      prepare: async (page) => {
        await freeze(page);
        await prepare?.(page);
      },
    });
    await enter(page);
    await assertSnapshot(`${name}.aria.yml`, () => finders(page).first().ariaSnapshot());
  });
}

for (const [what, media] of [
  ["dark", { colorScheme: "dark" }],
  ["more contrast", { contrast: "more" }],
  ["forced colours", { forcedColors: "active" }],
  ["a narrow screen", { viewport: { width: 320, height: 640 } }],
]) {
  for (const { name, prepare, enter, options, path = "/examples/finder.html" } of states.filter(({ name }) => ["list", "filters-open", "group", "error"].includes(name))) {
    browserTest(`axe finds nothing in the state ${name} with ${what}`, async (open) => {
      const page = await open(path, { prepare, ...options, ...media });
      await enter(page);
      await assertAccessible(page);
    });
  }
}

for (const name of ["index", "spanish", "rtl", "two-widgets", "dark", "strict-csp", "scroll-far", "noscript"]) {
  browserTest(`axe finds nothing on the host page ${name}`, async (open) => {
    const page = await open(`/examples/${name}.html`);
    if (name === "scroll-far") await page.locator("kindred-group-finder").scrollIntoViewIfNeeded();
    if (name !== "noscript") await shown(page);
    await assertAccessible(page);
  });
}
