//! `kindred survey`.

use std::{path::PathBuf, process::ExitCode};

use anyhow::{anyhow, bail};
use api_types::{Choice, MOST_PLAN_DAYS, MOST_PLAN_WEEKS, MOST_REST_DAYS, SurveyOccasion};
use clap::{Args, Subcommand};

use super::{
    Common, Environment,
    text_file::read_text,
    workspace::{Workspace, block_on, listed},
};
use crate::{
    config::{nearest, read_survey_file},
    domain::{
        survey::{Plan, SurveyRecord, check_survey, ready_made},
        time::rfc3339,
    },
    store::{SiteId, Store, SurveyPublication, Viewer},
};

/// What `kindred survey` takes.
#[derive(Debug, Args)]
pub struct SurveyArgs {
    #[command(subcommand)]
    command: SurveyCommand,
}

#[derive(Debug, Subcommand)]
enum SurveyCommand {
    /// Publish a survey as its next version: from a file, or one that comes with Kindred.
    #[command(after_help = PUBLISH_EXAMPLES)]
    Publish(PublishArgs),
    /// List a site's surveys, when members are asked, and the surveys that come with Kindred.
    List(Of),
    /// Ask members: after each meeting, every few weeks, after they joined or after they left.
    #[command(after_help = PLAN_EXAMPLES)]
    Plan(PlanArgs),
    /// End such a plan.
    EndPlan(EndPlanArgs),
}

/// Whose surveys.
#[derive(Debug, Args)]
struct Of {
    /// Slug of the site.
    #[arg(long, value_name = "SLUG")]
    site: String,
}

#[derive(Debug, Args)]
struct PublishArgs {
    #[command(flatten)]
    of: Of,
    /// The survey, JSON.
    #[arg(value_name = "FILE", required_unless_present = "ready_made")]
    file: Option<PathBuf>,
    /// One that comes with Kindred, by its slug.
    #[arg(long, value_name = "SLUG", conflicts_with = "file")]
    ready_made: Option<String>,
}

#[derive(Debug, Args)]
struct PlanArgs {
    #[command(flatten)]
    of: Of,
    /// Slug of the survey.
    #[arg(value_name = "SURVEY")]
    survey: String,
    /// When: after-meeting, every-weeks, on-joining or on-leaving.
    #[arg(long, value_name = "OCCASION", value_parser = occasion)]
    when: SurveyOccasion,
    /// For every-weeks: how many weeks.
    #[arg(long, default_value_t = 4, value_parser = clap::value_parser!(u8).range(1..=i64::from(MOST_PLAN_WEEKS)))]
    weeks: u8,
    /// For on-joining and on-leaving: so many days later.
    #[arg(long, default_value_t = 0, value_parser = clap::value_parser!(u8).range(0..=i64::from(MOST_PLAN_DAYS)))]
    days: u8,
    /// Nobody is asked again within so many days, whichever the survey.
    #[arg(long, default_value_t = 14, value_parser = clap::value_parser!(u16).range(0..=i64::from(MOST_REST_DAYS)))]
    rest_days: u16,
    /// Slug of the group whose members are asked. Without it, those of every group.
    #[arg(long, value_name = "SLUG")]
    group: Option<String>,
}

#[derive(Debug, Args)]
struct EndPlanArgs {
    #[command(flatten)]
    of: Of,
    /// Its id, as `kindred survey list` shows it.
    #[arg(value_name = "ID")]
    id: String,
}

const PUBLISH_EXAMPLES: &str = "\
Examples:
  kindred survey publish --site riverside --ready-made after-meeting
  kindred survey publish --site riverside our-own.json

`kindred check our-own.json` finds mistakes beforehand: questions that nobody can reach, texts that a
language lacks, conditions that go round. A published version never changes: an edit is a new version,
and results never mix the two.";

const PLAN_EXAMPLES: &str = "\
Examples:
  kindred survey plan --site riverside after-meeting --when after-meeting --rest-days 28
  kindred survey plan --site riverside first-month --when on-joining --days 28
  kindred survey plan --site riverside leaving --when on-leaving --days 3";

fn occasion(word: &str) -> Result<SurveyOccasion, String> {
    SurveyOccasion::from_word(word)
        .map_err(|_| format!("one of: {}", SurveyOccasion::WORDS.join(", ")))
}

/// Publishes and lists surveys, and plans when members are asked.
pub fn survey(
    common: &Common,
    args: &SurveyArgs,
    environment: &Environment,
) -> anyhow::Result<ExitCode> {
    let workspace = Workspace::new(common, environment)?;
    match &args.command {
        SurveyCommand::Publish(args) => publish(&workspace, args),
        SurveyCommand::List(of) => list(&workspace, of),
        SurveyCommand::Plan(args) => plan(&workspace, args),
        SurveyCommand::EndPlan(args) => end_plan(&workspace, args),
    }?;
    Ok(ExitCode::SUCCESS)
}

fn publish(workspace: &Workspace, args: &PublishArgs) -> anyhow::Result<()> {
    let languages = workspace.known_site(&args.of.site)?.languages;
    let record = match (&args.file, &args.ready_made) {
        (Some(file), _) => {
            let read = read_text(file).and_then(|text| read_survey_file(&text, &languages));
            read.map_err(|findings| anyhow!(listed(file, &findings)))?
        }
        (None, slug) => taken_over(slug.as_deref().unwrap_or_default(), &languages)?,
    };
    let publication = on_site(workspace, &args.of, async |store, id| {
        let viewer = Viewer::operator(id);
        let now = workspace.clock.now();
        Ok(store.publish_survey(&viewer, &record, now).await?)
    })?;
    let slug = &record.slug;
    let questions = record.questions().count();
    match publication {
        Some(SurveyPublication::Published(version)) => {
            say!("published version {version} of {slug}: {questions} questions");
        }
        Some(SurveyPublication::Unchanged(version)) => {
            say!("unchanged: version {version} of {slug} is the same");
        }
        None => bail!("nobody may publish surveys of {}", args.of.site),
    }
    Ok(())
}

/// One that comes with Kindred, if it speaks all of the site's languages.
fn taken_over(slug: &str, languages: &[String]) -> anyhow::Result<SurveyRecord> {
    let found = ready_made().iter().find(|survey| survey.slug == slug);
    let Some(found) = found else {
        let known: Vec<&str> = ready_made().iter().map(|one| one.slug.as_str()).collect();
        bail!(
            "no survey {slug} comes with Kindred; there are: {}",
            known.join(", ")
        );
    };
    if let Err(faults) = check_survey(found, languages) {
        let first = faults
            .first()
            .map(|fault| format!("{}: {}", fault.field, fault.reason));
        bail!(
            "{slug} does not fit the site: {}",
            first.unwrap_or_default()
        );
    }
    Ok(found.clone())
}

fn list(workspace: &Workspace, of: &Of) -> anyhow::Result<()> {
    workspace.known_site(&of.site)?;
    let (surveys, plans) = on_site(workspace, of, async |store, id| {
        Ok((
            store.list_surveys(id).await?,
            store.list_survey_plans(id).await?,
        ))
    })?;
    for survey in &surveys {
        let slug = &survey.record.slug;
        let when = rfc3339(survey.published_at);
        say!("{slug}  version {}  {when}", survey.version);
        for plan in plans.iter().filter(|plan| plan.survey == *slug) {
            say!("  plan {}  {}", plan.id, told(plan));
        }
    }
    let known = |slug: &str| surveys.iter().any(|survey| survey.record.slug == slug);
    for survey in ready_made().iter().filter(|survey| !known(&survey.slug)) {
        say!("{}  comes with Kindred, not published", survey.slug);
    }
    Ok(())
}

/// `every 4 weeks, at most every 14 days`.
fn told(plan: &Plan) -> String {
    let when = match plan.occasion {
        SurveyOccasion::AfterMeeting => "after each meeting".to_owned(),
        SurveyOccasion::EveryWeeks => format!("every {} weeks", plan.weeks),
        SurveyOccasion::OnJoining => format!("{} days after joining", plan.days),
        SurveyOccasion::OnLeaving => format!("{} days after leaving", plan.days),
    };
    format!("{when}, at most every {} days", plan.rest_days)
}

fn plan(workspace: &Workspace, args: &PlanArgs) -> anyhow::Result<()> {
    workspace.known_site(&args.of.site)?;
    let added = on_site(workspace, &args.of, async |store, id| {
        let group_id = match &args.group {
            None => None,
            Some(slug) => {
                let group = store.find_group(id, slug).await?;
                let group = group.ok_or_else(|| anyhow!("the site has no group {slug}"))?;
                Some(group.id.as_str().to_owned())
            }
        };
        let plan = Plan {
            id: String::new(),
            survey: args.survey.clone(),
            group_id,
            occasion: args.when,
            weeks: args.weeks,
            days: args.days,
            rest_days: args.rest_days,
            since: 0,
        };
        let viewer = Viewer::operator(id);
        let now = workspace.clock.now();
        let added = store.add_survey_plan(&viewer, &plan, now).await?;
        let surveys = store.list_surveys(id).await?;
        let slugs = surveys.into_iter().map(|survey| survey.record.slug);
        Ok((added, told(&plan), slugs.collect::<Vec<_>>()))
    })?;
    match added {
        (Some(id), told, _) => say!("plan {id}: {}, {told}", args.survey),
        (None, _, slugs) => {
            let known: Vec<&str> = slugs.iter().map(String::as_str).collect();
            match nearest(&args.survey, &known) {
                Some(near) => bail!(
                    "the site has no survey {}; did you mean {near}?",
                    args.survey
                ),
                None => bail!("the site has no survey {}; publish it first", args.survey),
            }
        }
    }
    Ok(())
}

fn end_plan(workspace: &Workspace, args: &EndPlanArgs) -> anyhow::Result<()> {
    workspace.known_site(&args.of.site)?;
    let ended = on_site(workspace, &args.of, async |store, id| {
        let viewer = Viewer::operator(id);
        let now = workspace.clock.now();
        Ok(store.end_survey_plan(&viewer, &args.id, now).await?)
    })?;
    if !ended {
        bail!("the site has no plan {}", args.id);
    }
    say!("plan {} has ended", args.id);
    Ok(())
}

/// Opens the database for work on a site's surveys.
fn on_site<T>(
    workspace: &Workspace,
    of: &Of,
    work: impl AsyncFnOnce(&Store, &SiteId) -> anyhow::Result<T>,
) -> anyhow::Result<T> {
    block_on(async {
        let store = workspace.store().await?;
        let id = store.add_site(&of.site, workspace.clock.now()).await?;
        let done = work(&store, &id).await?;
        store.close().await;
        Ok(done)
    })
}
