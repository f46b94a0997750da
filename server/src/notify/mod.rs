//! Letters on their way out: words, mail server, and the worker that takes them from the outbox.
//!
//! What belongs here: everything between a row of the outbox and the mail server. What does not:
//! the rows (`store/outbox.rs`), and when a letter is written.

pub mod letters;
