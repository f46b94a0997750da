//! The shelf: what staff read to lead a group, and what they lay out for its members. A page for each
//! text, one to find them, and one for each group.

mod copy;
mod item;
mod laid_out;
mod link_form;
mod list;
mod show;
mod state;
mod text;

use super::{Console, Place, parts::missing};
use crate::ui::El;

/// Draws a page of the section.
pub(super) fn draw(console: Console, place: &Place) -> El {
    match place.rest() {
        [] => list::draw(console, place),
        [word, slug] if word == "item" => item::draw(console, slug),
        [word] if word == "groups" => laid_out::groups(console),
        [word, group] if word == "groups" => laid_out::draw(console, group),
        _ => missing(console),
    }
}
