//! What the widgets' views ask a browser, answered by the server's own words: for pages without script.

use chrono::{DateTime, Days, NaiveDate, Offset, Utc};
use chrono_tz::Tz;
use widgets::pages::Speech;

use super::{
    Tongue,
    names::{country_name, language_name},
};

/// A language at a moment.
#[derive(Debug, Clone, Copy)]
pub struct Spoken {
    /// Which language.
    pub tongue: Tongue,
    /// Now, ms since 1970, UTC.
    pub now: i64,
}

fn instant(at: i64) -> DateTime<Utc> {
    DateTime::from_timestamp_millis(at).unwrap_or_default()
}

impl Speech for Spoken {
    fn offset(&self, zone: &str, at: i64) -> i32 {
        let zone: Tz = zone.parse().unwrap_or(Tz::UTC);
        let there = instant(at).with_timezone(&zone);
        there.offset().fix().local_minus_utc() / 60
    }

    fn twelve_hours(&self) -> bool {
        self.tongue.counts_to_twelve()
    }

    fn day(&self, day: i64) -> String {
        let day = u64::try_from(day).ok();
        let date = day.and_then(|day| NaiveDate::default().checked_add_days(Days::new(day)));
        date.map_or_else(String::new, |date| self.tongue.day_of_year(date))
    }

    fn date(&self, date: &str) -> String {
        self.tongue.day(date)
    }

    fn number(&self, n: u32) -> String {
        n.to_string()
    }

    fn zone(&self, zone: &str, at: i64) -> String {
        let known: Option<Tz> = zone.parse().ok();
        let Some(known) = known else {
            return zone.to_owned();
        };
        // Views put it between brackets.
        let words = self.tongue.zone(instant(at), known);
        words
            .replace(" (", ", ")
            .replace('（', ", ")
            .replace([')', '）'], "")
    }

    fn country(&self, code: &str) -> String {
        country_name(code).to_owned()
    }

    fn language(&self, tag: &str) -> String {
        language_name(tag).to_owned()
    }

    fn now(&self) -> i64 {
        self.now
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_clocks_and_zones_are_the_languages_and_the_groups() {
        // Monday 5 January 2026, noon in Chicago.
        let now = 1_767_636_000_000;
        let of = |tag| Spoken {
            tongue: Tongue::of(tag),
            now,
        };
        assert_eq!(of("en").day(20_458), "Monday 5 January");
        assert_eq!(of("es").day(20_458), "lunes, 5 de enero");
        assert!(of("en").twelve_hours() && !of("de").twelve_hours());
        assert_eq!(of("en").offset("America/Chicago", now), -360);
        assert_eq!(of("en").zone("America/Chicago", now), "Chicago time, CST");
        assert_eq!(of("en").zone("Nowhere", now), "Nowhere");
    }
}
