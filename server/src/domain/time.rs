//! Instants as the wire says them. When groups meet, in their own zones, is in `schedule`.

use chrono::{DateTime, SecondsFormat};
use chrono_tz::Tz;

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
