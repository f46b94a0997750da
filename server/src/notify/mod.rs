//! Letters on their way out: words, mail server, and the worker that takes them from the outbox.
//!
//! What belongs here: everything between a row of the outbox and the mail server. What does not:
//! the rows (`store/outbox.rs`), and when a letter is written.

pub mod inbox;
pub mod letters;
mod mailer;
mod message;
mod state;
mod worker;

pub use mailer::{Failure, Mailer};
pub use state::{MailCondition, MailState};
pub use worker::{send_due, send_letters};
