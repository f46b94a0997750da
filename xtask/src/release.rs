//! `cargo xtask build`: the release.

use anyhow::Result;

use crate::{bundle, environment, place, step};

/// Builds the bundle and the server, optimised.
pub fn run() -> Result<()> {
    bundle::build(false)?;
    server()?;
    println!(
        "\nThe release is two things, to be copied side by side:\n\n    {}\n    {}/\n\n\
         Start it: kindred serve --help",
        place::short(&place::program("release", "kindred")),
        place::short(&place::site()),
    );
    Ok(())
}

/// The server alone, optimised.
pub fn server() -> Result<()> {
    let mut cargo = environment::cargo();
    cargo.args([
        "build",
        "--release",
        "--package",
        "server",
        "--bin",
        "kindred",
    ]);
    step::run(
        "server (release)",
        &mut cargo,
        "`cargo build -p server` shows the same errors sooner.",
    )
}
