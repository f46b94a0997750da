// The path through the join form in a frame of another origin, in any engine: from the group's page
// to a taken request. A driver as for `path.mjs`, which also knows `enter(frame)` and `leave()`.

import assert from "node:assert/strict";

import { eventually } from "./chromium.mjs";

const GROUP = "lakeside-mens-evening";
const FORM = "document.querySelector('kindred-join-form').shadowRoot";
const FINDER = "document.querySelector('kindred-group-finder').shadowRoot";

/** Joins as `address`; the host's page is the server's by its other name. */
export async function joinInFrame(driver, url, address) {
  const answer = (body, message = body) =>
    eventually(async () => {
      const value = await driver.script(`return ${body};`);
      assert.ok(value, `${driver.name}: ${message}`);
      return value;
    }, { within: 30_000 });
  const step = async (title) => {
    await answer(`${FORM}.querySelector('#kd-step')?.textContent === ${JSON.stringify(title)}`, `the step "${title}"`);
    await answer("document.hasFocus()", `the focus is in the frame at "${title}"`);
    // WebKit lets no script of another origin's frame move it before a person pressed something there.
    if (driver.name !== "WebKit") await answer(`${FORM}.activeElement?.id === 'kd-step'`, `the focus is on "${title}"`);
  };
  // By script: in a frame that its host scrolls, drivers press beside what is not on the screen.
  const press = async (selector) => {
    await answer(`${FORM}.querySelector(${JSON.stringify(selector)})`, `${selector} is there`);
    await driver.script(`for (const one of ${FORM}.querySelectorAll(${JSON.stringify(selector)})) one.click();`);
  };
  const fill = async (selector, text) => {
    await answer(`${FORM}.querySelector(${JSON.stringify(selector)})`, `${selector} is there`);
    await driver.script(
      `const field = ${FORM}.querySelector(${JSON.stringify(selector)});
       field.value = arguments[0];
       field.dispatchEvent(new Event('input', { bubbles: true }));`,
      text,
    );
  };
  const go = () => press('[part~="continue"]');

  await driver.go(`${url.replace("127.0.0.1", "localhost")}/examples/noscript.html`);
  await driver.script(
    `window.events = [];
     addEventListener('kindred-joined', (event) => window.events.push(event.type));
     document.body.innerHTML = '<kindred-group-finder group="${GROUP}"></kindred-group-finder>';
     const script = document.createElement('script');
     script.src = arguments[0] + '/kindred.js';
     script.dataset.site = 'lakeside';
     document.body.append(script);`,
    url,
  );
  await driver.click(await answer(`${FINDER}.querySelector('[part~="join-button"]')`, "the button"));
  const framed = `${FINDER}.querySelector('kindred-join-form')?.shadowRoot`;
  await answer(`${framed}?.querySelector('[data-framed="here"]')`, "the frame shows");
  await driver.enter(await answer(`${framed}.querySelector('iframe')`));

  await step("Is this the right group?");
  await go();
  await step("About you");
  await press("#kd-behalf");
  await press("#kd-contact-kind");
  await fill("#kd-name", "Rosalinde");
  await fill("#kd-email", address);
  await go();
  await step("Guidelines");
  await press("input[type=checkbox]:not(:checked)");
  await go();
  await step("Check and send");
  await press("input[type=checkbox]:not(:checked)");
  await go();
  await step("What happens next");

  await driver.leave();
  await answer("window.events.join() === 'kindred-joined'", "the host hears that somebody joined");
}
