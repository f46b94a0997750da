//! The shelf as its readers ask for it, and what staff lay out for the members of a group.

mod change_resources;
mod list_resources;
mod list_shelf;
mod show_shelf_item;

pub use change_resources::*;
pub use list_resources::*;
pub use list_shelf::*;
pub use show_shelf_item::*;
