//! Packages of the operating system: what is there, and how what is missing is had.

use std::{path::Path, process::Command, sync::OnceLock};

use anyhow::{Result, bail};

use crate::{environment, place, step};

/// Whether this is Debian, Ubuntu or one of their kin.
pub fn has_apt() -> bool {
    Path::new("/etc/debian_version").exists() && place::on_path("apt-get").is_some()
}

/// Whether this process is root.
pub fn is_root() -> bool {
    static ROOT: OnceLock<bool> = OnceLock::new();
    *ROOT.get_or_init(|| {
        cfg!(unix) && step::output(environment::command("id").arg("-u")).is_ok_and(|id| id == "0")
    })
}

/// The line that a person types to install `packages` by apt.
pub fn apt_line(packages: &[&str]) -> String {
    format!(
        "sudo apt-get install -y --no-install-recommends {}",
        packages.join(" ")
    )
}

/// Installs Debian packages, says so first, and fails with the line to type where it can't.
pub fn install(packages: &[&str], what_for: &str) -> Result<()> {
    let line = apt_line(packages);
    if !has_apt() || !(is_root() || has_passwordless_sudo()) {
        bail!(
            "{what_for}: not installed, and this command may not install it. Type:\n\n    {line}\n"
        );
    }
    step::say(&format!(
        "{what_for}: installing {} by apt",
        packages.join(", ")
    ));
    let name = format!("apt install {}", packages[0]);
    let mut arguments = vec!["install", "-yq", "--no-install-recommends"];
    arguments.extend(packages);
    // The lists are often there and fresh enough; they are fetched only when that did not do.
    if step::run(&name, &mut apt(&arguments), "").is_ok() {
        return Ok(());
    }
    let _ = step::run("apt update", &mut apt(&["update", "-q"]), "");
    step::run(
        &name,
        &mut apt(&arguments),
        &format!("By hand:\n\n    {line}\n"),
    )
}

fn has_passwordless_sudo() -> bool {
    place::on_path("sudo").is_some()
        && step::output(environment::command("sudo").args(["-n", "true"])).is_ok()
}

fn apt(arguments: &[&str]) -> Command {
    let mut command = if is_root() {
        environment::command("apt-get")
    } else {
        let mut sudo = environment::command("sudo");
        sudo.args(["-n", "DEBIAN_FRONTEND=noninteractive", "apt-get"]);
        sudo
    };
    command
        .env("DEBIAN_FRONTEND", "noninteractive")
        .args(arguments);
    command
}
