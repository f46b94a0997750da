//! The API as a client sees it: one file per route, a real database in a temporary folder, a
//! clock that stands still.

mod assets;
mod by_themselves;
mod calendars;
mod challenge;
mod entering;
mod errors;
mod features;
mod form_page;
mod group;
mod groups;
mod guidelines;
mod hand_overs;
mod harness;
mod joining;
mod limits;
mod membership;
mod operation;
mod origins;
mod outbox;
mod pages;
mod places;
mod plain;
mod plain_join;
mod preview;
mod privacy;
mod set_up;
mod site;
mod surveys;
#[allow(dead_code, reason = "the console's staff, of whom the API needs one")]
#[path = "../console/team.rs"]
mod team;
mod upkeep;
