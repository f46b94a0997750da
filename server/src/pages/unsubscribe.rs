//! Stop letters that come by themselves. Whoever opened a forwarded letter may read it, so it
//! names no person and no group.

use super::{
    Frame,
    html::{Html, only},
};
use crate::domain::letter::Series;

/// The question.
pub fn sure_to_stop(frame: Frame<'_>, series: Series) -> String {
    let words = frame.words;
    let body = Html::new()
        .h1(words.stop_title)
        .p((words.stop_text)(series))
        .buttons("", &[only(words.stop_button)]);
    frame.page(words.stop_title, body)
}

/// They have stopped, now or before.
pub fn stopped(frame: Frame<'_>, series: Series) -> String {
    let words = frame.words;
    let body = Html::new()
        .h1(words.stopped_title)
        .p((words.stopped_text)(series));
    frame.page(words.stopped_title, body)
}
