//! Counts and means as they are told: pure.

use std::fmt::Write;

use api_types::{SurveyCount, SurveyOccasion};

use crate::console::Console;

/// How answers to a version stand in a group.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Standing {
    /// None is told of; so many more are needed.
    Waiting(u32),
    /// So many are told of; the next are when so many more are in.
    Told(u32, u32),
}

pub(super) fn standing(count: &SurveyCount) -> Standing {
    let missing = u32::from(count.missing);
    match whole(count.counted) {
        0 => Standing::Waiting(missing),
        told => Standing::Told(told, missing),
    }
}

/// A count as plurals and formatters take it.
pub(super) fn whole(count: u64) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

/// A part in whole percent, half up; none of nothing.
pub(super) fn percent(part: u64, all: u64) -> Option<u64> {
    (all > 0).then(|| (part * 200 + all) / (all * 2))
}

/// A mean with one decimal, half away from zero: tenths, so that it is rounded in one place.
#[allow(clippy::cast_possible_truncation)]
fn tenths(mean: f64) -> i64 {
    (mean * 10.0).round() as i64
}

/// A mean with one decimal and the language's own point.
pub(super) fn mean(mean: f64, point: char) -> String {
    let tenths = tenths(mean);
    let sign = if tenths < 0 { "-" } else { "" };
    let (whole, rest) = (tenths.abs() / 10, tenths.abs() % 10);
    format!("{sign}{whole}{point}{rest}")
}

/// The same as the console's language writes it.
pub(super) fn mean_in(console: Console, value: f64) -> String {
    let comma = crate::i18n::primary(console.words().language()) == "es";
    mean(value, if comma { ',' } else { '.' })
}

/// A line through means in a field of 100 by 40, the highest of the range on top. Where a mean is missing the
/// line has a gap.
pub(super) fn line(range: (u32, u32), means: &[Option<f64>]) -> String {
    let (low, high) = (f64::from(range.0), f64::from(range.1));
    let span = (high - low).max(1.0);
    let steps = u32::try_from(means.len()).unwrap_or(2).max(2) - 1;
    let mut path = String::new();
    let mut gap = true;
    for (at, mean) in (0_u32..).zip(means) {
        let Some(mean) = mean else {
            gap = true;
            continue;
        };
        let x = f64::from(at) * 100.0 / f64::from(steps);
        let y = 38.0 - (mean - low) / span * 36.0;
        let pen = if gap { 'M' } else { 'L' };
        let _ = write!(path, "{pen}{x:.1} {y:.1}");
        gap = false;
    }
    path
}

/// Whether a plan on this occasion says after how many days.
pub(super) fn has_days(occasion: SurveyOccasion) -> bool {
    matches!(
        occasion,
        SurveyOccasion::OnJoining | SurveyOccasion::OnLeaving
    )
}

/// The address of a new survey: its name in letters, digits and hyphens, and a number where that is taken.
pub(super) fn free_name(wanted: &str, taken: impl Fn(&str) -> bool) -> String {
    let base = if wanted.is_empty() { "survey" } else { wanted };
    if !taken(base) {
        return base.to_owned();
    }
    let mut more = (2_u32..).map(|number| [base, "-", &number.to_string()].concat());
    more.find(|name| !taken(name)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn count(counted: u64, missing: u8) -> SurveyCount {
        SurveyCount {
            version: 1,
            by_anyone: false,
            invited: 20,
            answered: 12,
            counted,
            missing,
        }
    }

    #[test]
    fn answers_stand_by_what_is_told_of() {
        assert_eq!(standing(&count(0, 3)), Standing::Waiting(3));
        assert_eq!(standing(&count(10, 2)), Standing::Told(10, 2));
    }

    #[test]
    fn percent_is_whole_and_of_something() {
        assert_eq!(percent(12, 20), Some(60));
        assert_eq!(percent(1, 8), Some(13));
        assert_eq!(percent(1, 3), Some(33));
        assert_eq!(percent(0, 0), None);
    }

    #[test]
    fn means_have_one_decimal() {
        assert_eq!(mean(4.25, '.'), "4.3");
        assert_eq!(mean(4.0, ','), "4,0");
        assert_eq!(mean(0.04, '.'), "0.0");
    }

    #[test]
    fn a_line_has_a_gap_where_a_mean_is_missing() {
        let means = [Some(1.0), Some(5.0), None, Some(3.0)];
        assert_eq!(line((1, 5), &means), "M0.0 38.0L33.3 2.0M100.0 20.0");
    }

    #[test]
    fn a_name_that_is_taken_gets_a_number() {
        let taken = |name: &str| ["leaving", "leaving-2"].contains(&name);
        assert_eq!(free_name("coming", taken), "coming");
        assert_eq!(free_name("leaving", taken), "leaving-3");
        assert_eq!(free_name("", taken), "survey");
    }
}
