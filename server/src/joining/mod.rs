//! What the addresses of joining share: who may ask, what letters are written, where their
//! links lead, and what time does to requests.
//!
//! What belongs here: the way from a site and its settings to [`Writer`](crate::store::Writer).
//! What does not: rows (`store/joining/`), rules (`domain/join/`), words of letters
//! (`notify/letters/`).

mod desk;
mod enter;
mod idempotency;
mod upkeep;

pub use desk::Desk;
pub use enter::{CannotEnter, enter_request};
pub use idempotency::IdempotencyKey;
pub use upkeep::{delete_what_is_over, keep_promises, write_what_is_due};
