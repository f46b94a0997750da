//! Instants as the wire says them, and how long things take. When groups meet, in their own zones, is in
//! `schedule`.

use chrono::{DateTime, Days, SecondsFormat, Timelike};
use chrono_tz::Tz;

/// A minute, in ms, as all that is counted between two instants.
pub const MINUTE: i64 = 60 * 1_000;
/// An hour, in ms.
pub const HOUR: i64 = 60 * MINUTE;
/// 24 hours, in ms: not always from one midnight to the next (`schedule`).
pub const DAY: i64 = 24 * HOUR;

/// From nine in the evening until eight in the morning nobody is written to without need, by their own
/// clock. A telephone that rings at night wakes who is ill.
const EVENING: u32 = 21;
const MORNING: u32 = 8;

/// The first moment from `earliest` on at which somebody in `zone` is awake. Both are ms since 1970 UTC.
pub fn awake_at(earliest: i64, zone: Tz) -> i64 {
    let local = DateTime::from_timestamp_millis(earliest).unwrap_or_default();
    let local = local.with_timezone(&zone);
    if (MORNING..EVENING).contains(&local.hour()) {
        return earliest;
    }
    let days = u64::from(local.hour() >= EVENING);
    let date = local.date_naive().checked_add_days(Days::new(days));
    // No zone leaves out an hour in the middle of the morning; one that did is not waited for.
    let morning = date.and_then(|date| {
        let morning = date.and_hms_opt(MORNING, 0, 0)?;
        morning.and_local_timezone(zone).earliest()
    });
    morning.map_or(earliest, |morning| morning.timestamp_millis())
}

/// RFC 3339 in UTC, whole seconds, of milliseconds since 1970.
pub fn rfc3339(ms: i64) -> String {
    DateTime::from_timestamp_millis(ms)
        .unwrap_or_default()
        .to_rfc3339_opts(SecondsFormat::Secs, true)
}

/// RFC 3339 with a zone's offset at that moment, whole seconds.
pub fn rfc3339_in(ms: i64, zone: Tz) -> String {
    DateTime::from_timestamp_millis(ms)
        .unwrap_or_default()
        .with_timezone(&zone)
        .to_rfc3339_opts(SecondsFormat::Secs, false)
}
