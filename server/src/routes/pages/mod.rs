//! The pages behind emailed links, and the page of a form for hosts that frame it: one file a
//! page, its GET that shows and its POST that acts.
//!
//! What belongs here: from a link to the store and back to a page of `pages/`. What does not: HTML
//! and words (`pages/`). They are no part of the API and not in its description.

mod address;
mod change;
mod concern;
pub(super) mod door;
mod dress;
mod erase;
mod form_page;
mod group;
mod guidelines;
mod leave;
mod member;
mod member_calendar;
mod offer;
mod plain;
mod preview;
mod prove;
mod review;
mod send_link;
mod style;
mod survey;
mod unsubscribe;

pub use address::*;
pub use change::*;
pub use concern::*;
pub use dress::dress_page;
pub use erase::*;
pub use form_page::*;
pub use group::*;
pub use guidelines::*;
pub use leave::*;
pub use member::*;
pub use member_calendar::*;
pub use offer::*;
pub use plain::{
    send_plain_join, show_plain_group, show_plain_join, show_plain_join_style, show_plain_list,
    show_plain_privacy, show_plain_style, show_robots, show_sitemap,
};
pub use preview::*;
pub use prove::*;
pub use review::*;
pub use send_link::*;
pub use style::*;
pub use survey::*;
pub use unsubscribe::*;
