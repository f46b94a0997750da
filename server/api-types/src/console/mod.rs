//! What the staff's console and the server say to each other: a file a part of the console. None of it
//! is public.

mod data;
mod insight;
mod staff;

pub use data::*;
pub use insight::*;
pub use staff::*;
