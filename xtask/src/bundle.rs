//! Wasm to `target/site/`, by the bundler, and what of it can be said in numbers.

use std::{env, fs};

use anyhow::{Context, Result, bail};
use serde_json::Value;

use crate::{environment, place, step, wasm};

/// Bytes of the first data that one finder needs, brotli: over the sample organisation 1.7 kB for
/// the site and 3.5 kB for the first 20 groups, and some room. `tests/browser/bytes.test.mjs`
/// weighs what a browser really downloads.
const FIRST_DATA: u64 = 5_500;

/// Everything that one finder needs until its first group shows, bytes of brotli.
const BUDGET: u64 = 100_000;

/// What a page downloads for one finder in English; the data comes on top.
pub const OF_ONE_FINDER: &[&str] = &[
    "kindred.js",
    "finder.js",
    "finder.wasm",
    "finder.css",
    "text.en.json",
];

/// What it downloads besides when somebody is about to press "Join".
pub const OF_JOINING: &[&str] = &["join.js", "join.wasm", "join.css", "text.join.en.json"];

/// What staff download for the console in English.
pub const OF_THE_CONSOLE: &[&str] = &[
    "console.js",
    "console.wasm",
    "console.css",
    "text.console.en.json",
];

/// The same for the console's sections that are for a desk.
pub const OF_THE_OFFICE: &[&str] = &[
    "office.js",
    "office.wasm",
    "office.css",
    "text.office.en.json",
];

/// The same for what members are asked.
pub const OF_FEEDBACK: &[&str] = &[
    "feedback.js",
    "feedback.wasm",
    "feedback.css",
    "text.feedback.en.json",
];

/// The same for those that are looked up.
pub const OF_THE_RECORDS: &[&str] = &[
    "records.js",
    "records.wasm",
    "records.css",
    "text.records.en.json",
];

/// Whether `KINDRED_WASM_DEV` asks for a build with panic messages.
pub fn dev_by_environment() -> bool {
    env::var("KINDRED_WASM_DEV").is_ok_and(|value| !value.is_empty() && value != "0")
}

/// Builds Wasm and bundle. With nothing changed it takes a second.
pub fn build(dev: bool) -> Result<()> {
    let built = wasm::build(dev)?;
    let way_out = "The bundler is xtask/bundler; `cargo test -p bundler` tells more.";
    let mut compile = environment::cargo();
    compile.args(["build", "--package", "bundler"]);
    step::run("bundler", &mut compile, way_out)?;
    let mut bundler = environment::command(place::program("debug", "bundler"));
    bundler
        .arg("--wasm")
        .arg(&built.folder)
        .arg("--root")
        .arg(place::root())
        .arg("--out")
        .arg(place::site())
        .args(["--built", &built.how]);
    if dev {
        bundler.arg("--dev");
    }
    step::run("bundle", &mut bundler, way_out)?;
    let made = fs::read_to_string(step::log_of("bundle")?).unwrap_or_default();
    if !made.trim().is_empty() {
        println!("\n{}\n", made.trim_end());
    }
    Ok(())
}

/// The bundle's manifest.
pub fn manifest() -> Result<Value> {
    let path = place::site().join("manifest.json");
    let text = fs::read(&path).with_context(|| format!("no bundle at {}", path.display()))?;
    Ok(serde_json::from_slice(&text)?)
}

/// Brotli bytes of one file of the bundle, by its logical name.
pub fn brotli_bytes(manifest: &Value, name: &str) -> Result<u64> {
    manifest["files"][name]["br"]
        .as_u64()
        .with_context(|| format!("no {name} in the manifest"))
}

/// Fails when one finder costs more than the budget. A build without the size flags is larger by
/// a fifth; it is reported, because nobody ships it by choice.
pub fn check_budget() -> Result<()> {
    let manifest = manifest()?;
    let mut total = FIRST_DATA;
    for name in OF_ONE_FINDER {
        total += brotli_bytes(&manifest, name)?;
    }
    let built = manifest["built"].as_str().unwrap_or_default();
    let sentence = format!(
        "one finder needs {total} of {BUDGET} bytes brotli ({built}; first data counted as {FIRST_DATA})"
    );
    if built.ends_with("size flags") && total > BUDGET {
        bail!(
            "{sentence}.\nWhat grew: cargo xtask bench --bytes. The limit is part of the design."
        );
    }
    println!("  {sentence}");
    Ok(())
}
