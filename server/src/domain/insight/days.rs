//! Days as counts know them: of the site's own calendar, and only whole ones are told.

use api_types::InsightPeriod;
use chrono::{DateTime, Datelike, Days, Months, NaiveDate};
use chrono_tz::Tz;

/// One step of a period: its first and last day, days since 1970.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Span {
    /// The first.
    pub from: i64,
    /// The last.
    pub to: i64,
}

impl Span {
    /// Whether a day is in it.
    pub fn has(self, day: i64) -> bool {
        (self.from..=self.to).contains(&day)
    }

    fn of(from: NaiveDate, after: NaiveDate) -> Self {
        Self {
            from: number_of(from),
            to: number_of(after) - 1,
        }
    }
}

/// The day on which a moment (ms since 1970 UTC) falls in a zone: days since 1970.
pub fn day_of(now: i64, zone: Tz) -> i64 {
    let at = DateTime::from_timestamp_millis(now).unwrap_or_default();
    number_of(at.with_timezone(&zone).date_naive())
}

/// The date of a day.
pub fn date_of(day: i64) -> NaiveDate {
    let days = u64::try_from(day).unwrap_or_default();
    let first = NaiveDate::default();
    first.checked_add_days(Days::new(days)).unwrap_or(first)
}

fn number_of(date: NaiveDate) -> i64 {
    date.signed_duration_since(NaiveDate::default()).num_days()
}

/// The steps of a period that were over before `today`, the oldest first.
pub fn spans(period: InsightPeriod, today: i64) -> Vec<Span> {
    let today = date_of(today);
    match period {
        InsightPeriod::Days => {
            let days = (1..=30).rev();
            let span = |back| {
                let from = number_of(today) - back;
                Span { from, to: from }
            };
            days.map(span).collect()
        }
        InsightPeriod::Weeks => {
            let monday = number_of(today) - i64::from(today.weekday().num_days_from_monday());
            let weeks = (1..=12).rev().map(|back| monday - 7 * back);
            weeks.map(|from| Span { from, to: from + 6 }).collect()
        }
        InsightPeriod::Months => {
            let first = today.with_day(1).unwrap_or(today);
            let back = |months| {
                first
                    .checked_sub_months(Months::new(months))
                    .unwrap_or(first)
            };
            (1..=12)
                .rev()
                .map(|months| Span::of(back(months), back(months - 1)))
                .collect()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(period: InsightPeriod, today: &str) -> (usize, String, String) {
        let today: NaiveDate = today.parse().unwrap();
        let spans = spans(period, number_of(today));
        for two in spans.windows(2) {
            assert_eq!(
                two[0].to + 1,
                two[1].from,
                "no day is left out or told twice"
            );
        }
        let (first, last) = (spans[0], spans[spans.len() - 1]);
        let text = |span: Span| format!("{} {}", date_of(span.from), date_of(span.to));
        (spans.len(), text(first), text(last))
    }

    #[test]
    fn only_what_is_over_is_told() {
        let of = |count, first: &str, last: &str| (count, first.to_owned(), last.to_owned());
        assert_eq!(
            said(InsightPeriod::Days, "2026-03-10"),
            of(30, "2026-02-08 2026-02-08", "2026-03-09 2026-03-09")
        );
        // A Tuesday; the week that it is in has not ended.
        assert_eq!(
            said(InsightPeriod::Weeks, "2026-03-10"),
            of(12, "2025-12-15 2025-12-21", "2026-03-02 2026-03-08")
        );
        assert_eq!(
            said(InsightPeriod::Months, "2026-03-31"),
            of(12, "2025-03-01 2025-03-31", "2026-02-01 2026-02-28")
        );
    }

    #[test]
    fn a_day_is_the_sites_own() {
        // Half past four in the morning, UTC: still the evening before in Chicago.
        let now = 1_767_674_000_000;
        assert_eq!(date_of(day_of(now, Tz::UTC)).to_string(), "2026-01-06");
        let chicago = day_of(now, chrono_tz::America::Chicago);
        assert_eq!(date_of(chicago).to_string(), "2026-01-05");
    }
}
