//! Somebody is to be rung: the number, what to say, and how it went.

use std::rc::Rc;

use api_types::{CallOutcome, RequestDetail};

use super::{done::Page, told};
use crate::{
    api::Line,
    console::parts::{Ask, Confirm, ask_button, confirm_asking},
    i18n::{Key, console_keys as keys},
    ui::{El, Look, button, el, el_of},
};

/// What to say, in order. Whoever picks up need not be the person, so the group comes last.
const SCRIPT: [Key; 5] = [
    keys::REQUESTS_SCRIPT_1,
    keys::REQUESTS_SCRIPT_2,
    keys::REQUESTS_SCRIPT_3,
    keys::REQUESTS_SCRIPT_4,
    keys::REQUESTS_SCRIPT_5,
];

pub(super) fn draw(page: &Page, found: &Rc<RequestDetail>) -> El {
    let console = page.console;
    let (words, request) = (console.words(), &found.request);
    let (name, reference) = (&request.person.display_name, &request.reference);
    let mut script = el_of("ol", "script");
    for line in SCRIPT {
        let line = words.fill(line, &[("name", name), ("reference", reference)]);
        script = script.add(el("li").text(line));
    }
    let tried = request.last_call.as_ref().map(|at| {
        let (n, at) = (console.intl().number(request.calls), console.moment(at));
        let text = words.count(keys::REQUESTS_TRIED, request.calls, &n, &[("at", &at)]);
        el_of("p", "hint").text(text)
    });
    let number = el_of("dl", "number").add(
        el("div")
            .add(el_of("dt", "hidden-words").say(words.say(keys::REQUESTS_REACH)))
            .add_some(told::reach(request)),
    );
    el_of("section", "card")
        .add(el_of("h2", "card-title").say(words.say(keys::REQUESTS_RING)))
        .add(number)
        .add_some(tried)
        .add(script)
        .add(
            el_of("div", "buttons")
                .add(reached(page))
                .add(not_reached(page))
                .add(wrong(page)),
        )
}

fn reached(page: &Page) -> El {
    let console = page.console;
    let asked = note(page, CallOutcome::Reached, keys::REQUESTS_REACHED_DONE);
    ask_button(
        console,
        Look::Main,
        console.say(keys::REQUESTS_REACHED),
        asked,
    )
}

fn not_reached(page: &Page) -> El {
    let console = page.console;
    let asked = note(
        page,
        CallOutcome::NotReached,
        keys::REQUESTS_NOT_REACHED_DONE,
    );
    ask_button(
        console,
        Look::Quiet,
        console.say(keys::REQUESTS_NOT_REACHED),
        asked,
    )
}

fn note(page: &Page, outcome: CallOutcome, text: Key) -> Ask<api_types::RequestDone> {
    let console = page.console;
    let (ask, done, late, line) = (page.clone(), page.clone(), page.clone(), Line::default());
    Ask::new(
        move || console.server().note_call(&ask.id, outcome, &line),
        move |found| done.did(text, false, found),
    )
    .or(move |refused| late.was_late(refused).then(String::new))
}

/// Asked once: there is no other way to reach them.
fn wrong(page: &Page) -> El {
    let (console, page) = (page.console, page.clone());
    let words = console.words();
    button(
        Look::Quiet,
        None,
        words.say(keys::REQUESTS_WRONG),
        move |_| {
            let question = Confirm {
                title: words.say(keys::REQUESTS_WRONG_TITLE).to_owned(),
                text: words.say(keys::REQUESTS_WRONG_TEXT).to_owned(),
                yes: words.say(keys::REQUESTS_WRONG_YES).to_owned(),
                no: words.say(keys::CANCEL).to_owned(),
            };
            let (ask, done, line) = (page.clone(), page.clone(), Line::default());
            confirm_asking(
                console,
                question,
                move || {
                    console
                        .server()
                        .note_call(&ask.id, CallOutcome::WrongNumber, &line)
                },
                move |found| done.did(keys::REQUESTS_WRONG_DONE, false, found),
            );
        },
    )
}
