//! Snapshots that were read by hand against RFC 5545, and once by a calendar library in another
//! language, which found the same meetings as `Schedule` for every sample group.

use super::*;
use crate::domain::group::ScheduleRecord;

fn group(zone: &str, starts_at: &str, rule: Option<&str>) -> CalendarGroup {
    let record = ScheduleRecord {
        starts_at: starts_at.into(),
        duration_minutes: 90,
        time_zone: zone.into(),
        rrule: rule.map(str::to_owned),
        exdates: vec!["2026-12-24T19:00".into()],
        rdates: vec!["2026-12-20T10:00".into()],
    };
    CalendarGroup {
        uid: "0190@riverside.kindred".into(),
        changed_at: 1_767_700_800_000,
        summary: "Breast Friends; weekly, online".into(),
        description: "Said here, stays here.\nA back\\slash, and a very long line with “quotation marks” and Spanish words like reunión, pequeña, corazón.".into(),
        location: Some("Garden Room, 200 River Road".into()),
        url: Some("https://riverside.example.org/groups/a;b,c".into()),
        schedule: Schedule::try_from(&record).expect("a good schedule"),
    }
}

#[test]
fn a_weekly_group_is_one_event_that_repeats() {
    let weekly = group(
        "America/Chicago",
        "2026-01-06T19:00",
        Some("FREQ=WEEKLY;BYDAY=TU"),
    );
    insta::assert_snapshot!(calendar("Riverside", &[weekly]));
}

#[test]
fn zones_without_a_yearly_habit_list_their_changes_and_zones_without_changes_have_one_offset() {
    let groups = [
        group("Asia/Kolkata", "2026-01-06T19:00", None),
        group("America/Sao_Paulo", "2016-01-06T19:00", Some("FREQ=WEEKLY")),
        group(
            "Europe/Dublin",
            "2026-01-06T19:00",
            Some("FREQ=WEEKLY;UNTIL=20261231"),
        ),
    ];
    insta::assert_snapshot!(calendar("Zones", &groups));
}

#[test]
fn every_line_is_folded_at_75_octets_and_ends_with_crlf() {
    let text = calendar(
        "Riverside",
        &[group("Europe/Madrid", "2026-01-06T19:00", None)],
    );
    assert!(text.ends_with("END:VCALENDAR\r\n"));
    for line in text.split("\r\n") {
        assert!(line.len() <= 75, "{line}");
        assert!(!line.contains(['\r', '\n']), "{line}");
    }
    let unfolded = text.replace("\r\n ", "");
    assert!(unfolded.contains("DESCRIPTION:Said here\\, stays here.\\nA back\\\\slash\\, and"));
    assert!(unfolded.contains("corazón."));
    assert!(unfolded.contains("URL:https://riverside.example.org/groups/a;b,c"));
}

#[test]
fn a_start_that_the_rule_leaves_out_moves_to_the_first_meeting() {
    let text = calendar(
        "X",
        &[group(
            "Europe/Madrid",
            "2026-01-05T19:00",
            Some("FREQ=WEEKLY;BYDAY=WE"),
        )],
    );
    assert!(
        text.contains("DTSTART;TZID=Europe/Madrid:20260107T190000"),
        "{text}"
    );
}

#[test]
fn a_text_from_outside_cannot_add_a_line() {
    let mut evil = group("Europe/Madrid", "2026-01-06T19:00", None);
    evil.summary = "A\r\nATTACH:https://evil.example.org\r\n".into();
    evil.url = Some("https://x.example.org\r\nATTENDEE:x".into());
    let text = calendar("X\r\nMETHOD:REQUEST", &[evil]);
    for name in ["ATTACH", "ATTENDEE", "METHOD"] {
        assert!(!text.lines().any(|line| line.starts_with(name)), "{text}");
    }
}
