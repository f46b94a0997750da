//! The widgets' Wasm: which compiler, which flags, and the call of cargo.
//!
//! `compiler.rs` asks a compiler what it is and takes, `route.rs` holds the order in which one is
//! had. Here a recipe made of both is cooked, and the next one tried when it turns out wrong.

mod compiler;
mod route;

use std::{fs, path::PathBuf, process::Command};

use anyhow::{Result, bail};

use route::Recipe;
pub use route::Route;

use crate::{environment, place, step};

/// Crates of ours: when one of them does not compile, another compiler will not help.
const OURS: &[&str] = &["widgets", "api-types", "catalogue"];

/// The widgets' programs.
const PROGRAMS: [&str; 8] = [
    "finder", "join", "survey", "console", "office", "feedback", "records", "preview",
];

/// The built programs, as the compiler left them.
pub struct Built {
    /// The folder with a `.wasm` for each.
    pub folder: PathBuf,
    /// How it came about, for people and for the manifest: `debian, size flags`.
    pub how: String,
}

/// Builds the widgets' programs. `dev` keeps panic messages and debug texts, in a folder of its own.
pub fn build(dev: bool) -> Result<Built> {
    let folder = place::target().join(if dev { "wasm-dev" } else { "wasm" });
    let memory = folder.join("kindred-route");
    let known = fs::read_to_string(&memory)
        .ok()
        .and_then(|word| Route::from_word(word.trim()));

    let mut trouble = Vec::new();
    for route in route::order(known)? {
        let recipes = match route::recipes(route, dev, known == Some(route)) {
            Ok(recipes) => recipes,
            Err(error) => {
                trouble.push(format!("- {}: {error:#}", route.word()));
                continue;
            }
        };
        for recipe in recipes {
            let name = format!("wasm ({})", recipe.how());
            let Err(error) = step::run(&name, &mut cargo(&recipe, &folder), "") else {
                fs::write(&memory, route.word())?;
                return Ok(Built {
                    folder: artefacts(&recipe, &folder),
                    how: recipe.how(),
                });
            };
            if is_our_fault(&fs::read_to_string(step::log_of(&name)?).unwrap_or_default()) {
                return Err(error);
            }
            step::say(&format!(
                "  {} did not work here; trying the next way",
                recipe.how()
            ));
            trouble.push(format!("- {}: {error:#}", recipe.how()));
        }
    }
    bail!(
        "no compiler for Wasm could be had.\n\n{}\n\nThe shortest way is to type one of these and \
         start again:\n\n    rustup component add rust-src\n    {}\n    rustup target add {}\n",
        trouble.join("\n"),
        crate::system::apt_line(route::DEBIAN_PACKAGES),
        compiler::TARGET,
    )
}

fn cargo(recipe: &Recipe, folder: &std::path::Path) -> Command {
    let mut command = environment::cargo_for_wasm(&recipe.rustc, &recipe.rustflags);
    command
        .args(["build", "--package", "widgets", "--features", "csr"])
        .args(PROGRAMS.iter().flat_map(|program| ["--bin", program]))
        .args(["--profile", recipe.profile, "--target", compiler::TARGET])
        .arg("--target-dir")
        .arg(folder)
        .args(&recipe.cargo_flags);
    if recipe.builds_std {
        // Building std is a nightly feature that works on stable compilers when they are told so.
        command.env("RUSTC_BOOTSTRAP", "1");
    }
    if let Some(linker) = &recipe.linker {
        command.env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER", linker);
    }
    command
}

fn artefacts(recipe: &Recipe, folder: &std::path::Path) -> PathBuf {
    // Cargo calls the folder of the profile `dev` by its older name.
    let profile = if recipe.profile == "dev" {
        "debug"
    } else {
        recipe.profile
    };
    folder.join(compiler::TARGET).join(profile)
}

fn is_our_fault(log: &str) -> bool {
    OURS.iter()
        .any(|name| log.contains(&format!("could not compile `{name}`")))
        || log.contains("failed to parse manifest")
}
