// What it takes to be at a meeting, in the last step, and the check of this device.

import assert from "node:assert/strict";

import { assertAccessible } from "../support/axe.mjs";
import { browserTests } from "../support/chromium.mjs";
import { form, openForm, press, send } from "../support/joining.mjs";

const browserTest = browserTests();
const panel = (page) => form(page).locator('[part~="set-up"]');
const found = (page) => panel(page).locator(".found");

/** The last step, with every track that the page was given noted. */
async function lastStep(open, address, { prepare, ...options } = {}) {
  const page = await openForm(open, {
    ...options,
    prepare: async (page, context) => {
      await page.addInitScript(() => {
        window.tracks = [];
        const devices = navigator.mediaDevices;
        const real = devices?.getUserMedia.bind(devices);
        if (devices) {
          devices.getUserMedia = async (wish) => {
            const stream = await real(wish);
            window.tracks.push(...stream.getTracks());
            return stream;
          };
        }
      });
      await prepare?.(page, context);
    },
  });
  await send(page, address);
  await panel(page).waitFor();
  return page;
}

browserTest("the last step says how to get ready, folded, and asks for no device by itself", async (open) => {
  const page = await lastStep(open, "rosa.setup@example.org", { permissions: ["camera", "microphone"] });
  const folds = panel(page).locator("details");
  assert.ok((await folds.count()) >= 4);
  assert.equal(await panel(page).locator("details[open]").count(), 0);
  await folds.first().locator("summary").press("Enter");
  await folds.first().locator(".text").waitFor();
  assert.deepEqual(await page.evaluate(() => window.tracks), []);
  await assertAccessible(page);
});

browserTest("a check finds camera and microphone, stops them at once, and sends nothing", async (open) => {
  const page = await lastStep(open, "rosa.device@example.org", { permissions: ["camera", "microphone"] });
  const before = page.asked.length;
  await press(page, "Check this device");
  await found(page).getByText("Your camera works.").waitFor();
  await found(page).getByText("Your microphone works.").waitFor();
  await panel(page).getByText("Nothing was recorded or sent").last().waitFor();
  assert.deepEqual(
    await page.evaluate(() => window.tracks.map((track) => [track.kind, track.readyState])),
    [
      ["video", "ended"],
      ["audio", "ended"],
    ],
  );
  await press(page, "Play a tone");
  await panel(page).getByText("Did you hear a tone?").waitFor();
  assert.equal(page.asked.length, before);
  await assertAccessible(page);
});

browserTest("who refuses is told how to allow it", async (open) => {
  const page = await lastStep(open, "rosa.refused@example.org", { permissions: [] });
  await press(page, "Check this device");
  await found(page).getByText("The camera was not allowed.").waitFor();
  await panel(page).getByText("To allow it:").waitFor();
  await assertAccessible(page);
});

browserTest("a host's page that may not ask is told apart from a refusal", async (open) => {
  const page = await lastStep(open, "rosa.policy@example.org", {
    permissions: ["camera", "microphone"],
    prepare: (page) =>
      page.route("**/examples/noscript.html", async (route) => {
        const response = await route.fetch();
        await route.fulfill({ response, headers: { ...response.headers(), "permissions-policy": "camera=(), microphone=()" } });
      }),
  });
  await press(page, "Check this device");
  await found(page).getByText("This website does not let us ask for the camera.").waitFor();
  assert.equal(await panel(page).getByText("To allow it:").count(), 0);
});

for (const [what, spoil, words] of [
  ["a page without encryption", () => Object.defineProperty(window, "isSecureContext", { value: false }), "does not begin with https"],
  ["a browser without the interface", () => Object.defineProperty(navigator, "mediaDevices", { value: undefined }), "This browser cannot do the check"],
]) {
  browserTest(`${what} is told so`, async (open) => {
    const page = await lastStep(open, `rosa.${words.length}@example.org`, { prepare: (page) => page.addInitScript(spoil) });
    await press(page, "Check this device");
    await panel(page).getByText(words).waitFor();
  });
}

browserTest("without these texts the last step is whole, and they can be asked for again", async (open) => {
  let refused = true;
  const page = await openForm(open, {
    prepare: (page) => page.route("**/set-up?*", (route) => (refused ? route.abort("connectionrefused") : route.continue())),
  });
  await send(page, "rosa.nosetup@example.org");
  await panel(page).getByText("You do not need it to join.").waitFor();
  await form(page).getByLabel("The six digits in the email").waitFor();
  await assertAccessible(page);
  refused = false;
  await panel(page).getByRole("button", { name: "Try again" }).click();
  await panel(page).locator("details").first().waitFor();
});
