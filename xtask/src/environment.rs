//! The environment that child processes get.
//!
//! `cargo xtask` is `cargo run`: it hands this program variables that are meant for it alone.
//! A cargo or a compiler started from here with them would see another world than one started
//! from the shell, and build everything a second time. The Wasm build goes further: no flag that
//! a person chose for programs of this machine may reach it.

use std::{
    env,
    ffi::{OsStr, OsString},
    path::Path,
    process::Command,
};

use crate::place;

/// Variables that `cargo run` sets for the program that it runs.
const OF_CARGO_RUN: &[&str] = &[
    "CARGO",
    "CARGO_CRATE_NAME",
    "CARGO_MANIFEST_DIR",
    "CARGO_MANIFEST_LINKS",
    "CARGO_MANIFEST_PATH",
    "CARGO_PRIMARY_PACKAGE",
    "CARGO_RUSTC_CURRENT_DIR",
    "OUT_DIR",
    "RUST_RECURSION_COUNT",
];

/// Settings of cargo's that a build for another machine may keep: where things are fetched from
/// and how talkative it is.
const FIT_FOR_WASM: &[&str] = &[
    "CARGO_BUILD_JOBS",
    "CARGO_HOME",
    "CARGO_HTTP_",
    "CARGO_NET_",
    "CARGO_REGISTRIES_",
    "CARGO_REGISTRY_",
    "CARGO_SOURCE_",
    "CARGO_TERM_",
];

/// Search paths of the dynamic linker, to which `cargo run` adds the toolchain's folders. With
/// them another compiler would load the wrong libraries.
const LIBRARY_PATHS: &[&str] = &[
    "LD_LIBRARY_PATH",
    "DYLD_FALLBACK_LIBRARY_PATH",
    "DYLD_LIBRARY_PATH",
];

/// `program`, run in the checkout's root as if from the person's own shell.
pub fn command(program: impl AsRef<OsStr>) -> Command {
    let mut command = Command::new(program);
    command.current_dir(place::root());
    for (name, value) in env::vars_os() {
        let Some(word) = name.to_str() else { continue };
        if OF_CARGO_RUN.contains(&word)
            || word.starts_with("CARGO_PKG_")
            || word.starts_with("CARGO_BIN_")
        {
            command.env_remove(&name);
        } else if LIBRARY_PATHS.contains(&word) {
            match without_toolchain(&value) {
                Some(rest) => command.env(&name, rest),
                None => command.env_remove(&name),
            };
        }
    }
    command
}

/// Cargo for programs of this machine. The person's own flags stay.
pub fn cargo() -> Command {
    command(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
}

/// Cargo for Wasm by the compiler `rustc`, with these flags and no others.
pub fn cargo_for_wasm(rustc: &Path, flags: &[String]) -> Command {
    let mut command = cargo();
    for (name, _) in env::vars_os() {
        let Some(word) = name.to_str() else { continue };
        let of_cargo = word.starts_with("CARGO_") || word.starts_with("__CARGO");
        let kept = FIT_FOR_WASM.iter().any(|kept| word.starts_with(kept));
        let of_rustc = word.starts_with("RUSTC") || word == "RUSTFLAGS" || word == "RUSTDOCFLAGS";
        if (of_cargo && !kept) || of_rustc {
            command.env_remove(&name);
        }
    }
    command
        .env("RUSTC", rustc)
        // Empty ones silence a wrapper, or flags, of the person's cargo configuration too.
        .env("RUSTC_WRAPPER", "")
        .env("RUSTC_WORKSPACE_WRAPPER", "")
        .env("CARGO_ENCODED_RUSTFLAGS", flags.join("\x1f"));
    command
}

/// A linker search path without the folders that `cargo run` put in front.
fn without_toolchain(value: &OsStr) -> Option<OsString> {
    let target = place::target();
    let rest: Vec<_> = env::split_paths(value)
        .filter(|folder| {
            !folder.starts_with(&target)
                && !folder
                    .components()
                    .any(|part| part.as_os_str() == "rustlib")
                && !folder
                    .components()
                    .any(|part| part.as_os_str() == "toolchains")
        })
        .filter(|folder| !folder.as_os_str().is_empty())
        .collect();
    if rest.is_empty() {
        None
    } else {
        env::join_paths(rest).ok()
    }
}
