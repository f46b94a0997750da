//! What members say is wrong in a group: for coordinators, and before everything else.

use std::rc::Rc;

use api_types::{Concern, Today};

use super::front::part;
use crate::{
    api::Line,
    console::{
        Console,
        parts::{Ask, Loaded, Mood, ask_button, badge},
        roster::reach,
    },
    i18n::console_keys as keys,
    ui::{El, Look, el_of},
};

pub(super) fn section(console: Console, today: &Rc<Today>, all: &Loaded<Today>) -> Option<El> {
    if today.concerns.is_empty() {
        return None;
    }
    let words = console.words();
    let section = part(words.say(keys::CONCERNS_TITLE))
        .add(el_of("p", "hint").say(words.say(keys::CONCERNS_HINT)));
    let mut section = section;
    for concern in &today.concerns {
        section = section.add(card(console, concern, all));
    }
    Some(section)
}

fn card(console: Console, concern: &Concern, all: &Loaded<Today>) -> El {
    let words = console.words();
    let from = words.fill(
        keys::CONCERNS_FROM,
        &[("name", &concern.name), ("group", &concern.group.name)],
    );
    let seen = concern.seen_by.as_ref().zip(concern.seen_at.as_ref());
    let seen = seen.map(|(who, at)| {
        let read = [("name", who.as_str()), ("time", &console.away(at))];
        el_of("p", "hint").text(words.fill(keys::CONCERNS_SEEN, &read))
    });
    let reads = concern.seen_at.is_none().then(|| {
        press(
            console,
            &concern.id,
            false,
            (keys::CONCERNS_READ, Look::Main),
            all,
        )
    });
    let settles = press(
        console,
        &concern.id,
        true,
        (keys::CONCERNS_SETTLE, Look::Quiet),
        all,
    );
    el_of("article", "card urgent")
        .add(el_of("h3", "card-title").text(from))
        .add(el_of("p", "small").text(console.moment(&concern.at)))
        .add_some(
            concern
                .ring
                .then(|| badge(Mood::Waiting, words.say(keys::CONCERNS_RING))),
        )
        .add(el_of("blockquote", "to-say").say(&concern.text))
        .add_some(seen)
        .add(reach(console, &concern.member))
        .add(el_of("div", "buttons").add_some(reads).add(settles))
}

fn press(
    console: Console,
    id: &str,
    settled: bool,
    (text, look): (crate::i18n::Key, Look),
    all: &Loaded<Today>,
) -> El {
    let (id, line, again) = (id.to_owned(), Line::default(), all.clone());
    let ask = Ask::new(
        move || console.server().concern(&id, settled, &line),
        move |()| {
            console.tell(console.say(keys::SAVED));
            again.again();
        },
    );
    ask_button(console, look, console.say(text), ask)
}
