//! One request: where it stands, what the person wrote, what can be done, and what happened.

use std::rc::Rc;

use api_types::{QueueState, RequestDetail};

use super::{answer, call, card, done::Page, told};
use crate::{
    api::Line,
    console::{
        Console,
        outgoing::mail_kind,
        parts::{Ask, Loaded, ask_button},
        roster::{self, Person},
    },
    i18n::console_keys as keys,
    ui::{El, Look, el, el_of},
};

pub(super) fn draw(console: Console, id: &str) -> El {
    super::title(console, console.say(keys::REQUESTS_ONE));
    let asked = id.to_owned();
    let detail = Loaded::new(console, move |line| {
        console.server().one_request(&asked, line)
    });
    let page = Page::new(console, id, detail.clone());
    let inside = page.clone();
    el_of("div", "stack")
        .add(page.drawn())
        .add(detail.draw(move |found| request(&inside, found)))
}

fn request(page: &Page, found: &Rc<RequestDetail>) -> El {
    let console = page.console;
    let (words, request) = (console.words(), &found.request);
    super::title(console, &request.person.display_name);
    let wrote = el_of("section", "card")
        .add(el_of("h2", "card-title").say(words.say(keys::REQUESTS_WROTE)))
        .add(told::facts(console, request));
    let rings = request.queue == Some(QueueState::ToRing) && request.silence.is_none();
    let rings = rings && console.works();
    el_of("div", "stack")
        .add(standing(page, found))
        .add_some(rings.then(|| call::draw(page, found)))
        .add(wrote)
        .add_some(console.works().then(|| answer::draw(page, found)))
        .add_some(console.works().then(|| silence(page, found)))
        .add(history(console, found))
}

/// "Do not contact" holds for who asks or waits as for members.
fn silence(page: &Page, found: &RequestDetail) -> El {
    let (request, again) = (&found.request, page.detail.clone());
    let person = Person {
        id: request.id.clone(),
        name: request.person.display_name.clone(),
        is_silent: request.silence.is_some(),
        again: Rc::new(move || again.again()),
    };
    roster::silence(page.console, &person)
}

/// Where it stands, by when somebody must answer, and taking a decision back.
fn standing(page: &Page, found: &RequestDetail) -> El {
    let console = page.console;
    let (words, request) = (console.words(), &found.request);
    let fill = |key, at: &str| {
        let (at, away) = (console.moment(at), console.away(at));
        words.fill(key, &[("at", &at), ("away", &away)])
    };
    let is_decided = matches!(request.queue, Some(QueueState::Decided) | None);
    let text = match request.queue {
        // Nobody waits for an answer who is to be left alone.
        _ if request.silence.is_some() && !is_decided => words.say(keys::SILENCE_HOLDS).to_owned(),
        Some(QueueState::ToAnswer | QueueState::ToRing | QueueState::ToLookAt) => {
            let key = if request.overdue {
                keys::REQUESTS_PROMISE_BROKEN
            } else {
                keys::REQUESTS_PROMISE
            };
            fill(key, &request.answer_by)
        }
        Some(QueueState::QuestionAsked) => fill(
            keys::REQUESTS_PROMISE_RESTS,
            request.asked_at.as_deref().unwrap_or(&request.since),
        ),
        Some(QueueState::Waitlisted) => {
            let place = console.intl().number(request.place_in_line.unwrap_or(1));
            words.fill(keys::REQUESTS_LINE_TEXT, &[("n", &place)])
        }
        Some(QueueState::Offered) => fill(
            keys::REQUESTS_OFFERED_TEXT,
            request.held_until.as_deref().unwrap_or(&request.since),
        ),
        Some(QueueState::Decided) | None => told::decided(console, request),
    };
    let question = request.question.as_ref().map(|question| {
        el_of("blockquote", "question")
            .set("lang", &request.person.language)
            .add(el_of("p", "pre").say(question))
    });
    let back = (found.can_take_back && console.works()).then(|| take_back(page));
    el_of("section", "card")
        .add(
            el_of("div", "request-head")
                .add(el_of("h2", "card-title").say(&request.group.name))
                .add(card::stands(console, request)),
        )
        .add(el("p").text(text))
        .add_some(told::removed(console, request))
        .add_some(question)
        .add_some(back)
}

fn take_back(page: &Page) -> El {
    let console = page.console;
    let (ask, done, late, line) = (page.clone(), page.clone(), page.clone(), Line::default());
    let back = Ask::new(
        move || console.server().press_request(&ask.id, "take-back", &line),
        move |found| done.did(keys::REQUESTS_TOOK_BACK, false, found),
    );
    let back = back.or(move |refused| late.was_late(refused).then(String::new));
    el_of("div", "stack")
        .add(el_of("p", "hint").say(console.say(keys::REQUESTS_TAKE_BACK_HINT)))
        .add(ask_button(
            console,
            Look::Quiet,
            console.say(keys::REQUESTS_TAKE_BACK),
            back,
        ))
}

/// What happened so far, and which letters there were.
fn history(console: Console, found: &RequestDetail) -> El {
    let words = console.words();
    let mut steps = el_of("ol", "history").set("role", "list");
    for step in &found.history {
        let what = words
            .find("requests-step", &step.step)
            .unwrap_or(&step.step);
        let who = words.word("requests-actor", &step.actor);
        steps = steps.add(
            el("li")
                .add(el("span").text([what, " (", &who, ")"].concat()))
                .add(el_of("span", "hint").text(console.moment(&step.at))),
        );
    }
    let mut letters = el_of("ol", "history").set("role", "list");
    for letter in &found.letters {
        let state = words.word("requests-letter", &letter.state);
        let at = letter.sent_at.as_ref().unwrap_or(&letter.written_at);
        letters = letters.add(
            el("li")
                .add(el("span").text([&mail_kind(words, &letter.kind), ": ", &state].concat()))
                .add(el_of("span", "hint").text(console.moment(at))),
        );
    }
    let letters = (!found.letters.is_empty()).then(|| {
        el("div")
            .add(el_of("h3", "small-title").say(words.say(keys::REQUESTS_LETTERS)))
            .add(letters)
    });
    el_of("section", "card")
        .add(el_of("h2", "card-title").say(words.say(keys::REQUESTS_HISTORY)))
        .add(steps)
        .add_some(letters)
}
