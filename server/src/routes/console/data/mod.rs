//! What is held: copies to take out, the audit trail, and what retention deletes.

mod list_events;
mod show_retention;
mod take_copy;

pub use list_events::*;
pub use show_retention::*;
pub use take_copy::*;
