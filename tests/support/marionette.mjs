// Firefox by Marionette, the protocol beneath geckodriver: JSON over TCP, each message with its
// length before it. The few commands that the shared path needs, and no more.

import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { freePort } from "./w3c.mjs";

const BROWSERS = process.env.KINDRED_FIREFOX ? [process.env.KINDRED_FIREFOX] : ["firefox-esr", "firefox"];
const ELEMENT = "element-6066-11e4-a52e-4f735466cecf";

/** Starts a headless Firefox; the answer is a driver as `path.mjs` wants it. */
export async function startFirefox() {
  const home = await mkdtemp(join(tmpdir(), "kindred-firefox-"));
  const profile = join(home, "profile");
  await mkdir(profile);
  const port = await freePort();
  await writeFile(join(profile, "user.js"), preferences(port));
  const browser = await spawnFirst(BROWSERS, ["--marionette", "-headless", "-no-remote", "-profile", profile], home);
  const finish = async () => {
    if (browser.exitCode === null) {
      browser.kill("SIGTERM");
      await Promise.race([once(browser, "close"), new Promise((late) => setTimeout(late, 5_000))]);
      if (browser.exitCode === null) browser.kill("SIGKILL");
    }
    await rm(home, { recursive: true, force: true, maxRetries: 5 });
  };
  try {
    const socket = await connected(port, browser);
    const send = commands(socket);
    await send("WebDriver:NewSession", { capabilities: { alwaysMatch: {} } });
    await send("WebDriver:SetWindowRect", { width: 1280, height: 900 });
    return driverOver(send, async () => {
      socket.destroy();
      await finish();
    });
  } catch (error) {
    await finish();
    throw error;
  }
}

function driverOver(send, finish) {
  const value = async (name, parameters) => (await send(name, parameters)).value;
  return {
    name: "Firefox",
    go: (url) => send("WebDriver:Navigate", { url }),
    script: (body, ...args) => value("WebDriver:ExecuteScript", { script: body, args, newSandbox: false }),
    click: (element) => send("WebDriver:ElementClick", { id: element[ELEMENT] }),
    type: (element, text) => send("WebDriver:ElementSendKeys", { id: element[ELEMENT], text }),
    enter: (frame) => send("WebDriver:SwitchToFrame", { element: frame[ELEMENT] }),
    leave: () => send("WebDriver:SwitchToFrame", {}),
    screenshot: async () => Buffer.from(await value("WebDriver:TakeScreenshot", { full: false }), "base64"),
    stop: finish,
  };
}

/** No telemetry, no updates, no captive-portal probe: only the page's own requests. */
function preferences(port) {
  const values = {
    "marionette.port": port,
    "app.update.disabledForTesting": true,
    "browser.aboutConfig.showWarning": false,
    "browser.newtabpage.enabled": false,
    "browser.shell.checkDefaultBrowser": false,
    "browser.startup.page": 0,
    "datareporting.policy.dataSubmissionEnabled": false,
    "extensions.update.enabled": false,
    "network.captive-portal-service.enabled": false,
    "network.connectivity-service.enabled": false,
    "services.settings.server": "data:,#remote-settings-dummy/v1",
    "toolkit.telemetry.server": "",
    "toolkit.telemetry.reportingpolicy.firstRun": false,
  };
  return Object.entries(values)
    .map(([name, value]) => `user_pref(${JSON.stringify(name)}, ${JSON.stringify(value)});\n`)
    .join("");
}

async function spawnFirst(names, args, home) {
  for (const name of names) {
    const child = spawn(name, args, { stdio: "ignore", env: { ...process.env, HOME: home, MOZ_CRASHREPORTER_DISABLE: "1" } });
    const started = await came(child, "spawn");
    if (started) return child;
  }
  throw new Error(`Firefox is not here: tried ${names.join(" and ")}. Install firefox-esr or set KINDRED_FIREFOX.`);
}

/** True when the event comes, false when an error comes first. */
function came(emitter, event) {
  return new Promise((answer) => {
    emitter.once(event, () => answer(true));
    emitter.once("error", () => answer(false));
  });
}

async function connected(port, browser) {
  for (let tries = 0; tries < 600; tries += 1) {
    if (browser.exitCode !== null) throw new Error(`Firefox ended with ${browser.exitCode} before it could be driven`);
    const socket = connect(port, "127.0.0.1");
    const up = await came(socket, "connect");
    if (up) return socket;
    await new Promise((next) => setTimeout(next, 50));
  }
  throw new Error("Firefox did not open its Marionette port within thirty seconds");
}

/** Frames and matches messages: `[0, id, name, parameters]` out, `[1, id, error, result]` in. */
function commands(socket) {
  const waiting = new Map();
  let bytes = Buffer.alloc(0);
  let last = 0;
  socket.on("data", (chunk) => {
    bytes = Buffer.concat([bytes, chunk]);
    for (;;) {
      const colon = bytes.indexOf(58);
      if (colon < 0) return;
      const length = Number(bytes.subarray(0, colon).toString());
      if (bytes.length < colon + 1 + length) return;
      const message = JSON.parse(bytes.subarray(colon + 1, colon + 1 + length).toString());
      bytes = bytes.subarray(colon + 1 + length);
      if (!Array.isArray(message)) continue;
      const [, id, error, result] = message;
      const { name, resolve, reject } = waiting.get(id) ?? {};
      waiting.delete(id);
      if (error) reject?.(new Error(`Firefox: ${name}: ${error.error}: ${error.message}`));
      else resolve?.(result);
    }
  });
  socket.on("close", () => {
    for (const { name, reject } of waiting.values()) reject(new Error(`Firefox: ${name}: the connection closed`));
    waiting.clear();
  });
  return (name, parameters = {}) =>
    new Promise((resolve, reject) => {
      last += 1;
      waiting.set(last, { name, resolve, reject });
      const message = JSON.stringify([0, last, name, parameters]);
      socket.write(`${Buffer.byteLength(message)}:${message}`);
    });
}
