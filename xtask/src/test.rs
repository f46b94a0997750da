//! `cargo xtask test`: everything that must be green.

use std::time::Instant;

use anyhow::Result;

use crate::{browsers, bundle, deep, environment, fuzz, licences, place, postgres, step};

/// The features that every call of cargo in here has, so that nothing compiles twice. `csr` of
/// the widgets is not among them: it belongs to the browser.
const FEATURES: &[&str] = &["--features", "server/shuttle"];

/// How many inputs each property test makes up with `--deep`; 256 otherwise.
const MADE_UP_CASES: &str = "20000";

/// How long each fuzz target runs with `--deep`.
const FUZZ_SECONDS: u32 = 20;

/// Runs every check; `quick` leaves the browsers out, `deep` adds the long ones.
pub fn run(quick: bool, deep: bool) -> Result<()> {
    let started = Instant::now();
    format()?;
    clippy()?;
    bundle::build(false)?;
    bundle::check_budget()?;
    // Not `cargo build`: what tests alone depend on has more features of the same crates, and most of the
    // server would be compiled once for each set of them. The programs are built here, too.
    let mut build = environment::cargo();
    build
        .args(["test", "--workspace", "--no-run"])
        .args(FEATURES);
    step::run(
        "build",
        &mut build,
        "`cargo test --workspace --features server/shuttle --no-run` shows the same.",
    )?;
    tests(deep)?;
    licences::check()?;
    if quick {
        println!("  browsers: left out (--quick)");
    } else {
        browsers::test()?;
    }
    if deep {
        fuzz::run(None, FUZZ_SECONDS)?;
        deep::schemathesis()?;
    }
    println!(
        "\nEverything is green after {}.",
        step::seconds(started.elapsed())
    );
    Ok(())
}

fn format() -> Result<()> {
    let mut cargo = environment::cargo();
    cargo.args(["fmt", "--all", "--check"]);
    step::run("format", &mut cargo, "Way out: cargo fmt --all")
}

fn clippy() -> Result<()> {
    let mut cargo = environment::cargo();
    cargo
        .args(["clippy", "--workspace", "--all-targets"])
        .args(FEATURES)
        .args(["--", "--deny", "warnings"]);
    step::run(
        "clippy",
        &mut cargo,
        "Way out: cargo clippy --workspace --all-targets --features server/shuttle",
    )
}

/// Unit, contract and API tests, on SQLite and on a Postgres of their own.
fn tests(deep: bool) -> Result<()> {
    let cluster = postgres::Cluster::start()?;
    let mut cargo = environment::cargo();
    cargo
        .args(["test", "--workspace"])
        .args(FEATURES)
        .env("KINDRED_TEST_POSTGRES", &cluster.url)
        .env("KINDRED_SITE_FILES", place::site());
    step::show(
        "tests",
        &mut cargo,
        "One alone: cargo test -p server NAME -- --nocapture",
    )?;
    if deep {
        let mut long = environment::cargo();
        long.args(["test", "--workspace"])
            .args(FEATURES)
            .args(["--", "--ignored"])
            .env("KINDRED_TEST_POSTGRES", &cluster.url)
            .env("KINDRED_SITE_FILES", place::site());
        step::show("long tests", &mut long, "These take long on purpose.")?;
        let mut made_up = environment::cargo();
        made_up
            .args(["test", "--workspace", "--lib", "--test", "search"])
            .args(FEATURES)
            .env("PROPTEST_CASES", MADE_UP_CASES);
        step::show(
            "property tests, many cases",
            &mut made_up,
            "proptest prints the smallest case that fails, and keeps it in a file to commit.",
        )?;
    }
    Ok(())
}
