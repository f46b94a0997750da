//! `cargo xtask`: the project's own commands. Here is what a person can type; each command has a
//! file of its own.

mod bench;
mod browsers;
mod bundle;
mod deep;
mod demo;
mod environment;
mod fuzz;
mod licences;
mod place;
mod postgres;
mod release;
mod step;
mod system;
mod test;
mod wasm;

use std::{path::PathBuf, process::ExitCode};

use clap::{Args, Parser, Subcommand};

/// Kindred's own commands. Each fetches what it needs, says so first, and ends with the way out
/// when something fails.
///
/// Logs of the long steps lie in `target/xtask-logs`. `KINDRED_WASM_ROUTE=source|debian|plain`
/// chooses where the compiler for Wasm comes from; left alone, the first that can be had is taken.
#[derive(Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask", max_term_width = 100)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Shows Kindred at work: builds it, fills a database with a sample organisation, serves it
    ///
    /// The first time takes some minutes (most of it the compiler), later ones seconds. The
    /// database is kept between starts; delete its folder to begin anew.
    Demo(Demo),
    /// Runs every check: format, clippy, tests on both databases, the bundle, browsers, licences
    Test(Test),
    /// Makes the release: `target/site/` and `target/release/kindred`
    Build,
    /// Measures what a visit costs; JSON lines first, a table after them
    Bench(Bench),
    /// Feeds made-up inputs to whatever reads what strangers send (`tests/fuzz/`)
    Fuzz(Fuzz),
    /// Builds the widgets' Wasm alone
    Wasm(Wasm),
    /// Builds Wasm and bundle: `target/site/`
    Bundle(Wasm),
}

#[derive(Args)]
struct Demo {
    /// Port on 127.0.0.1
    #[arg(long, default_value_t = 8080)]
    port: u16,
    /// Folder of the database and the sites' files [default: target/demo]
    #[arg(long, value_name = "DIR")]
    data: Option<PathBuf>,
    /// Also import a Meeting Guide feed (JSON) into the sample site
    #[arg(long, value_name = "FILE")]
    feed: Option<PathBuf>,
}

#[derive(Args)]
struct Test {
    /// Leave out the browsers
    #[arg(long, conflicts_with = "deep")]
    quick: bool,
    /// Also the long ones: ignored tests, fuzzing, and schemathesis against the API
    #[arg(long)]
    deep: bool,
}

#[derive(Args)]
struct Bench {
    /// Only the bytes; needs no browser
    #[arg(long)]
    bytes: bool,
}

#[derive(Args)]
struct Fuzz {
    /// Which target [default: each]
    name: Option<String>,
    /// For so long each
    #[arg(long, default_value_t = 60)]
    seconds: u32,
}

#[derive(Args)]
struct Wasm {
    /// Keep panic messages and debug texts (much larger), in a target folder of its own;
    /// `KINDRED_WASM_DEV=1` does the same
    #[arg(long)]
    dev: bool,
}

impl Wasm {
    fn dev(&self) -> bool {
        self.dev || bundle::dev_by_environment()
    }
}

fn main() -> ExitCode {
    let done = match Cli::parse().command {
        Command::Demo(demo) => demo::run(demo.port, demo.data, demo.feed),
        Command::Test(test) => test::run(test.quick, test.deep),
        Command::Build => release::run(),
        Command::Bench(bench) => bench::run(bench.bytes),
        Command::Fuzz(fuzz) => fuzz::run(fuzz.name.as_deref(), fuzz.seconds),
        Command::Wasm(wasm) => wasm::build(wasm.dev()).map(|built| {
            println!("{} ({})", place::short(&built.folder), built.how);
        }),
        Command::Bundle(wasm) => bundle::build(wasm.dev()).map(|()| {
            println!("{}", place::short(&place::site()));
        }),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("\nerror: {error:#}");
            ExitCode::FAILURE
        }
    }
}
