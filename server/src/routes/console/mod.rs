//! The console of staff: its pages to get in, and its own API.
//!
//! What belongs here: who is signed in, and what they ask of the store, always on behalf of the
//! [`Signed`] staff member's `Viewer`. What does not: what a role may do (`domain/staff/`, and in the
//! queries of `store/staff/`), HTML and words (`pages/console.rs`). None of it is part of the public
//! API: no answer carries a CORS header, and a change comes from a page of ours or not at all.

mod attachment;
mod change_staff;
mod cookie;
mod data;
mod feedback;
mod follow_link;
mod groups;
mod guard;
mod home;
mod insight;
mod invite_staff;
mod list_group_names;
mod list_staff;
mod outgoing;
mod passkeys;
mod requests;
mod roster;
mod sessions;
mod set_up;
mod shelf;
mod show_me;
mod sign_in;
mod sign_in_by_passkey;
mod signed;
mod today;
mod website;

pub use change_staff::*;
pub use data::*;
pub use feedback::*;
pub use follow_link::*;
pub use groups::*;
pub use guard::{guard_console, lead_to_sign_in};
pub use home::*;
pub use insight::*;
pub use invite_staff::*;
pub use list_group_names::*;
pub use list_staff::*;
pub use outgoing::*;
pub use passkeys::*;
pub use requests::*;
pub use roster::{
    list_rosters, mark_in_touch, message_group, pause_member, reach_member, remove_member,
    resume_member, show_roster, silence_member, unsilence_member,
};
pub use sessions::*;
pub use set_up::*;
pub use shelf::*;
pub use show_me::*;
pub use sign_in::*;
pub use sign_in_by_passkey::*;
pub use signed::Signed;
pub use today::{
    forget_attendance, mark_call_done, mark_call_open, mark_concern, note_attendance, set_prompt,
    show_meeting, show_today,
};
pub use website::*;

use axum::http::StatusCode;

use crate::problems::Refusal;

/// 204, or the answer to what is not there or not theirs.
fn found(found: bool) -> Result<StatusCode, Refusal> {
    if found {
        Ok(StatusCode::NO_CONTENT)
    } else {
        Err(Refusal::not_found())
    }
}
