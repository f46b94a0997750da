//! How a member stops: leaving the group, and having everything erased.

use api_types::JoinState;

use super::{
    Frame,
    html::{Html, only},
};

/// Asks once whether somebody wants to leave.
pub fn sure_to_leave(frame: Frame<'_>, state: JoinState, group: &str, path: &str) -> String {
    let words = frame.words;
    let (title, text, button) = if state == JoinState::Approved {
        (words.leave_group, words.leave_text, words.leave_button)
    } else {
        (
            words.take_back,
            words.take_back_text,
            words.take_back_button,
        )
    };
    let body = Html::new()
        .h1(title)
        .p(text.replace("{group}", group))
        .buttons("", &[only(button)])
        .p(Html::link(path, words.go_back));
    frame.page(title, body)
}

/// Asks once whether everything is to be erased.
pub fn sure_to_erase(frame: Frame<'_>, path: &str) -> String {
    let words = frame.words;
    let body = Html::new()
        .h1(words.erase)
        .p(words.erase_text)
        .p(words.erase_leaves)
        .notice(words.erase_for_good)
        .buttons("", &[only(words.erase_button)])
        .p(Html::link(path, words.go_back));
    frame.page(words.erase, body)
}

/// Nothing is left.
pub fn erased(frame: Frame<'_>) -> String {
    let words = frame.words;
    let body = Html::new().h1(words.erased_title).p(words.erased_text);
    frame.page(words.erased_title, body)
}
