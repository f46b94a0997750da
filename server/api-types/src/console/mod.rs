//! What the staff's console and the server say to each other: a file a part of the console. None of it
//! is public.

mod outgoing;
mod requests;
mod staff;

pub use outgoing::*;
pub use requests::*;
pub use staff::*;
