//! The API as a client sees it: one file per route, a real database in a temporary folder, a
//! clock that stands still.

mod assets;
mod calendars;
mod challenge;
mod errors;
mod group;
mod groups;
mod guidelines;
mod harness;
mod joining;
mod limits;
mod membership;
mod operation;
mod origins;
mod outbox;
mod pages;
mod places;
mod privacy;
mod site;
mod upkeep;
