//! The list of sections: one line adds one. A section is a folder here whose `mod.rs` draws a [`Place`].

use api_types::Me;

use super::{
    Console, Place, data, groups, insight, outgoing, parts::Sign, requests, roster, shelf, staff,
    today, you,
};
use crate::{
    i18n::{Key, console_keys as keys},
    ui::El,
};

/// A part of the console with a path of its own.
pub(super) struct Section {
    /// The first part of its path: `/console/{path}`.
    pub(super) path: &'static str,
    /// What the way there says.
    pub(super) name: Key,
    pub(super) sign: Sign,
    /// For whom there is a way there. The server decides what they may.
    pub(super) shows: fn(&Me) -> bool,
    /// Draws one of its pages. It says the page's title (`Console::title`) itself.
    pub(super) draw: fn(Console, &Place) -> El,
}

/// In the order in which they are offered. The first that somebody sees is where they begin.
#[rustfmt::skip] // A table.
pub(super) const SECTIONS: &[Section] = &[
    Section { path: "today", name: keys::TODAY_NAME, sign: Sign::Today, shows: |_| true, draw: today::draw },
    Section { path: "requests", name: keys::REQUESTS_NAME, sign: Sign::Inbox, shows: |_| true, draw: requests::draw },
    Section { path: "roster", name: keys::ROSTER_NAME, sign: Sign::People, shows: |_| true, draw: roster::draw },
    Section { path: "groups", name: keys::GROUPS_NAME, sign: Sign::Calendar, shows: |_| true, draw: groups::draw },
    Section { path: "shelf", name: keys::SHELF_NAME, sign: Sign::Shelf, shows: |_| true, draw: shelf::draw },
    Section { path: "outgoing", name: keys::OUTGOING_NAME, sign: Sign::Mail, shows: outgoing::shows, draw: outgoing::draw },
    Section { path: "insight", name: keys::INSIGHT_NAME, sign: Sign::Chart, shows: |_| true, draw: insight::draw },
    Section { path: "data", name: keys::DATA_NAME, sign: Sign::Download, shows: |_| true, draw: data::draw },
    Section { path: "staff", name: keys::STAFF_NAME, sign: Sign::Key, shows: staff::shows, draw: staff::draw },
    Section { path: "you", name: keys::YOU_NAME, sign: Sign::Person, shows: |_| true, draw: you::draw },
];

/// The section of a place: at the front door the first that `me` sees.
pub(super) fn find(me: &Me, place: &Place) -> Option<&'static Section> {
    let mut seen = SECTIONS.iter().filter(|section| (section.shows)(me));
    match place.section() {
        "" => seen.next(),
        path => seen.find(|section| section.path == path),
    }
}

#[cfg(test)]
mod tests {
    use api_types::{SiteOfStaff, StaffRole};

    use super::*;

    pub(crate) fn me(role: StaffRole) -> Me {
        Me {
            id: "s1".to_owned(),
            name: "Fay".to_owned(),
            language: "en".to_owned(),
            role,
            site: SiteOfStaff {
                slug: "riverside".to_owned(),
                name: "Riverside".to_owned(),
                time_zone: "America/New_York".to_owned(),
                languages: vec!["en".to_owned()],
            },
            groups: Vec::new(),
        }
    }

    #[test]
    fn everybody_begins_somewhere_and_sees_only_what_is_for_them() {
        for role in [
            StaffRole::Coordinator,
            StaffRole::Facilitator,
            StaffRole::ReadOnly,
        ] {
            let me = me(role);
            assert!(find(&me, &Place::read("/console")).is_some(), "{role:?}");
            let staff = find(&me, &Place::read("/console/staff/s1"));
            assert_eq!(staff.is_some(), role == StaffRole::Coordinator, "{role:?}");
            assert!(find(&me, &Place::read("/console/nothing")).is_none());
        }
    }

    #[test]
    fn no_path_stands_twice() {
        for (at, section) in SECTIONS.iter().enumerate() {
            let later = &SECTIONS[at + 1..];
            assert!(later.iter().all(|other| other.path != section.path));
        }
    }
}
