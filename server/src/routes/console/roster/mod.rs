//! The roster: who is in a group, how to reach them, and what staff do to a membership.

mod message_group;
mod show_roster;
mod stand;

pub use message_group::*;
pub use show_roster::*;
pub use stand::*;
