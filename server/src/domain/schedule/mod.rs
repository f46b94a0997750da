//! When a group meets: a recurrence in its own time zone, right across daylight saving and past
//! midnight. Pure; what belongs elsewhere is keeping meetings (`store/meetings.rs`) and saying
//! them in words (`widgets/src/group_finder/when.rs`).

mod change;
mod pattern;
mod rule;
mod zone;

use chrono::{DateTime, Duration, NaiveDateTime, SecondsFormat, Utc};
use chrono_tz::Tz;

use super::group::ScheduleRecord;
use rule::{Rule, Until};

pub use change::{ChangeError, MeetingChange};
pub use zone::instant;

/// The longest meeting: a week, in minutes.
const LONGEST: u32 = 7 * 24 * 60;
/// No schedule lists more dates by hand.
const MOST_DATES: usize = 1_000;

/// A schedule that holds together.
#[derive(Debug, Clone)]
pub struct Schedule {
    record: ScheduleRecord,
    starts_at: NaiveDateTime,
    zone: Tz,
    duration: Duration,
    rule: Option<Rule>,
    exdates: Vec<NaiveDateTime>,
    rdates: Vec<NaiveDateTime>,
}

/// One meeting, ms since 1970 UTC.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MeetingSpan {
    /// When it starts.
    pub starts_at: i64,
    /// When it ends.
    pub ends_at: i64,
}

/// What is wrong with a schedule.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{field}: {reason}")]
pub struct ScheduleError {
    /// The field of the record.
    pub field: &'static str,
    /// Why.
    pub reason: String,
}

impl ScheduleError {
    /// Kebab-case, for who has words of their own.
    pub fn code(&self) -> &'static str {
        match self.field {
            "duration_minutes" => "out-of-range",
            "time_zone" => "bad-zone",
            "rrule" => "bad-rule",
            _ => "bad-time",
        }
    }
}

impl TryFrom<&ScheduleRecord> for Schedule {
    type Error = ScheduleError;

    fn try_from(record: &ScheduleRecord) -> Result<Self, ScheduleError> {
        let schedule = Self::of_checked(record)?;
        if let Some(rule) = &schedule.rule {
            let wrong = |reason| ScheduleError {
                field: "rrule",
                reason,
            };
            let first = rule.first(schedule.starts_at).map_err(wrong)?;
            if schedule.is_past_until(rule, first) {
                return Err(wrong("it ends before it begins".to_owned()));
            }
        }
        Ok(schedule)
    }
}

impl Schedule {
    /// Reads the schedule of a stored record, which was checked when it came in: the rule is
    /// parsed, but not expanded, which takes a hundred times as long.
    pub fn of_checked(record: &ScheduleRecord) -> Result<Self, ScheduleError> {
        let wrong = |field| move |reason| ScheduleError { field, reason };
        let times = |field: &'static str, texts: &[String]| {
            if texts.len() > MOST_DATES {
                return Err(wrong(field)(format!("more than {MOST_DATES} dates")));
            }
            let read = texts
                .iter()
                .map(|text| parse_local(text).map_err(wrong(field)));
            read.collect::<Result<Vec<_>, _>>()
        };
        if record.duration_minutes == 0 || record.duration_minutes > LONGEST {
            return Err(wrong("duration_minutes")(format!(
                "it must be from 1 to {LONGEST}"
            )));
        }
        Ok(Self {
            starts_at: parse_local(&record.starts_at).map_err(wrong("starts_at"))?,
            zone: zone::parse(&record.time_zone).map_err(wrong("time_zone"))?,
            duration: Duration::minutes(i64::from(record.duration_minutes)),
            rule: record
                .rrule
                .as_deref()
                .map(Rule::parse)
                .transpose()
                .map_err(wrong("rrule"))?,
            exdates: times("exdates", &record.exdates)?,
            rdates: times("rdates", &record.rdates)?,
            record: record.clone(),
        })
    }

    /// The meetings that end after `from` and start before `until` (ms since 1970 UTC), by start,
    /// each once.
    pub fn meetings(&self, from: i64, until: i64) -> Vec<MeetingSpan> {
        let (Some(first), Some(last)) = (
            DateTime::from_timestamp_millis(from),
            DateTime::from_timestamp_millis(until),
        ) else {
            return Vec::new();
        };
        // Wall time is at most a day from UTC, and a skipped time moves by at most another.
        let slack = Duration::days(2);
        let window = (
            first.naive_utc() - self.duration - slack,
            last.naive_utc() + slack,
        );
        let mut spans: Vec<MeetingSpan> = self
            .wall_times(window.0, window.1)
            .into_iter()
            .map(|local| self.span(local))
            .filter(|span| span.ends_at > from && span.starts_at < until)
            .collect();
        spans.sort_by_key(|span| span.starts_at);
        spans.dedup_by_key(|span| span.starts_at);
        spans
    }

    /// The wall times within the window at which a meeting starts, rule dates and added ones, less
    /// those that are left out.
    fn wall_times(&self, from: NaiveDateTime, to: NaiveDateTime) -> Vec<NaiveDateTime> {
        let within = |at: &NaiveDateTime| (from..=to).contains(at);
        let mut times: Vec<NaiveDateTime> = match &self.rule {
            None => vec![self.starts_at],
            Some(rule) => {
                // A rule that parsed can be expanded; a fault of the library's costs its dates.
                let mut times = rule.between(self.starts_at, from, to).unwrap_or_default();
                times.retain(|at| !self.is_past_until(rule, *at));
                times
            }
        };
        times.extend(&self.rdates);
        times.retain(|at| within(at) && !self.exdates.contains(at));
        times
    }

    fn is_past_until(&self, rule: &Rule, at: NaiveDateTime) -> bool {
        match rule.until {
            None => false,
            Some(Until::Day(day)) => at > rule::end_of(day),
            Some(Until::Local(last)) => at > last,
            Some(Until::Utc(last)) => instant(self.zone, at).naive_utc() > last,
        }
    }

    fn span(&self, local: NaiveDateTime) -> MeetingSpan {
        let starts = instant(self.zone, local);
        MeetingSpan {
            starts_at: starts.timestamp_millis(),
            ends_at: (starts + self.duration).timestamp_millis(),
        }
    }

    /// The group's zone.
    pub fn zone(&self) -> Tz {
        self.zone
    }

    /// An instant (ms since 1970 UTC) in RFC 3339, with the group's offset at that moment.
    pub fn rfc3339(&self, ms: i64) -> String {
        let at: DateTime<Utc> = DateTime::from_timestamp_millis(ms).unwrap_or_default();
        at.with_timezone(&self.zone)
            .to_rfc3339_opts(SecondsFormat::Secs, false)
    }

    fn local_rfc3339(&self, local: NaiveDateTime) -> String {
        self.rfc3339(instant(self.zone, local).timestamp_millis())
    }

    /// Wall time of the first meeting by the rule. A record may begin on a day that its rule
    /// leaves out; a calendar may not (RFC 5545, 3.8.2.4).
    pub fn first(&self) -> NaiveDateTime {
        let first = self.rule.as_ref().map(|rule| rule.first(self.starts_at));
        first.and_then(Result::ok).unwrap_or(self.starts_at)
    }

    /// Wall times of meetings that are left out.
    pub fn exdates(&self) -> &[NaiveDateTime] {
        &self.exdates
    }

    /// Wall times of meetings that are added.
    pub fn rdates(&self) -> &[NaiveDateTime] {
        &self.rdates
    }

    /// Length of each meeting.
    pub fn duration(&self) -> Duration {
        self.duration
    }

    /// The rule with its end in the form that RFC 5545 asks for beside a zoned DTSTART: UTC.
    pub fn rrule(&self) -> Option<String> {
        let rule = self.rule.as_ref()?;
        let text = self.record.rrule.as_deref()?.trim().to_uppercase();
        let last = match rule.until {
            None | Some(Until::Utc(_)) => return Some(text),
            Some(Until::Day(day)) => instant(self.zone, rule::end_of(day)),
            Some(Until::Local(last)) => instant(self.zone, last),
        };
        let mut parts: Vec<String> = text
            .split(';')
            .filter(|part| !part.trim_start().starts_with("UNTIL"))
            .map(str::to_owned)
            .collect();
        parts.push(format!("UNTIL={}", last.format("%Y%m%dT%H%M%SZ")));
        Some(parts.join(";"))
    }

    /// The schedule as members' browsers get it.
    pub fn wire(&self) -> api_types::Schedule {
        let dates =
            |dates: &[NaiveDateTime]| dates.iter().map(|at| self.local_rfc3339(*at)).collect();
        let (pattern, days) = pattern::pattern(self.rule.as_ref(), self.starts_at);
        api_types::Schedule {
            rrule: self.record.rrule.clone(),
            starts_at: self.local_rfc3339(self.starts_at),
            duration_minutes: self.record.duration_minutes,
            time_zone: self.zone.name().to_owned(),
            exdates: dates(&self.exdates),
            rdates: dates(&self.rdates),
            pattern,
            days,
            daypart: pattern::daypart(self.starts_at),
        }
    }
}

/// Reads a wall time: `2026-01-06T19:00`, seconds allowed.
pub(super) fn parse_local(text: &str) -> Result<NaiveDateTime, String> {
    ["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S"]
        .iter()
        .find_map(|form| NaiveDateTime::parse_from_str(text, form).ok())
        .filter(|at| (1900..=2200).contains(&chrono::Datelike::year(at)))
        .ok_or_else(|| format!("{text:?} is not a local time such as 2026-01-06T19:00"))
}
