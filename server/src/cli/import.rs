//! `kindred import`.

use std::{collections::BTreeSet, process::ExitCode};

use anyhow::{Context, bail};
use clap::{Args, ValueEnum};
use serde_json::json;

use super::{
    Common, Environment,
    fetch::fetch,
    init::{site_file, write_site_file},
    workspace::{Workspace, block_on},
};
use crate::{
    config::{SiteConfig, read_site_file},
    feeds::{self, FeedContext, FeedFormat, FeedRead, RowNote},
    store::{Import, ImportSummary},
};

/// What `kindred import` takes.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub struct ImportArgs {
    /// Slug of the site that the groups belong to.
    #[arg(long, value_name = "SLUG")]
    site: String,
    /// What the source is written in.
    #[arg(long, value_name = "FORMAT", value_enum)]
    format: Format,
    /// Name of the feed. Groups that the feed brought before and has no more are hidden, so two
    /// feeds of one site need two names. Default for meeting-guide: `meeting-guide`; for
    /// kindred: none, which adds and changes groups as staff would, and hides nothing.
    #[arg(long, value_name = "NAME")]
    feed: Option<String>,
    /// Makes the site, with this name, if it is not there yet.
    #[arg(long, value_name = "NAME")]
    new_site: Option<String>,
    /// Takes a feed that has lost most of its groups, or all of them.
    #[arg(long)]
    allow_shrink: bool,
    /// Answers in JSON, for scripts.
    #[arg(long)]
    json: bool,
    /// A file, or an http(s) address.
    #[arg(value_name = "FILE|URL")]
    source: String,
}

const EXAMPLES: &str = "\
Examples:
  kindred import --site riverside --format meeting-guide https://example.org/meetings.json
  kindred import --site riverside --format kindred groups.json
  kindred import --site lakeside --new-site \"Lakeside Clinic\" --format kindred groups.json

Import as often as you like: nothing is doubled, and what staff changed here stays changed. A
running server shows the result within about a second. A row that cannot be understood is refused
with its number and the reason, and the others are taken; a file that cannot be understood changes
nothing. The exit code is 0 when the import was done, and 1 when nothing was changed.";

/// Formats that can be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// The Meeting Guide JSON feed.
    MeetingGuide,
    /// Kindred's own JSON, as `kindred export` writes it.
    Kindred,
}

/// Reads a source and takes its groups into a site.
pub fn import(
    common: &Common,
    args: &ImportArgs,
    environment: &Environment,
) -> anyhow::Result<ExitCode> {
    let workspace = Workspace::new(common, environment)?;
    let (site, is_new) = find_or_make(&workspace, args)?;
    let now = workspace.clock.now();
    let bytes = fetch(&args.source)?;
    let nothing_changed = || format!("{}: nothing was changed", args.source);
    let read = feeds::read(feed_format(args.format), &bytes, &context(&site, now))
        .with_context(nothing_changed)?;
    drop(bytes);
    if read.groups.is_empty() && !(args.allow_shrink && read.refused.is_empty()) {
        report_notes(&read);
        bail!(
            "{}: it has no group that can be taken; nothing was changed",
            args.source
        );
    }
    let import = Import {
        feed: feed_name(args),
        removes_missing: feed_name(args).is_some(),
        allow_shrink: args.allow_shrink,
        groups: read.groups.clone(),
        now,
    };
    if is_new {
        let name = args.new_site.as_deref().unwrap_or_default();
        write_site_file(&workspace.site_path(&args.site), name)?;
    }
    let summary = block_on(async {
        let store = workspace.store().await?;
        let id = store.add_site(&args.site, now).await?;
        let summary = store
            .apply_import(&id, &import)
            .await
            .with_context(nothing_changed)?;
        store.close().await;
        Ok(summary)
    })?;
    report(args, &read, summary);
    if is_new && !args.json {
        let path = workspace.site_path(&args.site);
        say!(
            "made {}: set its time zone, country and contact there",
            path.display()
        );
    }
    Ok(ExitCode::SUCCESS)
}

/// The site as its file says, or as a file would that is still to be written.
fn find_or_make(workspace: &Workspace, args: &ImportArgs) -> anyhow::Result<(SiteConfig, bool)> {
    let Some(name) = &args.new_site else {
        return Ok((workspace.known_site(&args.site)?, false));
    };
    if let Some(config) = workspace.site(&args.site)? {
        return Ok((config, false));
    }
    match read_site_file(&site_file(name)) {
        Ok(config) => Ok((config, true)),
        Err(findings) => bail!("--new-site: {}", findings[0].problem),
    }
}

fn feed_format(format: Format) -> FeedFormat {
    match format {
        Format::MeetingGuide => FeedFormat::MeetingGuide,
        Format::Kindred => FeedFormat::Kindred,
    }
}

fn feed_name(args: &ImportArgs) -> Option<String> {
    let usual = match args.format {
        Format::MeetingGuide => Some("meeting-guide".to_owned()),
        Format::Kindred => None,
    };
    args.feed.clone().or(usual)
}

/// What a feed's rows mean where they do not say.
fn context(site: &SiteConfig, now: i64) -> FeedContext {
    let now = chrono::DateTime::from_timestamp_millis(now).unwrap_or_default();
    FeedContext {
        language: site.language_for(None).to_owned(),
        time_zone: site.time_zone.name().to_owned(),
        country: site.country.clone(),
        today: now.with_timezone(&site.time_zone).date_naive(),
    }
}

fn report(args: &ImportArgs, read: &FeedRead, summary: ImportSummary) {
    let ImportSummary {
        added,
        changed,
        unchanged,
        removed,
    } = summary;
    let refused = rows(&read.refused);
    if args.json {
        let notes = |notes: &[RowNote]| notes.iter().map(note_json).collect::<Vec<_>>();
        let answer = json!({
            "read": read.rows, "added": added, "changed": changed, "unchanged": unchanged,
            "removed": removed, "refused": refused,
            "refused_rows": notes(&read.refused), "repaired_rows": notes(&read.repaired),
            "incomplete_rows": notes(&read.incomplete),
        });
        say!("{answer}");
        return;
    }
    say!(
        "read {}, added {added}, changed {changed}, unchanged {unchanged}, removed {removed}, \
         refused {refused}",
        read.rows
    );
    report_notes(read);
}

/// A feed with one habit has a note for every row; nobody reads the hundredth.
const NOTES_SHOWN: usize = 40;

/// How many rows notes are about; a row can have several.
fn rows(notes: &[RowNote]) -> usize {
    let rows: BTreeSet<usize> = notes.iter().map(|note| note.row).collect();
    rows.len()
}

fn report_notes(read: &FeedRead) {
    for (what, notes) in [
        ("refused", &read.refused),
        ("repaired", &read.repaired),
        ("incomplete", &read.incomplete),
    ] {
        for note in notes.iter().take(NOTES_SHOWN) {
            let name = note
                .name
                .as_ref()
                .map_or(String::new(), |name| format!(" ({name})"));
            say!(
                "{what} row {}{name}: {}: {}",
                note.row,
                note.field,
                note.reason
            );
        }
        if notes.len() > NOTES_SHOWN {
            let more = notes.len() - NOTES_SHOWN;
            say!("{what}: {more} more notes of this kind; --json lists all");
        }
    }
}

fn note_json(note: &RowNote) -> serde_json::Value {
    json!({ "row": note.row, "name": note.name, "field": note.field, "reason": note.reason })
}
