//! Links that do not work, and those that got lost: one calm page that says what to do.

use super::{
    Frame,
    html::{Field, Html},
};
use crate::domain::join::TokenPurpose;

/// A link that was used, is too old or was revoked (`ended`), or that nobody knows.
pub fn gone(frame: Frame<'_>, purpose: TokenPurpose, ended: bool) -> String {
    let words = frame.words;
    let body = Html::new().h1(words.gone_title);
    if purpose == TokenPurpose::Review {
        return frame.page(words.gone_title, body.p(words.gone_staff));
    }
    let body = body.p(if ended {
        words.gone_ended
    } else {
        words.gone_unknown
    });
    frame.page(words.gone_title, body.then(form(frame)))
}

/// The form by itself, with `problem` over it where what was typed could not be taken.
pub fn send_link(frame: Frame<'_>, problem: bool) -> String {
    let words = frame.words;
    let mut body = Html::new().h1(words.send_link_title);
    if problem {
        body = body.notice(words.not_an_address);
    }
    frame.page(words.send_link_title, body.then(form(frame)))
}

fn form(frame: Frame<'_>) -> Html {
    let words = frame.words;
    let field = Field::plain("email", words.send_link_label, "");
    let mut inner = Html::new().email_field(&field);
    if let Some(site) = frame.site {
        inner = inner.hidden("site", &site.slug);
    }
    let inner = inner.submit(words.send_link_button);
    Html::new()
        .p(words.send_link_text)
        .form("/send-link", inner)
}

/// The same whether there is somebody with that address or not.
pub fn link_sent(frame: Frame<'_>) -> String {
    let words = frame.words;
    let body = Html::new().h1(words.link_sent_title).p(words.link_sent);
    frame.page(words.link_sent_title, body)
}

/// A request that could not be served, by its HTTP status.
pub fn trouble(frame: Frame<'_>, status: u16) -> String {
    let words = frame.words;
    let text = match status {
        429 => words.slow_down,
        409 => words.cannot_now,
        _ => words.trouble,
    };
    let body = Html::new().h1(words.trouble_title).p(text);
    frame.page(words.trouble_title, body)
}
