//! Take or leave an offered place.

use api_types::JoinState;

use super::{
    Frame,
    html::{Button, Html, quieter},
};

/// The offer, and until when it is kept (words).
pub fn offer(frame: Frame<'_>, group: &str, until: &str) -> String {
    let words = frame.words;
    let take = Button {
        choice: "take",
        words: words.offer_take,
        first: true,
    };
    let body = Html::new()
        .h1(words.offer_title)
        .p(words.offer_text.replace("{group}", group))
        .facts(vec![(words.kept_until, until.into())])
        .buttons("", &[take, quieter("leave", words.offer_leave)])
        .quiet(words.offer_later);
    frame.page(words.offer_title, body)
}

/// What came of it.
pub fn offer_answered(frame: Frame<'_>, state: JoinState) -> String {
    let words = frame.words;
    let (title, text) = match state {
        JoinState::Approved => (words.offer_taken_title, words.offer_taken),
        JoinState::Pending => (words.offer_asked_title, words.offer_asked),
        _ => (words.offer_left_title, words.offer_left),
    };
    frame.page(title, Html::new().h1(title).p(text))
}
