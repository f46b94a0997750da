//! A recurrence rule (RFC 5545, 3.3.10), expanded in wall time.
//!
//! The `rrule` crate does the counting. It is given wall time as if it were UTC, so that no zone
//! can trouble it, and never UNTIL, which it reads only in one of its three forms; zone and end are
//! applied here. Its faults with one-offs, gaps and repeated RDATEs are so kept out of reach.

use chrono::{Datelike, Duration, NaiveDate, NaiveDateTime, NaiveTime};
use rrule::{RRule, Tz as RuleZone, Unvalidated};

/// No rule that people write is longer, bytes.
const LONGEST_RULE: usize = 500;
/// More meetings than a daily group has in ten years.
const MOST: u16 = 4_000;
/// A rule that starts later than this many days has a fault in it: a century and a bit.
const FURTHEST: i64 = 40_000;

/// The last moment of a rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Until {
    /// Through this day, in the group's zone.
    Day(NaiveDate),
    /// Through this wall time, in the group's zone.
    Local(NaiveDateTime),
    /// Through this instant.
    Utc(NaiveDateTime),
}

/// How often.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Frequency {
    /// Every so many days.
    Daily,
    /// Every so many weeks.
    Weekly,
    /// Every so many months.
    Monthly,
    /// Every so many years.
    Yearly,
}

/// A rule without its end.
#[derive(Debug, Clone)]
pub struct Rule {
    /// Names and values as written, capitals, without UNTIL.
    parts: Vec<(String, String)>,
    /// What the library made of the parts.
    parsed: RRule<Unvalidated>,
    pub frequency: Frequency,
    pub interval: u32,
    pub until: Option<Until>,
}

impl Rule {
    /// Reads a rule's value, without `RRULE:`.
    pub fn parse(text: &str) -> Result<Self, String> {
        if text.len() > LONGEST_RULE {
            return Err(format!("longer than {LONGEST_RULE} characters"));
        }
        let mut parts = Vec::new();
        let mut until = None;
        for part in text.split(';').filter(|part| !part.trim().is_empty()) {
            let (name, value) = part
                .split_once('=')
                .ok_or_else(|| format!("{part:?} is not NAME=VALUE"))?;
            let (name, value) = (name.trim().to_uppercase(), value.trim().to_uppercase());
            if parts.iter().any(|(known, _)| *known == name) {
                return Err(format!("{name} stands there twice"));
            }
            match name.as_str() {
                "UNTIL" => until = Some(parse_until(&value)?),
                "FREQ" | "INTERVAL" | "COUNT" | "WKST" | "BYDAY" | "BYMONTHDAY" | "BYMONTH"
                | "BYYEARDAY" | "BYWEEKNO" | "BYSETPOS" => parts.push((name, value)),
                "BYHOUR" | "BYMINUTE" | "BYSECOND" => {
                    return Err(format!("{name}: a group starts at one time of day"));
                }
                _ => return Err(format!("{name} is not part of a recurrence rule")),
            }
        }
        let find = |wanted: &str| {
            let found = parts.iter().find(|(name, _)| name == wanted);
            found.map(|(_, value)| value.as_str())
        };
        let frequency = match find("FREQ") {
            Some("DAILY") => Frequency::Daily,
            Some("WEEKLY") => Frequency::Weekly,
            Some("MONTHLY") => Frequency::Monthly,
            Some("YEARLY") => Frequency::Yearly,
            Some(other) => {
                return Err(format!(
                    "FREQ={other}: it must be DAILY, WEEKLY, MONTHLY or YEARLY"
                ));
            }
            None => return Err("FREQ is missing".to_owned()),
        };
        if until.is_some() && find("COUNT").is_some() {
            return Err("COUNT and UNTIL exclude each other".to_owned());
        }
        let interval = match find("INTERVAL").map(str::parse) {
            None => 1,
            Some(Ok(interval @ 1..=1000)) => interval,
            Some(_) => return Err("INTERVAL must be a number from 1 to 1000".to_owned()),
        };
        if matches!(frequency, Frequency::Daily | Frequency::Weekly)
            && find("BYDAY").is_some_and(|days| days.contains(|c: char| c.is_ascii_digit()))
        {
            return Err("BYDAY: only months and years have a first or last weekday".to_owned());
        }
        let weeks = match (frequency, find("BYMONTH")) {
            (Frequency::Yearly, None) => 53,
            _ => 5,
        };
        let written: Vec<String> = parts
            .iter()
            .map(|(name, value)| match name.as_str() {
                "BYDAY" => format!("{name}={}", with_numbers(value, weeks)),
                _ => format!("{name}={value}"),
            })
            .collect();
        let parsed = written
            .join(";")
            .parse()
            .map_err(|error: rrule::RRuleError| error.to_string())?;
        Ok(Self {
            parts,
            parsed,
            frequency,
            interval,
            until,
        })
    }

    /// The value of a part, capitals.
    pub fn part(&self, wanted: &str) -> Option<&str> {
        let found = self.parts.iter().find(|(name, _)| name == wanted);
        found.map(|(_, value)| value.as_str())
    }

    /// The wall times at which it happens, from `from` to `to` inclusive, ascending, at most
    /// 4,000. The end of the rule is not applied.
    pub fn between(
        &self,
        start: NaiveDateTime,
        from: NaiveDateTime,
        to: NaiveDateTime,
    ) -> Result<Vec<NaiveDateTime>, String> {
        self.some_between(start, from, to, MOST)
    }

    fn some_between(
        &self,
        start: NaiveDateTime,
        from: NaiveDateTime,
        to: NaiveDateTime,
        most: u16,
    ) -> Result<Vec<NaiveDateTime>, String> {
        let from = from.max(start);
        if to < from {
            return Ok(Vec::new());
        }
        let anchor = self.nearer_start(start, from);
        let zoned = |local: NaiveDateTime| local.and_utc().with_timezone(&RuleZone::UTC);
        let set = self
            .parsed
            .clone()
            .build(zoned(anchor))
            .map_err(|error| error.to_string())?
            .limit()
            .after(zoned(from))
            .before(zoned(to));
        let times = set.all(most).dates.into_iter().map(|at| at.naive_utc());
        Ok(times.filter(|at| (from..=to).contains(at)).collect())
    }

    /// A later start with the same meetings after it: expanding from years ago costs time. Only
    /// where whole weeks or days change nothing; COUNT must see every meeting.
    fn nearer_start(&self, start: NaiveDateTime, from: NaiveDateTime) -> NaiveDateTime {
        let days = match self.frequency {
            Frequency::Weekly => 7 * i64::from(self.interval),
            Frequency::Daily => i64::from(self.interval),
            Frequency::Monthly | Frequency::Yearly => return start,
        };
        if self.part("COUNT").is_some() {
            return start;
        }
        // One step is left before the window, whatever day of its week the rule starts on.
        let steps = ((from - start).num_days() / days - 1).max(0);
        start + Duration::days(steps * days)
    }

    /// The first time at which it happens, or why it never does.
    pub fn first(&self, start: NaiveDateTime) -> Result<NaiveDateTime, String> {
        let century = start + Duration::days(FURTHEST);
        if let Some(first) = self.some_between(start, start, century, 1)?.first() {
            return Ok(*first);
        }
        Err("it never happens".to_owned())
    }
}

/// Days with and without a number beside each other (`WE,1FR`: each Wednesday and the first Friday)
/// as numbered ones alone, of which there are up to `weeks`: the library meets only on days that
/// are both.
fn with_numbers(days: &str, weeks: u8) -> String {
    let days: Vec<&str> = days.split(',').map(str::trim).collect();
    let numbered = |day: &&str| day.contains(|c: char| c.is_ascii_digit());
    if !days.iter().any(numbered) || days.iter().all(numbered) {
        return days.join(",");
    }
    let each = |day: &&str| {
        if numbered(day) {
            return vec![(*day).to_owned()];
        }
        (1..=weeks).map(|nth| format!("{nth}{day}")).collect()
    };
    days.iter().flat_map(each).collect::<Vec<_>>().join(",")
}

fn parse_until(value: &str) -> Result<Until, String> {
    let day = |text: &str| NaiveDate::parse_from_str(text, "%Y%m%d").ok();
    let time = |text: &str| NaiveDateTime::parse_from_str(text, "%Y%m%dT%H%M%S").ok();
    let until = match value.strip_suffix('Z') {
        Some(utc) => time(utc).map(Until::Utc),
        None if value.len() == 8 => day(value).map(Until::Day),
        None => time(value).map(Until::Local),
    };
    until
        .filter(|until| (1900..=2200).contains(&until_day(*until).year()))
        .ok_or_else(|| {
            format!("UNTIL={value}: write 20261231, 20261231T190000 or 20261231T190000Z")
        })
}

fn until_day(until: Until) -> NaiveDate {
    match until {
        Until::Day(day) => day,
        Until::Local(at) | Until::Utc(at) => at.date(),
    }
}

/// The last second of a day.
pub fn end_of(day: NaiveDate) -> NaiveDateTime {
    day.and_time(NaiveTime::from_hms_opt(23, 59, 59).unwrap_or_default())
}
