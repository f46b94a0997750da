//! Everybody on the staff.

use api_types::{StaffList, StaffMember};

use super::role_words;
use crate::{
    console::{
        Console, href,
        parts::{Loaded, table, way},
    },
    i18n::console_keys as keys,
    ui::{El, Look, el, el_of, link},
};

pub(super) fn draw(console: Console) -> El {
    console.title(console.say(keys::STAFF_TITLE));
    let invite = link(
        Look::Main,
        None,
        console.say(keys::STAFF_INVITE),
        href("staff/invite"),
    );
    let staff = Loaded::new(console, move |line| console.server().staff(line));
    el_of("div", "stack")
        .add(el("p").say(console.say(keys::STAFF_INTRO)))
        .add(el_of("div", "buttons").add(invite))
        .add(staff.draw(move |found| rows(console, found)))
}

fn rows(console: Console, found: &StaffList) -> El {
    let words = console.words();
    let columns = [
        words.say(keys::STAFF_WHO),
        words.say(keys::STAFF_ROLE),
        words.say(keys::STAFF_EMAIL),
        words.say(keys::STAFF_SINCE),
    ];
    let rows = found.staff.iter().map(|one| {
        vec![
            el("span").add(way(&one.name, &["staff/", &one.id].concat())),
            el("span").text(what(console, one)),
            el("span").say(&one.email),
            el("span").text(console.day_of(&one.since)),
        ]
    });
    let rows = rows.collect();
    table(words.say(keys::STAFF_TITLE), &columns, rows)
}

/// Role, and of a facilitator in how many groups.
fn what(console: Console, one: &StaffMember) -> String {
    let words = console.words();
    let role = role_words(words, one.role);
    let Ok(groups @ 1..) = u32::try_from(one.groups.len()) else {
        return role;
    };
    let shown = console.intl().number(groups);
    let groups = words.count(keys::STAFF_GROUPS_OF, groups, &shown, &[]);
    [&role, ", ", &groups].concat()
}
