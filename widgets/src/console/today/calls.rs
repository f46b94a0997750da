//! Calls to make: whom, why, what to say.

use std::rc::Rc;

use api_types::{CallReason, CallToMake, Today};

use super::front::{part, promised};
use crate::{
    api::Line,
    console::{
        Console,
        parts::{Ask, Loaded, ask_button, way},
        roster::reach,
    },
    i18n::console_keys as keys,
    ui::{El, Look, el, el_of},
};

pub(super) fn section(console: Console, today: &Rc<Today>, all: &Loaded<Today>) -> Option<El> {
    if today.calls.is_empty() {
        return None;
    }
    let words = console.words();
    let many = console.intl().number(today.calls_in_all);
    let title = words.count(keys::CALLS_TITLE, today.calls_in_all, &many, &[]);
    let mut section = part(&title).add(el_of("p", "hint").say(words.say(keys::CALLS_HINT)));
    for call in &today.calls {
        section = section.add(card(console, call, today.may_work, all));
    }
    Some(section)
}

fn card(console: Console, call: &CallToMake, may_work: bool, all: &Loaded<Today>) -> El {
    let words = console.words();
    let since = words.fill(keys::TODAY_SINCE, &[("time", &console.away(&call.since))]);
    let why = match call.reason {
        CallReason::Prove => keys::CALLS_PROVE,
        CallReason::Message => keys::CALLS_MESSAGE,
    };
    let due = call.promised_by.as_deref();
    let message = call.message.as_ref().map(|(subject, text)| {
        el_of("details", "fold")
            .add(el("summary").say(words.say(keys::CALLS_SAY)))
            .add(el_of("p", "strong").say(subject))
            .add(el_of("blockquote", "to-say").say(text))
    });
    let card = el_of("article", "card")
        .add(el_of("h3", "card-title").text([&call.name, ", ", &call.group.name].concat()))
        .add(
            el("p")
                .say(words.say(why))
                .say(" ")
                .add(el_of("span", "small").text(since)),
        )
        .add_some(due.map(|by| promised(console, by, call.overdue)))
        .add_some(message);
    if !may_work {
        return card;
    }
    let next = match call.reason {
        // The call proves the number there, and the request goes on.
        CallReason::Prove => way(
            words.say(keys::CALLS_OPEN),
            &["requests/", &call.id].concat(),
        ),
        CallReason::Message => {
            let (id, line, again) = (call.id.clone(), Line::default(), all.clone());
            let ask = Ask::new(
                move || console.server().call_done(&id, &line),
                move |()| {
                    console.tell(console.say(keys::CALLS_TOLD));
                    again.again();
                },
            );
            ask_button(console, Look::Quiet, words.say(keys::CALLS_DONE), ask)
        }
    };
    card.add(
        el_of("div", "buttons")
            .add(reach(console, &call.member))
            .add(next),
    )
}
