//! Schedules as sentences, in both languages and across zones.

use api_types::{Daypart, Format, JoinPolicy, Meeting, Status};

use super::*;
use crate::{
    i18n::tests::words,
    meeting::tests::{CHICAGO, Fixed, MADRID},
};

fn schedule(kind: PatternKind, days: &[Weekday]) -> Schedule {
    Schedule {
        rrule: None,
        starts_at: "2026-01-06T19:00:00-06:00".into(),
        duration_minutes: 90,
        time_zone: "America/Chicago".into(),
        exdates: vec![],
        rdates: vec![],
        pattern: Pattern {
            kind,
            interval: 1,
            nth: vec![],
            month_day: None,
        },
        days: days.to_vec(),
        daypart: Daypart::Evening,
    }
}

fn group(schedule: Schedule, next: Option<(&str, &str)>) -> Group {
    Group {
        slug: "a".into(),
        name: "A".into(),
        summary: String::new(),
        language: "en".into(),
        other_languages: vec![],
        format: Format::Online,
        status: Status::Active,
        focus: vec![],
        audience: vec![],
        stage: vec![],
        purpose: None,
        leadership: None,
        openness: None,
        cost: None,
        accessibility: vec![],
        join_policy: JoinPolicy::Open,
        host_platform: None,
        availability: None,
        schedule: Some(schedule),
        next_meeting: next.map(|(starts, ends)| Meeting {
            starts_at: starts.into(),
            ends_at: ends.into(),
        }),
        place: None,
        distance_km: None,
    }
}

const TUESDAY: (&str, &str) = ("2026-12-01T19:00:00-06:00", "2026-12-01T20:30:00-06:00");

#[test]
fn a_weekly_group_in_the_same_zone_needs_one_line() {
    let group = group(
        schedule(PatternKind::Weekly, &[Weekday::Tuesday]),
        Some(TUESDAY),
    );
    let said = when(words("en"), &CHICAGO, &group);
    assert_eq!(said.main, "Tuesdays, 7 pm");
    assert!(!said.yours);
    assert_eq!(said.group, None);
    assert_eq!(said.next.as_deref(), Some("Next: day 20788"));
}

#[test]
fn in_another_zone_the_day_moves_and_the_groups_time_stands_beside() {
    let group = group(
        schedule(PatternKind::Weekly, &[Weekday::Tuesday]),
        Some(TUESDAY),
    );
    let said = when(words("es"), &MADRID, &group);
    assert_eq!(said.main, "Los miércoles, 02:00");
    assert!(said.yours);
    assert_eq!(
        said.group.as_deref(),
        Some("Los martes, 19:00 para el grupo (America/Chicago)")
    );
}

#[test]
fn the_first_tuesday_is_not_said_where_it_is_a_wednesday() {
    let mut monthly = schedule(PatternKind::MonthlyByWeekday, &[Weekday::Tuesday]);
    monthly.pattern.nth = vec![1];
    let group = group(monthly, Some(TUESDAY));
    let near = when(words("en"), &CHICAGO, &group);
    assert_eq!(near.main, "First Tuesday of each month, 7 pm");
    let far = when(words("en"), &MADRID, &group);
    assert_eq!(far.main, "Day 20789, 02:00");
    assert_eq!(far.next, None, "the date is already said");
    assert_eq!(
        far.group.as_deref(),
        Some("First Tuesday of each month, 19:00 for the group (America/Chicago)")
    );
}

#[test]
fn every_pattern_has_a_sentence_in_both_languages() {
    let mut weekly = schedule(PatternKind::Weekly, &[Weekday::Tuesday, Weekday::Thursday]);
    let say = |language: &str, schedule: &Schedule| {
        capitalised(&sentence(words(language), schedule, 0).unwrap_or_default())
    };
    assert_eq!(say("en", &weekly), "Tuesdays and Thursdays");
    assert_eq!(say("es", &weekly), "Los martes y los jueves");
    weekly.pattern.interval = 2;
    assert_eq!(
        say("en", &weekly),
        "Every 2 weeks, on Tuesdays and Thursdays"
    );
    assert_eq!(
        say("es", &weekly),
        "Cada 2 semanas, los martes y los jueves"
    );

    let mut monthly = schedule(PatternKind::MonthlyByWeekday, &[Weekday::Saturday]);
    monthly.pattern.nth = vec![1, 3];
    assert_eq!(
        say("en", &monthly),
        "First and third Saturday of each month"
    );
    assert_eq!(say("es", &monthly), "El primer y tercer sábado de cada mes");
    monthly.pattern.nth = vec![-1];
    monthly.pattern.interval = 3;
    assert_eq!(say("en", &monthly), "Every 3 months, on the last Saturday");
    assert_eq!(say("es", &monthly), "Cada 3 meses, el último sábado");

    let mut date = schedule(PatternKind::MonthlyByDate, &[]);
    date.pattern.month_day = Some(15);
    assert_eq!(say("en", &date), "Day 15 of each month");
    assert_eq!(say("es", &date), "El día 15 de cada mes");

    let mut daily = schedule(PatternKind::Daily, &[]);
    assert_eq!(say("en", &daily), "Every day");
    daily.pattern.interval = 3;
    assert_eq!(say("es", &daily), "Cada 3 días");

    assert_eq!(
        sentence(words("en"), &schedule(PatternKind::Once, &[]), 0),
        None
    );
    assert_eq!(
        sentence(words("en"), &schedule(PatternKind::Other, &[]), 0),
        None
    );
}

#[test]
fn a_meeting_that_is_on_says_until_when() {
    let now = ("2026-11-24T05:30:00-06:00", "2026-11-24T07:00:00-06:00");
    let group = group(
        schedule(PatternKind::Weekly, &[Weekday::Tuesday]),
        Some(now),
    );
    let said = when(words("en"), &CHICAGO, &group);
    assert!(said.now);
    assert_eq!(said.next.as_deref(), Some("On now, until 7 am"));
}

#[test]
fn today_and_tomorrow_are_the_members_days() {
    let tomorrow = ("2026-11-25T00:30:00-06:00", "2026-11-25T01:00:00-06:00");
    let group = group(schedule(PatternKind::Once, &[]), Some(tomorrow));
    assert_eq!(
        when(words("en"), &CHICAGO, &group).next.as_deref(),
        Some("Next: tomorrow, day 20782")
    );
    let west = Fixed {
        offset: -480,
        twelve: true,
    };
    let said = when(words("en"), &west, &group);
    assert_eq!(said.next.as_deref(), Some("Next: today, day 20781"));
    assert_eq!(said.main, "Day 20781, 10:30 pm");
}

#[test]
fn without_a_next_meeting_the_groups_own_time_stands() {
    let group = group(schedule(PatternKind::Weekly, &[Weekday::Tuesday]), None);
    let said = when(words("en"), &MADRID, &group);
    assert_eq!(said.main, "Tuesdays, 19:00 (America/Chicago)");
    assert_eq!(
        said.next.as_deref(),
        Some("Ask the group for the next date")
    );
}
