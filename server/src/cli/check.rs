//! `kindred check`.

use std::{
    fs,
    path::{Path, PathBuf},
    process::ExitCode,
};

use clap::Args;

use crate::{
    config::{Finding, is_slug, read_server_file, read_site_file},
    feeds::{self, FeedContext, FeedFormat, RowNote},
    json_places,
};

/// What `kindred check` takes.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub struct CheckArgs {
    /// Files: kindred.toml, site files (other .toml), groups in Kindred's JSON (.json).
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
}

const EXAMPLES: &str = "\
Examples:
  kindred check kindred-data/kindred.toml kindred-data/sites/*.toml
  kindred check groups.json

Nothing is changed and no database is opened. Each problem is one line, `file:line:column: what is
wrong`; a misspelt key is answered with the nearest one that exists. The exit code is 1 if any file
has a problem.";

/// Checks files one by one.
pub fn check(args: &CheckArgs) -> ExitCode {
    let mut all_fine = true;
    for path in &args.files {
        let shown = path.display();
        match check_file(path) {
            Ok(what) => println!("{shown}: fine, {what}"),
            Err(findings) => {
                all_fine = false;
                for finding in findings {
                    println!("{shown}:{finding}");
                }
            }
        }
    }
    if all_fine {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}

/// Says what a good file holds.
fn check_file(path: &Path) -> Result<String, Vec<Finding>> {
    let top = |problem: String| {
        vec![Finding {
            line: 1,
            column: 1,
            problem,
        }]
    };
    let bytes = fs::read(path).map_err(|error| top(error.to_string()))?;
    let text = std::str::from_utf8(&bytes).map_err(|error| {
        let readable = String::from_utf8_lossy(&bytes[..error.valid_up_to()]);
        vec![Finding::at(&readable, readable.len(), "not UTF-8 text")]
    })?;
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    match path.extension().and_then(|ending| ending.to_str()) {
        Some("toml") if name == "kindred.toml" => {
            read_server_file(text).map(|_| "the server's settings".to_owned())
        }
        Some("toml") => {
            let config = read_site_file(text)?;
            if !is_slug(name.trim_end_matches(".toml")) {
                let form = "a site's file is named by its slug: a-z, 0-9 and -, at most 80";
                return Err(top(form.to_owned()));
            }
            Ok(format!("the site {}", config.name.in_one_of(["en"])))
        }
        Some("json") => check_groups(text),
        _ => Err(top(
            "not a file that this command knows: .toml or .json".to_owned()
        )),
    }
}

fn check_groups(text: &str) -> Result<String, Vec<Finding>> {
    // The zone and the day matter to formats that leave them out; Kindred's own does not.
    let context = FeedContext {
        language: "en".to_owned(),
        time_zone: "UTC".to_owned(),
        country: None,
        today: chrono::NaiveDate::default(),
    };
    let read = feeds::read(FeedFormat::Kindred, text.as_bytes(), &context).map_err(|error| {
        vec![Finding {
            line: error.line.max(1),
            column: error.column.max(1),
            problem: error.reason,
        }]
    })?;
    if read.refused.is_empty() {
        return Ok(format!("{} groups", read.groups.len()));
    }
    let finding = |note: &RowNote| {
        let name = note
            .name
            .as_ref()
            .map_or(String::new(), |name| format!(" ({name})"));
        let byte = json_places::field_of_group(text, note.row, &note.field);
        let problem = format!("group {}{name}: {}: {}", note.row, note.field, note.reason);
        Finding::at(text, byte, problem)
    };
    Err(read.refused.iter().map(finding).collect())
}
