//! Instants, times of day and meetings, in both languages and across zones.

use super::*;
use crate::i18n::tests::words;

/// A browser at a fixed offset, where it is 2026-11-24 12:00 UTC.
pub(crate) struct Fixed {
    pub(crate) offset: i32,
    pub(crate) twelve: bool,
}

impl Calendar for Fixed {
    fn offset(&self, _at: i64) -> i32 {
        self.offset
    }
    fn twelve_hours(&self) -> bool {
        self.twelve
    }
    fn day(&self, day: i64) -> String {
        format!("day {day}")
    }
    fn zone(&self, zone: &str, _at: i64) -> String {
        zone.to_owned()
    }
    fn now(&self) -> i64 {
        Instant::parse("2026-11-24T12:00:00Z").unwrap().at
    }
}

pub(crate) const CHICAGO: Fixed = Fixed {
    offset: -360,
    twelve: true,
};
pub(crate) const MADRID: Fixed = Fixed {
    offset: 60,
    twelve: false,
};

#[test]
fn instants_read_as_the_server_writes_them() {
    let at = |text: &str| Instant::parse(text).map(|instant| instant.at);
    assert_eq!(at("1970-01-01T00:00:00Z"), Some(0));
    assert_eq!(
        at("2026-11-24T19:00:00-06:00"),
        at("2026-11-25T01:00:00+00:00")
    );
    assert_eq!(at("2000-03-01T00:00:00.250+05:30"), Some(951_849_000_000));
    for bad in [
        "",
        "2026-11-24",
        "2026-11-24T19:00:00",
        "2026-11-24T19:00:00+",
        "é026-11-24T19:00:00Z",
    ] {
        assert_eq!(at(bad), None, "{bad}");
    }
}

#[test]
fn times_are_said_as_the_region_says_them() {
    let say = |minute, calendar: &Fixed| time(words("en"), calendar, minute);
    assert_eq!(say(0, &CHICAGO), "12 am (midnight)");
    assert_eq!(say(5, &CHICAGO), "12:05 am");
    assert_eq!(say(720, &CHICAGO), "12 pm (noon)");
    assert_eq!(say(1_170, &CHICAGO), "7:30 pm");
    assert_eq!(say(0, &MADRID), "00:00");
    assert_eq!(say(545, &MADRID), "09:05");
}

#[test]
fn a_moment_is_said_on_the_members_clock() {
    let at = "2026-12-02T01:30:00Z";
    let near = moment(words("en"), &CHICAGO, at);
    assert_eq!(near.as_deref(), Some("day 20788, 7:30 pm"));
    let far = moment(words("es"), &MADRID, at);
    assert_eq!(far.as_deref(), Some("day 20789, 02:30"));
    assert_eq!(moment(words("en"), &CHICAGO, "soon"), None);
}

#[test]
fn a_meeting_past_midnight_ends_the_next_day() {
    let meeting = Meeting {
        starts_at: "2026-12-01T23:00:00-06:00".into(),
        ends_at: "2026-12-02T01:00:00-06:00".into(),
    };
    let said = date(words("en"), &CHICAGO, "America/Chicago", &meeting).unwrap();
    assert_eq!(said.time, "11 pm to 1 am the next day");
    assert_eq!(said.group, None);
    let far = date(words("en"), &MADRID, "America/Chicago", &meeting).unwrap();
    assert_eq!(far.time, "06:00 to 08:00");
    assert_eq!(
        far.group.as_deref(),
        Some("Day 20788, 23:00 to 01:00 the next day for the group (America/Chicago)")
    );
}
