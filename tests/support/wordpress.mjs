// A WordPress of its own for a test: the distribution's, on a database and a port of its own, with our plugin laid
// into it, but not yet activated. It asks nobody outside.

import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { chmod, cp, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const PLUGIN = resolve(dirname(fileURLToPath(import.meta.url)), "../../examples/wordpress/kindred");
const WORDPRESS = "/usr/share/wordpress";
const PATIENCE_MS = 60_000;

/** Who may do all. The password is this test's alone. */
export const ADMIN = { name: "admin", password: "only-for-this-test" };

/** Starts it. Answers its address, how to run PHP inside of it, and how to stop it. */
export async function startWordPress() {
  if (!existsSync(WORDPRESS)) throw new Error(`${WORDPRESS} is not there. On Debian: apt-get install wordpress php-cli php-mysql mariadb-server`);
  const home = await mkdtemp(join(tmpdir(), "kindred-wordpress-"));
  const running = [];
  const stop = async () => {
    for (const child of running.reverse()) {
      child.kill("SIGTERM");
      await once(child, "close").catch(() => {});
    }
    await rm(home, { recursive: true, force: true });
  };
  try {
    const socket = await startDatabase(home, running);
    const port = await freePort();
    const url = `http://127.0.0.1:${port}`;
    const root = join(home, "www");
    // The distribution's has links to libraries that lie elsewhere.
    await cp(WORDPRESS, root, { recursive: true, dereference: true });
    await mkdir(join(root, "wp-content/uploads"), { recursive: true });
    await cp(PLUGIN, join(root, "wp-content/plugins/kindred"), { recursive: true });
    await writeFile(join(root, "wp-config.php"), config(socket, url));
    await writeFile(join(home, "router.php"), ROUTER);
    const php = async (code) => {
      const child = spawn("php", ["-d", "display_errors=stderr"], { cwd: root, stdio: ["pipe", "pipe", "pipe"] });
      let printed = "";
      child.stdout.on("data", (chunk) => (printed += chunk));
      child.stderr.on("data", (chunk) => (printed += chunk));
      child.stdin.end(`<?php ${code}`);
      const [status] = await once(child, "close");
      if (status !== 0) throw new Error(`php ended with ${status}:\n${printed}`);
      return printed;
    };
    await php(INSTALL);
    const server = spawn("php", ["-S", `127.0.0.1:${port}`, "-t", root, join(home, "router.php")], {
      stdio: "ignore",
      env: { ...process.env, PHP_CLI_SERVER_WORKERS: "4" },
    });
    running.push(server);
    await until(async () => (await fetch(`${url}/wp-login.php`)).ok);
    return { url, php: (code) => php(`require 'wp-load.php'; ${code}`), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function startDatabase(home, running) {
  const data = join(home, "db");
  const socket = join(home, "db.sock");
  await mkdir(data);
  // As root MariaDB wants to be told so.
  const user = process.getuid() === 0 ? ["--user=root"] : [];
  await chmod(home, 0o755);
  const made = spawn("mariadb-install-db", ["--no-defaults", `--datadir=${data}`, "--auth-root-authentication-method=normal", "--skip-test-db", ...user], { stdio: "ignore" });
  const [code] = await once(made, "close");
  if (code !== 0) throw new Error(`mariadb-install-db ended with ${code}`);
  const server = spawn("/usr/sbin/mariadbd", ["--no-defaults", `--datadir=${data}`, `--socket=${socket}`, "--skip-networking", "--innodb-flush-log-at-trx-commit=0", ...user], { stdio: "ignore" });
  running.push(server);
  await until(async () => {
    const ping = spawn("mariadb", ["--no-defaults", `--socket=${socket}`, "-uroot", "-e", "CREATE DATABASE IF NOT EXISTS wordpress"], { stdio: "ignore" });
    const [status] = await once(ping, "close");
    return status === 0;
  });
  return socket;
}

async function freePort() {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address();
  server.close();
  await once(server, "close");
  return port;
}

async function until(holds) {
  const end = Date.now() + PATIENCE_MS;
  for (;;) {
    if (await holds().catch(() => false)) return;
    if (Date.now() > end) throw new Error("WordPress does not come up");
    await new Promise((later) => setTimeout(later, 200));
  }
}

const config = (socket, url) => `<?php
define('DB_NAME', 'wordpress');
define('DB_USER', 'root');
define('DB_PASSWORD', '');
define('DB_HOST', 'localhost:${socket}');
define('DB_CHARSET', 'utf8mb4');
define('DB_COLLATE', '');
define('WP_HOME', '${url}');
define('WP_SITEURL', '${url}');
define('WP_HTTP_BLOCK_EXTERNAL', true);
define('WP_ACCESSIBLE_HOSTS', '127.0.0.1');
define('DISABLE_WP_CRON', true);
define('AUTOMATIC_UPDATER_DISABLED', true);
define('WP_DEBUG', true);
define('WP_DEBUG_DISPLAY', true);
foreach (['AUTH_KEY','SECURE_AUTH_KEY','LOGGED_IN_KEY','NONCE_KEY','AUTH_SALT','SECURE_AUTH_SALT','LOGGED_IN_SALT','NONCE_SALT'] as $name) define($name, 'only for this test');
$table_prefix = 'wp_';
if (!defined('ABSPATH')) define('ABSPATH', __DIR__ . '/');
require_once ABSPATH . 'wp-settings.php';
`;

const INSTALL = `
define('WP_INSTALLING', true);
require 'wp-load.php';
require ABSPATH . 'wp-admin/includes/upgrade.php';
wp_install('Riverside Cancer Care', '${ADMIN.name}', 'web@riverside.example.org', true, '', '${ADMIN.password}');
update_option('show_avatars', 0);
`;

// What the web server in front of a real one does: files as they are, the rest to WordPress.
const ROUTER = `<?php
$path = parse_url($_SERVER['REQUEST_URI'], PHP_URL_PATH);
$file = $_SERVER['DOCUMENT_ROOT'] . $path;
if ($path !== '/' && is_file($file)) return false;
if (is_dir($file) && is_file(rtrim($file, '/') . '/index.php')) {
  $_SERVER['SCRIPT_NAME'] = rtrim($path, '/') . '/index.php';
  chdir($file);
  require rtrim($file, '/') . '/index.php';
  return true;
}
chdir($_SERVER['DOCUMENT_ROOT']);
require 'index.php';
`;
