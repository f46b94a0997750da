//! What an operator writes: `kindred.toml` for the server, `sites/<slug>.toml` for each site, files
//! of guidelines, and `sites/<slug>/shelf/` for what a site adds to the shelf.
//!
//! What belongs here: reading those files, saying exactly what is wrong with them, and keeping
//! the last good reading while a file is broken. The environment and the flags are read in
//! `main.rs` and `cli/`, and weigh more than the file.

mod features;
mod guidelines_file;
mod join;
mod join_wire;
mod mail;
mod network;
mod schemas;
mod server;
mod shelf_file;
mod shelf_folder;
mod shipped;
mod shipped_shelf;
mod site;
mod site_layers;
mod site_problems;
mod site_wire;
mod site_wording;
mod sites;
mod survey_file;
mod theme;
mod toml_file;

pub use guidelines_file::{is_guidelines_file, read_guidelines_file};
pub use join::{ConsentConfig, JoinConfig, KEPT_DAYS, REMIND_HOURS_BEFORE};
pub use mail::{
    MailConfig, MailFrom, MailProblem, MailSettings, MailWay, PublicUrl, SmtpTls, SmtpUrl,
    is_this_machine,
};
pub use network::{Network, NotANetwork};
pub use schemas::{site_schema, survey_schema};
pub use server::{LogFormat, LogLevel, ServerConfig, ServerFile, read_server_file};
pub use shelf_file::read_shelf_file;
pub use shelf_folder::{OwnShelf, shelf_of};
pub use shipped_shelf::shipped_shelf;
pub use site::{STARTER, SiteConfig, read_site_file};
pub use site_layers::{OwnFile, PlacedFinding, SETTABLE, Settings, set_key};
pub use site_wording::{ShippedTexts, SiteWording, shipped_texts};
pub use sites::{ActiveSite, Sites, is_slug};
pub use survey_file::{is_survey_file, read_survey_file};
pub use theme::ThemeConfig;
pub use toml_file::{Finding, nearest, unknown_key};
