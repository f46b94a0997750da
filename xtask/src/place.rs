//! Where things are: the checkout, cargo's target folder, and the files between the steps.

use std::{
    env,
    path::{Path, PathBuf},
};

/// The checkout's root.
pub fn root() -> PathBuf {
    let xtask = env::var_os("CARGO_MANIFEST_DIR")
        .map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")), PathBuf::from);
    xtask.parent().map_or(xtask.clone(), Path::to_path_buf)
}

/// Cargo's target folder: `target`, or what the person chose by CARGO_TARGET_DIR.
pub fn target() -> PathBuf {
    match env::var_os("CARGO_TARGET_DIR") {
        // A relative one counts from where the person stands, as it does for cargo.
        Some(chosen) if !chosen.is_empty() => env::current_dir().unwrap_or_default().join(chosen),
        _ => root().join("target"),
    }
}

/// The bundle that the server hands out.
pub fn site() -> PathBuf {
    target().join("site")
}

/// A built program of `profile` (`debug` or `release`).
pub fn program(profile: &str, name: &str) -> PathBuf {
    target()
        .join(profile)
        .join(format!("{name}{}", env::consts::EXE_SUFFIX))
}

/// A path as short as it can be said from the root.
pub fn short(path: &Path) -> String {
    path.strip_prefix(root())
        .unwrap_or(path)
        .display()
        .to_string()
}

/// The first file of that name in the folders of PATH.
pub fn on_path(name: &str) -> Option<PathBuf> {
    let file = format!("{name}{}", env::consts::EXE_SUFFIX);
    env::split_paths(&env::var_os("PATH")?)
        .map(|folder| folder.join(&file))
        .find(|path| path.is_file())
}
