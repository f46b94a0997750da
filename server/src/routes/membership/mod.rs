//! A member's own page in the widget: one file an endpoint, each by the token of their own link.
//!
//! What belongs here: from the wire to `joining/own_page.rs` and back. What does not: what a link
//! opens and does, which the server's page (`routes/pages/`) shares.

mod acknowledge_guidelines;
mod change_membership;
mod erase_membership;
mod export_membership;
mod leave_group;
mod make_calendar;
mod member;
mod show_membership;
mod tell_coordinators;

pub use acknowledge_guidelines::*;
pub use change_membership::*;
pub use erase_membership::*;
pub use export_membership::*;
pub use leave_group::*;
pub use make_calendar::*;
pub use show_membership::*;
pub use tell_coordinators::*;
