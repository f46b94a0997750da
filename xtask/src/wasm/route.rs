//! The one order in which a compiler for Wasm is had:
//!
//! 1. `source`: the active toolchain has std's source, or rustup fetches it within 20 seconds;
//! 2. `debian`: the distribution's `rustc-web` and `rust-web-src`;
//! 3. `plain`: the target without source, which makes the Wasm about a fifth larger.
//!
//! `KINDRED_WASM_ROUTE` names one of the three and leaves out the others.

use std::{
    env,
    path::{Path, PathBuf},
    time::Duration,
};

use anyhow::{Result, bail};

use super::compiler::{Compiler, TARGET};
use crate::{environment, place, step, system};

/// Debian's and Ubuntu's compiler for browsers' own needs, with std's source.
pub const DEBIAN_PACKAGES: &[&str] = &["rustc-web", "rust-web-src"];

/// How long rustup may take for a download. Some networks let packages through and nothing else,
/// and there it waits for ever.
const PATIENCE: Duration = Duration::from_secs(20);

/// Where the compiler comes from.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Route {
    /// The active toolchain, std built from its source.
    Source,
    /// Debian's packages, std built from their source.
    Debian,
    /// The active toolchain, std as it comes compiled.
    Plain,
}

impl Route {
    const ALL: [Self; 3] = [Self::Source, Self::Debian, Self::Plain];

    /// Its name in `KINDRED_WASM_ROUTE`.
    pub fn word(self) -> &'static str {
        match self {
            Self::Source => "source",
            Self::Debian => "debian",
            Self::Plain => "plain",
        }
    }

    /// The route of that name.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|route| route.word() == word)
    }
}

/// One way to call cargo.
#[derive(Clone)]
pub struct Recipe {
    route: Route,
    sized: bool,
    /// The compiler.
    pub rustc: PathBuf,
    /// Its linker, where it does not find one itself.
    pub linker: Option<PathBuf>,
    /// Flags for the compiler.
    pub rustflags: Vec<String>,
    /// Flags for cargo.
    pub cargo_flags: Vec<String>,
    /// Cargo's profile.
    pub profile: &'static str,
    /// Whether std is built too.
    pub builds_std: bool,
}

impl Recipe {
    /// For people: `debian, size flags`.
    pub fn how(&self) -> String {
        let flags = match (self.profile, self.sized) {
            ("dev", _) => "development",
            (_, true) => "size flags",
            (_, false) => "plain flags",
        };
        format!("{}, {flags}", self.route.word())
    }
}

/// The routes to try. The one that worked last time comes first, unless the best one has become
/// free meanwhile: nobody should wait for a download that failed yesterday.
pub fn order(known: Option<Route>) -> Result<Vec<Route>> {
    if let Some(forced) = env::var("KINDRED_WASM_ROUTE")
        .ok()
        .filter(|word| !word.is_empty())
    {
        let Some(route) = Route::from_word(&forced) else {
            bail!("KINDRED_WASM_ROUTE={forced}: there is source, debian and plain");
        };
        return Ok(vec![route]);
    }
    let mut routes = Route::ALL.to_vec();
    if let Some(known) = known
        && !Compiler::active().is_ok_and(|compiler| compiler.has_source())
    {
        routes.sort_by_key(|route| *route != known);
    }
    Ok(routes)
}

/// The recipes of a route, best first; fetches what it needs. A `known` route worked before.
pub fn recipes(route: Route, dev: bool, known: bool) -> Result<Vec<Recipe>> {
    match route {
        Route::Source => {
            let compiler = Compiler::active()?;
            if !compiler.has_source() {
                rustup(&["component", "add", "rust-src"])?;
            }
            if !compiler.has_source() {
                bail!("std's source is not there after `rustup component add rust-src`");
            }
            Ok(with_std(route, &compiler, None, dev))
        }
        Route::Debian => {
            let compiler = debian()?;
            let linker = match compiler.linker() {
                Some(own) => own,
                None => foreign_linker()?,
            };
            Ok(with_std(route, &compiler, Some(linker), dev))
        }
        Route::Plain => {
            let compiler = Compiler::active()?;
            if !compiler.has_target() {
                rustup(&["target", "add", TARGET])?;
            }
            if !known {
                step::say("  no std source could be had: the Wasm will be about 20 % larger");
            }
            Ok(vec![plain(route, &compiler, dev)])
        }
    }
}

/// Debian's compiler, installed if need be.
fn debian() -> Result<Compiler> {
    // Debian's older `rustc` lies at the same path; the source beside it tells them apart.
    let rustc = Path::new("/usr/bin/rustc");
    let found = |compiler: &Compiler| compiler.has_source();
    if let Ok(compiler) = Compiler::ask(rustc)
        && found(&compiler)
    {
        return Ok(compiler);
    }
    system::install(DEBIAN_PACKAGES, "The compiler for Wasm")?;
    let compiler = Compiler::ask(rustc)?;
    if !found(&compiler) {
        bail!(
            "/usr/bin/rustc {} has no std source after the installation",
            compiler.release
        );
    }
    Ok(compiler)
}

/// Debian's compiler comes without a linker for Wasm; rustup's toolchain has one, or LLVM's.
fn foreign_linker() -> Result<PathBuf> {
    let rustups = Compiler::active()
        .ok()
        .and_then(|compiler| compiler.linker());
    match rustups
        .or_else(|| place::on_path("rust-lld"))
        .or_else(|| place::on_path("wasm-ld"))
    {
        Some(linker) => Ok(linker),
        None => bail!("no linker for Wasm; type: {}", system::apt_line(&["lld"])),
    }
}

/// Std built along: with every size flag that this compiler takes, then without any.
fn with_std(route: Route, compiler: &Compiler, linker: Option<PathBuf>, dev: bool) -> Vec<Recipe> {
    let plain = Recipe {
        cargo_flags: vec!["-Zbuild-std=std,panic_abort".into()],
        builds_std: true,
        linker,
        ..plain(route, compiler, dev)
    };
    // `immediate-abort` leaves out the whole machinery of panic messages. It is a panic strategy
    // of newer compilers; for older ones it was a feature of std, which newer ones refuse.
    let immediate = ["-Zunstable-options", "-Cpanic=immediate-abort"];
    if dev || !compiler.takes(&immediate) {
        return vec![plain];
    }
    let small = ["-Zfmt-debug=none", "-Zlocation-detail=none"];
    let flags = immediate
        .into_iter()
        .chain(small.into_iter().filter(|flag| compiler.takes(&[flag])));
    let sized = Recipe {
        sized: true,
        rustflags: flags.map(str::to_owned).collect(),
        cargo_flags: vec![
            "-Zbuild-std=std".into(),
            "-Zbuild-std-features=optimize_for_size".into(),
        ],
        ..plain.clone()
    };
    vec![sized, plain]
}

/// Std as it comes compiled, and no flag that only some compilers take.
fn plain(route: Route, compiler: &Compiler, dev: bool) -> Recipe {
    Recipe {
        route,
        sized: false,
        rustc: compiler.rustc.clone(),
        linker: None,
        rustflags: Vec::new(),
        cargo_flags: Vec::new(),
        profile: if dev { "dev" } else { "wasm" },
        builds_std: false,
    }
}

/// Asks rustup for something, within the time that it may take.
fn rustup(arguments: &[&str]) -> Result<()> {
    let line = format!("rustup {}", arguments.join(" "));
    if place::on_path("rustup").is_none() {
        bail!("there is no rustup on PATH");
    }
    step::say(&format!("The compiler for Wasm: {line} (20 s at most)"));
    let mut command = environment::command("rustup");
    match step::attempt(&line, command.args(arguments), PATIENCE)? {
        Some(status) if status.success() => Ok(()),
        Some(_) => bail!(
            "`{line}` failed; its output is in {}",
            place::short(&step::log_of(&line)?)
        ),
        None => bail!("`{line}` did not end within 20 s"),
    }
}
