//! What the staff's console and the server say to each other: a file a part of the console. None of it
//! is public.

/// Sections of the console that are drawn by its second program, `office`: what is done at a desk, now
/// and then. The first, `console`, draws what a day asks for. Neither has to be downloaded for the other.
pub const OFFICE_SECTIONS: [&str; 2] = ["groups", "shelf"];

mod data;
mod groups;
mod insight;
mod outgoing;
mod passkeys;
mod requests;
mod resources;
mod roster;
mod shelf;
mod staff;
mod today;

pub use data::*;
pub use groups::*;
pub use insight::*;
pub use outgoing::*;
pub use passkeys::*;
pub use requests::*;
pub use resources::*;
pub use roster::*;
pub use shelf::*;
pub use staff::*;
pub use today::*;
