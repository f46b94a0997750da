// Every host page of examples/, in light and in dark: its widgets come, fit, and are good to everybody's tools.
// What a host's own page does wrong around them is its own affair; hostile-css.html does it on purpose.

import assert from "node:assert/strict";
import { readdirSync } from "node:fs";

import { assertAccessible } from "../support/axe.mjs";
import { browserTests } from "../support/chromium.mjs";

const browserTest = browserTests();
const WIDGETS = ["group-finder", "guidelines", "join-form", "feedback-survey"].map((kind) => `kindred-${kind}, [data-kindred=${kind}]`).join(", ");
/** Where widgets stay away, stand in a frame, or need an invitation: their own tests look at those. */
const WITHOUT = new Set(["index.html", "no-wasm.html", "noscript.html", "feedback.html", "frame.html"]);
const HOSTS = readdirSync(new URL("../../examples/", import.meta.url)).filter((name) => name.endsWith(".html") && !WITHOUT.has(name));

/** What a page waits for before it has its widgets. */
async function awake(page) {
  const first = page.locator("#agree, #mount");
  if ((await first.count()) > 0) await first.click();
  await page.locator(WIDGETS).first().waitFor({ state: "attached" });
}

for (const name of HOSTS) {
  browserTest(`in ${name} every widget comes, fits and is good to everybody's tools`, async (open) => {
    for (const options of [{ colorScheme: "light" }, { colorScheme: "dark", viewport: { width: 320, height: 640 } }]) {
      const page = await open(`/examples/${name}`, { ...options, elsewhere: true });
      await awake(page);
      const widgets = page.locator(WIDGETS);
      const count = await widgets.count();
      assert.ok(count > 0);
      for (let at = 0; at < count; at++) {
        const widget = widgets.nth(at);
        // Within another host's closed fold.
        if (!(await widget.isVisible())) continue;
        await widget.scrollIntoViewIfNeeded();
        await widget.locator('[part~="root"]').first().waitFor();
        await widget.getByRole("heading").first().waitFor();
        const wide = await widget.evaluate((host) => {
          const root = host.shadowRoot.querySelector('[part~="root"]');
          return root.scrollWidth - root.clientWidth;
        });
        assert.ok(wide <= 0, `widget ${at + 1} runs over by ${wide} px at ${JSON.stringify(options)}`);
      }
      await page.evaluate((widgets) => document.querySelectorAll(widgets).forEach((one) => one.toggleAttribute("data-looked-at", true)), WIDGETS);
      await assertAccessible(page, { include: "[data-looked-at]" });
    }
  });
}
