//! Who came: one press a person, and another takes it back.

use std::rc::Rc;

use api_types::{Attendee, MeetingSheet};

use crate::{
    api::{Line, console::Refused},
    browser,
    console::{
        Console,
        parts::{Kept, Mood, badge, kept},
    },
    i18n::{Key, console_keys as keys},
    ui::{El, el, el_of},
};

/// What is noted of everybody, and what could not be.
#[derive(Clone)]
struct Register {
    console: Console,
    group: Rc<str>,
    start: Rc<str>,
    noted: Rc<Vec<Kept<Option<bool>>>>,
    /// Whose note could not be kept.
    failed: Kept<Option<String>>,
}

pub(super) fn draw(console: Console, sheet: &Rc<MeetingSheet>, heading: &'static str) -> El {
    let words = console.words();
    let title = if sheet.register_open {
        keys::REGISTER_TITLE
    } else {
        keys::REGISTER_EXPECTED
    };
    let title = el_of(heading, "small-title").say(words.say(title));
    if sheet.members.is_empty() {
        return el("div")
            .add(title)
            .add(el("p").say(words.say(keys::REGISTER_NOBODY)));
    }
    let notes = sheet.members.iter().map(|one| kept(one.came));
    let register = Register {
        console,
        group: sheet.meeting.group.slug.as_str().into(),
        start: sheet.meeting.key.to_string().into(),
        noted: Rc::new(notes.collect()),
        failed: kept(None),
    };
    let open = sheet.register_open && sheet.may_work;
    let mut list = el_of("ul", "register").set("role", "list");
    for (at, member) in sheet.members.iter().enumerate() {
        list = list.add(row(&register, member, at, open));
    }
    let hint = (!sheet.register_open && sheet.may_work)
        .then(|| el_of("p", "hint").say(words.say(keys::REGISTER_LATER)));
    let (count, failed) = (register.clone(), register.failed.clone());
    let counted = el("p")
        .set("role", "status")
        .live_text(move || counted(&count));
    el("div")
        .add(title)
        .add_some(hint)
        .add_some(open.then_some(counted))
        .add(el_of("p", "fault").set("role", "alert").live_text(move || {
            let name = failed.get();
            name.as_ref().map_or_else(String::new, |name| {
                console
                    .words()
                    .fill(keys::REGISTER_FAILED, &[("name", name)])
            })
        }))
        .add(list)
}

fn counted(register: &Register) -> String {
    let came = register.noted.iter().filter(|one| *one.get() == Some(true));
    let came = u32::try_from(came.count()).unwrap_or_default();
    if register.noted.iter().all(|one| one.get().is_none()) {
        return register.console.say(keys::REGISTER_NONE).to_owned();
    }
    let all = u32::try_from(register.noted.len()).unwrap_or_default();
    let intl = register.console.intl();
    let numbers = [("came", intl.number(came)), ("all", intl.number(all))];
    let numbers = [
        ("came", numbers[0].1.as_str()),
        ("all", numbers[1].1.as_str()),
    ];
    register
        .console
        .words()
        .fill(keys::REGISTER_COUNT, &numbers)
}

fn row(register: &Register, member: &Attendee, at: usize, open: bool) -> El {
    let words = register.console.words();
    let path = ["roster/", &register.group, "/", &member.id].concat();
    let name = el_of("span", "roster-name")
        .add(crate::console::parts::way(&member.name, &path))
        .add_some(
            member
                .pronouns
                .as_ref()
                .map(|text| el_of("span", "small").say(text)),
        )
        .add_some(
            member
                .is_new
                .then(|| badge(Mood::Calm, words.say(keys::REGISTER_NEW))),
        );
    let row = el("li").add(name);
    if !open {
        let said = member.came.map(|came| {
            let key = if came {
                keys::REGISTER_CAME
            } else {
                keys::REGISTER_AWAY
            };
            el_of("span", "small").say(words.say(key))
        });
        return row.add_some(said);
    }
    row.add(
        el_of("span", "presses")
            .set("role", "group")
            .set("aria-label", &member.name)
            .add(press(register, member, at, (true, keys::REGISTER_CAME)))
            .add(press(register, member, at, (false, keys::REGISTER_AWAY))),
    )
}

/// A button that is pressed or not; pressed again it is not.
fn press(register: &Register, member: &Attendee, at: usize, (came, text): (bool, Key)) -> El {
    let holds = register.noted[at].clone();
    let pressed = move || Some((*holds.get() == Some(came)).to_string());
    let (register, member) = (register.clone(), member.clone());
    let words = register.console.words();
    el_of("button", "button quiet toggle")
        .set("type", "button")
        .live_attribute("aria-pressed", pressed)
        .on("click", move |_| note(&register, &member, at, came))
        .add(el("span").say(words.say(text)))
}

/// Shows it at once, and takes it back where it could not be kept.
fn note(register: &Register, member: &Attendee, at: usize, came: bool) {
    let noted = register.noted[at].clone();
    let before = *noted.peek();
    let wanted = (before != Some(came)).then_some(came);
    noted.set(wanted);
    register.failed.set(None);
    let line = Line::default();
    let place = (&*register.group, &*register.start);
    let server = register.console.server();
    let told = server.attend(place, &member.id, wanted, &line);
    let (failed, name) = (register.failed.clone(), member.name.clone());
    browser::spawn(async move {
        // The line holds for as long as its call.
        let answer = told.await;
        drop(line);
        if matches!(answer, Err(refused) if refused != Refused::Stale) {
            noted.set(before);
            failed.set(Some(name));
        }
    });
}
