//! What it takes to be at the meetings, on the member's page.

use super::{Frame, html::Html};
use crate::{domain::group::GroupRecord, set_up};

/// Adds it, folded: who has been there before need not read it again.
pub fn set_up(frame: Frame<'_>, group: &GroupRecord, before: Html) -> Html {
    let words = frame.words;
    let told = set_up::of_group(group, words.tongue);
    let mut inner = Html::new();
    if !told.from_group.is_empty() {
        inner = inner.part(
            words.set_up_from_group,
            Html::new().blocks(&told.from_group),
        );
    }
    for part in &told.parts {
        inner = inner.part(&part.title, Html::new().blocks(&part.text));
    }
    before.details(words.set_up, inner)
}
