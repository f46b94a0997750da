//! Take or leave an offered place.

use api_types::JoinState;

use super::{
    Frame,
    html::{Button, Html, quieter},
};
use crate::words::pages as keys;

/// The offer, and until when it is kept (words).
pub fn offer(frame: Frame<'_>, group: &str, until: &str) -> String {
    let words = frame.words;
    let take = Button {
        choice: "take",
        words: words.say(keys::OFFER_TAKE),
        first: true,
    };
    let body = Html::new()
        .h1(words.say(keys::OFFER_TITLE))
        .p(words.fill(keys::OFFER_TEXT, &[("group", group)]))
        .facts(vec![(words.say(keys::FACT_KEPT_UNTIL), until.into())])
        .buttons("", &[take, quieter("leave", words.say(keys::OFFER_LEAVE))])
        .quiet(words.say(keys::OFFER_LATER));
    frame.page(words.say(keys::OFFER_TITLE), body)
}

/// What came of it.
pub fn offer_answered(frame: Frame<'_>, state: JoinState) -> String {
    let words = frame.words;
    let (title, text) = match state {
        JoinState::Approved => (
            words.say(keys::OFFER_TAKEN_TITLE),
            words.say(keys::OFFER_TAKEN),
        ),
        JoinState::Pending => (
            words.say(keys::OFFER_ASKED_TITLE),
            words.say(keys::OFFER_ASKED),
        ),
        _ => (
            words.say(keys::OFFER_LEFT_TITLE),
            words.say(keys::OFFER_LEFT),
        ),
    };
    frame.page(title, Html::new().h1(title).p(text))
}
