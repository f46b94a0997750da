//! What the staff's console and the server say to each other: a file a part of the console. None of it
//! is public.

mod data;
mod insight;
mod outgoing;
mod roster;
mod staff;
mod today;

pub use data::*;
pub use insight::*;
pub use outgoing::*;
pub use roster::*;
pub use staff::*;
pub use today::*;
