//! `kindred export`.

use std::{
    fs,
    io::{self, Write},
    path::{Path, PathBuf},
    process::ExitCode,
};

use anyhow::Context;
use clap::{Args, ValueEnum};

use super::{
    Common, Environment, export_static,
    workspace::{Workspace, block_on},
};
use crate::{
    calendars,
    domain::group::GroupRecord,
    feeds::{self, ical},
    store::{SiteId, Store, StoredGroup},
};

/// What `kindred export` takes.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub struct ExportArgs {
    /// Slug of the site.
    #[arg(long, value_name = "SLUG")]
    site: String,
    /// What to write.
    #[arg(long, value_name = "FORMAT", value_enum, default_value = "kindred")]
    format: Format,
    /// Adds meeting links and dial-in codes (format kindred alone). Keep such a file safe.
    #[arg(long)]
    with_join_details: bool,
    /// File to write; default standard output.
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
    /// Folder to write the site's pages into, for any web space: an index.html, a page for each group, the data.
    #[arg(long = "static", value_name = "DIR", conflicts_with_all = ["format", "with_join_details", "out"])]
    pages: Option<PathBuf>,
    /// With --static: folder of the built widgets; default as for `kindred serve`.
    #[arg(long, value_name = "DIR", requires = "pages")]
    assets: Option<PathBuf>,
}

const EXAMPLES: &str = "\
Examples:
  kindred export --site riverside --out riverside.json
  kindred export --site riverside --format ical --out riverside.ics
  kindred export --site riverside --static public_html/groups

Format kindred holds everything but meeting links and dial-in codes, and also addresses that only
members may see; `kindred import --format kindred` reads it back. Format ical holds public things
alone.

--static writes plain pages that need no server and no script: a list of all groups, a page for each,
calendars, and what the API would answer as data/*.json; each further language is a folder of its
own. With them comes the finder for any page of the same web space, in the site's first language:

  <script async src=\"/groups/kindred.js\" data-site=\"riverside\"></script>
  <kindred-group-finder></kindred-group-finder>

How to join is whom to ask, for nobody is there to answer a form. The web space has to answer a
folder's address with its index.html, as they do. Dates are those of today, so run it daily: pages of
groups that are gone are removed.";

/// Formats that can be written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// Kindred's own JSON.
    Kindred,
    /// A calendar (RFC 5545).
    Ical,
}

/// Writes a site's groups.
pub fn export(
    common: &Common,
    args: &ExportArgs,
    environment: &Environment,
) -> anyhow::Result<ExitCode> {
    let workspace = Workspace::new(common, environment)?;
    let site = workspace.known_site(&args.site)?;
    if let Some(folder) = &args.pages {
        let groups = block_on(async {
            let state = workspace.state().await?;
            let assets = args.assets.as_ref().unwrap_or(&state.assets);
            let groups = export_static::write(&state, &args.site, assets, folder).await?;
            state.store.close().await;
            Ok(groups)
        })?;
        println!("{groups} groups are in {}", folder.display());
        if !folder.join(export_static::LOADER).is_file() {
            println!(
                "The finder is not: its built files were not found. Name their folder with --assets, or run \
                 `cargo xtask build`."
            );
        }
        return Ok(ExitCode::SUCCESS);
    }
    let text = block_on(async {
        let store = workspace.store().await?;
        let id = store.add_site(&args.site, workspace.clock.now()).await?;
        let groups = store.list_groups(&id).await?;
        let text = match args.format {
            Format::Kindred => kindred(&store, &id, groups, args.with_join_details).await?,
            Format::Ical => {
                let name = site.wire(&args.site, None, false).name;
                let events = groups
                    .iter()
                    .filter_map(|of| calendars::event(&args.site, of));
                ical::calendar(&name, &events.collect::<Vec<_>>())
            }
        };
        store.close().await;
        Ok(text)
    })?;
    match &args.out {
        Some(path) => write_whole(path, &text, args.with_join_details)
            .with_context(|| path.display().to_string())?,
        None => io::stdout().write_all(text.as_bytes())?,
    }
    Ok(ExitCode::SUCCESS)
}

async fn kindred(
    store: &Store,
    site: &SiteId,
    groups: Vec<StoredGroup>,
    with_join_details: bool,
) -> anyhow::Result<String> {
    let mut records: Vec<GroupRecord> = Vec::with_capacity(groups.len());
    for stored in groups {
        let mut record = stored.record;
        if with_join_details {
            let found = store.find_join_details(site, &stored.id).await?;
            record.join = found.unwrap_or_default();
        }
        records.push(record);
    }
    records.sort_by(|a, b| a.slug.cmp(&b.slug));
    Ok(feeds::kindred::write(&records))
}

/// Writes beside the file first, so that a full disk leaves the former export whole.
fn write_whole(path: &Path, text: &str, private: bool) -> io::Result<()> {
    let mut beside = path.as_os_str().to_owned();
    beside.push(".part");
    let mut options = fs::OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    if private {
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    }
    #[cfg(not(unix))]
    let _ = private;
    let mut file = options.open(&beside)?;
    file.write_all(text.as_bytes())?;
    file.sync_all()?;
    fs::rename(&beside, path)
}
