//! What the addresses of joining share: who may ask, what letters are written, where their
//! links lead, what a member's own link opens and does, and what time does to requests.
//!
//! What belongs here: the way from a site and its settings to [`Writer`](crate::store::Writer), and
//! what the widget and the server's pages do alike. What does not: rows (`store/joining/`), rules
//! (`domain/join/`), words of letters (`notify/letters/`).

mod concern;
mod dates;
mod desk;
mod enter;
mod erasing;
mod idempotency;
mod opened;
mod own_page;
mod upkeep;

pub use dates::MemberMeeting;
pub use desk::Desk;
pub use enter::{CannotEnter, caller_form, enter_request};
pub use erasing::settle_erasures;
pub use idempotency::IdempotencyKey;
pub use opened::Opened;
pub use own_page::OwnPage;
pub use upkeep::{
    delete_what_is_over, forget_new_addresses, keep_promises, kept_days, tend_groups,
    write_what_is_due,
};
