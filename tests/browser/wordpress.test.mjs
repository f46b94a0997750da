// The plugin in a real WordPress: set up as a site owner does it, seen as a visitor does, and taken away again.

import assert from "node:assert/strict";
import { after, before } from "node:test";

import { browserTests, eventually } from "../support/chromium.mjs";
import { cards, searchBox, shown } from "../support/finder.mjs";
import { ADMIN, startWordPress } from "../support/wordpress.mjs";

const browserTest = browserTests({ own: true });
let wordpress;
before(async () => {
  wordpress = await startWordPress();
});
after(() => wordpress?.stop());

/** WordPress is another origin than the server, keeps its own cookies, and its editor stores what it likes. */
const onTheirs = (open, path, options = {}) => open(`${wordpress.url}${path}`, { elsewhere: true, theirs: true, ...options });

async function signIn(page) {
  await page.goto(`${wordpress.url}/wp-login.php`);
  await page.locator("#user_login").fill(ADMIN.name);
  await page.locator("#user_pass").fill(ADMIN.password);
  await page.locator("#wp-submit").click();
  await page.locator("#wpadminbar").waitFor();
}

const findings = (page) => page.locator('[role="status"] li').allInnerTexts();

async function check(page) {
  await page.getByRole("button", { name: "Check connection" }).click();
  await page.locator('.kindred-findings').waitFor();
  return findings(page);
}

async function setUp(page, server, site) {
  await page.goto(`${wordpress.url}/wp-admin/options-general.php?page=kindred`);
  await page.getByLabel("Your Kindred server").fill(server);
  await page.getByLabel("Your site on it").fill(site);
  await page.getByLabel("Without scripts").fill('Ring <a href="tel:+17085550100">708-555-0100</a>: we will find a group with you.');
  await page.getByRole("button", { name: "Save Changes" }).click();
  await page.getByText("Settings saved.").first().waitFor();
}

const publish = (title, content) =>
  wordpress.php(`
    wp_set_current_user(1);
    $id = wp_insert_post(['post_type' => 'page', 'post_status' => 'publish', 'post_title' => ${JSON.stringify(title)}, 'post_content' => ${JSON.stringify(content)}]);
    echo 'page ', $id;`).then((said) => `/?page_id=${/page (\d+)/.exec(said)[1]}`);

browserTest("a site owner activates the plugin, is told what is wrong, mends it, and has the groups on a page", async (open, { url, allow }) => {
  const page = await onTheirs(open, "/wp-login.php");
  await signIn(page);
  await page.goto(`${wordpress.url}/wp-admin/plugins.php`);
  await page.getByRole("link", { name: "Activate Kindred support groups" }).click();
  await page.getByText("Plugin activated.").waitFor();

  await page.goto(`${wordpress.url}/wp-admin/options-general.php?page=kindred`);
  assert.match((await check(page)).join(" "), /✗ Fill in the server and the site/);
  await setUp(page, `${url}/kindred.js`, "Riverbank");
  assert.equal(await page.getByLabel("Your Kindred server").inputValue(), url, "the script's own address is understood");
  let found = await check(page);
  assert.match(found.at(-1), /✗ It has no site called “riverbank”/);
  await setUp(page, url, "riverside");
  found = await check(page);
  assert.match(found[1], /✓ It knows Riverside Cancer Care/);
  assert.match(found[2], /✗ People can read the groups here, but not join\. .*"http:\/\/127\.0\.0\.1:\d+" to allowed_origins/);
  await allow("riverside", wordpress.url);
  await eventually(async () => {
    found = await check(page);
    assert.match(found.at(-1), /✓ People can join from this website/);
  });

  const path = await publish("Support groups", "[kindred]");
  const visitor = await onTheirs(open, path);
  await shown(visitor);
  await searchBox(visitor).fill("brest");
  await eventually(async () => assert.match(await cards(visitor).first().innerText(), /breast/i));
  assert.equal(await visitor.locator("script[src*='kindred.js']").count(), 1);
  assert.equal(await visitor.locator("script[src*='kindred.js']").getAttribute("data-site"), "riverside");
  const home = await onTheirs(open, "/");
  assert.equal(await home.locator("script[src*='kindred.js']").count(), 0, "no page without a widget has our script");
}, { timeout: 180_000 });

browserTest("the block is added in the editor, and shows its widget to visitors", async (open) => {
  const page = await onTheirs(open, "/wp-login.php", { viewport: { width: 1400, height: 1000 } });
  await signIn(page);
  await page.goto(`${wordpress.url}/wp-admin/post-new.php?post_type=page`);
  await page.evaluate(() => {
    const { dispatch } = window.wp.data;
    dispatch("core/edit-post").toggleFeature("welcomeGuide");
  });
  await page.waitForFunction(() => window.wp.blocks.getBlockType("kindred/widget"));
  const title = await page.evaluate(async () => {
    const { data, blocks } = window.wp;
    const block = blocks.createBlock("kindred/widget", { widget: "join-form", group: "breast-friends-tuesday", headingLevel: 3 });
    data.dispatch("core/block-editor").insertBlocks(block);
    data.dispatch("core/block-editor").selectBlock(block.clientId);
    data.dispatch("core/editor").editPost({ title: "Join us", status: "publish" });
    return blocks.getBlockType("kindred/widget").title;
  });
  assert.equal(title, "Support groups");
  await page.getByText("The form to join a group").first().waitFor();
  await page.getByText("Your visitors see it here.").first().waitFor();
  const link = await page.evaluate(async () => {
    await window.wp.data.dispatch("core/editor").savePost();
    return window.wp.data.select("core/editor").getPermalink();
  });
  const visitor = await onTheirs(open, new URL(link).pathname + new URL(link).search);
  await visitor.locator("kindred-join-form").getByRole("heading", { level: 3 }).first().waitFor();
  assert.equal(await visitor.locator("kindred-join-form").getAttribute("group"), "breast-friends-tuesday");
}, { timeout: 120_000 });

browserTest("where scripts cannot run the plugin shows whom to ring", async (open) => {
  const path = await publish("Groups without scripts", '[kindred][/kindred] [kindred widget="guidelines" group="a&quot;b"]Write to us.[/kindred]');
  const page = await onTheirs(open, path, { javaScriptEnabled: false });
  assert.ok(await page.getByText("we will find a group with you").isVisible());
  assert.match(await page.locator("kindred-group-finder").innerText(), /Ring 708-555-0100/);
  assert.match(await page.locator("kindred-guidelines").innerText(), /Write to us/);
});

browserTest("deleting the plugin leaves nothing of it behind", async (open) => {
  const options = () => wordpress.php("global $wpdb; echo 'left:', $wpdb->get_var(\"SELECT COUNT(*) FROM {$wpdb->options} WHERE option_name LIKE '%kindred%'\"), ';';");
  assert.match(await options(), /left:3;/);
  await wordpress.php("require ABSPATH . 'wp-admin/includes/plugin.php'; require ABSPATH . 'wp-admin/includes/file.php'; deactivate_plugins('kindred/kindred.php'); delete_plugins(['kindred/kindred.php']);");
  assert.match(await options(), /left:0;/);
  const page = await onTheirs(open, "/");
  assert.ok(await page.locator("body").isVisible());
});
