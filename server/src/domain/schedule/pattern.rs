//! A rule in the form in which people say it: "every second Tuesday".

use api_types::{Choice, Daypart, Pattern, PatternKind, Weekday};
use chrono::{Datelike, NaiveDateTime, Timelike};

use super::rule::{Frequency, Rule};

/// The sentence for a rule, and the days of the week on which it meets; no days where they change
/// from one time to the next.
pub fn pattern(rule: Option<&Rule>, starts_at: NaiveDateTime) -> (Pattern, Vec<Weekday>) {
    let own_day = weekday(starts_at.weekday());
    let of_kind = |kind| Pattern {
        kind,
        interval: 1,
        nth: Vec::new(),
        month_day: None,
    };
    let Some(rule) = rule else {
        return (of_kind(PatternKind::Once), vec![own_day]);
    };
    let with_interval = |kind| Pattern {
        interval: rule.interval,
        ..of_kind(kind)
    };
    let by_day = parse_by_day(rule.part("BYDAY").unwrap_or_default());
    let mut days: Vec<Weekday> = by_day.iter().map(|(_, day)| *day).collect();
    days.sort();
    days.dedup();
    let only = |names: &[&str]| {
        [
            "BYDAY",
            "BYMONTHDAY",
            "BYMONTH",
            "BYYEARDAY",
            "BYWEEKNO",
            "BYSETPOS",
            "COUNT",
        ]
        .iter()
        .filter(|name| rule.part(name).is_some())
        .all(|name| names.contains(name))
    };
    match rule.frequency {
        Frequency::Weekly if only(&["BYDAY", "COUNT"]) => {
            let days = if days.is_empty() { vec![own_day] } else { days };
            (with_interval(PatternKind::Weekly), days)
        }
        Frequency::Daily if only(&["COUNT"]) => {
            let days = if rule.interval % 7 == 0 {
                vec![own_day]
            } else {
                Weekday::ALL.to_vec()
            };
            (with_interval(PatternKind::Daily), days)
        }
        Frequency::Monthly if only(&["BYDAY", "BYSETPOS", "COUNT"]) && !by_day.is_empty() => {
            match nth(rule, &by_day) {
                Some(nth) => {
                    let pattern = Pattern {
                        nth,
                        ..with_interval(PatternKind::MonthlyByWeekday)
                    };
                    (pattern, days)
                }
                None => (of_kind(PatternKind::Other), days),
            }
        }
        Frequency::Monthly if only(&["BYMONTHDAY", "COUNT"]) => {
            let written = rule.part("BYMONTHDAY").map(str::parse);
            let own = u8::try_from(starts_at.day()).unwrap_or(1);
            match written.unwrap_or(Ok(own)) {
                Ok(day) => {
                    let month_day = Some(day);
                    let pattern = Pattern {
                        month_day,
                        ..with_interval(PatternKind::MonthlyByDate)
                    };
                    (pattern, Vec::new())
                }
                Err(_) => (of_kind(PatternKind::Other), Vec::new()),
            }
        }
        _ => (of_kind(PatternKind::Other), days),
    }
}

/// Which weekdays of the month, if that can be said: "first and third Monday", but not "first
/// Monday and second Friday".
fn nth(rule: &Rule, by_day: &[(Option<i8>, Weekday)]) -> Option<Vec<i8>> {
    let sayable = |nth: &i8| (1..=5).contains(nth) || *nth == -1;
    let nth: Vec<i8> = match (rule.part("BYSETPOS"), by_day) {
        // The set position of one weekday is the same as its number.
        (Some(positions), [(None, _)]) => positions
            .split(',')
            .map(str::parse)
            .collect::<Result<_, _>>()
            .ok()?,
        (None, _) => by_day.iter().map(|(nth, _)| *nth).collect::<Option<_>>()?,
        _ => return None,
    };
    let one_day = by_day.iter().all(|(_, day)| *day == by_day[0].1);
    let one_number = nth.iter().all(|number| *number == nth[0]);
    let mut distinct = nth;
    distinct.sort_by_key(|number| if *number < 0 { 9 } else { *number });
    distinct.dedup();
    (distinct.iter().all(sayable) && (one_day || one_number)).then_some(distinct)
}

/// `2TU,-1FR` as numbers and days; what cannot be read is left to the rule's own parser.
fn parse_by_day(value: &str) -> Vec<(Option<i8>, Weekday)> {
    let one = |text: &str| {
        let text = text.trim();
        let (number, day) = text.split_at_checked(text.len().checked_sub(2)?)?;
        let day = match day {
            "MO" => Weekday::Monday,
            "TU" => Weekday::Tuesday,
            "WE" => Weekday::Wednesday,
            "TH" => Weekday::Thursday,
            "FR" => Weekday::Friday,
            "SA" => Weekday::Saturday,
            "SU" => Weekday::Sunday,
            _ => return None,
        };
        Some((number.parse().ok(), day))
    };
    value.split(',').filter_map(one).collect()
}

fn weekday(day: chrono::Weekday) -> Weekday {
    Weekday::ALL[day.num_days_from_monday() as usize]
}

/// The part of the day in which a wall time lies.
pub fn daypart(at: NaiveDateTime) -> Daypart {
    match at.hour() {
        0..12 => Daypart::Morning,
        12..17 => Daypart::Afternoon,
        _ => Daypart::Evening,
    }
}
