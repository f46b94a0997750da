//! `kindred staff`: who may use a site's console.

use std::process::ExitCode;

use anyhow::bail;
use api_types::{Choice, StaffRole};
use clap::{Args, Subcommand, builder::PossibleValuesParser};

use super::{
    Common, Environment,
    workspace::{Workspace, block_on},
};
use crate::{
    config::PublicUrl,
    domain::staff::{LinkPurpose, StaffDetails, StaffLink},
    domain::time::rfc3339,
    store::{Added, Invitation, SiteId, Store, Viewer},
};

/// What `kindred staff` takes.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub struct StaffArgs {
    #[command(subcommand)]
    command: StaffCommand,
    /// This server's address as people reach it, for the links that are printed.
    ///
    /// In kindred.toml: public_url = "https://groups.example.org"
    #[arg(
        long,
        global = true,
        value_name = "URL",
        env = "KINDRED_PUBLIC_URL",
        hide_env_values = true
    )]
    public_url: Option<PublicUrl>,
}

#[derive(Debug, Subcommand)]
enum StaffCommand {
    /// Take somebody on, and print the link with which they sign in for the first time.
    Add(AddArgs),
    /// List everybody on the staff.
    List(OfSite),
    /// Take somebody off: they are signed out everywhere at once.
    Remove(OfPerson),
    /// Print a link to sign in, for somebody whose mail does not arrive; without --email, one to
    /// set up the console of a site that has no staff.
    Link(LinkArgs),
}

#[derive(Debug, Args)]
struct OfSite {
    /// Slug of the site.
    #[arg(long, value_name = "SLUG")]
    site: String,
}

#[derive(Debug, Args)]
struct OfPerson {
    #[command(flatten)]
    of: OfSite,
    /// Their address.
    #[arg(long, value_name = "ADDRESS")]
    email: String,
}

#[derive(Debug, Args)]
struct LinkArgs {
    #[command(flatten)]
    of: OfSite,
    /// Their address.
    #[arg(long, value_name = "ADDRESS")]
    email: Option<String>,
}

#[derive(Debug, Args)]
struct AddArgs {
    #[command(flatten)]
    person: OfPerson,
    /// As they are called.
    #[arg(long, value_name = "NAME")]
    name: String,
    /// What they are to the site.
    #[arg(long, value_name = "ROLE", value_parser = PossibleValuesParser::new(StaffRole::WORDS))]
    role: String,
    /// Slug of a group that a facilitator leads; may be given several times.
    #[arg(long = "group", value_name = "SLUG")]
    groups: Vec<String>,
    /// In which to write to them; default the site's first language.
    #[arg(long, value_name = "TAG")]
    language: Option<String>,
}

const EXAMPLES: &str = "\
Examples:
  kindred staff add --site riverside --email ana@example.org --name \"Ana Ruiz\" --role coordinator
  kindred staff add --site riverside --email ben@example.org --name Ben --role facilitator \\
      --group evening-circle
  kindred staff list --site riverside
  kindred staff link --site riverside --email ana@example.org
  kindred staff remove --site riverside --email ben@example.org

A link lets in whoever has it: hand it over in person, or by a way that you trust. One to sign in
holds for fifteen minutes, an invitation for seven days, one to set up for a day; each works once.";

/// Carries one of them out.
pub fn staff(
    common: &Common,
    args: &StaffArgs,
    environment: &Environment,
) -> anyhow::Result<ExitCode> {
    let workspace = Workspace::new(common, environment)?;
    let at = Console {
        base: base(&workspace, args.public_url.as_ref()),
        workspace,
    };
    match &args.command {
        StaffCommand::Add(args) => at.add(args),
        StaffCommand::List(of) => at.list(of),
        StaffCommand::Remove(of) => at.remove(of),
        StaffCommand::Link(args) => match &args.email {
            Some(email) => at.sign_in_link(&args.of, email),
            None => at.set_up_link(&args.of),
        },
    }?;
    Ok(ExitCode::SUCCESS)
}

/// Where links lead.
fn base(workspace: &Workspace, said: Option<&PublicUrl>) -> String {
    let url = said.or(workspace.config.mail.public_url.as_ref());
    url.map_or_else(
        || format!("http://{}", workspace.config.listen),
        |url| url.as_str().to_owned(),
    )
}

struct Console {
    workspace: Workspace,
    base: String,
}

impl Console {
    /// Opens the database for work on a site's staff.
    fn on_site<T>(
        &self,
        of: &OfSite,
        work: impl AsyncFnOnce(&Store, &SiteId) -> anyhow::Result<T>,
    ) -> anyhow::Result<T> {
        block_on(async {
            let store = self.workspace.store().await?;
            let site = store.add_site(&of.site, self.workspace.clock.now()).await?;
            let done = work(&store, &site).await?;
            store.close().await;
            Ok(done)
        })
    }

    fn link(&self, purpose: LinkPurpose) -> StaffLink {
        StaffLink::new(purpose, &self.workspace.chance)
    }

    fn add(&self, args: &AddArgs) -> anyhow::Result<()> {
        let (of, email) = (&args.person.of, &args.person.email);
        let site = self.workspace.known_site(&of.site)?;
        let language = args.language.as_deref();
        let language = language.unwrap_or_else(|| site.language_for(None));
        let details = StaffDetails::read(&args.name, email, language);
        let details = details.map_err(|problems| {
            let said = problems.iter().map(|one| {
                let field = one.field.trim_start_matches('/');
                format!("--{field}: {}", one.detail)
            });
            anyhow::anyhow!(said.collect::<Vec<_>>().join("\n"))
        })?;
        let Ok(role) = StaffRole::from_word(&args.role) else {
            bail!("{} is no role", args.role);
        };
        if role == StaffRole::Facilitator && args.groups.is_empty() {
            bail!("a facilitator leads groups of their own: name each with --group");
        }
        let link = self.link(LinkPurpose::Invite);
        let now = self.workspace.clock.now();
        let added = self.on_site(of, async |store, id| {
            let invitation = Invitation {
                link: &link,
                letter: None,
            };
            let (viewer, place) = (Viewer::operator(id), (role, args.groups.as_slice()));
            let added = store.add_staff(&viewer, &details, place, &invitation, now);
            Ok(added.await?)
        })?;
        match added {
            Added::Yes(_) => {
                say!(
                    "{} is on the staff of {} now ({})",
                    details.name,
                    of.site,
                    args.role
                );
                self.say_link(&link, "give them this link within seven days");
                Ok(())
            }
            Added::AlreadyStaff => bail!("somebody on the staff of {} has this address", of.site),
            Added::NotAllowed => bail!("the site {} is not in the database", of.site),
        }
    }

    fn list(&self, of: &OfSite) -> anyhow::Result<()> {
        self.workspace.known_site(&of.site)?;
        let staff = self.on_site(of, async |store, id| {
            Ok(store.list_staff(&Viewer::operator(id)).await?)
        })?;
        if staff.is_empty() {
            say!("{} has no staff yet: `kindred staff add --help`", of.site);
        }
        for one in staff {
            let groups = match one.groups.as_slice() {
                [] => String::new(),
                groups => format!(" of {}", groups.join(", ")),
            };
            let (name, email) = (&one.details.name, &one.details.email);
            let since = rfc3339(one.created_at);
            say!(
                "{name} <{email}>  {}{groups}  since {since}",
                one.role.as_str()
            );
        }
        Ok(())
    }

    fn remove(&self, person: &OfPerson) -> anyhow::Result<()> {
        self.workspace.known_site(&person.of.site)?;
        let now = self.workspace.clock.now();
        let name = self.on_site(&person.of, async |store, id| {
            let Some(staff) = store.find_staff_by_email(id, person.email.trim()).await? else {
                return Ok(None);
            };
            let viewer = Viewer::operator(id);
            let ended = store.end_staff(&viewer, &staff.id, now).await?;
            Ok(ended.then_some(staff.details.name))
        })?;
        match name {
            Some(name) => say!("{name} is off the staff of {}", person.of.site),
            None => bail!("{}", nobody(&person.of)),
        }
        Ok(())
    }

    fn sign_in_link(&self, of: &OfSite, email: &str) -> anyhow::Result<()> {
        self.workspace.known_site(&of.site)?;
        let link = self.link(LinkPurpose::SignIn);
        let now = self.workspace.clock.now();
        let added = self.on_site(of, async |store, id| {
            let viewer = Viewer::operator(id);
            let added = store.add_printed_link(&viewer, email.trim(), &link, now);
            Ok(added.await?)
        })?;
        if !added {
            bail!("{}", nobody(of));
        }
        self.say_link(&link, "it lets them in within fifteen minutes, once");
        Ok(())
    }

    fn set_up_link(&self, of: &OfSite) -> anyhow::Result<()> {
        self.workspace.known_site(&of.site)?;
        let link = self.link(LinkPurpose::SetUp);
        let now = self.workspace.clock.now();
        let added = self.on_site(of, async |store, id| {
            Ok(store.add_set_up_link(id, &link, true, now).await?)
        })?;
        if !added {
            bail!(
                "{} has staff: say whose link it is to be, with --email",
                of.site
            );
        }
        self.say_link(
            &link,
            "who opens it within a day becomes the first coordinator",
        );
        Ok(())
    }

    fn say_link(&self, link: &StaffLink, what_to_do: &str) {
        say!("{}{}", self.base, link.path());
        say!("  {what_to_do}");
    }
}

fn nobody(of: &OfSite) -> String {
    let site = &of.site;
    format!("nobody on the staff of {site} has this address: `kindred staff list --site {site}`")
}
