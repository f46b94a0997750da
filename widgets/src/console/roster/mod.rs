//! Members: who is in which group, how to reach them, a message to all of them, and what staff do to
//! a membership.

mod groups;
mod list;
mod member;
mod message;
mod reach;
mod removing;
mod standing;
mod state;

use super::{Console, Place, parts::missing};
use crate::{i18n::console_keys as keys, ui::El};

pub(super) use reach::reach;
pub(super) use standing::{Person, silence};

/// Draws a page of the section.
pub(super) fn draw(console: Console, place: &Place) -> El {
    match place.rest() {
        [] => groups::draw(console),
        [slug] => list::draw(console, slug, place.query("show")),
        [slug, page] if page == "message" => message::draw(console, slug),
        [slug, member] => member::draw(console, slug, member),
        _ => missing(console),
    }
}

/// The path of a group's roster.
fn path_of(group: &str) -> String {
    ["roster/", group].concat()
}

/// The heading of a page below a group's roster.
fn title_in(console: Console, title: &str, group: (&str, &str)) {
    console.title_under(title, Some((group.1, &path_of(group.0))));
}

/// The heading of a group's roster.
fn title_of_group(console: Console, name: &str) {
    console.title_under(name, Some((console.say(keys::ROSTER_TITLE), "roster")));
}
