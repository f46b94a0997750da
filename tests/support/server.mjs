// The real server over the demo data, on a port and in a data folder of its own.

import { spawn } from "node:child_process";
import { once } from "node:events";
import { access, cp, mkdir, mkdtemp, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, dirname, join, resolve } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), "../..");
const EXAMPLES = join(ROOT, "examples");
const BINARY = resolve(process.env.KINDRED_BIN ?? join(ROOT, "target/debug/kindred"));
export const SITE_FILES = resolve(process.env.KINDRED_SITE_FILES ?? join(ROOT, "target/site"));
const SITES = ["riverside", "lakeside"];

/** Starts the server. Answers its address, how to stop it, to run a command beside it, and to allow pages of an origin. */
export async function startServer() {
  await mustExist(BINARY, "Build the server first (cargo xtask test does), or set KINDRED_BIN.");
  await mustExist(join(SITE_FILES, "kindred.js"), "Build the widgets first (cargo xtask test does), or set KINDRED_SITE_FILES.");
  const data = await mkdtemp(join(tmpdir(), "kindred-browser-"));
  try {
    await fill(data);
    const server = await serve(data);
    // The same server by the name `localhost` is another origin to a browser: host pages there stand for an
    // organisation's own website.
    await allow(data, "lakeside", server.url.replace("127.0.0.1", "localhost"));
    return {
      url: server.url,
      run: (...args) => kindred(data, args),
      setUpPath: server.setUpPath,
      allow: (site, origin) => allow(data, site, origin),
      change: (site, edit) => change(data, site, edit),
      stop: async () => {
        await server.stop();
        await rm(data, { recursive: true, force: true });
      },
    };
  } catch (error) {
    await rm(data, { recursive: true, force: true });
    throw error;
  }
}

async function mustExist(path, wayOut) {
  await access(path).catch(() => {
    throw new Error(`${path} is not there. ${wayOut}`);
  });
}

/** Lays the sites' settings into the data folder, imports their groups and places, publishes their guidelines and surveys. */
async function fill(data) {
  await mkdir(join(data, "sites"), { recursive: true });
  // Commands beside the server find mail set up as it does.
  const mail = { mail_folder: join(data, "mail"), mail_from: "groups@riverside.example.org", public_url: "http://127.0.0.1:8080" };
  await writeFile(join(data, "kindred.toml"), Object.entries(mail).map(([name, value]) => `${name} = ${JSON.stringify(value)}\n`).join(""));
  for (const site of SITES) {
    const from = join(EXAMPLES, site);
    await cp(join(from, `${site}.toml`), join(data, "sites", `${site}.toml`));
    await kindred(data, ["import", "--site", site, "--format", "kindred", join(from, "groups.json")]);
  }
  for (const site of SITES) {
    await kindred(data, ["guidelines", "publish", "--site", site, join(EXAMPLES, site, "guidelines.toml")]);
  }
  const folder = join(EXAMPLES, "riverside");
  for (const file of await readdir(join(folder, "guidelines"))) {
    const publish = ["guidelines", "publish", "--site", "riverside", "--group", basename(file, ".toml")];
    await kindred(data, [...publish, join(folder, "guidelines", file)]);
  }
  for (const file of await readdir(join(folder, "surveys"))) {
    await kindred(data, ["survey", "publish", "--site", "riverside", join(folder, "surveys", file)]);
  }
  const places = (await readdir(folder)).filter((name) => /places.*\.(txt|tsv)$/.test(name));
  if (places.length > 0) {
    await kindred(data, ["import-places", ...places.map((name) => join(folder, name))]);
  }
}

/** Lets the pages of an origin write to a site. */
const allow = (data, site, origin) =>
  change(data, site, (text) => text.replace("allowed_origins = [", `allowed_origins = ["${origin}", `));

/** Changes a site's file. The server reads it again by itself. */
async function change(data, site, edit) {
  const file = join(data, "sites", `${site}.toml`);
  await writeFile(file, edit(await readFile(file, "utf8")));
}

/** Runs one command to its end and gives what it printed; an error carries it. */
async function kindred(data, args) {
  const child = spawn(BINARY, ["--data", data, ...args], { stdio: ["ignore", "pipe", "pipe"] });
  let printed = "";
  child.stdout.on("data", (chunk) => (printed += chunk));
  child.stderr.on("data", (chunk) => (printed += chunk));
  const [code] = await once(child, "close");
  if (code !== 0) throw new Error(`kindred ${args.join(" ")} ended with ${code}:\n${printed}`);
  return printed;
}

async function serve(data) {
  const child = spawn(
    BINARY,
    // Letters land in a folder and can be read at /outbox; their links are tried by their paths.
    ["--data", data, "serve", "--listen", "127.0.0.1:0", "--assets", SITE_FILES, "--examples", EXAMPLES, "--mail-folder", join(data, "mail")],
    {
      stdio: ["ignore", "pipe", "pipe"],
      env: { ...process.env, KINDRED_MAIL_FROM: "groups@riverside.example.org", KINDRED_PUBLIC_URL: "http://127.0.0.1:8080" },
    },
  );
  let log = "";
  child.stderr.on("data", (chunk) => (log = (log + chunk).slice(-20_000)));
  const ended = once(child, "close");
  const said = reading(child.stdout);
  const url = await Promise.race([
    said.find(/listening on (http:\/\/\S+)/),
    ended.then(([code]) => {
      throw new Error(`kindred serve ended with ${code} before it listened:\n${log}`);
    }),
  ]);
  return {
    url,
    /** Where the first coordinator of a site sets the console up: said once, at the first start. */
    setUpPath: (site) => said.find(new RegExp(`set up the console of ${site} .*?(/console/set-up/[\\w-]+)`)),
    stop: async () => {
      child.kill("SIGTERM");
      const late = setTimeout(() => child.kill("SIGKILL"), 5_000);
      await ended;
      clearTimeout(late);
    },
  };
}

/** Keeps the pipe empty, and finds what a line says: now, or when it comes. */
function reading(stdout) {
  const lines = [];
  const reader = createInterface({ input: stdout });
  reader.on("line", (line) => lines.push(line));
  const find = (pattern) =>
    new Promise((found) => {
      const look = (line) => {
        const match = pattern.exec(line);
        if (!match) return false;
        reader.off("line", look);
        found(match[1]);
        return true;
      };
      if (!lines.some(look)) reader.on("line", look);
    });
  return { find };
}
