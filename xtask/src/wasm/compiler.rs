//! One Rust compiler: what it says of itself, and which flags it takes. Asked, never assumed.

use std::{
    fs,
    path::{Path, PathBuf},
};

use anyhow::Result;

use crate::{environment, place, step};

/// The browser, as compilers call it.
pub const TARGET: &str = "wasm32-unknown-unknown";

/// A compiler that answered.
pub struct Compiler {
    /// The program.
    pub rustc: PathBuf,
    /// `1.96.0`.
    pub release: String,
    host: String,
    sysroot: PathBuf,
}

impl Compiler {
    /// The compiler that belongs to the cargo that runs us.
    pub fn active() -> Result<Self> {
        let sysroot = step::output(environment::command("rustc").args(["--print", "sysroot"]))?;
        let rustc = Path::new(&sysroot)
            .join("bin")
            .join(format!("rustc{}", std::env::consts::EXE_SUFFIX));
        Self::ask(&rustc)
    }

    /// The compiler at a path.
    pub fn ask(rustc: &Path) -> Result<Self> {
        let version = step::output(environment::command(rustc).arg("-vV"))?;
        let line = |key: &str| {
            version
                .lines()
                .find_map(|line| line.strip_prefix(key))
                .map(|value| value.trim().to_owned())
                .unwrap_or_default()
        };
        let sysroot = step::output(environment::command(rustc).args(["--print", "sysroot"]))?;
        Ok(Self {
            rustc: rustc.to_owned(),
            release: line("release:"),
            host: line("host:"),
            sysroot: sysroot.into(),
        })
    }

    /// Whether std's source lies beside it.
    pub fn has_source(&self) -> bool {
        self.sysroot
            .join("lib/rustlib/src/rust/library/std/Cargo.toml")
            .is_file()
    }

    /// Whether std for the browser lies beside it, compiled.
    pub fn has_target(&self) -> bool {
        self.sysroot
            .join("lib/rustlib")
            .join(TARGET)
            .join("lib")
            .is_dir()
    }

    /// Whether it carries the linker that it looks for when it makes Wasm.
    pub fn linker(&self) -> Option<PathBuf> {
        let name = format!("rust-lld{}", std::env::consts::EXE_SUFFIX);
        let path = self
            .sysroot
            .join("lib/rustlib")
            .join(&self.host)
            .join("bin")
            .join(name);
        path.is_file().then_some(path)
    }

    /// Whether an empty program compiles for the browser with these flags.
    pub fn takes(&self, flags: &[&str]) -> bool {
        let folder = place::target().join("xtask-logs");
        let source = folder.join("empty.rs");
        // Without even core, because none is compiled for the browser yet.
        let written = fs::create_dir_all(&folder)
            .and_then(|()| fs::write(&source, "#![feature(no_core)]\n#![no_core]\n"));
        written.is_ok()
            && step::output(
                environment::command(&self.rustc)
                    .env("RUSTC_BOOTSTRAP", "1")
                    .args([
                        "--crate-type",
                        "rlib",
                        "--emit",
                        "metadata",
                        "--target",
                        TARGET,
                    ])
                    .args(flags)
                    .arg("--out-dir")
                    .arg(&folder)
                    .arg(&source),
            )
            .is_ok()
    }
}
