// The form of a survey's file (`docs/survey.schema.json`), as an editor uses it: by a validator that is not ours.

import assert from "node:assert/strict";
import { readFile, readdir } from "node:fs/promises";
import { join, resolve } from "node:path";
import { test } from "node:test";

import Ajv from "ajv/dist/2020.js";

const ROOT = resolve(import.meta.dirname, "../..");
const SHIPPED = join(ROOT, "server/src/domain/survey/shipped");

const read = async (path) => JSON.parse(await readFile(path, "utf8"));

// Formats such as int32 are OpenAPI's.
const ajv = new Ajv({ strict: false, validateFormats: false, allErrors: true });
const fits = ajv.compile(await read(join(ROOT, "docs/survey.schema.json")));

test("every survey that comes with Kindred has the form", async () => {
  const names = (await readdir(SHIPPED)).filter((name) => name.endsWith(".json"));
  assert.ok(names.length >= 5);
  for (const name of names) {
    const survey = await read(join(SHIPPED, name));
    survey.$schema = "survey.schema.json";
    assert.ok(fits(survey), `${name}: ${JSON.stringify(fits.errors)}`);
  }
});

test("an editor marks what a survey's file may not say, where it stands", async () => {
  const broken = async (change) => {
    const survey = await read(join(SHIPPED, "after-meeting.json"));
    change(survey, survey.pages[0].questions[0]);
    assert.equal(fits(survey), false);
    return fits.errors.map((error) => `${error.instancePath} ${error.keyword}`);
  };
  const question = "/pages/0/questions/0";
  for (const [change, expected] of [
    [(_, own) => (own.kind = "song"), `${question}/kind enum`],
    [(_, own) => delete own.text, `${question} required`],
    [(_, own) => (own.colour = "red"), `${question} additionalProperties`],
    [(_, own) => (own.required = "yes"), `${question}/required type`],
    [(survey) => (survey.title = 5), "/title oneOf"],
    [(survey) => delete survey.pages, " required"],
    [(_, own) => (own.show_if = [{ any_of: ["yes"] }]), `${question}/show_if/0 required`],
  ]) {
    const errors = await broken(change);
    assert.ok(errors.includes(expected), `${expected}: ${errors}`);
  }
});
