//! How a member stops: leaving the group, and having everything erased.

use api_types::JoinState;

use super::{
    Frame,
    html::{Html, only},
};
use crate::words::pages as keys;

/// Asks once whether somebody wants to leave.
pub fn sure_to_leave(frame: Frame<'_>, state: JoinState, group: &str, path: &str) -> String {
    let words = frame.words;
    let (title, text, button) = if state == JoinState::Approved {
        (keys::LEAVE_GROUP, keys::LEAVE_TEXT, keys::LEAVE_BUTTON)
    } else {
        (
            keys::TAKE_BACK,
            keys::TAKE_BACK_TEXT,
            keys::TAKE_BACK_BUTTON,
        )
    };
    let title = words.say(title);
    let body = Html::new()
        .h1(title)
        .p(words.fill(text, &[("group", group)]))
        .buttons("", &[only(words.say(button))])
        .p(Html::link(path, words.say(keys::GO_BACK)));
    frame.page(title, body)
}

/// Asks once whether everything is to be erased.
pub fn sure_to_erase(frame: Frame<'_>, path: &str) -> String {
    let words = frame.words;
    let body = Html::new()
        .h1(words.say(keys::ERASE))
        .p(words.say(keys::ERASE_TEXT))
        .p(words.say(keys::ERASE_LEAVES))
        .notice(words.say(keys::ERASE_FOR_GOOD))
        .buttons("", &[only(words.say(keys::ERASE_BUTTON))])
        .p(Html::link(path, words.say(keys::GO_BACK)));
    frame.page(words.say(keys::ERASE), body)
}

/// Nothing is left.
pub fn erased(frame: Frame<'_>) -> String {
    let words = frame.words;
    let body = Html::new()
        .h1(words.say(keys::ERASED_TITLE))
        .p(words.say(keys::ERASED_TEXT));
    frame.page(words.say(keys::ERASED_TITLE), body)
}
