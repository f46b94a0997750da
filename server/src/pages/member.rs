//! The member's own page, and what it leads to.

use api_types::{
    AcknowledgementReceipt, Choice, ContactKind, Guideline, Guidelines, JoinState, Resource, WayIn,
};

use super::{
    Frame, Held,
    concern::concern_readers,
    guidelines,
    held::readable,
    html::{Button, Html},
    member_calendar::calendar,
    set_up::set_up,
};
use crate::{
    domain::{group::GroupRecord, join::is_open, letter::Series, time::rfc3339},
    joining::MemberMeeting,
    words::pages as keys,
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
    pub way_in: Option<&'a WayIn>,
    /// What staff laid out for the group's members.
    pub resources: &'a [Resource],
    /// The next meetings, with those that staff cancelled or moved.
    pub meetings: &'a [MemberMeeting],
    /// What was acknowledged, with the rules as they were read.
    pub acknowledged: &'a [(AcknowledgementReceipt, Vec<Guideline>)],
    /// Newer guidelines, for who is to read them.
    pub newer: Option<&'a Guidelines>,
    /// What has just happened, if anything.
    pub done: Option<MemberDone>,
    /// Date by which an answer is promised, `YYYY-MM-DD`.
    pub answer_by: &'a str,
    /// Within how many working days coordinators read what is wrong in the group.
    pub concern_days: Option<u8>,
    /// Whether who leads the group does, as nobody else is there.
    pub concern_by_leader: bool,
}

/// What a member did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MemberDone {
    /// What they wanted otherwise is kept.
    Saved,
    /// The guidelines moved on while they were reading.
    Moved,
}

/// The page.
pub fn member(frame: Frame<'_>, shown: &Member<'_>) -> String {
    let (words, request) = (frame.words, &shown.held.request);
    let state = request.state;
    let (headline, meaning, word) = match request.by_staff() {
        Some(what) => (
            keys::BY_STAFF_HEADLINE,
            keys::BY_STAFF_MEANING,
            what.as_str(),
        ),
        None => (keys::HEADLINE, keys::MEANING, state.as_str()),
    };
    let named = [("group", shown.group.name.as_str())];
    let mut body = Html::new()
        .h1(words.choose(headline, word))
        .then(notice(frame, shown.done))
        .then(new_address(frame, shown))
        .p(words.fill_chosen(meaning, word, &named));
    let mut facts = vec![
        (
            words.say(keys::FACT_GROUP),
            Html::from(shown.group.name.as_str()),
        ),
        (
            words.say(keys::FACT_REFERENCE),
            Html::reference(&request.reference),
        ),
    ];
    match state {
        JoinState::Pending => {
            facts.push((
                words.say(keys::FACT_ANSWER_BY),
                words.day(shown.answer_by).into(),
            ));
        }
        JoinState::Offered => {
            let until = rfc3339(request.held_until.unwrap_or_default());
            let zone = frame.zone_of(&request.application);
            facts.push((
                words.say(keys::FACT_KEPT_UNTIL),
                words.moment(&until, zone).into(),
            ));
        }
        _ => {}
    }
    body = body.facts(facts);
    // With an anchor, to which letters lead.
    if let Some(newer) = shown.newer {
        let newer = guidelines::newer(frame, newer, shown.path);
        body = body.section_at("guidelines", words.say(keys::NEWER_TITLE), newer);
    }
    if let Some(join) = shown.way_in {
        body = body.section(words.say(keys::WAY_IN), way_in(frame, join, shown.group));
    }
    if is_open(state) {
        body = body.section(words.say(keys::MEETINGS), meetings(frame, shown));
        if request.may_enter() {
            body = body.section(words.say(keys::CALENDAR), calendar(frame, shown.path));
        }
        // They go by email; nobody is rung for them.
        if request.application.contact.kind == ContactKind::Email {
            body = body.section(words.say(keys::EMAILS), letters(frame, shown));
        }
    }
    if !shown.resources.is_empty() {
        let resources = shown.resources.iter().map(resource);
        let resources = Html::new().list(resources.collect());
        body = body.section(words.say(keys::FOR_YOUR_GROUP), resources);
    }
    let acknowledged = guidelines::acknowledged(frame, shown.acknowledged);
    body = body.section(words.say(keys::GUIDELINES), acknowledged);
    let mut held = Html::new()
        .p(words.say(keys::HELD_TEXT))
        .details(words.say(keys::HELD_SHOW), readable(frame, shown.held));
    if is_open(state) {
        held = held.p(Html::link(
            &format!("{}/change", shown.path),
            words.say(keys::CHANGE),
        ));
    }
    let held = held.p(Html::link(
        &format!("{}/export", shown.path),
        words.say(keys::HELD_DOWNLOAD),
    ));
    body = body.section(words.say(keys::HELD), held);
    if let Some(days) = shown.concern_days {
        let link = Html::link(
            &format!("{}/concern", shown.path),
            words.say(keys::CONCERN_LINK),
        );
        let tell = Html::new()
            .p(concern_readers(frame, days, shown.concern_by_leader))
            .p(link);
        body = body.section(words.say(keys::CONCERN), tell);
    }
    body = body.section(words.say(keys::ENDING), ending(frame, shown));
    frame.page(words.say(keys::MEMBER_TITLE), body)
}

fn notice(frame: Frame<'_>, done: Option<MemberDone>) -> Html {
    match done {
        None => Html::new(),
        Some(MemberDone::Saved) => Html::new().notice(frame.words.say(keys::SAVED)),
        Some(MemberDone::Moved) => Html::new().notice(frame.words.say(keys::GUIDELINES_MOVED)),
    }
}

/// The change of address that waits for a button to be pressed.
fn new_address(frame: Frame<'_>, shown: &Member<'_>) -> Html {
    let request = &shown.held.request;
    let waits = request
        .new_contact
        .as_ref()
        .filter(|_| is_open(request.state));
    waits.map_or_else(Html::new, |contact| {
        let address = [("address", contact.value.as_str())];
        Html::new().notice(frame.words.fill(keys::NEW_ADDRESS_WAITS, &address))
    })
}

/// Link, number, note and address.
fn way_in(frame: Frame<'_>, join: &WayIn, group: &GroupRecord) -> Html {
    let words = frame.words;
    let mut inner = Html::new();
    let mut facts = Vec::new();
    if let Some(url) = &join.url {
        inner = inner.way(url, words.say(keys::JOIN_LINK));
        facts.push((words.say(keys::LINK_AS_TEXT), Html::typed(url)));
    }
    facts.extend(
        join.phone
            .as_deref()
            .map(|phone| (words.say(keys::BY_PHONE), Html::phone(phone))),
    );
    facts.extend(
        join.note
            .as_deref()
            .map(|note| (words.say(keys::MORE), Html::typed(note))),
    );
    if !join.address.is_empty() {
        facts.push((
            words.say(keys::ADDRESS),
            Html::typed(&join.address.join("\n")),
        ));
    }
    if facts.is_empty() {
        return set_up(frame, group, inner.p(words.say(keys::WAY_IN_NONE)));
    }
    set_up(frame, group, inner.facts(facts)).quiet(words.say(keys::WAY_IN_PRIVATE))
}

/// A link, or a text that is opened where somebody wants to read it.
fn resource(resource: &Resource) -> Html {
    let line = match &resource.url {
        Some(url) => Html::link(url, &resource.title),
        None => Html::new().details(&resource.title, Html::new().blocks(&resource.text)),
    };
    let line = line.in_language(&resource.language);
    match &resource.note {
        Some(note) => line.quiet(Html::typed(note)),
        None => line,
    }
}

/// In the member's zone, with the group's beside it where clocks differ.
fn meetings(frame: Frame<'_>, shown: &Member<'_>) -> Html {
    let words = frame.words;
    if shown.meetings.is_empty() {
        return Html::new().p(words.say(keys::NO_MEETINGS));
    }
    let reader = frame.zone_of(&shown.held.request.application);
    let zone = shown.group.schedule.as_ref();
    let zone = zone.map_or("", |schedule| schedule.time_zone.as_str());
    let told = shown.meetings.iter().map(|one| {
        let span = (rfc3339(one.span.starts_at), rfc3339(one.span.ends_at));
        let span = (span.0.as_str(), span.1.as_str());
        let (own, theirs) = words.both_times(span, reader, zone);
        let own = match theirs {
            Some(theirs) => {
                let theirs = words.fill(keys::GROUP_TIME, &[("time", &theirs)]);
                Html::from(own).quiet(theirs)
            }
            None => Html::from(own),
        };
        let own = match &one.change {
            None => own,
            Some(_) if one.is_cancelled() => own.p(words.say(keys::MEETING_CANCELLED)),
            Some(change) => {
                let was = words.moment(&rfc3339(change.original_at), reader);
                own.p(words.fill(keys::MEETING_MOVED, &[("time", &was)]))
            }
        };
        match &one.note {
            Some(note) => own.quiet(Html::typed(note)),
            None => own,
        }
    });
    Html::new().list(told.collect())
}

/// Reminders can be turned on and off here; what was stopped by its own link, on again.
fn letters(frame: Frame<'_>, shown: &Member<'_>) -> Html {
    let words = frame.words;
    let action = format!("{}/letters", shown.path);
    let mut html = Html::new();
    if shown.held.request.reminders {
        let told = (
            words.say(keys::REMINDERS_ON),
            "reminders-off",
            words.say(keys::TURN_OFF),
        );
        html = one_series(html, &action, told);
    }
    for (series, choice) in [
        (Series::Reminders, "reminders-on"),
        (Series::Guidelines, "guidelines-on"),
        (Series::Messages, "messages-on"),
        (Series::Feedback, "feedback-on"),
    ] {
        if !shown.held.request.gets(series) {
            let now = words.choose(keys::STOPPED, series.kind());
            let button = words.choose(keys::START_AGAIN, series.kind());
            html = one_series(html, &action, (now, choice, button));
        }
    }
    html
}

fn one_series(html: Html, action: &str, (now, choice, words): (&str, &str, &str)) -> Html {
    let button = Button {
        choice,
        words,
        first: false,
    };
    html.p(now).buttons(action, &[button])
}

fn ending(frame: Frame<'_>, shown: &Member<'_>) -> Html {
    let (words, path) = (frame.words, shown.path);
    let mut ways = Vec::new();
    let state = shown.held.request.state;
    if is_open(state) {
        let leave = if state == JoinState::Approved {
            words.say(keys::LEAVE_GROUP)
        } else {
            words.say(keys::TAKE_BACK)
        };
        ways.push(Html::link(&format!("{path}/leave"), leave));
    }
    ways.push(Html::link(&format!("{path}/erase"), words.say(keys::ERASE)));
    Html::new().list(ways)
}
