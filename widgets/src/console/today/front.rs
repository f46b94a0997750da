//! The first page: what waits, in the order in which it matters.

use std::rc::Rc;

use api_types::{MeetingAhead, RequestWaiting, Today};

use super::{calls, concerns, path_of, quiet, sheet};
use crate::{
    console::{
        Console,
        parts::{Loaded, Mood, badge, way},
    },
    i18n::{Key, console_keys as keys},
    ui::{El, el, el_of},
};

/// So many meetings stand in sight; the others are a press away.
const AT_FIRST: usize = 6;

pub(super) fn draw(console: Console) -> El {
    console.title(console.say(keys::TODAY_NAME));
    let today = Loaded::new(console, move |line| console.server().today(line));
    let again = today.clone();
    today.draw(move |found| shown(console, found, &again))
}

fn shown(console: Console, today: &Rc<Today>, all: &Loaded<Today>) -> El {
    let words = console.words();
    let page = el_of("div", "stack today")
        .add_some(concerns::section(console, today, all))
        .add_some(next(console, today))
        .add_some(over(console, today))
        .add_some(requests(console, today))
        .add_some(calls::section(console, today, all))
        .add_some(quiet::section(console, today, all))
        .add_some(later(console, today));
    let nothing = today.meetings.is_empty()
        && today.requests.is_empty()
        && today.calls.is_empty()
        && today.concerns.is_empty()
        && today.quiet.is_empty();
    if nothing {
        return page
            .add(el("p").say(words.say(keys::TODAY_NOTHING)))
            .add(el_of("p", "hint").say(words.say(keys::TODAY_NOTHING_HINT)));
    }
    page
}

/// A part of the page, under a heading of its own.
pub(super) fn part(title: &str) -> El {
    el_of("section", "stack").add(el_of("h2", "part-title").say(title))
}

/// The next meeting, whole: its way in, what people need, who comes.
fn next(console: Console, today: &Rc<Today>) -> Option<El> {
    let next = today.meetings.iter().find(|one| !is_over(one))?;
    let title = console.say(keys::TODAY_NEXT);
    Some(part(title).add(sheet::inside(console, &next.group.slug, next.key)))
}

/// Meetings that have just ended: it can be noted who came.
fn over(console: Console, today: &Rc<Today>) -> Option<El> {
    let over = today.meetings.iter().filter(|one| is_over(one));
    meetings(console, keys::TODAY_OVER, over)
}

/// The meetings after the next.
fn later(console: Console, today: &Rc<Today>) -> Option<El> {
    let coming = today.meetings.iter().filter(|one| !is_over(one));
    meetings(console, keys::TODAY_LATER, coming.skip(1))
}

fn meetings<'a>(
    console: Console,
    title: Key,
    meetings: impl Iterator<Item = &'a MeetingAhead>,
) -> Option<El> {
    let all: Vec<_> = meetings.collect();
    let list = |some: &[&MeetingAhead]| {
        let lines = some.iter().map(|one| el("li").add(ahead(console, one)));
        let list = el_of("ul", "plain-list").set("role", "list");
        lines.fold(list, El::add)
    };
    let (first, more) = all.split_at(all.len().min(AT_FIRST));
    let more = (!more.is_empty()).then(|| {
        el_of("details", "fold")
            .add(el("summary").say(console.say(keys::TODAY_MORE)))
            .add(list(more))
    });
    let found = (!first.is_empty()).then(|| part(console.say(title)).add(list(first)));
    found.map(|part| part.add_some(more))
}

/// By the clock of this device, which is right enough for that.
fn is_over(meeting: &MeetingAhead) -> bool {
    js_sys::Date::parse(&meeting.ends_at) < js_sys::Date::now()
}

fn ahead(console: Console, meeting: &MeetingAhead) -> El {
    let words = console.words();
    let many = console.intl().number(meeting.members);
    let members = words.count(keys::TODAY_MEMBERS, meeting.members, &many, &[]);
    el_of("div", "line")
        .add(way(
            &meeting.group.name,
            &path_of(&meeting.group.slug, meeting.key),
        ))
        .add(el("span").text(console.moment(&meeting.starts_at)))
        .add(el_of("span", "small").text(members))
}

/// Requests that a person has to answer, with how long they have waited and what was promised.
fn requests(console: Console, today: &Rc<Today>) -> Option<El> {
    if today.requests.is_empty() {
        return None;
    }
    let words = console.words();
    let mut list = el_of("ul", "plain-list").set("role", "list");
    for request in &today.requests {
        list = list.add(el("li").add(waiting(console, request)));
    }
    let many = console.intl().number(today.requests_in_all);
    let title = words.count(keys::TODAY_REQUESTS, today.requests_in_all, &many, &[]);
    Some(
        part(&title)
            .add(list)
            .add(el("p").add(way(words.say(keys::TODAY_ALL_REQUESTS), "requests"))),
    )
}

fn waiting(console: Console, request: &RequestWaiting) -> El {
    let words = console.words();
    let since = words.fill(
        keys::TODAY_SINCE,
        &[("time", &console.away(&request.since))],
    );
    let path = ["requests/", &request.id].concat();
    el_of("div", "line")
        .add(way(&request.name, &path))
        .add(el("span").say(&request.group.name))
        .add(el_of("span", "small").text(since))
        .add(promised(console, &request.answer_by, request.overdue))
}

/// By when something was promised.
pub(super) fn promised(console: Console, by: &str, overdue: bool) -> El {
    let words = console.words();
    if overdue {
        let text = words.fill(keys::TODAY_OVERDUE, &[("time", &console.away(by))]);
        return badge(Mood::Late, &text);
    }
    badge(
        Mood::Waiting,
        &words.fill(keys::TODAY_PROMISED, &[("date", &console.day_of(by))]),
    )
}
