// What comes over the wire while a page is open.

/** Weighs every answer from now on; gives a map from address to its bytes and encoding, which fills. */
export async function weigh(page, context) {
  const answers = new Map();
  const session = await context.newCDPSession(page);
  await session.send("Network.enable");
  const kept = new Map();
  session.on("Network.responseReceived", ({ requestId, response }) => {
    const { pathname } = new URL(response.url);
    if (pathname.startsWith("/examples/") || !response.url.startsWith("http")) return;
    kept.set(requestId, { url: response.url, encoding: response.headers["content-encoding"] ?? response.headers["Content-Encoding"] });
  });
  session.on("Network.loadingFinished", ({ requestId, encodedDataLength }) => {
    const one = kept.get(requestId);
    // With the headers of HTTP/1.1, as the peers were measured.
    if (one) answers.set(one.url, { bytes: encodedDataLength, encoding: one.encoding });
  });
  return answers;
}

/** The sum of answers, each in a line before it. */
export function summed(answers) {
  const table = answers.map(([url, { bytes, encoding }]) => `${String(bytes).padStart(7)} ${encoding ?? "plain"} ${new URL(url).pathname}`).join("\n");
  const total = answers.reduce((sum, [, { bytes }]) => sum + bytes, 0);
  process.stdout.write(`${table}\n${String(total).padStart(7)} in all\n`);
  return { table, total };
}
