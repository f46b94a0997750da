//! The first file of a new site.

use std::{
    fs,
    io::{self, Write},
    path::Path,
};

use anyhow::{Context, bail};
use serde_json::json;

/// The text of a new site's file, with what an operator is likely to change next.
pub fn site_file(name: &str) -> String {
    // A JSON string is a TOML string, too.
    let name = json!(name);
    format!(
        "name = {name}\n\
         languages = [\"en\"]\n\
         # For feeds that name no zone, and for dates without a time.\n\
         time_zone = \"UTC\"\n\
         # Whose crisis lines come first; without it the member is asked.\n\
         # country = \"US\"\n\
         # Pages that may write, such as join requests.\n\
         allowed_origins = []\n\
         \n\
         [contact]\n\
         # phone = \"\"\n\
         # email = \"\"\n"
    )
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
