//! Links that do not work, and those that got lost: one calm page that says what to do.

use super::{
    Frame,
    html::{Field, Html},
};
use crate::{domain::join::TokenPurpose, words::pages as keys};

/// A link that was used, is too old or was revoked (`ended`), or that nobody knows.
pub fn gone(frame: Frame<'_>, purpose: TokenPurpose, ended: bool) -> String {
    let words = frame.words;
    let body = Html::new().h1(words.say(keys::GONE_TITLE));
    if purpose == TokenPurpose::Review {
        return frame.page(
            words.say(keys::GONE_TITLE),
            body.p(words.say(keys::GONE_STAFF)),
        );
    }
    let body = body.p(if ended {
        words.say(keys::GONE_ENDED)
    } else {
        words.say(keys::GONE_UNKNOWN)
    });
    frame.page(words.say(keys::GONE_TITLE), body.then(form(frame)))
}

/// The form by itself, with `problem` over it where what was typed could not be taken.
pub fn send_link(frame: Frame<'_>, problem: bool) -> String {
    let words = frame.words;
    let mut body = Html::new().h1(words.say(keys::SEND_LINK_TITLE));
    if problem {
        body = body.notice(words.say(keys::NOT_AN_ADDRESS));
    }
    frame.page(words.say(keys::SEND_LINK_TITLE), body.then(form(frame)))
}

fn form(frame: Frame<'_>) -> Html {
    let words = frame.words;
    let field = Field::plain("email", words.say(keys::SEND_LINK_LABEL), "");
    let mut inner = Html::new().email_field(&field);
    if let Some(site) = frame.site {
        inner = inner.hidden("site", &site.slug);
    }
    let inner = inner.submit(words.say(keys::SEND_LINK_BUTTON));
    Html::new()
        .p(words.say(keys::SEND_LINK_TEXT))
        .form("/send-link", inner)
}

/// The same whether there is somebody with that address or not.
pub fn link_sent(frame: Frame<'_>) -> String {
    let words = frame.words;
    let body = Html::new()
        .h1(words.say(keys::LINK_SENT_TITLE))
        .p(words.say(keys::LINK_SENT));
    frame.page(words.say(keys::LINK_SENT_TITLE), body)
}

/// A request that could not be served, by its HTTP status.
pub fn trouble(frame: Frame<'_>, status: u16) -> String {
    let words = frame.words;
    let text = match status {
        429 => words.say(keys::SLOW_DOWN),
        409 => words.say(keys::CANNOT_NOW),
        _ => words.say(keys::TROUBLE),
    };
    let body = Html::new().h1(words.say(keys::TROUBLE_TITLE)).p(text);
    frame.page(words.say(keys::TROUBLE_TITLE), body)
}
