//! Parsed types and rules about groups. Nothing here awaits, reads a clock or names a database:
//! time and randomness are handed in.

pub mod check;
pub mod edits;
pub mod group;
pub mod guidelines;
pub mod insight;
pub mod join;
pub mod letter;
pub mod listing;
pub mod markdown;
pub mod merge_patch;
pub mod needs;
pub mod roster;
pub mod schedule;
pub mod shelf;
pub mod staff;
pub mod survey;
pub mod theme;
pub mod time;
pub mod wording;
