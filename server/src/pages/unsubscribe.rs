//! Stop letters that come by themselves. Whoever opened a forwarded letter may read it, so it
//! names no person and no group.

use super::{
    Frame,
    html::{Html, only},
};
use crate::{domain::letter::Series, words::pages as keys};

/// The question.
pub fn sure_to_stop(frame: Frame<'_>, series: Series) -> String {
    let words = frame.words;
    let body = Html::new()
        .h1(words.say(keys::STOP_TITLE))
        .p(words.choose(keys::STOP_TEXT, series.kind()))
        .buttons("", &[only(words.say(keys::STOP_BUTTON))]);
    frame.page(words.say(keys::STOP_TITLE), body)
}

/// They have stopped, now or before.
pub fn stopped(frame: Frame<'_>, series: Series) -> String {
    let words = frame.words;
    let body = Html::new()
        .h1(words.say(keys::STOPPED_TITLE))
        .p(words.choose(keys::STOPPED_TEXT, series.kind()));
    frame.page(words.say(keys::STOPPED_TITLE), body)
}
