//! What the staff's console and the server say to each other: a file a part of the console. None of it
//! is public.

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
