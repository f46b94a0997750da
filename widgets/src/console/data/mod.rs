//! What is held: copies to take out, who did and saw what, and what will be deleted.

mod copies;
mod retention;
mod trail;

use super::{Console, Place, parts::missing};
use crate::{i18n::console_keys as keys, ui::El};

/// Draws a page of the section.
pub(super) fn draw(console: Console, place: &Place) -> El {
    match place.rest() {
        [] => copies::draw(console),
        [page] if page == "trail" => trail::draw(console, place),
        [page] if page == "retention" => retention::draw(console),
        _ => missing(console),
    }
}

/// The heading of a page below the first, with the way back to it.
fn title(console: Console, title: &str) {
    console.title_under(title, Some((console.say(keys::DATA_TITLE), "data")));
}
