//! A member's private calendar: how they get its address.

use super::{
    Frame,
    html::{Button, Html, only},
};
use crate::words::pages as keys;

/// The part of the member's page; `path` is the page's own.
pub(super) fn calendar(frame: Frame<'_>, path: &str) -> Html {
    let words = frame.words;
    let make = Button {
        first: false,
        ..only(words.say(keys::CALENDAR_BUTTON))
    };
    Html::new()
        .p(words.say(keys::CALENDAR_TEXT))
        .p(words.say(keys::CALENDAR_PROVIDER))
        .buttons(&format!("{path}/calendar"), &[make])
}

/// The address of the private calendar, shown once: `url` is a whole http(s) address, `path` the
/// member's page.
pub fn calendar_made(frame: Frame<'_>, url: &str, path: &str) -> String {
    let words = frame.words;
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    let body = Html::new()
        .h1(words.say(keys::CALENDAR_MADE_TITLE))
        .p(words.say(keys::CALENDAR_MADE))
        .way(&format!("webcal://{rest}"), words.say(keys::CALENDAR_OPEN))
        .facts(vec![(words.say(keys::LINK_AS_TEXT), Html::typed(url))])
        .notice(words.say(keys::CALENDAR_ONCE))
        .p(words.say(keys::CALENDAR_PROVIDER))
        .p(Html::link(path, words.say(keys::OPEN_PAGE)));
    frame.page(words.say(keys::CALENDAR_MADE_TITLE), body)
}
