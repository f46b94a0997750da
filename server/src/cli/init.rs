//! `kindred init`: the first file of a site.

use std::{
    fs,
    io::{self, Write},
    path::Path,
    process::ExitCode,
};

use anyhow::{Context, bail};
use clap::Args;
use serde_json::json;

use super::Common;
use crate::config::{STARTER, is_slug};

/// What `kindred init` takes.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub struct InitArgs {
    /// The site's slug, as it stands in addresses: a-z, 0-9 and -, at most 80.
    #[arg(value_name = "SLUG")]
    slug: String,
    /// The organisation's name; the slug stands for it until you have one.
    #[arg(long, value_name = "NAME")]
    name: Option<String>,
}

const EXAMPLES: &str = "\
Examples:
  kindred init riverside --name \"Riverside Cancer Care\"
  kindred check kindred-data/sites/riverside.toml

Writes sites/SLUG.toml into the data folder: a file that works, in which every key is explained. A file that is
there already stays as it is. A running server serves the site within about a second.";

/// Writes the file of a new site.
pub fn init(common: &Common, args: &InitArgs) -> anyhow::Result<ExitCode> {
    if !is_slug(&args.slug) {
        bail!("`{}` is no slug: a-z, 0-9 and -, at most 80", args.slug);
    }
    let path = common
        .data
        .join("sites")
        .join(format!("{}.toml", args.slug));
    write_site_file(&path, args.name.as_deref().unwrap_or(&args.slug))?;
    say!("{}: written; every key is explained in it", path.display());
    Ok(ExitCode::SUCCESS)
}

/// The text of a new site's file, in which every key is explained.
pub fn site_file(name: &str) -> String {
    // A JSON string is a TOML string, too.
    STARTER.replace("\"@NAME@\"", &json!(name).to_string())
}

/// Writes the file, unless there is one.
pub fn write_site_file(path: &Path, name: &str) -> anyhow::Result<()> {
    let place = || path.display().to_string();
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).with_context(place)?;
    }
    match fs::File::create_new(path) {
        Ok(mut file) => file
            .write_all(site_file(name).as_bytes())
            .with_context(place),
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
            bail!("{} exists already", place())
        }
        Err(error) => Err(error).with_context(place),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::read_site_file;

    #[test]
    fn a_new_sites_file_is_one_that_can_be_read_whatever_its_name() {
        for name in ["Riverside Cancer Care", "A \"quoted\" \\ name", "Clínica ñ"] {
            let config = read_site_file(&site_file(name)).unwrap();
            assert_eq!(config.name.in_one_of([]), name);
        }
    }
}
