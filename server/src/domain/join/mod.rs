//! Joining a group: what a person may write, what becomes of it, and when somebody answers.
//!
//! What belongs here: parsing and rules. What does not: rows (`store/join_requests.rs`), letters
//! (`domain/letter.rs`), words for members (the widget's).

mod answer_by;
mod application;
mod check;
mod reference;
mod remind;
mod token;

pub use answer_by::answer_by;
pub use application::{AgreedTo, Answered, Application};
pub use check::{alike, read_contact};
pub use reference::reference;
pub use remind::remind_at;
pub use token::{Token, TokenPurpose, hash_of, secret, six_digits};
