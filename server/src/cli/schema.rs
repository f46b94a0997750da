//! `kindred schema`.

use std::process::ExitCode;

use clap::{Args, ValueEnum};

use crate::config::{site_schema, survey_schema};

/// What `kindred schema` takes.
#[derive(Debug, Args)]
pub struct SchemaArgs {
    /// Of which file.
    #[arg(value_enum, value_name = "FILE")]
    of: Described,
}

/// Files whose form has a schema.
#[derive(Debug, Clone, Copy, ValueEnum)]
enum Described {
    /// A survey, as `kindred survey publish` takes it.
    Survey,
    /// A site: `sites/<slug>.toml`.
    Site,
}

/// Prints the schema.
pub fn schema(args: &SchemaArgs) -> ExitCode {
    match args.of {
        Described::Survey => say!("{}", survey_schema()),
        Described::Site => say!("{}", site_schema()),
    }
    ExitCode::SUCCESS
}
