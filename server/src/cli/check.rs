//! `kindred check`.

use std::{
    path::{Path, PathBuf},
    process::ExitCode,
};

use api_types::Choice;
use clap::Args;
use serde::Deserialize;

use super::{guidelines::told, text_file::read_text};
use crate::{
    config::{
        Finding, OwnShelf, is_guidelines_file, is_slug, is_survey_file, read_guidelines_file,
        read_server_file, read_shelf_file, read_site_file, read_survey_file, shelf_of, unknown_key,
    },
    domain::group::GroupRecord,
    feeds::{self, FeedContext, FeedFormat, RowNote},
    json_places,
};

/// What `kindred check` takes.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub struct CheckArgs {
    /// Files: kindred.toml, guidelines (.toml with [[items]]), site files (other .toml) with the
    /// shelf beside them, texts of the shelf (.md), groups in Kindred's JSON and surveys (.json).
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
}

const EXAMPLES: &str = "\
Examples:
  kindred check kindred-data/kindred.toml kindred-data/sites/*.toml
  kindred check groups.json guidelines.toml
  kindred check kindred-data/sites/riverside/shelf/en/prompt/*.md

Nothing is changed and no database is opened. Each problem is one line, `file:line:column: what is
wrong`; a misspelt key is answered with the nearest one that exists. The exit code is 1 if any file
has a problem.";

/// Checks files one by one.
pub fn check(args: &CheckArgs) -> ExitCode {
    let mut all_fine = true;
    for path in &args.files {
        let shown = path.display();
        match check_file(path) {
            Ok(what) => say!("{shown}: fine, {what}"),
            Err(findings) => {
                all_fine = false;
                tell(path, &findings);
            }
        }
        let shelf = shelf_of(path);
        if path.extension() == Some("toml".as_ref()) && shelf.is_dir() {
            all_fine &= check_shelf(&shelf);
        }
    }
    if all_fine {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}

fn tell(path: &Path, findings: &[Finding]) {
    let shown = path.display();
    for finding in findings {
        say!("{shown}:{finding}");
    }
}

/// Checks what a site adds to the shelf; says whether all of it is fine.
fn check_shelf(folder: &Path) -> bool {
    let (own, problems) = OwnShelf::read(folder, None);
    for (path, findings) in &problems {
        tell(&folder.join(path), findings);
    }
    if problems.is_empty() {
        let (shown, many) = (folder.display(), own.texts().len());
        say!("{shown}: fine, {}", counted(many));
    }
    problems.is_empty()
}

fn counted(texts: usize) -> String {
    match texts {
        1 => "1 text".to_owned(),
        many => format!("{many} texts"),
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
    let text = read_text(path)?;
    let text = text.as_str();
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    match path.extension().and_then(|ending| ending.to_str()) {
        Some("toml") if name == "kindred.toml" => {
            read_server_file(text).map(|_| "the server's settings".to_owned())
        }
        Some("toml") if is_guidelines_file(text) => {
            let record = read_guidelines_file(text, &[])?;
            Ok(format!("guidelines: {}", told(&record)))
        }
        Some("toml") => {
            let config = read_site_file(text)?;
            if !is_slug(name.trim_end_matches(".toml")) {
                let form = "a site's file is named by its slug: a-z, 0-9 and -, at most 80";
                return Err(top(form.to_owned()));
            }
            let unread = config.languages.iter();
            let unread = unread.filter(|language| config.needs_english_beside(language));
            let unread: Vec<&str> = unread.map(String::as_str).collect();
            let name = config.name.in_one_of(["en"]);
            Ok(if unread.is_empty() {
                format!("the site {name}")
            } else {
                format!(
                    "the site {name}; consent and crisis texts in {} have the English beside them until \
                     `reviewed_languages` says that somebody who grew up with the language has read our words",
                    unread.join(", ")
                )
            })
        }
        Some("json") if is_survey_file(text) => {
            let record = read_survey_file(text, &[])?;
            let many = record.questions().count();
            let pages = record.pages.len();
            Ok(format!(
                "the survey {}: {many} questions, {pages} pages",
                record.slug
            ))
        }
        Some("json") => check_groups(text),
        Some("md") => {
            let read = read_shelf_file(path, text, true)?;
            Ok(format!(
                "{} of the shelf: {}",
                read.kind.as_str(),
                read.front.title
            ))
        }
        _ => Err(top(
            "not a file that this command knows: .toml, .json or .md".to_owned(),
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
    if read.refused.is_empty() && read.incomplete.is_empty() {
        return Ok(format!("{} groups", read.groups.len()));
    }
    // What an import takes with a note is to be put right here, where somebody writes the file.
    let notes = read.refused.iter().chain(&read.incomplete);
    let mut findings: Vec<Finding> = notes.map(|of| located(text, of)).collect();
    findings.sort();
    Err(findings)
}

/// A refused group's note with its place. A group that is no record at all is read once more,
/// because the JSON reader then says where it stopped.
fn located(text: &str, note: &RowNote) -> Finding {
    let name = note.name.as_ref();
    let name = name.map_or(String::new(), |name| format!(" ({name})"));
    let start = json_places::field_of_group(text, note.row, "");
    let group = &text[start..];
    let mut reader = serde_json::Deserializer::from_str(group);
    let Err(error) = GroupRecord::deserialize(&mut reader) else {
        let byte = json_places::field_of_group(text, note.row, &note.field);
        let problem = format!("group {}{name}: {}: {}", note.row, note.field, note.reason);
        return Finding::at(text, byte, problem);
    };
    let mut byte = start + json_places::byte_at(group, error.line(), error.column());
    let reason = if note.reason.starts_with("unknown field `") {
        let mut quoted = note.reason.split('`').skip(1).step_by(2);
        let key = quoted.next().unwrap_or_default();
        // The reader stops behind the key's closing quote.
        byte = byte.saturating_sub(key.len() + 1);
        unknown_key("", key, &quoted.collect::<Vec<_>>())
    } else {
        note.reason.clone()
    };
    Finding::at(text, byte, format!("group {}{name}: {reason}", note.row))
}
