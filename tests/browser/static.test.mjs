// A site on a web space that can do nothing but send files: the finder, its pages, and whom to ask.

import assert from "node:assert/strict";
import { createServer } from "node:http";
import { mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after } from "node:test";

import { browserTests } from "../support/chromium.mjs";
import { cards, shown } from "../support/finder.mjs";
import { SITE_FILES } from "../support/server.mjs";

const browserTest = browserTests({ own: true });
const PAGE = `<!doctype html><html lang="en"><meta charset="utf-8"><title>Our groups</title><main><h1>Our groups</h1>
<script async src="/groups/kindred.js" data-site="riverside"></script>
<kindred-group-finder><a href="/groups/index.html">Our groups</a></kindred-group-finder></main></html>`;
const KINDS = { js: "text/javascript", css: "text/css", html: "text/html; charset=utf-8", wasm: "application/wasm", json: "application/json" };

/** What the plainest of web spaces does: files as they are, a folder by its index.html, and no questions heard. */
async function webSpace(folder) {
  const server = createServer(async (request, response) => {
    const path = decodeURIComponent(new URL(request.url, "http://x").pathname);
    try {
      const there = await stat(join(folder, path));
      if (there.isDirectory() && !path.endsWith("/")) return response.writeHead(301, { location: request.url.replace(path, `${path}/`) }).end();
      const file = there.isDirectory() ? join(folder, path, "index.html") : join(folder, path);
      const content = await readFile(file);
      response.writeHead(200, { "content-type": KINDS[file.split(".").pop()] ?? "application/octet-stream" }).end(content);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
  return { url: `http://127.0.0.1:${server.address().port}`, stop: () => server.close() };
}

browserTest("a web space that only sends files has the finder, and whom to ask in place of a form", async (open, { run }) => {
  const folder = await mkdtemp(join(tmpdir(), "kindred-web-"));
  after(() => rm(folder, { recursive: true, force: true }));
  await run("export", "--site", "riverside", "--static", join(folder, "groups"), "--assets", SITE_FILES);
  await writeFile(join(folder, "index.html"), PAGE);
  const space = await webSpace(folder);
  after(space.stop);
  const asked = [];
  const page = await open("/healthz", { elsewhere: true });
  page.on("request", (request) => asked.push(request.url()));
  await page.goto(space.url);
  await shown(page);
  const all = await page.locator(".total").innerText();
  assert.match(all, /^\d\d+ groups/);
  assert.equal(await page.getByRole("group", { name: "Near you" }).count(), 0);
  await page.getByRole("searchbox").fill("breast");
  await page.waitForFunction((all) => document.querySelector("kindred-group-finder").shadowRoot.querySelector(".total").innerText !== all, all);
  await cards(page).first().getByRole("link").first().click();
  const link = page.getByRole("link", { name: "Add to calendar" });
  await link.waitFor();
  assert.equal(await page.getByRole("button", { name: /^Join / }).count(), 0);
  await page.getByRole("link", { name: /^(Call|Write to) / }).first().waitFor();
  const calendar = await page.request.get(await link.evaluate((a) => a.href));
  assert.match(await calendar.text(), /^BEGIN:VCALENDAR/);
  assert.deepEqual(asked.filter((url) => !url.startsWith(space.url) && !url.startsWith("data:")), []);
});
