// axe-core in a page: every rule that it has by default, best practices included, at any impact.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const source = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** Fails with one line per finding: rule, impact, where. */
export async function assertAccessible(page, { include = "html", rules = {} } = {}) {
  // In a world of its own, so that the page's policy and globals stay as they are.
  const session = await page.context().newCDPSession(page);
  const { frameTree } = await session.send("Page.getFrameTree");
  const { executionContextId } = await session.send("Page.createIsolatedWorld", { frameId: frameTree.frame.id, worldName: "axe" });
  await session.send("Runtime.evaluate", { expression: source, contextId: executionContextId });
  const options = { resultTypes: ["violations"], rules };
  const { result, exceptionDetails } = await session.send("Runtime.evaluate", {
    expression: `axe.run(${JSON.stringify(include)}, ${JSON.stringify(options)}).then((found) => JSON.stringify(found.violations))`,
    contextId: executionContextId,
    awaitPromise: true,
    returnByValue: true,
  });
  await session.detach();
  if (exceptionDetails) throw new Error(`axe: ${exceptionDetails.exception?.description ?? exceptionDetails.text}`);
  const told = JSON.parse(result.value).flatMap(({ id, impact, help, nodes }) =>
    nodes.map((node) => `${id} (${impact}): ${help}\n    ${[node.target].flat(2).join(" ")}\n    ${node.html.slice(0, 200)}\n    ${node.failureSummary?.replace(/\n\s*/g, " ")}`));
  assert.equal(told.length, 0, `axe finds:\n${told.join("\n")}`);
}
