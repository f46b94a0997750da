//! The browser tests of `tests/`: what they need, and the call of node.

use std::process::Command;

use anyhow::{Result, bail};

use crate::{environment, place, step, system};

/// A program that must be there, or a file by its whole path, and the Debian packages that bring it.
const NEEDED: &[(&str, &[&str])] = &[
    (
        "chromium",
        &["chromium", "fonts-dejavu-core", "fonts-liberation"],
    ),
    ("firefox-esr", &["firefox-esr"]),
    ("WebKitWebDriver", &["webkit2gtk-driver"]),
    ("Xvfb", &["xvfb", "xauth"]),
    // A host page of its own kind: the distribution's WordPress, with a theme and its database.
    (
        "/usr/share/wordpress/wp-load.php",
        &[
            "php-cli",
            "php-mysql",
            "wordpress",
            "wordpress-theme-twentytwentythree",
        ],
    ),
    ("/usr/sbin/mariadbd", &["mariadb-server", "mariadb-client"]),
];

/// Runs `npm test` in `tests/`, over the server of the last build and the bundle.
pub fn test() -> Result<()> {
    let mut run = npm("debug")?;
    step::show(
        "browsers",
        run.args(["test", "--silent"]),
        "One file alone: cd tests && node --test browser/NAME",
    )
}

/// Runs the measurements of `tests/bench.mjs` over the release.
pub fn bench() -> Result<()> {
    let mut run = npm("release")?;
    step::show(
        "measurements",
        run.args(["run", "bench", "--silent"]),
        "Fewer runs: KINDRED_BENCH_RUNS=3 cargo xtask bench",
    )
}

/// npm in `tests/` with everything that it needs, over the server of a profile and the bundle.
fn npm(profile: &str) -> Result<Command> {
    install()?;
    let tests = place::root().join("tests");
    let npm = place::on_path(if cfg!(windows) { "npm.cmd" } else { "npm" });
    let Some(npm) = npm else {
        bail!(
            "the browser tests need Node 20 with npm: https://nodejs.org. Without them: cargo xtask test --quick"
        );
    };
    // npm leaves a copy of the lock file behind: while they agree there is nothing to fetch.
    let lock = std::fs::metadata(tests.join("package-lock.json")).and_then(|lock| lock.modified());
    let had = std::fs::metadata(tests.join("node_modules/.package-lock.json"))
        .and_then(|had| had.modified());
    if !matches!((lock, had), (Ok(lock), Ok(had)) if had >= lock) {
        let mut install = environment::command(&npm);
        install
            .current_dir(&tests)
            .args(["ci", "--no-audit", "--no-fund"]);
        step::run("npm ci", &mut install, "Way out: cd tests && npm ci")?;
    }
    let mut run = environment::command(npm);
    run.current_dir(tests)
        .env("KINDRED_BIN", place::program(profile, "kindred"))
        .env("KINDRED_SITE_FILES", place::site());
    Ok(run)
}

fn install() -> Result<()> {
    let missing: Vec<&str> = NEEDED
        .iter()
        .filter(|(program, _)| place::on_path(program).is_none())
        .flat_map(|(_, packages)| packages.iter().copied())
        .collect();
    if missing.is_empty() {
        return Ok(());
    }
    if system::has_apt() {
        return system::install(&missing, "Browsers, for the tests");
    }
    bail!(
        "the browser tests run on Debian and Ubuntu, where Chromium, Firefox and WebKit come as \
         packages. Without them: cargo xtask test --quick"
    )
}
