// WebKit by plain W3C WebDriver: WebKitWebDriver drives WebKitGTK's MiniBrowser on a screen of Xvfb.
// The few commands that the shared path needs, and no more.

import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

const DRIVER = process.env.KINDRED_WEBKIT_DRIVER ?? "WebKitWebDriver";
const BROWSER =
  process.env.KINDRED_WEBKIT ?? `/usr/lib/${process.arch === "arm64" ? "aarch64" : "x86_64"}-linux-gnu/webkit2gtk-4.1/MiniBrowser`;
const ELEMENT = "element-6066-11e4-a52e-4f735466cecf";

/** Starts a WebKit window; the answer is a driver as `path.mjs` wants it. */
export async function startWebkit() {
  const home = await mkdtemp(join(tmpdir(), "kindred-webkit-"));
  const children = [];
  try {
    const display = await startScreen(children);
    const port = await freePort();
    const driver = spawn(DRIVER, ["--host=127.0.0.1", `--port=${port}`], {
      stdio: "ignore",
      env: {
        ...process.env,
        HOME: home,
        XDG_RUNTIME_DIR: home,
        DISPLAY: display,
        GDK_BACKEND: "x11",
        LIBGL_ALWAYS_SOFTWARE: "1",
        NO_AT_BRIDGE: "1",
      },
    });
    children.push(driver);
    const base = `http://127.0.0.1:${port}`;
    await answers(`${base}/status`, driver);
    const { sessionId } = await call("POST", `${base}/session`, {
      capabilities: {
        alwaysMatch: {
          browserName: "MiniBrowser",
          "webkitgtk:browserOptions": { binary: BROWSER, args: ["--automation"] },
        },
      },
    });
    return driverOver(`${base}/session/${sessionId}`, () => end(children, home));
  } catch (error) {
    await end(children, home);
    throw error;
  }
}

function driverOver(session, finish) {
  const post = (path, body = {}) => call("POST", `${session}${path}`, body);
  return {
    name: "WebKit",
    go: (url) => post("/url", { url }),
    script: (body, ...args) => post("/execute/sync", { script: body, args }),
    click: (element) => post(`/element/${element[ELEMENT]}/click`),
    type: (element, text) => post(`/element/${element[ELEMENT]}/value`, { text }),
    enter: (frame) => post("/frame", { id: frame }),
    leave: () => post("/frame", { id: null }),
    screenshot: async () => Buffer.from(await call("GET", `${session}/screenshot`), "base64"),
    stop: async () => {
      await call("DELETE", session).catch(() => {});
      await finish();
    },
  };
}

async function call(method, url, body) {
  const response = await fetch(url, {
    method,
    body: body && JSON.stringify(body),
    headers: { "content-type": "application/json" },
    signal: AbortSignal.timeout(60_000),
  });
  const { value } = await response.json();
  if (!response.ok) throw new Error(`WebKit: ${value.error}: ${value.message}`);
  return value;
}

/** A screen that the X server numbers itself, so that two runs never fight for one. */
async function startScreen(children) {
  const screen = spawn("Xvfb", ["-displayfd", "3", "-screen", "0", "1280x900x24", "-nolisten", "tcp"], {
    stdio: ["ignore", "ignore", "ignore", "pipe"],
  });
  children.push(screen);
  return new Promise((found, failed) => {
    screen.stdio[3].once("data", (chunk) => found(`:${String(chunk).trim()}`));
    screen.once("error", (error) => failed(new Error(`Xvfb does not start: ${error.message}`)));
    screen.once("close", (code) => failed(new Error(`Xvfb ended with ${code}`)));
  });
}

async function answers(url, child) {
  let failure;
  child.once("error", (error) => (failure = error));
  for (let tries = 0; tries < 200; tries += 1) {
    if (failure) throw new Error(`${DRIVER} does not start: ${failure.message}`);
    const up = await fetch(url).then((response) => response.ok, () => false);
    if (up) return;
    await new Promise((next) => setTimeout(next, 50));
  }
  throw new Error(`${DRIVER} did not answer within ten seconds`);
}

export function freePort() {
  return new Promise((found, failed) => {
    const server = createServer();
    server.once("error", failed);
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => found(port));
    });
  });
}

async function end(children, home) {
  for (const child of children.reverse()) {
    if (child.exitCode !== null || child.pid === undefined) continue;
    child.kill("SIGTERM");
    await Promise.race([once(child, "close"), new Promise((late) => setTimeout(late, 3_000))]);
    if (child.exitCode === null) child.kill("SIGKILL");
  }
  await rm(home, { recursive: true, force: true, maxRetries: 5 });
}
