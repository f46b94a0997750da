//! What the staff's console and the server say to each other: a file a part of the console. None of it
//! is public.

mod resources;
mod shelf;
mod staff;

pub use resources::*;
pub use shelf::*;
mod groups;
mod outgoing;
mod staff;

pub use groups::*;
pub use outgoing::*;
pub use staff::*;
