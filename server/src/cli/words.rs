//! `kindred words`.

use std::{collections::BTreeSet, process::ExitCode};

use anyhow::bail;
use clap::Args;
use serde_json::json;
use widgets::texts::TEXTS;

/// What `kindred words` takes.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub struct WordsArgs {
    /// Of which language: en, es …
    #[arg(value_name = "LANGUAGE")]
    language: String,
}

const EXAMPLES: &str = "\
Examples:
  kindred words en > words.toml
  kindred words es | grep -i reunión

Prints all that members read in the widgets, as tables of a site's file. Copy those that you want to say
otherwise into sites/SLUG.toml, and change them there.";

/// Prints the texts.
pub fn words(args: &WordsArgs) -> anyhow::Result<ExitCode> {
    let of: Vec<_> = TEXTS
        .iter()
        .filter(|(_, language, _)| *language == args.language)
        .collect();
    if of.is_empty() {
        let languages: BTreeSet<&str> = TEXTS.iter().map(|(_, language, _)| *language).collect();
        let languages: Vec<&str> = languages.into_iter().collect();
        bail!(
            "no texts ship in `{}`; there are {}",
            args.language,
            languages.join(", ")
        );
    }
    for (program, language, texts) in of {
        say!("[wording.{language}.{program}]");
        for (key, text) in *texts {
            let key = if key.contains('.') {
                format!("\"{key}\"")
            } else {
                (*key).to_owned()
            };
            // A JSON string is a TOML string, too.
            say!("{key} = {}", json!(text));
        }
        say!("");
    }
    Ok(ExitCode::SUCCESS)
}
