//! The staff: who works for the site, in which role. For coordinators.

mod invite;
mod list;
mod one;
mod role;

use api_types::{Choice, Me, StaffRole};

use super::{Console, Place, parts::missing};
use crate::{
    i18n::{Words, console_keys as keys},
    ui::El,
};

/// For whom there is a way here.
pub(super) fn shows(me: &Me) -> bool {
    me.role == StaffRole::Coordinator
}

/// Draws a page of the section.
pub(super) fn draw(console: Console, place: &Place) -> El {
    match place.rest() {
        [] => list::draw(console),
        [page] if page == "invite" => invite::draw(console),
        [id] => one::draw(console, id),
        _ => missing(console),
    }
}

/// A role in words.
pub(super) fn role_words(words: Words, role: StaffRole) -> String {
    words.word("role", role.as_str())
}

/// The heading of a page below the list, with the way back to it.
fn title(console: Console, title: &str) {
    console.title_under(title, Some((console.say(keys::STAFF_TITLE), "staff")));
}
