//! Who was at which meeting, and who has not been seen for a while.

use chrono::{DateTime, NaiveTime, Utc};
use chrono_tz::Tz;

use crate::domain::{
    group::GroupRecord,
    schedule::{MeetingSpan, Schedule},
};

/// Who has missed so many meetings in a row is somebody to get in touch with.
pub const QUIET_AFTER: i64 = 3;

/// How many meetings a member has missed in a row, up to the newest. `registers` are the starts of
/// meetings at which somebody noted who came: one without a note says nothing of anybody. Those from
/// before they were in the group, `since`, do not count. All are ms since 1970 UTC.
pub fn missed(registers: &[i64], last_seen: Option<i64>, since: i64) -> u32 {
    let after = last_seen.unwrap_or(i64::MIN);
    let away = registers
        .iter()
        .filter(|start| **start >= since && **start > after);
    u32::try_from(away.count()).unwrap_or(u32::MAX)
}

/// The meeting of a group that begins at this moment, by its schedule; whether it pauses or not.
pub fn meeting_at(record: &GroupRecord, starts_at: i64) -> Option<MeetingSpan> {
    let schedule = Schedule::of_checked(record.schedule.as_ref()?).ok()?;
    let around = schedule.meetings(starts_at, starts_at + 1);
    around.into_iter().find(|span| span.starts_at == starts_at)
}

/// Whose clocks a group goes by; `site`'s where it meets by appointment.
pub fn zone_of(record: &GroupRecord, site: Tz) -> Tz {
    let own = record.schedule.as_ref();
    own.and_then(|schedule| schedule.time_zone.parse().ok())
        .unwrap_or(site)
}

/// From when on it can be noted who came to a meeting: the beginning of its day by the group's
/// clocks, so that who says beforehand that they cannot come is noted, too.
pub fn opens_at(starts_at: i64, zone: Tz) -> i64 {
    let start: DateTime<Utc> = DateTime::from_timestamp_millis(starts_at).unwrap_or_default();
    let midnight = start
        .with_timezone(&zone)
        .date_naive()
        .and_time(NaiveTime::MIN);
    // Where clocks skip midnight, the day begins with the meeting.
    let opens = midnight.and_local_timezone(zone).earliest();
    opens.map_or(starts_at, |opens| opens.timestamp_millis())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn missing_is_counted_from_the_newest_meeting_back_to_when_they_came() {
        let registers = [10, 20, 30, 40, 50];
        assert_eq!(missed(&registers, Some(20), 0), 3);
        assert_eq!(missed(&registers, None, 0), 5);
        assert_eq!(missed(&registers, Some(50), 0), 0);
        assert_eq!(missed(&[], None, 0), 0);
    }

    #[test]
    fn meetings_before_they_were_in_the_group_do_not_count() {
        assert_eq!(missed(&[20, 30, 40, 50], None, 35), 2);
        assert_eq!(missed(&[20, 30, 40, 50], None, 51), 0);
    }

    #[test]
    fn a_meeting_is_known_by_its_start_and_no_other_moment() {
        let record = serde_json::from_value(serde_json::json!({
            "slug": "a", "name": "A", "language": "en", "format": "online", "join_policy": "open",
            "schedule": {
                "starts_at": "2026-01-06T19:00", "duration_minutes": 90,
                "time_zone": "America/Chicago", "rrule": "FREQ=WEEKLY",
            },
        }));
        let record: GroupRecord = record.unwrap();
        let starts = 1_767_747_600_000;
        let span = meeting_at(&record, starts).unwrap();
        assert_eq!(
            (span.starts_at, span.ends_at - starts),
            (starts, 90 * 60_000)
        );
        assert_eq!(meeting_at(&record, starts + 60_000), None);
    }

    #[test]
    fn the_register_opens_with_the_day_of_the_meeting_where_the_group_is() {
        // Tuesday, 6 January 2026, seven in the evening in Chicago.
        let starts = 1_767_747_600_000;
        let midnight = 1_767_679_200_000;
        assert_eq!(opens_at(starts, Tz::America__Chicago), midnight);
        // Clocks in Santiago skip midnight on 6 September 2026.
        let noon = 1_788_706_800_000;
        assert!(opens_at(noon, Tz::America__Santiago) <= noon);
    }
}
