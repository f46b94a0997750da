//! Joining a group: what a person may write, what becomes of it, and when somebody answers.
//!
//! What belongs here: parsing and rules. What does not: rows (`store/joining/`), letters
//! (`domain/letter.rs`), words for members (the widget's).

mod answer_by;
mod application;
mod check;
mod contact;
mod reference;
mod remind;
mod token;
mod words;

/// Whether somebody in this state is in the group, or on the way to it.
pub fn is_open(state: api_types::JoinState) -> bool {
    use api_types::JoinState::{Declined, Left};
    !matches!(state, Declined | Left)
}

pub use answer_by::answer_by;
pub use application::{AgreedTo, Answered, Application};
pub use contact::{alike, read_contact};
pub use reference::reference;
pub use remind::remind_at;
pub use token::{Token, TokenPurpose, hash_of, secret, six_digits};
pub use words::{longest, read_letter_text, read_words};
