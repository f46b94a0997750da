//! The staff: who works for the site, in which role. For coordinators.

use api_types::{Choice, Me, StaffList, StaffMember, StaffRole};

use super::{
    Console, Place,
    parts::{Loaded, missing, table, way},
};
use crate::{
    i18n::{Words, console_keys as keys},
    ui::{El, el, el_of},
};

/// For whom there is a way here.
pub(super) fn shows(me: &Me) -> bool {
    me.role == StaffRole::Coordinator
}

/// Draws a page of the section.
pub(super) fn draw(console: Console, place: &Place) -> El {
    match place.rest() {
        [] => list(console),
        _ => missing(console),
    }
}

/// A role in words.
pub(super) fn role_words(words: Words, role: StaffRole) -> String {
    words.word("role", role.as_str())
}

fn list(console: Console) -> El {
    console.title(console.say(keys::STAFF_TITLE));
    let staff = Loaded::new(console, move |line| console.server().staff(line));
    staff.draw(move |found: &std::rc::Rc<StaffList>| rows(console, found))
}

fn rows(console: Console, found: &StaffList) -> El {
    let words = console.words();
    let columns = [
        words.say(keys::STAFF_WHO),
        words.say(keys::STAFF_ROLE),
        words.say(keys::STAFF_SINCE),
    ];
    let row = |one: &StaffMember| {
        vec![
            el("span").add(way(&one.name, &["staff/", &one.id].concat())),
            el("span").text(role_words(words, one.role)),
            el("span").text(console.day_of(&one.since)),
        ]
    };
    let rows = found.staff.iter().map(row).collect();
    el_of("div", "stack").add(table(words.say(keys::STAFF_TITLE), &columns, rows))
}
