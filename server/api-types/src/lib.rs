//! The wire between server and widgets: shapes, names and codes, and nothing that does I/O.
//!
//! What belongs here: every JSON body and every name that both sides spell. What does not:
//! rules about groups (`server/src/domain`), search (`server/catalogue`), words for members
//! (`widgets/src/i18n`).
//!
//! Conventions: names are `snake_case`, choices `kebab-case`, instants RFC 3339 with the offset of
//! the group's own zone, dates `YYYY-MM-DD`, positions WGS 84 degrees, lengths minutes,
//! distances kilometres. Absent and `null` mean the same.

mod challenge;
mod choice;
mod console;
mod feedback;
mod group;
mod guidelines;
mod join;
mod list;
mod membership;
mod place;
mod problem;
mod set_up;
mod site;
mod survey;
mod text;

pub use challenge::*;
pub use choice::*;
pub use console::*;
pub use feedback::*;
pub use group::*;
pub use guidelines::*;
pub use join::*;
pub use list::*;
pub use membership::*;
pub use place::*;
pub use problem::*;
pub use set_up::*;
pub use site::*;
pub use survey::*;
pub use text::*;
