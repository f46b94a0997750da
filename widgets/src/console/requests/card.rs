//! One request in the queue: who, what there is to do, how long they have waited, and what they wrote.

use api_types::{QueueState, QueuedRequest};
use wasm_bindgen::JsValue;

use super::{bulk::Chosen, state::can_be_chosen, told};
use crate::{
    browser,
    console::{
        Console, href,
        parts::{Mood, badge},
    },
    i18n::console_keys as keys,
    ui::{El, el, el_of},
};

/// The id of the link to a request; keys move the focus among these.
pub(super) fn id(request: &str) -> String {
    ["request-", request].concat()
}

pub(super) fn draw(console: Console, request: &QueuedRequest, chosen: &Chosen) -> El {
    let words = console.words();
    let name = el("a")
        .set_text("id", id(&request.id))
        .set_text("href", href(&["requests/", &request.id].concat()))
        .say(&request.person.display_name);
    let heading = el_of("h2", "card-title").add(name);
    let choose = console.works() && can_be_chosen(request.queue);
    let needs = request.person.access_needs.as_ref().map(|needs| {
        el_of("p", "needs")
            .add(el("strong").text([words.say(keys::REQUESTS_NEEDS), ": "].concat()))
            .say(needs)
    });
    let wrote = el_of("details", "fold")
        .add(el("summary").say(words.say(keys::REQUESTS_WROTE)))
        .add(told::facts(console, request));
    el_of("li", "card request")
        .add(
            el_of("div", "request-head")
                .add(heading)
                .add(stands(console, request)),
        )
        .add(el_of("p", "hint").text(about(console, request)))
        .add_some(told::removed(console, request))
        .add_some(needs)
        .add(wrote)
        .add_some(choose.then(|| tick(console, request, chosen)))
}

/// What there is to do, as a word.
pub(super) fn stands(console: Console, request: &QueuedRequest) -> El {
    let words = console.words();
    if request.silence.is_some() && request.queue != Some(QueueState::Decided) {
        return badge(Mood::Calm, words.say(keys::SILENCE_TITLE));
    }
    if request.overdue {
        return badge(Mood::Late, words.say(keys::REQUESTS_OVERDUE));
    }
    let Some(queue) = request.queue else {
        let state = api_types::Choice::as_str(request.state);
        return badge(Mood::Calm, &words.word("requests-state", state));
    };
    if queue == QueueState::Decided {
        let state = api_types::Choice::as_str(request.state);
        return badge(Mood::Good, &words.word("requests-state", state));
    }
    let mood = match queue {
        QueueState::ToAnswer | QueueState::ToRing | QueueState::ToLookAt => Mood::Waiting,
        _ => Mood::Calm,
    };
    badge(
        mood,
        &words.word("requests-kind", api_types::Choice::as_str(queue)),
    )
}

/// Group, how long they have waited, and until when they were promised an answer.
fn about(console: Console, request: &QueuedRequest) -> String {
    let words = console.words();
    let fill = |key, at: &str| {
        let (away, day) = (console.away(at), console.moment(at));
        words.fill(key, &[("away", &away), ("at", &day)])
    };
    let mut parts = vec![request.group.name.clone()];
    match request.queue {
        Some(QueueState::Waitlisted) => {
            if let Some(place) = request.place_in_line {
                let place = console.intl().number(place);
                parts.push(words.fill(keys::REQUESTS_IN_LINE, &[("n", &place)]));
            }
            parts.push(fill(keys::REQUESTS_SINCE, &request.since));
        }
        Some(QueueState::Offered) => {
            let until = request.held_until.as_deref().unwrap_or(&request.since);
            parts.push(fill(keys::REQUESTS_KEPT_UNTIL, until));
        }
        Some(QueueState::QuestionAsked) => {
            let at = request.asked_at.as_deref().unwrap_or(&request.since);
            parts.push(fill(keys::REQUESTS_ASKED_AT, at));
        }
        Some(QueueState::Decided) | None => parts.push(told::decided(console, request)),
        Some(_) => {
            parts.push(fill(keys::REQUESTS_CAME, &request.requested_at));
            parts.push(fill(keys::REQUESTS_PROMISED, &request.answer_by));
        }
    }
    if request.calls > 0 {
        let shown = console.intl().number(request.calls);
        parts.push(words.count(keys::REQUESTS_CALLS, request.calls, &shown, &[]));
    }
    parts.join(" · ")
}

/// Chosen to be approved with others.
fn tick(console: Console, request: &QueuedRequest, chosen: &Chosen) -> El {
    let words = console.words();
    let name = &request.person.display_name;
    let (is, turn, id) = (chosen.clone(), chosen.clone(), request.id.clone());
    let mine = id.clone();
    let input = el("input")
        .set("type", "checkbox")
        .live_property("checked", move || JsValue::from_bool(is.has(&mine)))
        .on("change", move |event| {
            turn.set(&id, browser::is_ticked(event));
        });
    el_of("label", "tick")
        .add(input)
        .add(el("span").text(words.fill(keys::REQUESTS_CHOOSE, &[("name", name)])))
}
