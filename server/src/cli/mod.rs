//! The command line: what each command takes, and what it answers.
//!
//! What belongs here: arguments, words for the operator, exit codes. What does not: reading the
//! environment (`main.rs` hands it in; clap reads the variables that stand beside the flags).

/// Prints a line for the operator. A reader that has heard enough (`| head`) is no fault.
macro_rules! say {
    ($($arguments:tt)*) => {{
        use std::io::Write;
        let _ = writeln!(std::io::stdout(), $($arguments)*);
    }};
}

mod check;
mod export;
mod export_static;
mod fetch;
mod guidelines;
mod import;
mod import_places;
mod init;
mod request;
mod retention;
mod rotate_key;
mod schema;
mod serve;
mod staff;
mod survey;
mod text_file;
mod words;
mod workspace;

use std::{path::PathBuf, process::ExitCode};

use clap::{Args, Parser, Subcommand};

use crate::start::Keys;

pub use check::CheckArgs;
pub use export::ExportArgs;
pub use guidelines::GuidelinesArgs;
pub use import::ImportArgs;
pub use import_places::ImportPlacesArgs;
pub use init::InitArgs;
pub use request::RequestArgs;
pub use retention::RetentionArgs;
pub use rotate_key::RotateKeyArgs;
pub use schema::SchemaArgs;
pub use serve::ServeArgs;
pub use staff::StaffArgs;
pub use survey::SurveyArgs;
pub use words::WordsArgs;

/// What the program finds around it. Not to be printed: it holds secrets.
#[derive(Clone, Default)]
pub struct Environment {
    /// `KINDRED_KEY` and `KINDRED_FORMER_KEY`: the keys that seal. Never flags, since everybody on
    /// the machine can read those.
    pub keys: Keys,
    /// `KINDRED_SMTP`: the mail server with its password; never a flag, either.
    pub smtp: Option<String>,
    /// The folder in which the running binary lies.
    pub binary: Option<PathBuf>,
}

/// Kindred: support groups of a clinic or a charity on its own website.
#[derive(Debug, Parser)]
#[command(name = "kindred", version, max_term_width = 100, after_help = FIRST_STEPS)]
pub struct Cli {
    #[command(flatten)]
    common: Common,
    #[command(subcommand)]
    command: Command,
}

const FIRST_STEPS: &str = "\
First steps:
  kindred import --site riverside --new-site \"Riverside Cancer Care\" \\
      --format meeting-guide https://example.org/feed.json
  kindred serve

Settings come from the data folder's kindred.toml, from the environment, and from flags; each
weighs more than the one before. `kindred serve --help` names them all.";

/// Settings that every command takes.
#[derive(Debug, Args)]
pub struct Common {
    /// The data folder: kindred.toml, kindred.db, kindred.key, erasures.log and sites/<slug>.toml.
    #[arg(
        long,
        global = true,
        value_name = "DIR",
        default_value = "kindred-data",
        env = "KINDRED_DATA",
        hide_env_values = true
    )]
    data: PathBuf,
    /// The database: sqlite://PATH or postgres://USER@HOST/NAME. Default: kindred.db in the data
    /// folder.
    ///
    /// In kindred.toml: database = "postgres://…"
    #[arg(
        long,
        global = true,
        value_name = "URL",
        env = "KINDRED_DATABASE",
        hide_env_values = true
    )]
    database: Option<String>,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Serve the API, the widgets and the calendars.
    Serve(ServeArgs),
    /// Begin a site: a file that works, in which every key is explained.
    Init(InitArgs),
    /// Bring groups into a site: from a feed, or from Kindred's own JSON.
    Import(ImportArgs),
    /// Bring in towns and postcodes, for members who search near a place.
    ImportPlaces(ImportPlacesArgs),
    /// Write a site's groups out.
    Export(ExportArgs),
    /// Publish and list the guidelines of a site and of its groups.
    Guidelines(GuidelinesArgs),
    /// Publish and list a site's surveys, and plan when members are asked.
    Survey(SurveyArgs),
    /// Print all that members read, by key, to say it in words of your own.
    Words(WordsArgs),
    /// Print the form of a file as JSON Schema, for editors that check while one writes.
    Schema(SchemaArgs),
    /// Enter requests to join for people who rang, and look up receipts.
    Request(RequestArgs),
    /// Say who may use a site's console.
    Staff(StaffArgs),
    /// Check configuration, group files, guidelines and surveys, and say exactly what is wrong where.
    Check(CheckArgs),
    /// Delete what is over, or say what would go.
    Retention(RetentionArgs),
    /// Seal everything anew with another key.
    RotateKey(RotateKeyArgs),
    /// Print the version.
    Version,
}

/// Carries a command out. Problems go to standard error.
pub fn run(cli: Cli, environment: &Environment) -> ExitCode {
    let Cli { common, command } = cli;
    let done = match command {
        Command::Serve(args) => serve::serve(&common, args, environment),
        Command::Init(args) => init::init(&common, &args),
        Command::Import(args) => import::import(&common, &args, environment),
        Command::ImportPlaces(args) => import_places::import_places(&common, &args, environment),
        Command::Export(args) => export::export(&common, &args, environment),
        Command::Guidelines(args) => guidelines::guidelines(&common, &args, environment),
        Command::Survey(args) => survey::survey(&common, &args, environment),
        Command::Request(args) => request::request(&common, &args, environment),
        Command::Staff(args) => staff::staff(&common, &args, environment),
        Command::Words(args) => words::words(&args),
        Command::Schema(args) => Ok(schema::schema(&args)),
        Command::Check(args) => Ok(check::check(&args)),
        Command::Retention(args) => retention::retention(&common, &args, environment),
        Command::RotateKey(args) => rotate_key::rotate_key(&common, &args, environment),
        Command::Version => {
            say!("kindred {}", env!("CARGO_PKG_VERSION"));
            Ok(ExitCode::SUCCESS)
        }
    };
    done.unwrap_or_else(|error| {
        eprintln!("kindred: {error:#}");
        ExitCode::FAILURE
    })
}
