//! Kindred's widgets: what a member sees on a host's page.
//!
//! One request walked through: the loader calls `mount` (`bin/finder.rs`, `programs.rs`), which
//! reads the options (`element.rs`) and draws the outer component of a widget (`group_finder/mod.rs`). A
//! press becomes a message, a message changes the view (`group_finder/state.rs`, pure), and what
//! is left to do (`group_finder/actions/`) calls the server (`api.rs`) or the browser
//! (`browser.rs`, `page_history.rs`, `intl.rs`). Views read signals and draw (`ui/`).
//!
//! Nothing here knows the server's crate; both sides share `api-types` and `catalogue`.

mod api;
mod asking;
mod browser;
mod console;
mod contact;
mod crisis;
pub mod crisis_words;
mod element;
mod feedback_survey;
mod form;
mod group_finder;
mod guidelines;
mod i18n;
mod intl;
mod join_form;
mod js;
mod json;
mod meeting;
mod member_page;
mod page_history;
#[cfg(feature = "ssr")]
pub mod pages;
mod programs;
pub mod proof_of_work;
mod set_up;
#[cfg(feature = "ssr")]
pub mod texts;
mod ui;
mod unseen_work;
mod wire;

/// What members' views know of names and dates: what the browser does, and on the server what stands in for it.
#[cfg(not(feature = "ssr"))]
use intl::Intl;
#[cfg(feature = "ssr")]
use pages::Intl;

pub use programs::{
    mount_console, mount_feedback, mount_finder, mount_join, mount_office, mount_preview,
    mount_records, mount_survey, unmount,
};
