//! At which moment somebody is reminded of a meeting: not while they sleep, if it can be helped.

use chrono_tz::Tz;

use crate::domain::time::{HOUR, awake_at};

/// A reminder that comes later than so long before the meeting is no use, ms.
const IN_TIME: i64 = HOUR;

/// When to remind somebody in `zone` of a meeting, now that its time for that has come: at once,
/// or in the morning, where that is still in time. All are ms since 1970 UTC.
pub fn remind_at(starts_at: i64, now: i64, zone: Tz) -> i64 {
    let awake = awake_at(now, zone);
    if awake + IN_TIME <= starts_at {
        awake
    } else {
        now
    }
}

#[cfg(test)]
mod tests {
    use chrono::{DateTime, Utc};

    use super::*;

    const CHICAGO: Tz = Tz::America__Chicago;

    fn ms(instant: &str) -> i64 {
        let instant = DateTime::parse_from_rfc3339(instant);
        instant.unwrap().timestamp_millis()
    }

    /// When somebody in Chicago is reminded, by their own clock.
    fn reminded(starts_at: &str, now: &str) -> String {
        let at = remind_at(ms(starts_at), ms(now), CHICAGO);
        let at = DateTime::<Utc>::from_timestamp_millis(at).unwrap();
        at.with_timezone(&CHICAGO).format("%a %H:%M").to_string()
    }

    #[test]
    fn by_day_it_goes_at_once() {
        let evening = "2026-01-06T19:00:00-06:00";
        assert_eq!(reminded(evening, "2026-01-05T19:00:00-06:00"), "Mon 19:00");
        assert_eq!(reminded(evening, "2026-01-05T20:59:00-06:00"), "Mon 20:59");
        assert_eq!(reminded(evening, "2026-01-06T08:00:00-06:00"), "Tue 08:00");
    }

    #[test]
    fn what_would_come_at_night_comes_in_the_morning() {
        let late = "2026-01-06T22:00:00-06:00";
        assert_eq!(reminded(late, "2026-01-05T22:00:00-06:00"), "Tue 08:00");
        let early = "2026-01-06T07:00:00-06:00";
        assert_eq!(reminded(early, "2026-01-05T07:00:00-06:00"), "Mon 08:00");
        assert_eq!(reminded(early, "2026-01-05T00:30:00-06:00"), "Mon 08:00");
    }

    #[test]
    fn where_the_morning_is_too_late_it_comes_at_night() {
        let now = "2026-01-05T23:00:00-06:00";
        assert_eq!(reminded("2026-01-06T08:59:00-06:00", now), "Mon 23:00");
        assert_eq!(reminded("2026-01-06T09:00:00-06:00", now), "Tue 08:00");
    }

    #[test]
    fn the_night_is_the_readers_own() {
        let noon = ms("2026-01-05T12:00:00Z");
        let starts = noon + 24 * HOUR;
        assert_eq!(remind_at(starts, noon, Tz::Europe__Madrid), noon);
        let tokyo = remind_at(starts, noon, Tz::Asia__Tokyo);
        assert_eq!(tokyo, ms("2026-01-06T08:00:00+09:00"));
    }

    #[test]
    fn the_morning_is_at_eight_also_when_clocks_change() {
        // In Chicago clocks go forward on 8 March 2026 at two.
        let starts = "2026-03-08T22:00:00-05:00";
        assert_eq!(reminded(starts, "2026-03-07T22:00:00-06:00"), "Sun 08:00");
    }
}
