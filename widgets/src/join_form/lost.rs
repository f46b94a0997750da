//! "Send me my link again": for who asked to join before. Folded away, and the answer is always the
//! same, so that nobody learns who is a member.

use api_types::JoinForm;

use super::{
    Flow, Lost, Message,
    fields::{Kind, text},
    state::Field,
};
use crate::{
    i18n::join_keys as keys,
    ui::{El, Look, button, el, el_of},
};

pub(super) fn lost_link(flow: Flow, form: &JoinForm) -> El {
    let words = flow.words;
    let ask = button(Look::Quiet, None, words.say(keys::LOST_SEND), move |_| {
        flow.send(Message::LinkAsked);
    });
    let said = el("div").set("role", "status").live(move || {
        let key = match *flow.model().lost.get() {
            Lost::No => return None,
            Lost::Now => keys::CHECKING,
            Lost::Sent => keys::LOST_SENT,
            Lost::Failed(key) => key,
        };
        Some(el_of("p", "strong").say(words.say(key)))
    });
    el_of("details", "fold lost")
        .add(el("summary").say(words.say(keys::LOST_TITLE)))
        .add(text(flow, form, Field::LostLink, Kind::Email))
        .add(ask)
        .add(said)
}
