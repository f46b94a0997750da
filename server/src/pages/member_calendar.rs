//! A member's private calendar: how they get its address.

use super::{
    Frame,
    html::{Button, Html, only},
};

/// The part of the member's page; `path` is the page's own.
pub(super) fn calendar(frame: Frame<'_>, path: &str) -> Html {
    let words = frame.words;
    let make = Button {
        first: false,
        ..only(words.calendar_button)
    };
    Html::new()
        .p(words.calendar_text)
        .p(words.calendar_provider)
        .buttons(&format!("{path}/calendar"), &[make])
}

/// The address of the private calendar, shown once: `url` is a whole http(s) address, `path` the
/// member's page.
pub fn calendar_made(frame: Frame<'_>, url: &str, path: &str) -> String {
    let words = frame.words;
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    let body = Html::new()
        .h1(words.calendar_made_title)
        .p(words.calendar_made)
        .way(&format!("webcal://{rest}"), words.calendar_open)
        .facts(vec![(words.link_as_text, Html::typed(url))])
        .notice(words.calendar_once)
        .p(words.calendar_provider)
        .p(Html::link(path, words.open_page));
    frame.page(words.calendar_made_title, body)
}
