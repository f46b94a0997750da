//! Today: what needs doing first, one thing after another; and the day of a meeting.

mod calls;
mod concerns;
mod front;
mod prompt;
mod quiet;
mod register;
mod sheet;

use super::{Console, Place, parts::missing};
use crate::ui::El;

/// Draws a page of the section.
pub(super) fn draw(console: Console, place: &Place) -> El {
    match place.rest() {
        [] => front::draw(console),
        [slug, start] => sheet::draw(console, slug, start),
        _ => missing(console),
    }
}

/// The path of a meeting.
fn path_of(group: &str, start: i64) -> String {
    ["today/", group, "/", &start.to_string()].concat()
}
