//! `kindred import-places`.

use std::{path::Path, process::ExitCode};

use anyhow::{Context, bail};
use clap::Args;

use super::{
    Common, Environment,
    fetch::fetch,
    workspace::{Workspace, block_on},
};
use crate::feeds::geonames;

/// What `kindred import-places` takes.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub struct ImportPlacesArgs {
    /// GeoNames files, unpacked: postal codes (`US.txt` of the zip folder) or cities
    /// (`cities15000.txt`).
    #[arg(required = true, value_name = "FILE")]
    files: Vec<String>,
}

const EXAMPLES: &str = "\
Examples:
  kindred import-places US.txt
  kindred import-places cities15000.txt GB_full.txt

GeoNames gives its files away under CC BY 4.0 (geonames.org): name it where you name your sources.
A file of the same name replaces what it brought before. The towns in which a site's own groups
meet can be searched without any of this.";

/// Takes places in, file by file.
pub fn import_places(
    common: &Common,
    args: &ImportPlacesArgs,
    environment: &Environment,
) -> anyhow::Result<ExitCode> {
    let workspace = Workspace::new(common, environment)?;
    block_on(async {
        let store = workspace.store().await?;
        for file in &args.files {
            let nothing_changed = || format!("{file}: nothing was changed");
            let places = geonames::read(&fetch(file)?).with_context(nothing_changed)?;
            if places.is_empty() {
                bail!("{file}: it has no place; nothing was changed");
            }
            let name = Path::new(file).file_name().unwrap_or_default();
            store
                .replace_places(&name.to_string_lossy(), &places)
                .await?;
            say!("{file}: {} places", places.len());
        }
        store.close().await;
        Ok(ExitCode::SUCCESS)
    })
}
