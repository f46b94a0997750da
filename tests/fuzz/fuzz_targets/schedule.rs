//! Schedules: what is accepted can be expanded over a year, in order, each meeting as long as it
//! says, and its rule can be written into a calendar.

#![no_main]

use libfuzzer_sys::fuzz_target;
use server::domain::{group::ScheduleRecord, schedule::Schedule};

/// 2026, ms since 1970.
const FROM: i64 = 1_767_225_600_000;
const YEAR: i64 = 365 * 24 * 3_600 * 1_000;

fuzz_target!(|text: &str| {
    let mut parts = text.split('\n');
    let mut part = || parts.next().unwrap_or_default().to_owned();
    let record = ScheduleRecord {
        starts_at: part(),
        duration_minutes: part().parse().unwrap_or(60),
        time_zone: part(),
        rrule: Some(part()).filter(|rule| !rule.is_empty()),
        exdates: part().split(',').filter(|one| !one.is_empty()).map(str::to_owned).collect(),
        rdates: part().split(',').filter(|one| !one.is_empty()).map(str::to_owned).collect(),
    };
    let Ok(schedule) = Schedule::try_from(&record) else {
        return;
    };
    let meetings = schedule.meetings(FROM, FROM + YEAR);
    for pair in meetings.windows(2) {
        assert!(pair[0].starts_at < pair[1].starts_at, "in order, none twice");
    }
    for meeting in &meetings {
        assert!(meeting.ends_at > meeting.starts_at);
    }
    let _ = (schedule.rrule(), schedule.wire());
});
