//! Schedules against an independent reading of RFC 5545: python-dateutil and zoneinfo, run once and
//! kept (`fixtures/schedule/make_oracle.py` is the recipe).

use chrono::DateTime;
use proptest::prelude::*;
use serde::Deserialize;
use server::domain::{
    group::ScheduleRecord,
    schedule::{MeetingSpan, Schedule},
};

#[derive(Deserialize)]
struct Case {
    name: String,
    schedule: ScheduleRecord,
    from: i64,
    until: i64,
    meetings: Vec<(String, String)>,
}

fn cases() -> Vec<Case> {
    serde_json::from_str(include_str!("fixtures/schedule/oracle.json")).expect("the oracle reads")
}

fn said(spans: &[MeetingSpan]) -> Vec<(String, String)> {
    let utc = |ms| {
        let at = DateTime::from_timestamp_millis(ms).unwrap();
        at.format("%Y-%m-%dT%H:%MZ").to_string()
    };
    spans
        .iter()
        .map(|span| (utc(span.starts_at), utc(span.ends_at)))
        .collect()
}

#[test]
fn every_schedule_meets_when_the_oracle_says() {
    let cases = cases();
    assert!(cases.len() > 150, "{}", cases.len());
    for case in cases {
        let schedule = Schedule::try_from(&case.schedule).expect(&case.name);
        assert!(!case.meetings.is_empty(), "{}", case.name);
        assert_eq!(
            said(&schedule.meetings(case.from, case.until)),
            case.meetings,
            "{}",
            case.name
        );
    }
}

#[test]
fn a_window_shows_the_part_of_the_whole_that_lies_in_it() {
    const DAY: i64 = 24 * 60 * 60 * 1000;
    for case in cases() {
        let schedule = Schedule::try_from(&case.schedule).expect(&case.name);
        let whole = schedule.meetings(case.from, case.until);
        for from in (case.from..case.until).step_by(usize::try_from(17 * DAY).unwrap()) {
            let until = (from + 23 * DAY).min(case.until);
            let part: Vec<MeetingSpan> = whole
                .iter()
                .copied()
                .filter(|span| span.ends_at > from && span.starts_at < until)
                .collect();
            assert_eq!(schedule.meetings(from, until), part, "{}", case.name);
        }
    }
}

fn weekly(rule: &str) -> ScheduleRecord {
    ScheduleRecord {
        starts_at: "2026-01-06T19:00".into(),
        duration_minutes: 90,
        time_zone: "America/Chicago".into(),
        rrule: Some(rule.into()),
        exdates: vec![],
        rdates: vec![],
    }
}

#[test]
fn what_makes_no_sense_is_refused_with_its_field() {
    let refused = |record: ScheduleRecord, field: &str| {
        let error = Schedule::try_from(&record).expect_err(&format!("{record:?}"));
        assert_eq!(error.field, field, "{record:?}");
        error.reason
    };
    for rule in [
        "",
        "BYDAY=TU",
        "FREQ=HOURLY",
        "FREQ=WEEKLY;BYDAY=XX",
        "FREQ=WEEKLY;INTERVAL=0",
        "FREQ=WEEKLY;UNTIL=soon",
        "FREQ=WEEKLY;UNTIL=20250101",
        "FREQ=WEEKLY;COUNT=2;UNTIL=20270101",
        "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=WEEKLY;BYHOUR=3",
        "FREQ=WEEKLY;FREQ=DAILY",
        "FREQ=WEEKLY;COLOUR=RED",
        "nonsense",
        "FREQ=MONTHLY;BYDAY=9TU",
        "FREQ=WEEKLY;COUNT=0",
        "FREQ=WEEKLY;BYDAY=1MO",
    ] {
        refused(weekly(rule), "rrule");
    }
    let long = format!("FREQ=WEEKLY;BYDAY={}", "MO,".repeat(200));
    refused(weekly(&long), "rrule");
    let record = weekly("FREQ=WEEKLY");
    let zone = ScheduleRecord {
        time_zone: "America/Chicagoo".into(),
        ..record.clone()
    };
    assert!(refused(zone, "time_zone").contains("America/Chicago"));
    for start in [
        "",
        "2026-02-30T19:00",
        "2026-01-06",
        "19:00",
        "2026-01-06T25:00",
        "0026-01-06T19:00",
    ] {
        refused(
            ScheduleRecord {
                starts_at: start.into(),
                ..record.clone()
            },
            "starts_at",
        );
    }
    for minutes in [0, 10_081] {
        refused(
            ScheduleRecord {
                duration_minutes: minutes,
                ..record.clone()
            },
            "duration_minutes",
        );
    }
    refused(
        ScheduleRecord {
            exdates: vec!["tomorrow".into()],
            ..record.clone()
        },
        "exdates",
    );
    refused(
        ScheduleRecord {
            rdates: vec!["2026-13-01T10:00".into()],
            ..record
        },
        "rdates",
    );
}

#[test]
fn days_with_and_without_a_number_are_all_met() {
    let starts = |rule: &str| {
        let schedule = Schedule::try_from(&weekly(rule)).expect(rule);
        let spans = schedule.meetings(1_767_225_600_000, 1_798_761_600_000);
        spans.iter().map(|span| span.starts_at).collect::<Vec<_>>()
    };
    for (both, one, other) in [
        (
            "FREQ=MONTHLY;BYDAY=WE,1FR",
            "FREQ=MONTHLY;BYDAY=WE",
            "FREQ=MONTHLY;BYDAY=1FR",
        ),
        (
            "FREQ=YEARLY;BYDAY=MO,-1TU",
            "FREQ=WEEKLY;BYDAY=MO",
            "FREQ=YEARLY;BYDAY=-1TU",
        ),
    ] {
        let mut union = [starts(one), starts(other)].concat();
        union.sort_unstable();
        assert_eq!(starts(both), union, "{both}");
    }
}

#[test]
fn the_wire_says_the_rule_as_people_do() {
    let say = |rule: Option<&str>| {
        let record = ScheduleRecord {
            rrule: rule.map(str::to_owned),
            ..weekly("")
        };
        let wire = Schedule::try_from(&record).expect("a good rule").wire();
        serde_json::to_string(&(wire.pattern, wire.days, wire.daypart)).unwrap()
    };
    let wire = |pattern: &str, days: &str| format!(r#"[{{"kind":{pattern}}},[{days}],"evening"]"#);
    assert_eq!(say(None), wire(r#""once""#, r#""tuesday""#));
    assert_eq!(
        say(Some("FREQ=WEEKLY")),
        wire(r#""weekly""#, r#""tuesday""#)
    );
    assert_eq!(
        say(Some("FREQ=WEEKLY;INTERVAL=2;BYDAY=TH,TU")),
        wire(r#""weekly","interval":2"#, r#""tuesday","thursday""#)
    );
    assert_eq!(
        say(Some("FREQ=MONTHLY;BYDAY=1TU,3TU")),
        wire(r#""monthly-by-weekday","nth":[1,3]"#, r#""tuesday""#)
    );
    assert_eq!(
        say(Some("FREQ=MONTHLY;BYDAY=TH;BYSETPOS=-1")),
        wire(r#""monthly-by-weekday","nth":[-1]"#, r#""thursday""#)
    );
    assert_eq!(
        say(Some("FREQ=MONTHLY")),
        wire(r#""monthly-by-date","month_day":6"#, "")
    );
    assert_eq!(
        say(Some("FREQ=MONTHLY;BYDAY=1MO,2FR")),
        wire(r#""other""#, r#""monday","friday""#)
    );
    assert_eq!(say(Some("FREQ=YEARLY")), wire(r#""other""#, ""));
}

#[test]
fn times_go_out_with_the_offset_of_their_day() {
    let schedule = Schedule::try_from(&weekly("FREQ=WEEKLY")).unwrap();
    assert_eq!(schedule.wire().starts_at, "2026-01-06T19:00:00-06:00");
    let summer = DateTime::parse_from_rfc3339("2026-07-07T19:00:00-05:00").unwrap();
    assert_eq!(
        schedule.rfc3339(summer.timestamp_millis()),
        "2026-07-07T19:00:00-05:00"
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// A rule is refused, or it meets: nothing that is written in one breaks the reading.
    #[test]
    fn every_rule_is_refused_or_meets(
        frequency in "(DAILY|WEEKLY|MONTHLY|YEARLY)",
        parts in proptest::collection::vec(
            "(INTERVAL|COUNT|BYDAY|BYMONTH|BYMONTHDAY|BYSETPOS|BYWEEKNO|WKST|UNTIL)=(MO|-?[0-9]{1,3}|[1-5](TU|SU)|FR,-1WE|20270101)",
            0..4,
        ),
    ) {
        let rule = format!("FREQ={frequency};{}", parts.join(";"));
        if let Ok(schedule) = Schedule::try_from(&weekly(&rule)) {
            let first = schedule.first().and_utc().timestamp_millis();
            let week = 7 * 24 * 60 * 60 * 1000;
            prop_assert!(!schedule.meetings(first - week, first + week).is_empty(), "{}", rule);
        }
    }
}
