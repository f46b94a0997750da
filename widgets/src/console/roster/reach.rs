//! How to reach somebody: shown when it is asked for, and not before.

use std::rc::Rc;

use api_types::{ContactKind, Reach};

use crate::{
    api::Line,
    console::{
        Console,
        parts::{Ask, ask_button},
    },
    contact::tel,
    i18n::console_keys as keys,
    ui::{El, Live, Look, el, el_of},
};

/// The button, and what it brings.
pub(in crate::console) fn reach(console: Console, member: &str) -> El {
    let shown: Rc<Live<Option<Reach>>> = Rc::new(Live::new(None));
    let (known, found, member) = (shown.clone(), shown.clone(), member.to_owned());
    let line = Line::default();
    let ask = Ask::new(
        move || console.server().reach(&member, &line),
        move |told| found.set(Some(told)),
    );
    let ask = Rc::new(std::cell::RefCell::new(Some(ask)));
    el_of("div", "reach").live(move || {
        if let Some(told) = &*known.get() {
            return Some(way(console, told));
        }
        let ask = ask.borrow_mut().take()?;
        let text = console.say(keys::REACH_SHOW);
        Some(ask_button(console, Look::Quiet, text, ask))
    })
}

fn way(console: Console, told: &Reach) -> El {
    let words = console.words();
    let value = &told.contact.value;
    let href = match told.contact.kind {
        ContactKind::Phone => tel(value),
        ContactKind::Email => ["mailto:", value].concat(),
    };
    let language = console.intl().language(&told.language);
    let by = told.filled_in_by.as_ref();
    el_of("p", "reach-way")
        .set("role", "status")
        .add(el("a").set_text("href", href).set("dir", "ltr").say(value))
        .say(" ")
        .add(
            el_of("span", "small")
                .text(words.fill(keys::REACH_LANGUAGE, &[("language", &language)])),
        )
        .add_some(by.map(|by| {
            let text = words.fill(keys::REACH_FOR, &[("who", by)]);
            el_of("span", "small").text(text)
        }))
}
