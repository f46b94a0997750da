//! Kindred's server: one [`build_app`] for the plain binary, for Shuttle and for the tests.
//!
//! What belongs here: the list of rooms and the type that they share. See ARCHITECTURE.md for
//! the map, and `router.rs` for every address that the server answers.

pub mod answer;
pub mod calendars;
pub mod catalogues;
pub mod cli;
pub mod clock;
pub mod config;
pub mod cursor;
pub mod domain;
pub mod erasures;
mod exports;
pub mod feedback;
pub mod feeds;
pub mod gate;
pub mod insight;
pub mod joining;
mod json_places;
pub mod layers;
pub mod log;
pub mod notify;
pub mod openapi;
mod page;
mod pages;
pub mod parameters;
mod passkeys;
pub mod problems;
mod router;
pub mod routes;
pub mod seal;
mod set_up;
pub mod start;
mod state;
pub mod store;
mod words;

pub use router::build_app;
pub use state::{AppState, Parts};
