//! Fuzzing: libFuzzer over whatever reads what strangers send (`tests/fuzz/`).
//!
//! The instrumentation is given to the stable compiler by flags, so that neither a nightly
//! toolchain nor another cargo command is needed. What was found stays in `target/fuzz/`.

use std::{fs, path::PathBuf, process::Command};

use anyhow::{Context, Result, bail};

use crate::{environment, place, step};

/// Each target, and where texts to start from lie, from the checkout's root.
const TARGETS: &[(&str, &[&str])] = &[
    ("meeting_guide", &["server/tests/fixtures/meeting_guide"]),
    ("kindred_feed", &["server/tests/api/fixtures"]),
    ("places", &["examples/riverside"]),
    ("schedule", &["tests/fuzz/seeds/schedule"]),
    ("markdown", &["tests/fuzz/seeds/markdown"]),
    ("files", &["examples/riverside", "examples/lakeside"]),
    ("join_request", &["tests/fuzz/seeds/join_request"]),
    ("query", &["tests/fuzz/seeds/query"]),
];

/// What libFuzzer needs to see: which edges were taken, and what was compared with what.
const COVERAGE: &str = "-Cpasses=sancov-module \
    -Cllvm-args=-sanitizer-coverage-level=4 \
    -Cllvm-args=-sanitizer-coverage-inline-8bit-counters \
    -Cllvm-args=-sanitizer-coverage-pc-table \
    -Cllvm-args=-sanitizer-coverage-trace-compares \
    --cfg fuzzing";

/// The longest input, bytes: long enough for every shape, short enough for many a second.
const LONGEST: u32 = 8_192;

/// Fuzzes one target, or every one, for so many seconds each.
pub fn run(only: Option<&str>, seconds: u32) -> Result<()> {
    let chosen: Vec<_> = TARGETS
        .iter()
        .filter(|(name, _)| only.is_none_or(|only| only == *name))
        .collect();
    if chosen.is_empty() {
        let names: Vec<_> = TARGETS.iter().map(|(name, _)| *name).collect();
        bail!("there is no such target; there are {}", names.join(", "));
    }
    let machine = machine()?;
    build(&machine)?;
    for (name, seeds) in chosen {
        fuzz(&machine, name, seeds, seconds)?;
    }
    Ok(())
}

/// The machine's name, so that the flags reach what is fuzzed and no build script.
fn machine() -> Result<String> {
    let said = step::output(Command::new("rustc").arg("-vV"))?;
    let host = said.lines().find_map(|line| line.strip_prefix("host: "));
    Ok(host
        .context("rustc does not say what this machine is")?
        .to_owned())
}

fn folder() -> PathBuf {
    place::target().join("fuzz")
}

fn build(machine: &str) -> Result<()> {
    let fuzz = place::root().join("tests/fuzz");
    // What is fuzzed has the very versions that are served; a second lock file would drift.
    fs::copy(place::root().join("Cargo.lock"), fuzz.join("Cargo.lock"))?;
    let mut cargo = environment::cargo();
    cargo
        .current_dir(fuzz)
        .args(["build", "--release", "--bins", "--target", machine])
        .env("CARGO_TARGET_DIR", folder())
        .env("RUSTFLAGS", COVERAGE);
    step::run(
        "fuzz: build",
        &mut cargo,
        "libFuzzer needs a C++ compiler (g++ or clang++).",
    )
}

fn fuzz(machine: &str, name: &str, seeds: &[&str], seconds: u32) -> Result<()> {
    let found = folder().join("corpus").join(name);
    fs::create_dir_all(&found)?;
    let mut command = environment::command(folder().join(machine).join("release").join(name));
    command
        .arg(&found)
        .args(seeds.iter().map(|seed| place::root().join(seed)))
        .arg(format!("-max_total_time={seconds}"))
        .arg(format!("-max_len={LONGEST}"))
        .arg(format!("-artifact_prefix={}/{name}-", folder().display()))
        .args([
            "-timeout=10",
            "-rss_limit_mb=2048",
            "-verbosity=0",
            "-print_final_stats=1",
        ]);
    step::run(
        &format!("fuzz: {name}"),
        &mut command,
        "The input that did it lies in target/fuzz/; its path is above. Make a test of it.",
    )
}
