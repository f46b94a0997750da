//! `cargo xtask demo`: the sample organisation, served on this machine.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use anyhow::{Context, Result, bail};

use crate::{bundle, environment, place, step};

/// The sample organisation's slug.
const SITE: &str = "riverside";
/// The slug of the other one, which some of the examples show.
const SECOND: &str = "lakeside";

/// Builds, fills and serves. Ends with the server.
pub fn run(port: u16, data: Option<PathBuf>, feed: Option<PathBuf>) -> Result<()> {
    // Seen from where the person stands, before anything runs elsewhere.
    let here = std::env::current_dir()?;
    let data = data.map_or_else(|| place::target().join("demo"), |data| here.join(data));
    let feed = feed.map(|feed| here.join(feed));
    if let Some(feed) = feed.as_deref().filter(|feed| !feed.is_file()) {
        bail!("--feed {}: there is no such file", feed.display());
    }

    bundle::build(bundle::dev_by_environment())?;
    let mut cargo = environment::cargo();
    cargo.args(["build", "--package", "server", "--bin", "kindred"]);
    step::run(
        "server",
        &mut cargo,
        "`cargo build -p server` shows the same errors.",
    )?;
    fill(&data)?;
    if let Some(feed) = feed {
        let mut import = kindred(&data);
        import.args([
            "import",
            "--site",
            SITE,
            "--format",
            "meeting-guide",
            "--feed",
            "demo-feed",
        ]);
        step::show(
            "import of the feed",
            import.arg(feed),
            "The file stays as it is; nothing was changed.",
        )?;
    }
    serve(&data, port)
}

/// Makes the sample organisations' database, once. Later starts keep what is there.
fn fill(data: &Path) -> Result<()> {
    let sites = data.join("sites");
    fs::create_dir_all(&sites).with_context(|| format!("cannot make {}", sites.display()))?;
    for site in [SITE, SECOND] {
        fill_site(data, &sites, site)?;
    }
    Ok(())
}

fn fill_site(data: &Path, sites: &Path, site: &str) -> Result<()> {
    let sample = place::root().join("examples").join(site);
    let made = data.join(format!("{site}-imported"));
    if made.exists() {
        return Ok(());
    }
    let file = format!("{site}.toml");
    if !sites.join(&file).exists() {
        fs::copy(sample.join(&file), sites.join(&file))
            .with_context(|| format!("cannot copy examples/{site}/{file}"))?;
    }
    let way_out = "Delete the demo's data folder and start again.";
    let mut import = kindred(data);
    import.args(["import", "--site", site, "--format", "kindred"]);
    step::run(
        &format!("{site}: groups"),
        import.arg(sample.join("groups.json")),
        way_out,
    )?;
    publish_guidelines(data, site, &sample, way_out)?;
    publish_surveys(data, site, &sample, way_out)?;
    let places = sample.join("places.tsv");
    if places.is_file() {
        step::run(
            &format!("{site}: places"),
            kindred(data).arg("import-places").arg(places),
            way_out,
        )?;
    }
    fs::write(
        made,
        "The demo's sample groups are in the database; delete the folder to begin anew.\n",
    )?;
    Ok(())
}

/// Publishes the site's rules, and those of groups, whose files are named after them.
fn publish_guidelines(data: &Path, site: &str, sample: &Path, way_out: &str) -> Result<()> {
    let publish = || {
        let mut command = kindred(data);
        command.args(["guidelines", "publish", "--site", site]);
        command
    };
    let of_site = sample.join("guidelines.toml");
    step::run(
        &format!("{site}: guidelines"),
        publish().arg(of_site),
        way_out,
    )?;
    let folder = sample.join("guidelines");
    if !folder.is_dir() {
        return Ok(());
    }
    let files = fs::read_dir(&folder);
    for file in files.with_context(|| format!("cannot read {}", folder.display()))? {
        let file = file?.path();
        let group = file.file_stem().unwrap_or_default();
        step::run(
            &format!("{site}: guidelines of {}", group.display()),
            publish().arg("--group").arg(group).arg(&file),
            way_out,
        )?;
    }
    Ok(())
}

/// Publishes what the site asks its members, where it asks something.
fn publish_surveys(data: &Path, site: &str, sample: &Path, way_out: &str) -> Result<()> {
    let folder = sample.join("surveys");
    if !folder.is_dir() {
        return Ok(());
    }
    let files = fs::read_dir(&folder);
    for file in files.with_context(|| format!("cannot read {}", folder.display()))? {
        let file = file?.path();
        let mut command = kindred(data);
        command.args(["survey", "publish", "--site", site]);
        step::run(&format!("{site}: a survey"), command.arg(&file), way_out)?;
    }
    Ok(())
}

fn serve(data: &Path, port: u16) -> Result<()> {
    let address = format!("127.0.0.1:{port}");
    println!(
        "
Kindred's demo: http://{address}/

  http://{address}/                       the sample organisation's page, with the finder
  http://{address}/examples/finder.html   the finder and nothing else
  http://{address}/outbox                 the letters that would have been sent
  http://{address}/docs                   the API, to read
  http://{address}/console                the staff's console: open the set-up link that is printed below

Try: type `brest` (yes, misspelt) · choose Spanish · open a group, then go back · press Share
     · join a group and read your code at /outbox · narrow the window · print
Data: {} · Stop: Ctrl-C
",
        place::short(data)
    );
    let mut server = kindred(data);
    server
        .args(["serve", "--listen", &address, "--examples"])
        .arg(place::root().join("examples"))
        // Letters stay on this machine, to be read at /outbox.
        .env_remove("KINDRED_SMTP")
        .args(["--mail-from", "groups@riverside.example.org"])
        .args(["--public-url", &format!("http://{address}")])
        .arg("--mail-folder")
        .arg(data.join("mail"));
    let status = server.status().context("cannot start the server")?;
    // Ctrl-C reaches the server, too, and is how a demo ends.
    if status.success() || status.code().is_none() {
        return Ok(());
    }
    bail!(
        "the server ended ({status}); what it said is above.\n\
         Is port {port} taken? Another one: cargo xtask demo --port {}",
        port.saturating_add(1)
    )
}

fn kindred(data: &Path) -> Command {
    let mut command = environment::command(place::program("debug", "kindred"));
    command.arg("--data").arg(data);
    command
}
