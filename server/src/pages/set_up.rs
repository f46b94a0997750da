//! What it takes to be at the meetings, on the member's page.

use super::{Frame, html::Html};
use crate::{domain::group::GroupRecord, set_up, words::pages as keys};

/// Adds it, folded: who has been there before need not read it again.
pub fn set_up(frame: Frame<'_>, group: &GroupRecord, before: Html) -> Html {
    let words = frame.words;
    let told = set_up::of_group(group, words);
    let mut inner = Html::new();
    if !told.from_group.is_empty() {
        inner = inner.part(
            words.say(keys::SET_UP_FROM_GROUP),
            Html::new().blocks(&told.from_group),
        );
    }
    let parts = told.parts.iter().fold(Html::new(), |html, part| {
        html.part(&part.title, Html::new().blocks(&part.text))
    });
    // A language may have no such texts of its own.
    inner = inner.then(if told.language == words.tag() {
        parts
    } else {
        parts.in_language(&told.language)
    });
    before.details(words.say(keys::SET_UP), inner)
}
