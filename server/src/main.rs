//! The `kindred` program. The environment is read here, and nowhere else.

use std::process::ExitCode;

use clap::Parser;
use server::cli::{Cli, Environment, run};

fn main() -> ExitCode {
    let binary = std::env::current_exe().ok();
    let environment = Environment {
        key: std::env::var("KINDRED_KEY")
            .ok()
            .filter(|key| !key.is_empty()),
        binary: binary.and_then(|path| path.parent().map(ToOwned::to_owned)),
    };
    run(Cli::parse(), &environment)
}
