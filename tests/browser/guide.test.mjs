// The facilitators' guide: its pictures are there, are small, and are the same in each language; what it
// tells readers to press is what the console says.

import assert from "node:assert/strict";
import { readFile, readdir, stat } from "node:fs/promises";
import { test } from "node:test";

const ROOT = new URL("../../", import.meta.url);
const GUIDES = [["en", "docs/"], ["es", "docs/es/"]];
const LARGEST = 60_000;
const ALL = 600_000;

const read = (path) => readFile(new URL(path, ROOT), "utf8");
const guide = (folder) => read(`${folder}facilitators-guide.md`);
const all = (text, pattern) => [...text.matchAll(pattern)].map(([, found]) => found);

/** As GitHub makes an anchor of a heading. */
const anchor = (heading) => heading.toLowerCase().replace(/[^\p{L}\p{N} -]/gu, "").replaceAll(" ", "-");

test("every picture of the guide is there and small, and none is left over", async () => {
  let bytes = 0;
  for (const [, folder] of GUIDES) {
    const named = all(await guide(folder), /!\[[^\]]+\]\(guide\/([\w-]+\.png)\)/g);
    assert.ok(named.length >= 10, `only ${named.length} pictures in ${folder}`);
    assert.deepEqual((await readdir(new URL(`${folder}guide/`, ROOT))).sort(), named.sort(), folder);
    for (const name of named) {
      const { size } = await stat(new URL(`${folder}guide/${name}`, ROOT));
      assert.ok(size <= LARGEST, `${folder}guide/${name} has ${size} bytes`);
      bytes += size;
    }
  }
  assert.ok(bytes <= ALL, `${bytes} bytes in all`);
});

test("the guide's list leads to its headings, and both languages have the same parts", async () => {
  const shapes = [];
  for (const [, folder] of GUIDES) {
    const text = await guide(folder);
    const headings = all(text, /^## (.+)$/gm);
    assert.deepEqual(all(text, /\]\(#([^)]+)\)/g), headings.map(anchor), folder);
    const parts = text.split(/^## /m);
    shapes.push(parts.map((part) => all(part, /\(guide\/([\w-]+)\.png\)/g)));
  }
  assert.deepEqual(shapes[1], shapes[0]);
});

test("what the guide calls a button or a page is what the console calls it", async () => {
  for (const [language, folder] of GUIDES) {
    const texts = new URL(`widgets/src/i18n/console/${language}/`, ROOT);
    const files = await Promise.all((await readdir(texts)).map((name) => readFile(new URL(name, texts), "utf8")));
    files.push(await read(`widgets/src/i18n/join/${language}.toml`));
    const said = new Set(all(files.join("\n"), /= "((?:[^"\\]|\\.)*)"/g));
    const pages = await read("server/src/pages/console_words.rs");
    for (const words of all(pages, /: "([^"]+)",/g)) said.add(words);
    // Bold is what stands on the screen, unless it ends like a sentence or is the beginning of one;
    // in quotes it is how something begins that the console says.
    const bold = all(await guide(folder), /\*\*([^*]+)\*\*/g).map((words) => words.replaceAll("\n", " "));
    const labels = bold.filter((words) => !/[.:,?]$/.test(words) && !PROSE[language].includes(words));
    assert.ok(labels.length > 25, `only ${labels.length} in ${folder}`);
    const isSaid = (words) => {
      const quoted = /^["«](.+?)\.?["»]$/.exec(words);
      return quoted ? [...said].some((text) => text.startsWith(quoted[1])) : said.has(words);
    };
    assert.deepEqual(labels.filter((words) => !isSaid(words)), [], `not in the console, ${language}`);
    // Italic is how something begins that stands there; what is filled in is written "…".
    const filled = [...said].map((text) => text.replaceAll(/\{\w+\}/g, "…"));
    const italic = all(await guide(folder), /(?<!\*)\*([^*[\]]{1,60})\*(?!\*)/g).map((words) => words.replaceAll(/\s+/g, " "));
    const named = italic.filter((words) => !PROSE[language].includes(words));
    assert.ok(named.length > 8, `only ${named.length} in ${folder}`);
    const begins = (words) => filled.some((text) => text.startsWith(words));
    assert.deepEqual(named.filter((words) => !begins(words)), [], `not in the console, ${language}`);
  }
});

/** Bold and italic for their weight alone. */
const PROSE = {
  en: ["Somebody rings you", "coordinators", "What members told coordinators", "all"],
  es: ["¿Alguien te llama", "quienes coordinan", "Lo que alguien contó a quienes coordinan", "todas"],
};
