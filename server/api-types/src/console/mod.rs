//! What the staff's console and the server say to each other: a file a part of the console. None of it
//! is public.

mod groups;
mod outgoing;
mod staff;

pub use groups::*;
pub use outgoing::*;
pub use staff::*;
