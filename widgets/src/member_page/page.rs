//! The page itself: state, way in, meetings, letters, calendar, what was written, receipts.

use api_types::{Choice, JoinState, Membership, WayIn};

use super::{
    Member, Message, concern, dates,
    frame::{became, press, section, title, to_steps, to_view},
    keep,
    state::{Task, View, WRITTEN, is_on},
};
use crate::{
    contact::{contact_links, tel},
    guidelines::receipt,
    i18n::join_keys as keys,
    join_form, meeting,
    set_up::Shown,
    ui::{El, Icon, Look, blocks, el, el_of, icon, link, notice},
};

pub(super) fn view(member: Member, membership: &Membership) -> El {
    let words = member.flow.words;
    let name = [("group", membership.name.as_str())];
    let on = is_on(membership.state);
    let set_up = on.then(|| {
        let shown = Shown {
            open: &[],
            others: true,
        };
        let language = membership.group_language.clone();
        member
            .flow
            .setting()
            .section(keys::SET_UP_TITLE, language, shown)
    });
    el("div")
        .add(to_steps(member))
        .add_some(done(member))
        .add(title(member, &words.fill(keys::PAGE_OF_GROUP, &name)))
        .add(standing(member, membership))
        .add_some(on.then(|| new_email(member, membership)).flatten())
        .add_some(newer_rules(member, membership))
        .add_some(offer(member, membership))
        .add_some(way_in(member, membership))
        .add_some(dates::meetings(member, membership))
        .add_some(set_up)
        .add_some(resources(member, membership))
        .add_some(on.then(|| reminders(member, membership)).flatten())
        .add_some(may_keep_dates(membership).then(|| calendar(member)))
        .add(written(member, membership))
        .add_some(receipts(member, membership))
        .add_some(ask(member, membership))
        .add_some(concern::section(member, membership))
        .add(keep::section(member, on))
        .add_some(by_itself(member))
}

/// Whether a calendar of their own can be made: not while they are kept out.
fn may_keep_dates(membership: &Membership) -> bool {
    is_on(membership.state) && membership.by_staff.is_none() && !membership.meetings.is_empty()
}

/// What was just done.
fn done(member: Member) -> Option<El> {
    let key = (*member.model().done.peek())?;
    let words = member.flow.words;
    let done = notice("done", Icon::Tick, member.flow.heading(0), words.say(key));
    Some(
        done.set("id", "kd-done")
            .set("role", "status")
            .set("tabindex", "-1"),
    )
}

/// Where the member stands, and the number to read out.
fn standing(member: Member, membership: &Membership) -> El {
    let words = member.flow.words;
    let intl = &member.flow.model().intl;
    // What staff did to it says more than where it stands.
    let state = match membership.by_staff {
        Some(what) => words.word("by-staff", what.as_str()),
        None => words.word("stand", membership.state.as_str()),
    };
    let by = match membership.state {
        JoinState::Pending => membership.answer_by.as_ref(),
        _ => None,
    };
    let by = by.map(|date| words.fill(keys::PAGE_ANSWER_BY, &[("date", &intl.date(date))]));
    let number = words.fill(keys::PAGE_NUMBER, &[("number", &membership.reference)]);
    el_of("div", "reference")
        .add(el_of("p", "standing").text(state))
        .add_some(by.map(|by| el("p").text(by)))
        .add(el_of("p", "hint").text(number))
}

/// The address that is theirs once they press the button in the letter to it.
fn new_email(member: Member, membership: &Membership) -> Option<El> {
    let address = [("address", membership.new_email.as_deref()?)];
    let told = member.flow.words.fill(keys::PAGE_NEW_EMAIL, &address);
    Some(el("p").text(told))
}

/// A place that is offered, until when, and the two answers.
fn offer(member: Member, membership: &Membership) -> Option<El> {
    if membership.state != JoinState::Offered {
        return None;
    }
    let words = member.flow.words;
    let until = membership
        .held_until
        .as_deref()
        .and_then(|until| meeting::moment(words, &member.flow.model().intl, until));
    let until = until.map(|time| words.fill(keys::OFFER_UNTIL, &[("time", &time)]));
    let answers = el_of("div", "step-buttons")
        .add(press(
            member,
            Look::Main,
            keys::OFFER_TAKE,
            Message::Place(true),
        ))
        .add(press(
            member,
            Look::Quiet,
            keys::OFFER_LEAVE,
            Message::Place(false),
        ));
    Some(
        section(member, keys::OFFER_TITLE)
            .add_some(until.map(|until| el("p").text(until)))
            .add(answers)
            .add(became(member, Task::Place)),
    )
}

/// Newer guidelines wait to be read.
fn newer_rules(member: Member, membership: &Membership) -> Option<El> {
    membership.guidelines.as_ref()?;
    let words = member.flow.words;
    let frame = notice(
        "changed",
        Icon::Help,
        member.flow.heading(1),
        words.say(keys::NEWER_RULES),
    );
    Some(
        frame
            .add(el("p").say(words.say(keys::NEWER_RULES_TEXT)))
            .add(to_view(
                member,
                Look::Main,
                keys::NEWER_RULES_READ,
                View::Rules,
            )),
    )
}

/// The way into the group: for who was let in, and nobody else.
fn way_in(member: Member, membership: &Membership) -> Option<El> {
    let words = member.flow.words;
    let WayIn {
        url,
        phone,
        note,
        address,
    } = membership.way_in.as_ref()?;
    let foreign = words.foreign(&membership.group_language);
    // In a tab of its own: this page stands in no address, and would be gone.
    let meet = url.as_ref().filter(|url| url.starts_with("http"));
    let meet = meet.map(|url| {
        link(
            Look::Main,
            Some(Icon::Screen),
            words.say(keys::WAY_IN_LINK),
            url.clone(),
        )
        .set("target", "_blank")
        .set("rel", "noopener noreferrer")
    });
    let ring = phone.as_ref().map(|phone| {
        let text = words.fill(keys::CONTACT_CALL, &[("phone", phone)]);
        link(Look::Quiet, Some(Icon::Phone), &text, tel(phone))
    });
    let mut place = el_of("p", "pre");
    for line in address {
        place = place.add(el("span").say(line)).say("\n");
    }
    let place = (!address.is_empty()).then(|| {
        el_of("div", "place")
            .add(icon(Icon::Pin))
            .add(place.set_some("lang", foreign.clone()))
    });
    let note = note
        .as_ref()
        .map(|note| el_of("p", "pre").set_some("lang", foreign).say(note));
    let ways = el_of("div", "contact").add_some(meet).add_some(ring);
    Some(
        section(member, keys::WAY_IN_TITLE)
            .add(ways)
            .add_some(place)
            .add_some(note)
            .add(el_of("p", "hint").say(words.say(keys::WAY_IN_HINT))),
    )
}

/// What staff laid out for the group: links, and texts to unfold.
fn resources(member: Member, membership: &Membership) -> Option<El> {
    let mut list = el_of("ul", "resources");
    for one in &membership.resources {
        let title = match &one.url {
            Some(url) => link(Look::Plain, None, &one.title, url.clone())
                .set("target", "_blank")
                .set("rel", "noopener noreferrer"),
            None => el_of("details", "fold")
                .add(el("summary").say(&one.title))
                .add(blocks(&one.text)),
        };
        let note = one.note.as_ref().map(|note| el_of("p", "hint").say(note));
        let foreign = member.flow.words.foreign(&one.language);
        list = list.add(el("li").add(title.set_some("lang", foreign)).add_some(note));
    }
    let has_any = !membership.resources.is_empty();
    has_any.then(|| section(member, keys::FOR_YOUR_GROUP).add(list))
}

/// Letters before meetings. The button stays, since it holds the focus, and its words change.
fn reminders(member: Member, membership: &Membership) -> Option<El> {
    membership.reminders?;
    let words = member.flow.words;
    let on = move || *member.model().reminders.get() == Some(true);
    let said = el("p").set("role", "status").live_text(move || {
        let key = if on() {
            keys::REMINDERS_ON
        } else {
            keys::REMINDERS_OFF
        };
        words.say(key).to_owned()
    });
    let turn = el_of("button", "button quiet")
        .set("type", "button")
        .live_text(move || {
            let key = if on() {
                keys::REMINDERS_STOP
            } else {
                keys::REMINDERS_START
            };
            words.say(key).to_owned()
        })
        .on("click", move |_| {
            let wanted = *member.model().reminders.peek() != Some(true);
            member.send(Message::Reminders(wanted));
        });
    Some(
        section(member, keys::REMINDERS_TITLE)
            .add(said)
            .add(turn)
            .add(became(member, Task::Reminders)),
    )
}

/// A calendar of one's own, whose address is shown once.
fn calendar(member: Member) -> El {
    let words = member.flow.words;
    let make = press(member, Look::Quiet, keys::CALENDAR_MAKE, Message::Calendar);
    el_of("details", "fold")
        .add(el("summary").say(words.say(keys::CALENDAR_TITLE)))
        .add(el("p").say(words.say(keys::CALENDAR_TEXT)))
        .add(make)
        .add(became(member, Task::Calendar))
        .live(move || {
            let url = member.model().calendar.get().clone()?;
            Some(made(member, &url))
        })
}

fn made(member: Member, url: &str) -> El {
    let words = member.flow.words;
    let field = el_of("input", "field")
        .set("id", "kd-calendar")
        .set("readonly", "")
        .set("dir", "ltr")
        .set("value", url)
        .on("focus", crate::browser::select);
    let label = el_of("label", "label")
        .set("for", "kd-calendar")
        .say(words.say(keys::CALENDAR_LINK));
    let open = url
        .split_once("://")
        .map_or_else(|| url.to_owned(), |(_, rest)| ["webcal://", rest].concat());
    let open = link(
        Look::Quiet,
        Some(Icon::Calendar),
        words.say(keys::CALENDAR_OPEN),
        open,
    );
    el_of("div", "made")
        .add(label)
        .add(field)
        .add(el_of("p", "hint").say(words.say(keys::CALENDAR_ONCE)))
        .add(open)
}

/// What the member wrote, each under the question that it answers.
fn written(member: Member, membership: &Membership) -> El {
    let words = member.flow.words;
    let said = &membership.written;
    let shared = words.word("answer", if said.share_introduction { "yes" } else { "no" });
    let has_words = said.introduction.is_some();
    let texts = [
        Some(said.display_name.clone()),
        said.pronouns.clone(),
        said.access_needs.clone(),
        said.introduction.clone(),
        has_words.then_some(shared),
    ];
    let mut list = el_of("dl", "answers");
    let reach = (
        join_form::contact_field(membership.contact.kind),
        Some(membership.contact.value.clone()),
    );
    for (field, text) in WRITTEN.into_iter().zip(texts).chain([reach]) {
        if let (Some(form), Some(text)) = (member.flow.form(), text) {
            let term = join_form::label(member.flow, &form, field);
            list = list.add(el("div").add(el("dt").text(term)).add(el("dd").text(text)));
        }
    }
    section(member, keys::WRITTEN_TITLE).add(list).add(to_view(
        member,
        Look::Quiet,
        keys::WRITTEN_CHANGE,
        View::Edit,
    ))
}

/// What was acknowledged, oldest first.
fn receipts(member: Member, membership: &Membership) -> Option<El> {
    if membership.receipts.is_empty() {
        return None;
    }
    let mut list = el("ul");
    for read in &membership.receipts {
        let text = receipt(member.flow.words, &member.flow.model().intl, read);
        list = list.add(el("li").text(text));
    }
    Some(section(member, keys::RULES_TITLE).add(el_of("div", "text").add(list)))
}

fn ask(member: Member, membership: &Membership) -> Option<El> {
    let has_somebody = !membership.ask.is_empty();
    has_somebody.then(|| {
        section(member, keys::ASK_PERSON).add(contact_links(member.flow.words, &membership.ask))
    })
}

/// The same page by itself, to come back to.
fn by_itself(member: Member) -> Option<El> {
    let url = member.model().by_itself.borrow().clone()?;
    Some(join_form::by_itself(member.flow, url))
}
