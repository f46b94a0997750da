//! The day of a meeting: when, the way in, what people need, who came, and the open question.

use std::rc::Rc;

use api_types::{MeetingSheet, WayIn};

use super::{path_of, prompt, register};
use crate::{
    console::{
        Console,
        parts::{Loaded, fact_of, way},
    },
    contact::tel,
    i18n::console_keys as keys,
    ui::{El, Icon, Look, el_of, link},
};

/// The page of a meeting.
pub(super) fn draw(console: Console, slug: &str, start: &str) -> El {
    let back = (console.say(keys::TODAY_NAME), "today");
    console.title_under(console.say(keys::MEETING_TITLE), Some(back));
    let (slug, start) = (slug.to_owned(), start.to_owned());
    let sheet = Loaded::new(console, move |line| {
        console.server().meeting(&slug, &start, line)
    });
    sheet.draw(move |found| {
        console.title_under(&found.meeting.group.name, Some(back));
        el_of("div", "stack").add(whole(console, found, "h2"))
    })
}

/// The same within the first page.
pub(super) fn inside(console: Console, slug: &str, start: i64) -> El {
    let (slug, start) = (slug.to_owned(), start.to_string());
    let sheet = Loaded::new(console, move |line| {
        console.server().meeting(&slug, &start, line)
    });
    sheet.draw(move |found| {
        let group = &found.meeting.group;
        let path = path_of(&group.slug, found.meeting.key);
        el_of("div", "card sheet")
            .add(el_of("h3", "card-title").add(way(&group.name, &path)))
            .add(whole(console, found, "h4"))
    })
}

/// `heading` is the tag of the headings within.
fn whole(console: Console, sheet: &Rc<MeetingSheet>, heading: &'static str) -> El {
    let when = [
        console.moment(&sheet.meeting.starts_at),
        console.away(&sheet.meeting.starts_at),
    ];
    el_of("div", "stack")
        .add(
            el_of("p", "when")
                .add(el_of("span", "strong").text(when[0].clone()))
                .say(" ")
                .add(el_of("span", "small").text(when[1].clone())),
        )
        .add_some(
            sheet
                .way_in
                .as_ref()
                .map(|way| way_in(console, way, sheet.register_open)),
        )
        .add_some(needs(console, sheet, heading))
        .add(register::draw(console, sheet, heading))
        .add_some(prompt::draw(console, sheet, heading))
}

/// Link, number, note and address; on the day itself the link comes first.
fn way_in(console: Console, ways: &WayIn, is_today: bool) -> El {
    let words = console.words();
    let meet = ways.url.as_ref().filter(|url| url.starts_with("http"));
    let meet = meet.map(|url| {
        let text = words.say(keys::MEETING_START);
        let look = if is_today { Look::Main } else { Look::Quiet };
        link(look, Some(Icon::Screen), text, url.clone())
            .set("target", "_blank")
            .set("rel", "noopener noreferrer")
    });
    let ring = ways.phone.as_ref().map(|phone| {
        let text = words.fill(keys::MEETING_RING, &[("phone", phone)]);
        link(Look::Quiet, Some(Icon::Phone), &text, tel(phone))
    });
    let nothing = ways.url.is_none()
        && ways.phone.is_none()
        && ways.note.is_none()
        && ways.address.is_empty();
    let presses = (meet.is_some() || ring.is_some())
        .then(|| el_of("div", "buttons").add_some(meet).add_some(ring));
    el_of("div", "stack")
        .add_some(presses)
        .add_some(ways.note.as_ref().map(|note| el_of("p", "pre").say(note)))
        .add_some(
            (!ways.address.is_empty()).then(|| el_of("p", "pre").text(ways.address.join("\n"))),
        )
        .add_some(nothing.then(|| el_of("p", "hint").say(words.say(keys::MEETING_NO_WAY))))
}

/// What people need to take part, before anything else about them.
fn needs(console: Console, sheet: &MeetingSheet, heading: &'static str) -> Option<El> {
    let mut list = el_of("dl", "facts");
    let mut any = false;
    for member in &sheet.members {
        if let Some(needs) = &member.access_needs {
            any = true;
            let value = el_of("dd", "pre").say(needs);
            list = list.add(fact_of(&member.name, value));
        }
    }
    any.then(|| {
        el_of("div", "needs")
            .add(el_of(heading, "small-title").say(console.say(keys::MEETING_NEEDS)))
            .add(list)
    })
}
