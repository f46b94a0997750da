//! Requests to join, on both databases: from asking to a place. What time does to them is in
//! `upkeep.rs`.

mod asking;
mod correcting;
mod deciding;
mod desk;
mod other_sites;
mod proving;

pub use desk::*;
