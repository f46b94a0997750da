//! Instants as the wire says them, and how long things take. When groups meet, in their own zones, is in
//! `schedule`.

use chrono::{DateTime, SecondsFormat};
use chrono_tz::Tz;

/// A minute, in ms, as all that is counted between two instants.
pub const MINUTE: i64 = 60 * 1_000;
/// An hour, in ms.
pub const HOUR: i64 = 60 * MINUTE;
/// 24 hours, in ms: not always from one midnight to the next (`schedule`).
pub const DAY: i64 = 24 * HOUR;

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
