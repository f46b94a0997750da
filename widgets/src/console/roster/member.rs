//! One member: what is known of them, how to reach them, and what to say to who was not seen.

use std::rc::Rc;

use api_types::{ContactKind, Roster, RosterMember};

use super::{list::apart, reach::reach, removing, standing, state::is_quiet};
use crate::{
    api::Line,
    console::{
        Console,
        parts::{Ask, Loaded, Mood, ask_button, badge, fact_of, missing},
    },
    i18n::console_keys as keys,
    ui::{El, Look, el, el_of},
};

pub(super) fn draw(console: Console, slug: &str, id: &str) -> El {
    console.title_under(
        console.say(keys::ROSTER_MEMBER),
        Some((console.say(keys::ROSTER_TITLE), &super::path_of(slug))),
    );
    let slug = slug.to_owned();
    let roster = Loaded::new(console, move |line| console.server().roster(&slug, line));
    let (id, again) = (id.to_owned(), roster.clone());
    roster.draw(
        move |found: &Rc<Roster>| match found.members.iter().find(|one| one.id == id) {
            Some(one) => person(console, found, one, &again),
            None => missing(console),
        },
    )
}

fn person(console: Console, roster: &Rc<Roster>, one: &RosterMember, all: &Loaded<Roster>) -> El {
    let group = (roster.group.slug.as_str(), roster.group.name.as_str());
    super::title_in(console, &one.name, group);
    let page = el_of("div", "stack")
        .add_some(apart(console, one))
        .add(facts(console, one));
    if !roster.may_work {
        return page;
    }
    page.add_some(is_quiet(one).then(|| get_in_touch(console, one, all)))
        .add(contact(console, one))
        .add(standing::silence(console, &standing::Person::of(one, all)))
        .add(standing::pause(console, one, all))
        .add(removing::remove(console, roster, one))
}

fn facts(console: Console, one: &RosterMember) -> El {
    let words = console.words();
    let fact = |name, value: &str| fact_of(words.say(name), el_of("dd", "pre").say(value));
    let rules = match (&one.acknowledged, one.newer_guidelines) {
        (Some(version), true) => words.fill(keys::ROSTER_RULES_OLDER, &[("version", version)]),
        (Some(version), false) => words.fill(keys::ROSTER_RULES_OF, &[("version", version)]),
        (None, true) => words.say(keys::ROSTER_RULES_NOT_READ).to_owned(),
        (None, false) => words.say(keys::ROSTER_RULES_NONE).to_owned(),
    };
    let seen = one.last_seen.as_deref();
    let seen = seen.map_or_else(
        || words.say(keys::ROSTER_NEVER_SEEN).to_owned(),
        |at| console.day_of(at),
    );
    let yes_or_no = |yes: bool| {
        words.say(if yes {
            keys::ROSTER_YES
        } else {
            keys::ROSTER_NO
        })
    };
    let by_email = one.contact == ContactKind::Email;
    el_of("dl", "facts")
        .add_some(
            one.pronouns
                .as_ref()
                .map(|text| fact(keys::ROSTER_PRONOUNS, text)),
        )
        .add(fact(
            keys::ROSTER_NEEDS,
            one.access_needs
                .as_deref()
                .unwrap_or(words.say(keys::ROSTER_NEEDS_NONE)),
        ))
        .add(fact(keys::ROSTER_SINCE, &console.day_of(&one.since)))
        .add(fact(keys::ROSTER_SEEN, &seen))
        .add(fact(keys::ROSTER_RULES, &rules))
        .add(fact(keys::ROSTER_REFERENCE, &one.reference))
        .add_some(by_email.then(|| fact(keys::ROSTER_WANTS_REMINDERS, yes_or_no(one.reminders))))
        .add_some(by_email.then(|| fact(keys::ROSTER_WANTS_MESSAGES, yes_or_no(one.messages))))
}

/// That they were not seen for a while, what one could say, and that it is done.
fn get_in_touch(console: Console, one: &RosterMember, all: &Loaded<Roster>) -> El {
    let words = console.words();
    let many = console.intl().number(one.missed);
    let missed = words.count(keys::ROSTER_MISSED, one.missed, &many, &[]);
    let name = [("name", one.name.as_str())];
    let (id, line, again) = (one.id.clone(), Line::default(), all.clone());
    let done = Ask::new(
        move || console.server().in_touch(&id, &line),
        move |()| {
            console.tell(console.say(keys::TOUCH_DONE));
            again.again();
        },
    );
    el_of("section", "card")
        .add(el_of("h2", "card-title").say(words.say(keys::TOUCH_TITLE)))
        .add(badge(Mood::Waiting, &missed))
        .add(el("p").say(words.say(keys::TOUCH_TEXT)))
        .add(el_of("blockquote", "to-say").text(words.fill(keys::TOUCH_SAY, &name)))
        .add(el_of("p", "hint").say(words.say(keys::TOUCH_NEVER)))
        .add(ask_button(
            console,
            Look::Quiet,
            words.say(keys::TOUCH_PRESS),
            done,
        ))
}

fn contact(console: Console, one: &RosterMember) -> El {
    let words = console.words();
    el_of("section", "card")
        .add(el_of("h2", "card-title").say(words.say(keys::REACH_TITLE)))
        .add(el_of("p", "hint").say(words.say(keys::REACH_HINT)))
        .add_some(
            one.silence
                .as_ref()
                .map(|_| el("p").add(badge(Mood::Late, words.say(keys::REACH_SILENT)))),
        )
        .add(reach(console, &one.id))
}
