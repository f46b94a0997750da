//! The list of sections, and which program draws each: a line in either adds one. A section is a
//! folder here whose `mod.rs` draws a [`Place`].

use api_types::Me;

use super::{
    Console, Place, data, feedback, groups, insight, outgoing, parts::Sign, requests, roster,
    shelf, staff, today, website, you,
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
}

/// Draws one of a section's pages. It says the page's title (`Console::title`) itself.
type Draw = fn(Console, &Place) -> El;

/// Sections whose code is in one program. To those of another the browser loads a page.
pub(crate) struct Program(&'static [(&'static str, Draw)]);

impl Program {
    /// How the section of this path is drawn, if it is drawn here.
    pub(super) fn draw(&self, path: &str) -> Option<Draw> {
        let found = self.0.iter().find(|(own, _)| *own == path);
        found.map(|(_, draw)| *draw)
    }
}

/// What a day asks for (`api_types::console_program` says the same to the server).
#[rustfmt::skip] // A table.
pub(crate) static DAY: Program = Program(&[
    ("today", today::draw),
    ("requests", requests::draw),
    ("roster", roster::draw),
    ("outgoing", outgoing::draw),
]);

/// What is looked up, and who may.
#[rustfmt::skip] // A table.
pub(crate) static RECORDS: Program = Program(&[
    ("shelf", shelf::draw),
    ("insight", insight::draw),
    ("data", data::draw),
    ("website", website::draw),
    ("staff", staff::draw),
    ("you", you::draw),
]);

/// What is done at a desk, now and then.
pub(crate) static OFFICE: Program = Program(&[("groups", groups::draw)]);

/// What members are asked, and what they say.
pub(crate) static FEEDBACK: Program = Program(&[("feedback", feedback::draw)]);

/// In the order in which they are offered. The first that somebody sees is where they begin.
#[rustfmt::skip] // A table.
pub(super) const SECTIONS: &[Section] = &[
    Section { path: "today", name: keys::TODAY_NAME, sign: Sign::Today, shows: |_| true },
    Section { path: "requests", name: keys::REQUESTS_NAME, sign: Sign::Inbox, shows: |_| true },
    Section { path: "roster", name: keys::ROSTER_NAME, sign: Sign::People, shows: |_| true },
    Section { path: "groups", name: keys::GROUPS_NAME, sign: Sign::Calendar, shows: |_| true },
    Section { path: "feedback", name: keys::FEEDBACK_NAME, sign: Sign::Speech, shows: |_| true },
    Section { path: "shelf", name: keys::SHELF_NAME, sign: Sign::Shelf, shows: |_| true },
    Section { path: "outgoing", name: keys::OUTGOING_NAME, sign: Sign::Mail, shows: outgoing::shows },
    Section { path: "insight", name: keys::INSIGHT_NAME, sign: Sign::Chart, shows: |_| true },
    Section { path: "data", name: keys::DATA_NAME, sign: Sign::Download, shows: |_| true },
    Section { path: "website", name: keys::WEBSITE_NAME, sign: Sign::Window, shows: website::shows },
    Section { path: "staff", name: keys::STAFF_NAME, sign: Sign::Key, shows: staff::shows },
    Section { path: "you", name: keys::YOU_NAME, sign: Sign::Person, shows: |_| true },
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
    fn each_section_is_drawn_by_the_program_that_its_page_brings() {
        let programs = [
            ("console", &DAY),
            ("office", &OFFICE),
            ("feedback", &FEEDBACK),
            ("records", &RECORDS),
        ];
        for section in SECTIONS {
            let drawn = programs
                .iter()
                .filter(|(_, one)| one.draw(section.path).is_some());
            let drawn: Vec<_> = drawn.map(|(name, _)| *name).collect();
            assert_eq!(drawn, [api_types::console_program(section.path)]);
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
