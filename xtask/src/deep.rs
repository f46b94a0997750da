//! What only `--deep` runs: schemathesis, which makes up requests from the API's own description.

use std::{
    fs,
    io::{BufRead, BufReader},
    process::{Child, Stdio},
};

use anyhow::{Context, Result, bail};

use crate::{environment, licences, place, step};

/// Runs schemathesis against a server with the sample organisation.
pub fn schemathesis() -> Result<()> {
    let Some(folder) = licences::python_folder("schemathesis", "schemathesis")? else {
        println!("  schemathesis: NOT RUN: it cannot be had here. Type: pip install schemathesis");
        return Ok(());
    };
    let server = Server::start()?;
    let mut command =
        environment::command(folder.join(format!("schemathesis{}", std::env::consts::EXE_SUFFIX)));
    command
        // It leaves a folder of its own where it stands.
        .current_dir(place::target())
        .args(["run", &format!("{}/openapi.json", server.address)])
        .args(["--checks", "all"])
        // A schema cannot say which dates exist or which cursors are ours, so that some of what it
        // allows is refused, rightly.
        .args(["--exclude-checks", "positive_data_acceptance"]);
    step::show(
        "schemathesis",
        &mut command,
        "It prints a curl line for each request that went wrong.",
    )
}

/// A server of its own on a free port; dropping it stops it and removes its data.
struct Server {
    child: Child,
    address: String,
    data: std::path::PathBuf,
}

impl Server {
    fn start() -> Result<Self> {
        let data = std::env::temp_dir().join(format!("kindred-deep-{}", std::process::id()));
        let sample = place::root().join("examples/riverside");
        fs::create_dir_all(data.join("sites"))?;
        fs::copy(
            sample.join("riverside.toml"),
            data.join("sites/riverside.toml"),
        )?;
        let kindred = || {
            let mut command = environment::command(place::program("debug", "kindred"));
            command.arg("--data").arg(&data);
            command
        };
        let mut import = kindred();
        import.args(["import", "--site", "riverside", "--format", "kindred"]);
        step::run(
            "schemathesis: sample groups",
            import.arg(sample.join("groups.json")),
            "",
        )?;
        let mut publish = kindred();
        publish.args(["guidelines", "publish", "--site", "riverside"]);
        step::run(
            "schemathesis: sample guidelines",
            publish.arg(sample.join("guidelines.toml")),
            "",
        )?;
        // With letters, so that what is written is tried as well as what is read.
        let mut child = kindred()
            .args(["serve", "--listen", "127.0.0.1:0", "--mail-folder"])
            .arg(data.join("mail"))
            .env("KINDRED_MAIL_FROM", "groups@riverside.example.org")
            .env("KINDRED_PUBLIC_URL", "http://127.0.0.1:8080")
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .context("cannot start the server")?;
        let mut line = String::new();
        if let Some(output) = child.stdout.as_mut() {
            BufReader::new(output).read_line(&mut line)?;
        }
        let mut server = Self {
            child,
            address: String::new(),
            data,
        };
        // Made first, so that a server that says something else is stopped, too.
        let Some(address) = line.trim().strip_prefix("listening on ") else {
            bail!("the server said `{}` instead of its address", line.trim());
        };
        server.address.push_str(address);
        Ok(server)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
        let _ = fs::remove_dir_all(&self.data);
    }
}
