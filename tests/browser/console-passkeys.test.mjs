// A passkey: added while signed in, and a way in from then on, with Chromium's own virtual
// authenticator. Browsers keep passkeys for names, so the server is visited as `localhost`.

import assert from "node:assert/strict";

import { assertAccessible } from "../support/axe.mjs";
import { browserTests } from "../support/chromium.mjs";
import { COORDINATOR, headed, ready, signIn } from "../support/console.mjs";

const browserTest = browserTests({ own: true });

/** A device that shows whose it is, by itself. */
async function device(page) {
  const session = await page.context().newCDPSession(page);
  await session.send("WebAuthn.enable");
  const options = { protocol: "ctap2", transport: "internal", hasResidentKey: true, hasUserVerification: true, isUserVerified: true, automaticPresenceSimulation: true };
  const { authenticatorId } = await session.send("WebAuthn.addVirtualAuthenticator", { options });
  return { keys: async () => (await session.send("WebAuthn.getCredentials", { authenticatorId })).credentials };
}

browserTest("a passkey is added, lets in without an email, and is removed", async (open, { run, url }) => {
  const page = await open(null, { staff: true, baseURL: url.replace("127.0.0.1", "localhost"), elsewhere: true });
  await signIn(page, run, COORDINATOR);
  await page.goto("/console/you");
  await headed(page, "You");
  await page.getByText("You have none yet.").waitFor();
  await assertAccessible(page);
  // No axe from here to the end: its session takes the device away when it goes.
  const phone = await device(page);
  await page.getByLabel("What would you like to call the new one?").fill("My phone");
  await page.getByRole("button", { name: "Add a passkey" }).click();
  await page.getByText("The passkey is added.").waitFor();
  await page.getByRole("row", { name: /My phone/ }).getByText("Not yet").waitFor();
  assert.equal((await phone.keys()).length, 1);

  await page.getByRole("button", { name: "Sign out" }).click();
  await page.waitForURL("**/console/sign-in");
  // The page that was asked for opens afterwards.
  await page.goto("/console/you");
  await page.waitForURL("**/console/sign-in?to=/console/you");
  await page.getByRole("button", { name: "Sign in with a passkey" }).click();
  await page.waitForURL("**/console/you");
  await ready(page);
  await page.getByRole("button", { name: "Remove My phone" }).click();
  await page.getByRole("dialog", { name: "Remove My phone" }).getByRole("button", { name: "Remove", exact: true }).click();
  await page.getByText("You have none yet.").waitFor();

  // The device still has it; it lets nobody in any more, and the page says what does.
  await page.getByRole("button", { name: "Sign out" }).click();
  await page.waitForURL("**/console/sign-in");
  await page.getByRole("button", { name: "Sign in with a passkey" }).click();
  await page.getByText("This passkey does not let anybody in here any more. Ask for a link by email.").waitFor();
  await assertAccessible(page);
});

browserTest("where the server has no name for passkeys, nothing promises one", async (open, { run }) => {
  const page = await open(null, { staff: true });
  await signIn(page, run, COORDINATOR);
  await page.goto("/console/you");
  await page.getByText("Passkeys cannot be used here").waitFor();
  assert.equal(await page.getByRole("button", { name: "Add a passkey" }).count(), 0);
  await page.getByRole("button", { name: "Sign out" }).click();
  await page.waitForURL("**/console/sign-in");
  assert.equal(await page.getByRole("button", { name: "Sign in with a passkey" }).count(), 0);
  await assertAccessible(page);
});
