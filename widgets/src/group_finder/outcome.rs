//! Where there is no list: loading, nothing fits, an error, no connection. Each with a next step
//! and a person to ring.

use api_types::Contact;
use leptos::prelude::*;

use super::{
    Finder,
    chips::{clear, name},
    state::{Message, Phase, WayOut, parts},
};
use crate::{
    contact::contact_links,
    i18n::{Key, keys},
    ui::{El, Icon, Look, button, el, el_of, memo, notice},
};

/// What stands in place of the cards, or above them.
pub(crate) fn outcome(finder: Finder) -> El {
    let what = memo(move || match finder.model().list.get().phase {
        Phase::Loading => 1,
        Phase::Failed { offline: false } => 2,
        Phase::Failed { offline: true } => 3,
        Phase::Busy | Phase::Ready => 0,
    });
    el_of("div", "outcome")
        .live(move || match what.get() {
            1 => Some(skeleton()),
            2 => Some(failed(finder, keys::ERROR_TITLE, keys::ERROR_TEXT)),
            3 => Some(failed(finder, keys::OFFLINE_TITLE, keys::OFFLINE_TEXT)),
            _ => None,
        })
        .live(move || {
            let model = finder.model();
            let list = model.list.get();
            (list.phase == Phase::Ready && list.total == 0).then(|| nothing(finder, &list.ways_out))
        })
}

/// As high as cards, so that nothing jumps when they come.
fn skeleton() -> El {
    el("div")
        .set("aria-hidden", "true")
        .add(bones())
        .add(bones())
        .add(bones())
}

/// A card that is still to come.
pub(crate) fn bones() -> El {
    el_of("div", "card bones")
        .add(el("span"))
        .add(el("span"))
        .add(el("span"))
}

fn nothing(finder: Finder, ways: &[WayOut]) -> El {
    let words = finder.words;
    let model = finder.model();
    let view = model.view.peek();
    if parts(&view.query).is_empty() {
        return notice(
            "empty",
            Icon::Help,
            finder.heading(1),
            words.say(keys::EMPTY_SITE),
        )
        .live(move || ask_person(finder));
    }
    let mut buttons = el_of("ul", "ways").set("role", "list");
    for (part, groups) in ways {
        let name = name(finder, &view.query, view.near_name.as_deref(), part);
        let n = model.intl.number(*groups);
        let text = words.count(keys::EMPTY_DROP, *groups, &n, &[("name", &name)]);
        let part = part.clone();
        buttons =
            buttons.add(
                el("li").add(button(Look::Quiet, Some(Icon::Close), &text, move |_| {
                    finder.send(Message::Dropped(part.clone()));
                })),
            );
    }
    let hint = if ways.is_empty() {
        keys::EMPTY_NONE
    } else {
        keys::EMPTY_TRY
    };
    notice(
        "empty",
        Icon::Search,
        finder.heading(1),
        words.say(keys::EMPTY_TITLE),
    )
    .add(el("p").say(words.say(hint)))
    .add(buttons)
    .add(clear(finder))
    .live(move || ask_person(finder))
}

fn failed(finder: Finder, title: Key, text: Key) -> El {
    let title = notice(
        "error",
        Icon::Help,
        finder.heading(1),
        finder.words.say(title),
    );
    next_step(finder, title, text)
}

/// What to do after a failure: try again, or ring.
pub(crate) fn next_step(finder: Finder, notice: El, text: Key) -> El {
    let words = finder.words;
    notice
        .add(el("p").say(words.say(text)))
        .add(button(
            Look::Main,
            None,
            words.say(keys::RETRY),
            move |_| finder.send(Message::Retried),
        ))
        .live(move || ask_person(finder))
}

/// The site's people, where they can be reached.
pub(crate) fn ask_person(finder: Finder) -> Option<El> {
    let model = finder.model();
    let site = model.site.get();
    let site = site.as_ref().filter(|site| !site.contact.is_empty())?;
    let contact = Contact {
        name: None,
        ..site.contact.clone()
    };
    Some(
        el_of("div", "ask")
            .add(el_of("p", "strong").say(finder.words.say(keys::ASK_PERSON)))
            .add(el("p").say(&site.name))
            .add(contact_links(finder.words, &contact)),
    )
}
