//! What a person told, and where their request stands, as names and values.

use api_types::{Choice, ContactKind, QueuedRequest};

use crate::{
    console::{Console, parts::fact_of},
    i18n::{Key, console_keys as keys},
    ui::{El, el, el_of},
};

/// That they were taken out of the group before, and why.
pub(super) fn removed(console: Console, request: &QueuedRequest) -> Option<El> {
    let removal = request.removed_before.as_ref()?;
    let (words, at) = (console.words(), console.moment(&removal.at));
    let said = words.fill(keys::REQUESTS_REMOVED, &[("at", &at)]);
    let why = removal.reason.as_ref().map(|reason| {
        let title = [words.say(keys::REQUESTS_REMOVED_WHY), " "].concat();
        el("p")
            .add(el("span").text(title))
            .add(el_of("span", "pre").say(reason))
    });
    Some(
        el_of("div", "needs")
            .add(el("p").add(el("strong").text(said)))
            .add_some(why),
    )
}

/// Everything that was told, in the form's order.
pub(super) fn facts(console: Console, request: &QueuedRequest) -> El {
    let (words, person) = (console.words(), &request.person);
    let text = |key: Key, value: &str| fact_of(words.say(key), el_of("dd", "pre").say(value));
    let some = |key: Key, value: &Option<String>| value.as_ref().map(|value| text(key, value));
    let audience: Vec<String> = person
        .audience
        .iter()
        .map(|one| words.word("requests-audience", one.as_str()))
        .collect();
    let audience = (!audience.is_empty()).then(|| audience.join(", "));
    let stage = person
        .stage
        .map(|one| words.word("requests-stage", one.as_str()));
    let behalf = words.word("requests-behalf", person.on_behalf_of.as_str());
    let mut list = el_of("dl", "facts")
        .add_some(reach(request).map(|way| fact_of(words.say(keys::REQUESTS_REACH), way)))
        .add(text(keys::REQUESTS_BEHALF, &behalf))
        .add_some(some(keys::REQUESTS_FILLED_BY, &person.filled_in_by))
        .add_some(
            person
                .age
                .map(|age| text(keys::REQUESTS_AGE, &age.to_string())),
        )
        .add_some(some(keys::REQUESTS_PRONOUNS, &person.pronouns))
        .add_some(some(keys::REQUESTS_AUDIENCE, &audience))
        .add_some(some(keys::REQUESTS_STAGE, &stage))
        .add_some(some(keys::REQUESTS_NEEDS, &person.access_needs));
    if let Some(introduction) = &person.introduction {
        let shared = if person.share_introduction {
            keys::REQUESTS_SHARED
        } else {
            keys::REQUESTS_NOT_SHARED
        };
        let told = el("dd")
            .add(el_of("p", "pre").say(introduction))
            .add(el_of("p", "hint").say(words.say(shared)));
        list = list.add(fact_of(words.say(keys::REQUESTS_INTRODUCTION), told));
    }
    for answer in &person.answers {
        let said = if answer.yes_no {
            words.word("requests-said", &answer.answer)
        } else {
            answer.answer.clone()
        };
        list = list.add(fact_of(&answer.asked, el_of("dd", "pre").text(said)));
    }
    let read = match &request.guidelines {
        Some(version) => words.fill(keys::REQUESTS_GUIDELINES_READ, &[("version", version)]),
        None => words.say(keys::REQUESTS_GUIDELINES_NOT).to_owned(),
    };
    list = list.add(text(keys::REQUESTS_GUIDELINES, &read));
    for consent in &person.consents {
        list = list.add(text(keys::REQUESTS_AGREED, consent));
    }
    let language = console.intl().language(&person.language);
    list.add(text(keys::REQUESTS_LANGUAGE, &language))
        .add(text(keys::REQUESTS_REFERENCE, &request.reference))
}

/// A link that writes or rings, for who may.
pub(super) fn reach(request: &QueuedRequest) -> Option<El> {
    let contact = request.person.contact.as_ref()?;
    let scheme = match contact.kind {
        ContactKind::Email => "mailto:",
        ContactKind::Phone => "tel:",
    };
    let plain: String = contact.value.split_whitespace().collect();
    let link = el("a").set_text("href", [scheme, &plain].concat());
    Some(el("dd").add(link.say(&contact.value)))
}

/// Who decided what, and when.
pub(super) fn decided(console: Console, request: &QueuedRequest) -> String {
    let words = console.words();
    let state = words.word("requests-state", request.state.as_str());
    let at = console.moment(&request.since);
    match &request.decided_by {
        Some(by) if by.own => words.fill(keys::REQUESTS_BY_YOU, &[("state", &state), ("at", &at)]),
        Some(by) => words.fill(
            keys::REQUESTS_BY,
            &[("state", &state), ("name", &by.name), ("at", &at)],
        ),
        None => words.fill(keys::REQUESTS_STANDS, &[("state", &state), ("at", &at)]),
    }
}
