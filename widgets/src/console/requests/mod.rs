//! Requests to join: what waits, one request and its answers, and somebody who rang.

mod answer;
mod bulk;
mod call;
mod card;
mod done;
mod enter;
mod enter_fields;
mod one;
mod queue;
mod state;
mod told;

use super::{Console, Place, parts::missing};
use crate::{i18n::console_keys as keys, ui::El};

/// Below this path a caller's request is written down.
const CALLER: &str = "caller";

/// Draws a page of the section.
pub(super) fn draw(console: Console, place: &Place) -> El {
    match place.rest() {
        [] => queue::draw(console, place),
        [page] if page == CALLER => enter::choose(console),
        [page, group] if page == CALLER => enter::draw(console, group, place.query("lang")),
        [id] => one::draw(console, id),
        _ => missing(console),
    }
}

/// The heading of a page below the queue, with the way back to it.
fn title(console: Console, title: &str) {
    console.title_under(title, Some((console.say(keys::REQUESTS_TITLE), "requests")));
}
