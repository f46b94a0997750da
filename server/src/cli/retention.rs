//! `kindred retention`.

use std::process::ExitCode;

use anyhow::bail;
use clap::Args;

use super::{
    Common, Environment,
    workspace::{Workspace, block_on},
};
use crate::{
    AppState,
    config::ActiveSite,
    domain::insight::day_of,
    insight, joining,
    store::{Going, Held, Viewer},
};

/// What `kindred retention` takes.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub struct RetentionArgs {
    /// Delete nothing; say what would go, and what more within 30 days.
    #[arg(long)]
    dry_run: bool,
    /// Slug of the only site to tell of.
    #[arg(long, value_name = "SLUG", requires = "dry_run")]
    site: Option<String>,
}

const EXAMPLES: &str = "\
Examples:
  kindred retention --dry-run
  kindred retention --dry-run --site riverside
  kindred retention

A server deletes what is over by itself, when it starts and once a day; this is for who wants to
know before, or does not want to wait. The days are requests_kept_days and memberships_kept_days of
the [join] table of a site's file.";

/// Says what would go, or lets it go.
pub fn retention(
    common: &Common,
    args: &RetentionArgs,
    environment: &Environment,
) -> anyhow::Result<ExitCode> {
    let workspace = Workspace::new(common, environment)?;
    if let Some(slug) = &args.site {
        workspace.known_site(slug)?;
    }
    block_on(async {
        let state = workspace.state().await?;
        for site in state.sites.list() {
            if args.site.as_ref().is_none_or(|slug| *slug == site.slug) {
                say_going(&state, &site, args.dry_run).await?;
            }
        }
        if !args.dry_run {
            let over = joining::delete_what_is_over(&state).await;
            if !(insight::forget_old_searches(&state).await && over) {
                bail!("not all of it could be deleted; the log says why");
            }
            say!("Deleted.");
        }
        state.store.close().await;
        Ok(ExitCode::SUCCESS)
    })
}

async fn say_going(state: &AppState, site: &ActiveSite, is_dry: bool) -> anyhow::Result<()> {
    let now = state.clock.now();
    let (kept, today) = (joining::kept_days(site), day_of(now, site.config.time_zone));
    let operator = Viewer::operator(&site.id);
    let going = state.store.list_going(&operator, kept, today, now).await?;
    let goes = if is_dry { "would go now" } else { "go now" };
    say!("{}", site.slug);
    for Going {
        kind,
        kept_days,
        now,
        soon,
        ..
    } in going
    {
        let name = named(kind);
        say!("  {name:<36} {now:>6} {goes}, {soon:>6} more within 30 days (kept {kept_days} days)");
    }
    Ok(())
}

fn named(kind: Held) -> &'static str {
    match kind {
        Held::Requests => "requests that came to nothing",
        Held::Memberships => "memberships that ended",
        Held::Concerns => "concerns that were settled",
        Held::HandOvers => "receipts of who went on elsewhere",
        Held::Letters => "notes of letters that went",
        Held::Links => "links that are over",
        Held::Searches => "words that were searched in vain",
    }
}
