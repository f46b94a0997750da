//! One file per endpoint: its request, its handler, its errors. `router.rs` says where each
//! stands.

mod check_alive;
mod check_ready;
mod download_group_calendar;
mod download_site_calendar;
mod follow_up;
mod json_body;
pub(crate) mod list_groups;
pub mod pages;
mod path_parts;
mod refuse;
mod request_to_join;
mod serve_assets;
mod serve_examples;
mod show_challenge;
mod show_docs;
mod show_group;
mod show_guidelines;
mod show_join_form;
mod show_openapi;
mod show_outbox;
mod show_site;
mod show_welcome;
mod suggest_places;

pub use check_alive::*;
pub use check_ready::*;
pub use download_group_calendar::*;
pub use download_site_calendar::*;
pub use follow_up::*;
pub use json_body::JsonBody;
pub use list_groups::*;
pub use path_parts::PathParts;
pub use refuse::*;
pub use request_to_join::*;
pub use serve_assets::*;
pub use serve_examples::*;
pub use show_challenge::*;
pub use show_docs::*;
pub use show_group::*;
pub use show_guidelines::*;
pub use show_join_form::*;
pub use show_openapi::*;
pub use show_outbox::*;
pub use show_site::*;
pub use show_welcome::*;
pub use suggest_places::*;
