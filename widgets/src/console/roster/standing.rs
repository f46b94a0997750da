//! Nobody is to write to a member; a member is kept out for a while. Each is asked once and can be
//! taken back.

use std::rc::Rc;

use api_types::{Choice, PauseRequest, Roster, RosterMember, SilenceReason, Silenced};

use crate::{
    api::Line,
    console::{
        Console,
        parts::{Confirm, Field, Form, Loaded, confirm_asking, kept, open, way},
    },
    i18n::console_keys as keys,
    ui::{El, Look, button, el, el_of},
};

/// Somebody who may be left alone, and what shows how they stand anew.
pub(in crate::console) struct Person {
    pub(in crate::console) id: String,
    pub(in crate::console) name: String,
    pub(in crate::console) is_silent: bool,
    pub(in crate::console) again: Rc<dyn Fn()>,
}

impl Person {
    /// A member.
    pub(super) fn of(one: &RosterMember, all: &Loaded<Roster>) -> Self {
        let again = all.clone();
        Self {
            id: one.id.clone(),
            name: one.name.clone(),
            is_silent: one.silence.is_some(),
            again: Rc::new(move || again.again()),
        }
    }
}

/// "Do not contact": one press a reason.
pub(in crate::console) fn silence(console: Console, one: &Person) -> El {
    let words = console.words();
    let card =
        el_of("section", "card").add(el_of("h2", "card-title").say(words.say(keys::SILENCE_TITLE)));
    if one.is_silent {
        return card
            .add(el("p").say(words.say(keys::SILENCE_HOLDS)))
            .add(lift(console, one));
    }
    let mut presses = el_of("div", "buttons");
    for reason in SilenceReason::ALL {
        presses = presses.add(press(console, one, *reason));
    }
    card.add(el("p").say(words.say(keys::SILENCE_TEXT)))
        .add(presses)
}

fn press(console: Console, one: &Person, reason: SilenceReason) -> El {
    let words = console.words();
    let (id, line, again) = (one.id.clone(), Line::default(), one.again.clone());
    let ask = crate::console::parts::Ask::new(
        move || console.server().silence(&id, reason, &line),
        move |done: Silenced| {
            told(console, &done);
            again();
        },
    );
    let text = words.word("silence-press", reason.as_str());
    crate::console::parts::ask_button(console, Look::Quiet, &text, ask)
}

/// What stopped, and where the same address is still written to.
fn told(console: Console, done: &Silenced) {
    let words = console.words();
    let many = console.intl().number(done.letters_stopped);
    let stopped = words.count(keys::SILENCE_STOPPED, done.letters_stopped, &many, &[]);
    console.tell(&stopped);
    if done.also_in.is_empty() {
        return;
    }
    let groups = done.also_in.clone();
    open(console, words.say(keys::SILENCE_ALSO_TITLE), move || {
        let mut list = el("ul");
        for one in &groups {
            let path = if one.is_member {
                super::path_of(&one.group.slug)
            } else {
                ["requests/", &one.request].concat()
            };
            list = list.add(el("li").add(way(&one.group.name, &path)));
        }
        el_of("div", "stack")
            .add(el("p").say(words.say(keys::SILENCE_ALSO_TEXT)))
            .add(list)
    });
}

fn lift(console: Console, one: &Person) -> El {
    let words = console.words();
    let (id, name, again) = (one.id.clone(), one.name.clone(), one.again.clone());
    button(
        Look::Quiet,
        None,
        words.say(keys::SILENCE_LIFT),
        move |_| {
            let question = Confirm {
                title: words.fill(keys::SILENCE_LIFT_TITLE, &[("name", &name)]),
                text: words.say(keys::SILENCE_LIFT_TEXT).to_owned(),
                yes: words.say(keys::SILENCE_LIFT_YES).to_owned(),
                no: words.say(keys::CANCEL).to_owned(),
            };
            let (id, line, again) = (id.clone(), Line::default(), again.clone());
            let ask = move || console.server().unsilence(&id, &line);
            confirm_asking(console, question, ask, move |()| {
                console.tell(console.say(keys::SILENCE_LIFTED));
                again();
            });
        },
    )
}

/// A pause with its reason, or its end.
pub(super) fn pause(console: Console, one: &RosterMember, all: &Loaded<Roster>) -> El {
    let words = console.words();
    let card =
        el_of("section", "card").add(el_of("h2", "card-title").say(words.say(keys::PAUSE_TITLE)));
    let (id, again) = (one.id.clone(), all.clone());
    if let Some(pause) = &one.pause {
        let since = words.fill(
            keys::PAUSE_SINCE,
            &[("date", &console.day_of(&pause.since))],
        );
        let line = Line::default();
        let ask = crate::console::parts::Ask::new(
            move || console.server().resume(&id, &line),
            move |()| {
                console.tell(console.say(keys::PAUSE_ENDED));
                again.again();
            },
        );
        let reason = pause.reason.as_ref();
        return card
            .add(el("p").text(since))
            .add_some(reason.map(|text| el_of("blockquote", "to-say").say(text)))
            .add(crate::console::parts::ask_button(
                console,
                Look::Quiet,
                words.say(keys::PAUSE_END),
                ask,
            ));
    }
    let form = Form::new(console, "pause");
    let reason = kept(String::new());
    let field = Field::new("/reason", words.say(keys::PAUSE_REASON))
        .hint(words.say(keys::STAFF_WORDS_HINT));
    let inside = el_of("div", "stack")
        .add(el("p").say(words.say(keys::PAUSE_TEXT)))
        .add(form.area(&field, 2, &reason))
        .add(form.buttons(words.say(keys::PAUSE_PRESS), None));
    let sent = form.clone();
    card.add(form.draw(inside, move || {
        let asked = PauseRequest {
            reason: reason.peek().clone(),
        };
        let told = console.server().pause(&id, &asked, sent.line());
        let again = again.clone();
        sent.send(told, console.say(keys::PAUSE_DONE), move |()| again.again());
    }))
}
