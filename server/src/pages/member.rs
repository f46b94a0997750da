//! The member's own page, and what it leads to.

use api_types::{AcknowledgementReceipt, ContactKind, Guideline, JoinState};

use super::{
    Frame, Held,
    held::readable,
    html::{Button, Html, only},
    set_up::set_up,
};
use crate::{
    domain::{
        group::{GroupRecord, JoinDetails, PlaceRecord},
        schedule::MeetingSpan,
        time::rfc3339,
    },
    notify::letters::both_times,
};

/// What the page shows.
pub struct Member<'a> {
    /// The page's own path, `/m/{token}`.
    pub path: &'a str,
    /// All that is held.
    pub held: &'a Held,
    /// The group.
    pub group: &'a GroupRecord,
    /// How to get in: for approved members, and for nobody else.
    pub way_in: Option<&'a JoinDetails>,
    /// The next meetings.
    pub meetings: &'a [MeetingSpan],
    /// What was acknowledged, with the rules as they were read.
    pub acknowledged: &'a [(AcknowledgementReceipt, Vec<Guideline>)],
    /// Date by which an answer is promised, `YYYY-MM-DD`.
    pub answer_by: &'a str,
}

/// Whether there is something to leave or to take back.
fn is_open(state: JoinState) -> bool {
    !matches!(state, JoinState::Declined | JoinState::Left)
}

/// The page.
pub fn member(frame: Frame<'_>, shown: &Member<'_>) -> String {
    let (words, request) = (frame.words, &shown.held.request);
    let state = request.state;
    let mut body = Html::new()
        .h1((words.headline)(state))
        .p((words.meaning)(state).replace("{group}", &shown.group.name));
    let mut facts = vec![
        (words.group, Html::from(shown.group.name.as_str())),
        (words.reference, request.reference.as_str().into()),
    ];
    match state {
        JoinState::Pending => {
            facts.push((words.answer_by, words.tongue.day(shown.answer_by).into()));
        }
        JoinState::Offered => {
            let until = rfc3339(request.held_until.unwrap_or_default());
            let zone = frame.zone_of(&request.application);
            facts.push((words.kept_until, words.tongue.moment(&until, zone).into()));
        }
        _ => {}
    }
    body = body.facts(facts);
    if let Some(join) = shown.way_in {
        body = body.section(words.way_in, way_in(frame, join, shown.group));
    }
    if is_open(state) {
        body = body.section(words.meetings, meetings(frame, shown));
        if state == JoinState::Approved {
            body = body.section(words.calendar, calendar(frame, shown.path));
        }
        // They go by email; nobody is rung for them.
        if request.application.contact.kind == ContactKind::Email {
            body = body.section(words.reminders, reminders(frame, shown));
        }
    }
    body = body.section(words.guidelines, guidelines(frame, shown));
    let held = Html::new()
        .p(words.held_text)
        .details(words.held_show, readable(frame, shown.held))
        .p(Html::link(
            &format!("{}/export", shown.path),
            words.held_download,
        ));
    body = body.section(words.held, held);
    body = body.section(words.ending, ending(frame, shown));
    frame.page(words.member_title, body)
}

/// Link, number, note and address.
fn way_in(frame: Frame<'_>, join: &JoinDetails, group: &GroupRecord) -> Html {
    let words = frame.words;
    let mut inner = Html::new();
    let mut facts = Vec::new();
    if let Some(url) = &join.url {
        inner = inner.way(url, words.join_link);
        facts.push((words.link_as_text, Html::typed(url)));
    }
    facts.extend(
        join.phone
            .as_deref()
            .map(|phone| (words.by_phone, Html::phone(phone))),
    );
    facts.extend(
        join.note
            .as_deref()
            .map(|note| (words.more, Html::typed(note))),
    );
    let address = group.place.as_ref().map(whole_address);
    let address = address.filter(|lines| !lines.is_empty());
    facts.extend(address.map(|lines| (words.address, Html::typed(&lines))));
    if facts.is_empty() {
        return set_up(frame, group, inner.p(words.way_in_none));
    }
    set_up(frame, group, inner.facts(facts)).quiet(words.way_in_private)
}

/// All that is known of where a group meets, one line each.
fn whole_address(place: &PlaceRecord) -> String {
    let town = [&place.postcode, &place.town, &place.region];
    let town: Vec<&str> = town.into_iter().flatten().map(String::as_str).collect();
    let lines = [
        place.venue.clone(),
        place.address.clone(),
        Some(town.join(" ")),
    ];
    let lines = lines.into_iter().flatten();
    let lines: Vec<String> = lines.filter(|line| !line.is_empty()).collect();
    lines.join("\n")
}

/// In the member's zone, with the group's beside it where clocks differ.
fn meetings(frame: Frame<'_>, shown: &Member<'_>) -> Html {
    let words = frame.words;
    if shown.meetings.is_empty() {
        return Html::new().p(words.no_meetings);
    }
    let reader = frame.zone_of(&shown.held.request.application);
    let zone = shown.group.schedule.as_ref();
    let zone = zone.map_or("", |schedule| schedule.time_zone.as_str());
    let told = shown.meetings.iter().map(|span| {
        let span = (rfc3339(span.starts_at), rfc3339(span.ends_at));
        let span = (span.0.as_str(), span.1.as_str());
        let (own, theirs) = both_times(words.tongue, span, reader, zone);
        let own = Html::from(own);
        match theirs {
            Some(theirs) => own.quiet(words.group_time.replace("{time}", &theirs)),
            None => own,
        }
    });
    Html::new().list(told.collect())
}

fn calendar(frame: Frame<'_>, path: &str) -> Html {
    let words = frame.words;
    let make = Button {
        first: false,
        ..only(words.calendar_button)
    };
    Html::new()
        .p(words.calendar_text)
        .p(words.calendar_provider)
        .buttons(&format!("{path}/calendar"), &[make])
}

fn reminders(frame: Frame<'_>, shown: &Member<'_>) -> Html {
    let words = frame.words;
    let (now, choice, button) = if shown.held.request.reminders {
        (words.reminders_on, "off", words.turn_off)
    } else {
        (words.reminders_off, "on", words.turn_on)
    };
    let button = Button {
        choice,
        words: button,
        first: false,
    };
    let action = format!("{}/reminders", shown.path);
    Html::new().p(now).buttons(&action, &[button])
}

fn guidelines(frame: Frame<'_>, shown: &Member<'_>) -> Html {
    let words = frame.words;
    if shown.acknowledged.is_empty() {
        return Html::new().p(words.no_guidelines);
    }
    let mut inner = Html::new();
    for (receipt, rules) in shown.acknowledged {
        let date = receipt.acknowledged_at.get(..10).unwrap_or_default();
        let read = words.guidelines_read.replace("{version}", &receipt.version);
        let read = read.replace("{date}", &words.tongue.day(date));
        let rules = rules
            .iter()
            .map(|rule| Html::from(rule.rule.as_str()).then(Html::new().blocks(&rule.why)));
        inner = inner.details(&read, Html::new().list(rules.collect()));
    }
    inner
}

fn ending(frame: Frame<'_>, shown: &Member<'_>) -> Html {
    let (words, path) = (frame.words, shown.path);
    let mut ways = Vec::new();
    let state = shown.held.request.state;
    if is_open(state) {
        let leave = if state == JoinState::Approved {
            words.leave_group
        } else {
            words.take_back
        };
        ways.push(Html::link(&format!("{path}/leave"), leave));
    }
    ways.push(Html::link(&format!("{path}/erase"), words.erase));
    Html::new().list(ways)
}

/// Asks once whether somebody wants to leave.
pub fn sure_to_leave(frame: Frame<'_>, state: JoinState, group: &str, path: &str) -> String {
    let words = frame.words;
    let (title, text, button) = if state == JoinState::Approved {
        (words.leave_group, words.leave_text, words.leave_button)
    } else {
        (
            words.take_back,
            words.take_back_text,
            words.take_back_button,
        )
    };
    let body = Html::new()
        .h1(title)
        .p(text.replace("{group}", group))
        .buttons("", &[only(button)])
        .p(Html::link(path, words.go_back));
    frame.page(title, body)
}

/// Asks once whether everything is to be erased.
pub fn sure_to_erase(frame: Frame<'_>, path: &str) -> String {
    let words = frame.words;
    let body = Html::new()
        .h1(words.erase)
        .p(words.erase_text)
        .p(words.erase_leaves)
        .notice(words.erase_for_good)
        .buttons("", &[only(words.erase_button)])
        .p(Html::link(path, words.go_back));
    frame.page(words.erase, body)
}

/// Nothing is left.
pub fn erased(frame: Frame<'_>) -> String {
    let words = frame.words;
    let body = Html::new().h1(words.erased_title).p(words.erased_text);
    frame.page(words.erased_title, body)
}

/// The address of the private calendar, shown once: `url` is a whole http(s) address, `path` the
/// member's page.
pub fn calendar_made(frame: Frame<'_>, url: &str, path: &str) -> String {
    let words = frame.words;
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    let body = Html::new()
        .h1(words.calendar_made_title)
        .p(words.calendar_made)
        .way(&format!("webcal://{rest}"), words.calendar_open)
        .facts(vec![(words.link_as_text, Html::typed(url))])
        .notice(words.calendar_once)
        .p(words.calendar_provider)
        .p(Html::link(path, words.open_page));
    frame.page(words.calendar_made_title, body)
}
