//! By when somebody answers.

use chrono::{DateTime, Datelike, Days, NaiveDate, Utc, Weekday};
use chrono_tz::Tz;

/// The last moment of the day that is so many working days after `now`, in the site's zone: ms
/// since 1970 UTC, and the date. Saturdays and Sundays don't count; public holidays differ by
/// country, and the promise is "within", so they are the site's to allow for.
pub fn answer_by(now: i64, working_days: u8, zone: Tz) -> (i64, NaiveDate) {
    let today = DateTime::<Utc>::from_timestamp_millis(now)
        .unwrap_or_default()
        .with_timezone(&zone)
        .date_naive();
    let mut date = today;
    let mut left = working_days;
    while left > 0 {
        date = date.checked_add_days(Days::new(1)).unwrap_or(date);
        if !matches!(date.weekday(), Weekday::Sat | Weekday::Sun) {
            left -= 1;
        }
    }
    let next = date.checked_add_days(Days::new(1)).unwrap_or(date);
    // Where midnight falls into a gap of daylight saving, the day ends when the gap does.
    let ends = (0..4).find_map(|hour| {
        let local = next.and_hms_opt(hour, 0, 0)?;
        local.and_local_timezone(zone).earliest()
    });
    let ends = ends.map_or(now, |ends| ends.timestamp_millis() - 1);
    (ends, date)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn by(now: &str, days: u8, zone: Tz) -> (String, String) {
        let now = DateTime::parse_from_rfc3339(now).unwrap();
        let (ends, date) = answer_by(now.timestamp_millis(), days, zone);
        let ends = DateTime::<Utc>::from_timestamp_millis(ends).unwrap();
        (ends.to_rfc3339(), date.to_string())
    }

    #[test]
    fn weekends_do_not_count() {
        let (_, date) = by("2026-11-26T15:00:00Z", 3, Tz::America__Chicago);
        assert_eq!(date, "2026-12-01", "Thursday and three working days");
        let (_, date) = by("2026-11-28T15:00:00Z", 1, Tz::America__Chicago);
        assert_eq!(date, "2026-11-30", "from a Saturday");
    }

    #[test]
    fn the_day_is_the_sites_and_ends_with_it() {
        let (ends, date) = by("2026-11-25T03:00:00Z", 1, Tz::America__Chicago);
        assert_eq!(date, "2026-11-25", "it is still Tuesday in Chicago");
        assert_eq!(ends, "2026-11-26T05:59:59.999+00:00");
        // Midnight of 2026-03-29 is not there in Beirut.
        let (ends, date) = by("2026-03-27T10:00:00Z", 0, Tz::Asia__Beirut);
        assert_eq!(
            (date.as_str(), ends.as_str()),
            ("2026-03-27", "2026-03-27T21:59:59.999+00:00")
        );
        let (ends, _) = by("2026-03-28T10:00:00Z", 0, Tz::Asia__Beirut);
        assert_eq!(ends, "2026-03-28T21:59:59.999+00:00");
    }
}
