//! The `kindred` program. The environment is read here, and nowhere else.

use std::process::ExitCode;

use clap::Parser;
use server::{
    cli::{Cli, Environment, run},
    start::Keys,
};

fn main() -> ExitCode {
    let binary = std::env::current_exe().ok();
    let secret = |name| std::env::var(name).ok().filter(|said| !said.is_empty());
    let environment = Environment {
        keys: Keys {
            in_use: secret("KINDRED_KEY"),
            former: secret("KINDRED_FORMER_KEY"),
        },
        smtp: secret("KINDRED_SMTP"),
        binary: binary.and_then(|path| path.parent().map(ToOwned::to_owned)),
    };
    run(Cli::parse(), &environment)
}
