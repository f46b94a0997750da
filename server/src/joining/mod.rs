//! What the addresses of joining share: who may ask, what letters are written, and where their
//! links lead.
//!
//! What belongs here: the way from a site and its settings to [`Writer`](crate::store::Writer).
//! What does not: rows (`store/joining/`), rules (`domain/join/`), words of letters
//! (`notify/letters/`).

mod desk;
mod idempotency;

pub use desk::Desk;
pub use idempotency::IdempotencyKey;
