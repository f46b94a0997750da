//! The API as a client sees it: one file per route, a real database in a temporary folder, a
//! clock that stands still.

mod assets;
mod calendars;
mod errors;
mod group;
mod groups;
mod harness;
mod operation;
mod origins;
mod outbox;
mod places;
mod privacy;
mod site;
