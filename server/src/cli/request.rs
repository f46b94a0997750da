//! `kindred request`.

use std::{
    io::Read,
    path::{Path, PathBuf},
    process::ExitCode,
};

use anyhow::{Context, anyhow, bail};
use api_types::{Choice, JoinState, NewJoinRequest};
use clap::{Args, Subcommand};

use super::{
    Common, Environment,
    text_file::read_text,
    workspace::{Workspace, block_on, listed},
};
use crate::{
    config::Finding,
    domain::time::rfc3339,
    joining::{CannotEnter, enter_request},
    json_places,
    problems::Refusal,
    routes::pointer,
    store::Entered,
};

/// What `kindred request` takes.
#[derive(Debug, Args)]
pub struct RequestArgs {
    #[command(subcommand)]
    command: RequestCommand,
}

#[derive(Debug, Subcommand)]
enum RequestCommand {
    /// Enter a request to join for somebody who rang.
    #[command(after_help = ADD_HELP)]
    Add(AddArgs),
    /// Show which guidelines were read by who was handed on to a group elsewhere.
    #[command(after_help = RECEIPT_HELP)]
    Receipt(ReceiptArgs),
}

#[derive(Debug, Args)]
struct AddArgs {
    /// Slug of the site.
    #[arg(long, value_name = "SLUG")]
    site: String,
    /// Slug of the group.
    #[arg(long, value_name = "SLUG")]
    group: String,
    /// The group's guidelines were read out to the caller, who agreed to them. The receipt names
    /// their version, and the request's history says that staff read them.
    #[arg(long)]
    guidelines_read_out: bool,
    /// What the caller said, JSON; standard input without it.
    #[arg(value_name = "FILE")]
    file: Option<PathBuf>,
}

const ADD_HELP: &str = "\
Examples:
  kindred request add --site riverside --group evening-circle --guidelines-read-out caller.json
  kindred request add --site riverside --group evening-circle < caller.json

The file has the answers of the group's join form, as GET …/join-form asks for them:
  { \"on_behalf_of\": \"me\", \"display_name\": \"Rosa\", \"language\": \"en\",
    \"contact\": { \"kind\": \"phone\", \"value\": \"312-555-0142\" },
    \"consents\": [\"keep\"], \"introduction\": \"She was told last week.\" }

It is checked by the rules of the form. The call has shown how to reach the person, so the request
goes to the facilitator, to a place or to the waiting list at once, by the group's policy; letters
go as usual, by the server that runs. Read the printed reference out. Say what you type: whoever
asks for a place can see it all on their own page. Remove the file afterwards.";

#[derive(Debug, Args)]
struct ReceiptArgs {
    /// Slug of the site.
    #[arg(long, value_name = "SLUG")]
    site: String,
    /// What the person was given, such as 7F3K-2QMD.
    #[arg(value_name = "REFERENCE")]
    reference: String,
}

const RECEIPT_HELP: &str = "\
Examples:
  kindred request receipt --site riverside 7F3K-2QMD

A receipt names nobody. It is deleted memberships_kept_days after it was given.";

/// Enters a request, or looks one's receipt up.
pub fn request(
    common: &Common,
    args: &RequestArgs,
    environment: &Environment,
) -> anyhow::Result<ExitCode> {
    let workspace = Workspace::new(common, environment)?;
    match &args.command {
        RequestCommand::Add(args) => add(&workspace, args),
        RequestCommand::Receipt(args) => receipt(&workspace, args),
    }?;
    Ok(ExitCode::SUCCESS)
}

fn add(workspace: &Workspace, args: &AddArgs) -> anyhow::Result<()> {
    workspace.known_site(&args.site)?;
    let (name, new) = read(args.file.as_deref())?;
    let entered = block_on(async {
        let state = workspace.state().await?;
        let site = state
            .site(&args.site)
            .await
            .map_err(|refusal| told(&refusal))?;
        let read_out = args.guidelines_read_out;
        let entered = enter_request(&state, &site, &args.group, new, read_out, None).await;
        state.store.close().await;
        Ok(entered)
    })?;
    match entered.map_err(|why| refused(&name, args, why))? {
        Entered::Now { reference, state } => say!("{reference}: {}", standing(state)),
        Entered::Before { reference, state } => {
            say!(
                "nothing was added: they have asked before. {reference}: {}",
                standing(state)
            );
        }
        Entered::UnknownGroup => bail!("the site has no group {}", args.group),
    }
    Ok(())
}

/// What a caller is told of where they stand.
fn standing(state: JoinState) -> &'static str {
    match state {
        JoinState::Pending => "the facilitator answers",
        JoinState::Waitlisted => "on the waiting list",
        JoinState::Approved => "has a place",
        state => state.as_str(),
    }
}

/// The answers, and what to call where they came from.
fn read(file: Option<&Path>) -> anyhow::Result<(PathBuf, NewJoinRequest)> {
    let (name, text) = if let Some(path) = file {
        let text = read_text(path).map_err(|findings| anyhow!(listed(path, &findings)))?;
        (path.to_owned(), text)
    } else {
        let mut text = String::new();
        std::io::stdin()
            .read_to_string(&mut text)
            .context("standard input")?;
        (PathBuf::from("standard input"), text)
    };
    let mut reader = serde_json::Deserializer::from_str(&text);
    let read = serde_path_to_error::deserialize(&mut reader);
    let read = read.map_err(|error| (pointer(error.path()), error.into_inner()));
    match read.and_then(|new| {
        reader
            .end()
            .map(|()| new)
            .map_err(|error| (String::new(), error))
    }) {
        Ok(new) => Ok((name, new)),
        Err((field, error)) => {
            let byte = json_places::byte_at(&text, error.line(), error.column());
            let said = error.to_string();
            let reason = said
                .rsplit_once(" at line ")
                .map_or(&*said, |(said, _)| said);
            let problem = format!("{field}: {reason}");
            let problem = problem.trim_start_matches(": ");
            Err(anyhow!(listed(&name, &[Finding::at(&text, byte, problem)])))
        }
    }
}

/// Why nothing was entered, in words for who types.
fn refused(name: &Path, args: &AddArgs, why: CannotEnter) -> anyhow::Error {
    let AddArgs { site, group, .. } = args;
    match why {
        CannotEnter::UnknownGroup => anyhow!("the site has no group {group}"),
        CannotEnter::NoJoinForm("no-mail") => anyhow!(
            "no mail is set up: put smtp, mail_from and public_url into kindred.toml, where this \
             command finds them as the server does"
        ),
        CannotEnter::NoJoinForm("not-set-up") => {
            anyhow!("sites/{site}.toml has no [join] table, so nobody joins here")
        }
        CannotEnter::NoJoinForm(why) => anyhow!("nobody joins {group} by a request: {why}"),
        CannotEnter::GuidelinesNotRead(version) => anyhow!(
            "{group} has guidelines (version {version}): read them out to the caller, and say so \
             with --guidelines-read-out"
        ),
        CannotEnter::Fields(problems) => {
            let lines = problems.iter().map(|problem| {
                let (field, code, detail) = (&problem.field, &problem.code, &problem.detail);
                format!("{}: {field}: {code}: {detail}", name.display())
            });
            anyhow!(lines.collect::<Vec<_>>().join("\n"))
        }
        CannotEnter::Store(error) => error.into(),
    }
}

fn told(refusal: &Refusal) -> anyhow::Error {
    anyhow!(refusal.code().title())
}

fn receipt(workspace: &Workspace, args: &ReceiptArgs) -> anyhow::Result<()> {
    workspace.known_site(&args.site)?;
    let reference = args.reference.trim().to_uppercase();
    let (found, groups) = block_on(async {
        let store = workspace.store().await?;
        let id = store.add_site(&args.site, workspace.clock.now()).await?;
        let found = store.find_hand_over(&id, &reference).await?;
        let groups = store.list_groups(&id).await?;
        store.close().await;
        Ok((found, groups))
    })?;
    let Some(found) = found else {
        bail!("{reference} leads to no receipt: it may be mistyped, or too old");
    };
    let group = groups.iter().find(|of| of.id.as_str() == found.group_id);
    let group = group.map_or("a group that is hidden now", |of| of.record.slug.as_str());
    let when = rfc3339(found.handed_over_at);
    if let Some(read) = found.acknowledged {
        let (version, language) = (read.version, read.language);
        say!("{reference}: {group}, guidelines version {version} in {language}, read {when}");
    } else {
        say!("{reference}: {group}, which had no guidelines, {when}");
    }
    Ok(())
}
