//! What an operator writes: `kindred.toml` for the server, `sites/<slug>.toml` for each site.
//!
//! What belongs here: reading those files, saying exactly what is wrong with them, and keeping
//! the last good reading while a file is broken. The environment and the flags are read in
//! `main.rs` and `cli/`, and weigh more than the file.

mod join;
mod mail;
mod server;
mod shipped;
mod site;
mod site_problems;
mod site_wire;
mod sites;
mod toml_file;

pub use join::{ConsentConfig, JoinConfig};
pub use mail::{
    MailConfig, MailFrom, MailProblem, MailSettings, MailWay, PublicUrl, SmtpUrl, is_this_machine,
};
pub use server::{LogFormat, LogLevel, ServerConfig, ServerFile, read_server_file};
pub use site::{SiteConfig, read_site_file};
pub use sites::{ActiveSite, Sites, is_slug};
pub use toml_file::{Finding, nearest, unknown_key};
