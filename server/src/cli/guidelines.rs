//! `kindred guidelines`.

use std::{path::PathBuf, process::ExitCode};

use anyhow::{anyhow, bail};
use clap::{Args, Subcommand};

use super::{
    Common, Environment,
    text_file::read_text,
    workspace::{Workspace, block_on, listed},
};
use crate::{
    config::{Finding, SiteConfig, nearest, read_guidelines_file},
    domain::{
        guidelines::{GuidelinesRecord, Publication, PublishedGuidelines},
        time::rfc3339,
    },
    store::{GroupId, SiteId, Store},
};

/// What `kindred guidelines` takes.
#[derive(Debug, Args)]
pub struct GuidelinesArgs {
    #[command(subcommand)]
    command: GuidelinesCommand,
}

#[derive(Debug, Subcommand)]
enum GuidelinesCommand {
    /// Publish rules as the next version, which members then read and acknowledge.
    #[command(after_help = PUBLISH_EXAMPLES)]
    Publish(PublishArgs),
    /// List the versions that were published, the newest first.
    #[command(after_help = LIST_EXAMPLES)]
    List(Of),
}

/// Whose guidelines.
#[derive(Debug, Args)]
struct Of {
    /// Slug of the site.
    #[arg(long, value_name = "SLUG")]
    site: String,
    /// Slug of a group: its own rules, which stand behind those of its site. Without it, the
    /// rules of the site, which hold in every group.
    #[arg(long, value_name = "SLUG")]
    group: Option<String>,
}

#[derive(Debug, Args)]
struct PublishArgs {
    #[command(flatten)]
    of: Of,
    /// The rules, TOML.
    #[arg(value_name = "FILE")]
    file: PathBuf,
}

const PUBLISH_EXAMPLES: &str = "\
Examples:
  kindred guidelines publish --site riverside guidelines.toml
  kindred guidelines publish --site riverside --group breast-friends circle.toml

The file, for a site that speaks English and Spanish:
  # From the second version on: what is new, for those who know the version before. Markdown.
  what_changed.en = \"We say more about phones.\"
  what_changed.es = \"Decimos más sobre los teléfonos.\"

  [[items]]                  # one for each rule, in their order, at most 40
  key = \"phones\"             # stays the same while you reword the rule
  rule.en = \"Keep your phone quiet.\"          # one line, at most 200 characters
  rule.es = \"Deja el teléfono en silencio.\"
  why.en = \"So that nobody has to stop.\"      # may be left out; Markdown
  why.es = \"Para que nadie tenga que parar.\"

A site of one language can write rule = \"…\" and why = \"…\". `kindred check FILE` finds mistakes
beforehand. A published version never changes: an edit is a new version, and members are asked to
read it. Rules that are those of the newest version are not published again.";

const LIST_EXAMPLES: &str = "\
Examples:
  kindred guidelines list --site riverside
  kindred guidelines list --site riverside --group breast-friends";

/// Publishes or lists guidelines.
pub fn guidelines(
    common: &Common,
    args: &GuidelinesArgs,
    environment: &Environment,
) -> anyhow::Result<ExitCode> {
    let workspace = Workspace::new(common, environment)?;
    match &args.command {
        GuidelinesCommand::Publish(args) => publish(&workspace, args),
        GuidelinesCommand::List(of) => list(&workspace, of),
    }?;
    Ok(ExitCode::SUCCESS)
}

fn publish(workspace: &Workspace, args: &PublishArgs) -> anyhow::Result<()> {
    let site = workspace.known_site(&args.of.site)?;
    let bad = |findings: Vec<Finding>| anyhow!(listed(&args.file, &findings));
    let text = read_text(&args.file).map_err(bad)?;
    let record = read_guidelines_file(&text, &site.languages).map_err(bad)?;
    let now = workspace.clock.now();
    let publication = on_scope(workspace, &args.of, async |store, id, group| {
        let publication = store.publish_guidelines(id, group, &record, now);
        Ok(publication.await?)
    })?;
    let whose = args.of.whose();
    match publication {
        Publication::Published(version) => {
            say!("published version {version} of {whose}: {}", told(&record));
        }
        Publication::Unchanged(version) => {
            say!("unchanged: version {version} of {whose} has the same rules");
        }
        Publication::WhatChangedIsMissing(version) => {
            return Err(bad(vec![what_changed_is_missing(version, &site)]));
        }
    }
    Ok(())
}

fn what_changed_is_missing(version: i64, site: &SiteConfig) -> Finding {
    let languages = site.languages.join(" and ");
    Finding {
        line: 1,
        column: 1,
        problem: format!(
            "these rules differ from version {version}: say in `what_changed` what is new, in \
             {languages}"
        ),
    }
}

fn list(workspace: &Workspace, of: &Of) -> anyhow::Result<()> {
    let site = workspace.known_site(&of.site)?;
    let versions = on_scope(workspace, of, async |store, id, group| {
        Ok(store.list_guidelines(id, group).await?)
    })?;
    if versions.is_empty() {
        say!("nothing was published yet of {}", of.whose());
    }
    for version in versions.iter().rev() {
        say!("{}", told_version(version, &site));
    }
    Ok(())
}

/// A version on one line, with its publisher's words beneath.
fn told_version(published: &PublishedGuidelines, site: &SiteConfig) -> String {
    let when = rfc3339(published.published_at);
    let told = told(&published.content);
    let line = format!("version {}  {when}  {told}", published.version);
    match &published.content.what_changed {
        Some(words) => {
            let words = words.in_one_of([site.language_for(None)]);
            format!("{line}\n  {}", words.replace('\n', "\n  "))
        }
        None => line,
    }
}

/// `8 rules in en, es`; without languages where one text stands for all.
pub fn told(record: &GuidelinesRecord) -> String {
    let rules = match record.items.len() {
        1 => "1 rule".to_owned(),
        count => format!("{count} rules"),
    };
    let languages: Vec<&str> = record.languages().into_iter().collect();
    if languages.is_empty() {
        rules
    } else {
        format!("{rules} in {}", languages.join(", "))
    }
}

impl Of {
    fn whose(&self) -> String {
        match &self.group {
            Some(group) => format!("the guidelines of {}'s group {group}", self.site),
            None => format!("the guidelines of {}", self.site),
        }
    }
}

/// Opens the database for work on the guidelines of a site, or of one of its groups.
fn on_scope<T>(
    workspace: &Workspace,
    of: &Of,
    work: impl AsyncFnOnce(&Store, &SiteId, Option<&GroupId>) -> anyhow::Result<T>,
) -> anyhow::Result<T> {
    block_on(async {
        let store = workspace.store().await?;
        let id = store.add_site(&of.site, workspace.clock.now()).await?;
        let group = match &of.group {
            Some(slug) => Some(find_group(&store, &id, slug).await?),
            None => None,
        };
        let done = work(&store, &id, group.as_ref()).await?;
        store.close().await;
        Ok(done)
    })
}

/// A group's id; the error names one that was probably meant.
async fn find_group(store: &Store, site: &SiteId, slug: &str) -> anyhow::Result<GroupId> {
    if let Some(group) = store.find_group(site, slug).await? {
        return Ok(group.id);
    }
    let groups = store.list_groups(site).await?;
    let known: Vec<&str> = groups.iter().map(|group| &*group.record.slug).collect();
    // Long slugs are often cut short.
    let longer = known.iter().copied().find(|known| known.starts_with(slug));
    match longer.or_else(|| nearest(slug, &known)) {
        Some(near) => bail!("the site has no group {slug}; did you mean {near}?"),
        None => bail!("the site has no group {slug}"),
    }
}
