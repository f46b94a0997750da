//! What the staff's console and the server say to each other: a file a part of the console. None of it
//! is public.

mod passkeys;
mod staff;

pub use passkeys::*;
pub use staff::*;
