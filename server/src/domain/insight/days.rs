//! Days as counts know them: of the site's own calendar, and only whole ones are told.

use api_types::InsightPeriod;
use chrono::{DateTime, Datelike, Days, Months, NaiveDate};
use chrono_tz::Tz;

use super::Sums;

/// So many whole weeks are told by the day.
const BY_DAY: usize = 4;
/// So many by the week, those told by the day among them.
const BY_WEEK: usize = 12;
/// Weeks that are told as such alone.
const OLDER: usize = BY_WEEK - BY_DAY;
const WEEK: usize = 7;

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

/// What is counted for a period: more than its steps where those of another period tell of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Steps {
    /// The smallest steps, the oldest first.
    pub leaves: Vec<Span>,
    /// How they add up.
    pub sums: Sums,
    /// Which of them and of their sums are the period's steps.
    pub steps: Vec<usize>,
    /// Which is the sum of those.
    pub total: usize,
}

/// What is counted for a period. Days and weeks are one: a day must not be what the week has more than
/// its other days.
pub fn counted_for(period: InsightPeriod, today: i64) -> Steps {
    if period == InsightPeriod::Months {
        let leaves = spans(period, today);
        return Steps {
            sums: Sums::flat(leaves.len()),
            steps: (0..leaves.len()).collect(),
            total: leaves.len(),
            leaves,
        };
    }
    let weeks = spans(InsightPeriod::Weeks, today);
    let days = spans(InsightPeriod::Days, today);
    let first_sum = OLDER + days.len();
    let (older, by_day, all) = (
        first_sum + BY_DAY,
        first_sum + BY_DAY + 1,
        first_sum + BY_DAY + 2,
    );
    let mut part_of = vec![older; OLDER];
    part_of.extend((0..days.len()).map(|day| first_sum + day / WEEK));
    part_of.extend([by_day; BY_DAY]);
    part_of.extend([all, all]);
    let is_by_day = period == InsightPeriod::Days;
    Steps {
        sums: Sums::of_parts(first_sum, part_of),
        steps: if is_by_day {
            (OLDER..first_sum).collect()
        } else {
            (0..OLDER).chain(first_sum..older).collect()
        },
        total: if is_by_day { by_day } else { all },
        leaves: weeks.into_iter().take(OLDER).chain(days).collect(),
    }
}

/// The steps of a period that were over before `today`, the oldest first. Days begin and end with
/// whole weeks, so that from one day to the next nothing changes by a day alone.
pub fn spans(period: InsightPeriod, today: i64) -> Vec<Span> {
    let today = date_of(today);
    let monday = number_of(today) - i64::from(today.weekday().num_days_from_monday());
    let back = |steps: usize, each: i64| {
        let steps = i64::try_from(steps).unwrap_or_default();
        let span = move |back| Span {
            from: monday - each * back,
            to: monday - each * back + each - 1,
        };
        (1..=steps).rev().map(span).collect()
    };
    match period {
        InsightPeriod::Days => back(BY_DAY * WEEK, 1),
        InsightPeriod::Weeks => back(BY_WEEK, 7),
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
    use api_types::Told;

    use super::super::{Known, withhold};
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
            of(28, "2026-02-09 2026-02-09", "2026-03-08 2026-03-08")
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
    fn what_is_told_by_the_day_is_the_same_all_week() {
        let of = |today: &str| {
            let today: NaiveDate = today.parse().unwrap();
            counted_for(InsightPeriod::Days, number_of(today))
        };
        let monday = of("2026-03-09");
        for day in 10..=15 {
            assert_eq!(of(&format!("2026-03-{day}")), monday, "{day}");
        }
        assert_eq!(of("2026-03-16").leaves[0].from, monday.leaves[0].from + 7);
    }

    #[test]
    fn days_and_weeks_add_up_in_one() {
        let today = number_of("2026-03-10".parse().unwrap());
        let days = counted_for(InsightPeriod::Days, today);
        let weeks = counted_for(InsightPeriod::Weeks, today);
        assert_eq!(
            (&days.leaves, &days.sums),
            (&weeks.leaves, &weeks.sums),
            "the same is counted for both"
        );
        for (period, counted) in [(InsightPeriod::Days, &days), (InsightPeriod::Weeks, &weeks)] {
            let spans = spans(period, today);
            assert_eq!(counted.steps.len(), spans.len());
            // One in each day of a leaf: each sum is how many days are in it.
            let counts = counted.leaves.iter().map(|leaf| leaf.to - leaf.from + 1);
            let counts = counts.map(|days| 1_000 * days.unsigned_abs()).collect();
            let told = withhold(&[counts], &counted.sums, Known::default()).totals;
            for (step, span) in counted.steps.iter().zip(&spans) {
                let days = (span.to - span.from + 1).unsigned_abs();
                assert_eq!(told[*step], Told::Exactly(1_000 * days));
            }
            let (first, last) = (spans[0], spans[spans.len() - 1]);
            let days = (last.to - first.from + 1).unsigned_abs();
            assert_eq!(told[counted.total], Told::Exactly(1_000 * days));
        }
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
