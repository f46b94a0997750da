//! VTIMEZONE from the time-zone database: which offset holds from when, as yearly rules where the
//! clocks follow one, else date by date.

use chrono::{
    DateTime, Datelike, Duration, Month, NaiveDateTime, Offset, TimeDelta, TimeZone, Utc, Weekday,
};
use chrono_tz::{OffsetComponents, OffsetName, Tz};

use super::{Lines, local};

/// From this many years on, a habit is a rule.
const HABIT: usize = 3;

/// One change of the clocks.
#[derive(Debug, Clone, PartialEq)]
struct Change {
    /// Wall time at which it happens, by the offset before.
    at: NaiveDateTime,
    from: i32,
    to: i32,
    name: String,
    daylight: bool,
}

/// When in a year clocks change: month, weekday, which of the month (-1 for the last), time.
type Habit = (u32, Weekday, i8, chrono::NaiveTime);

/// Writes the zone's description, right from the start of the year before `since` to the end of the
/// year `through`. Where clocks follow a yearly rule, the last one goes on for good.
pub fn write(out: &mut Lines, zone: Tz, since: i32, through: i32) {
    let year = |year| {
        Utc.with_ymd_and_hms(year, 1, 1, 0, 0, 0)
            .single()
            .unwrap_or_default()
    };
    let start = year(since - 1);
    out.raw("BEGIN", "VTIMEZONE");
    out.raw("TZID", zone.name());
    let offset = seconds(zone, start);
    let first = Change {
        at: start.naive_utc() + TimeDelta::seconds(i64::from(offset)),
        from: offset,
        to: offset,
        name: name(zone, start),
        daylight: is_daylight(zone, start),
    };
    observance(out, &first, &[], None);
    let changes = changes(zone, start, year(through + 1));
    for run in &runs(&changes) {
        match habit_of(run) {
            Some(habit) => {
                let last = run[run.len() - 1];
                let goes_on = last.at.year() >= through;
                // The end of a rule in a VTIMEZONE is UTC. It stands a day late, because some
                // programs take it for wall time, and there is nothing else for a year.
                let end = last.at - TimeDelta::seconds(i64::from(last.from)) + Duration::days(1);
                observance(out, run[0], &[], Some((habit, (!goes_on).then_some(end))));
            }
            None => observance(out, run[0], &run[1..], None),
        }
    }
    out.raw("END", "VTIMEZONE");
}

fn observance(
    out: &mut Lines,
    change: &Change,
    more: &[&Change],
    rule: Option<(Habit, Option<NaiveDateTime>)>,
) {
    let kind = if change.daylight {
        "DAYLIGHT"
    } else {
        "STANDARD"
    };
    out.raw("BEGIN", kind);
    out.raw("DTSTART", &local(change.at));
    out.raw("TZOFFSETFROM", &offset_text(change.from));
    out.raw("TZOFFSETTO", &offset_text(change.to));
    out.text("TZNAME", &change.name);
    if let Some(((month, weekday, nth, _), until)) = rule {
        let day = weekday.to_string()[..2].to_uppercase();
        let end = until.map_or_else(String::new, |at| format!(";UNTIL={}Z", local(at)));
        out.raw(
            "RRULE",
            &format!("FREQ=YEARLY;BYMONTH={month};BYDAY={nth}{day}{end}"),
        );
    }
    for change in more {
        out.raw("RDATE", &local(change.at));
    }
    out.raw("END", kind);
}

/// Groups the changes of one kind into runs, each of which has a habit or none.
fn runs(changes: &[Change]) -> Vec<Vec<&Change>> {
    let mut runs: Vec<Vec<&Change>> = Vec::new();
    for change in changes {
        let fits = |run: &&mut Vec<&Change>| {
            let last = run[run.len() - 1];
            let same = (last.from, last.to, &last.name, last.daylight)
                == (change.from, change.to, &change.name, change.daylight);
            let yearly = change.at.year() == last.at.year() + 1;
            same && yearly && shared_habit(run, change).is_some()
        };
        match runs.iter_mut().rev().find(fits) {
            Some(run) => run.push(change),
            None => runs.push(vec![change]),
        }
    }
    runs
}

/// The habit that a whole run has, if it is long enough to be one.
fn habit_of(run: &[&Change]) -> Option<Habit> {
    if run.len() < HABIT {
        return None;
    }
    shared_habit(&run[..run.len() - 1], run[run.len() - 1])
}

/// A habit of all changes of the run and one more.
fn shared_habit(run: &[&Change], change: &Change) -> Option<Habit> {
    let mut shared = habits(change.at);
    for other in run {
        let theirs = habits(other.at);
        shared.retain(|habit| theirs.contains(habit));
    }
    shared.first().copied()
}

/// In which ways a moment can be a habit: the second Sunday, the last Sunday.
fn habits(at: NaiveDateTime) -> Vec<Habit> {
    let nth = i8::try_from((at.day() - 1) / 7 + 1).unwrap_or(1);
    let habit = |nth| (at.month(), at.weekday(), nth, at.time());
    let days = Month::try_from(u8::try_from(at.month()).unwrap_or(1))
        .ok()
        .and_then(|month| month.num_days(at.year()))
        .unwrap_or(31);
    let mut habits = Vec::new();
    if at.day() + 7 > u32::from(days) {
        habits.push(habit(-1));
    }
    if nth < 5 {
        habits.push(habit(nth));
    }
    habits
}

/// Every change of the clocks from `start` to `end`.
fn changes(zone: Tz, start: DateTime<Utc>, end: DateTime<Utc>) -> Vec<Change> {
    let mut changes = Vec::new();
    let mut at = start;
    while at < end {
        let next = at + Duration::days(1);
        if seconds(zone, at) != seconds(zone, next) {
            let moment = moment_between(zone, at, next);
            let from = seconds(zone, at);
            changes.push(Change {
                at: moment.naive_utc() + TimeDelta::seconds(i64::from(from)),
                from,
                to: seconds(zone, next),
                name: name(zone, next),
                daylight: is_daylight(zone, next),
            });
        }
        at = next;
    }
    changes
}

/// The first second at which the offset is the later one.
fn moment_between(zone: Tz, before: DateTime<Utc>, after: DateTime<Utc>) -> DateTime<Utc> {
    let (mut low, mut high) = (before.timestamp(), after.timestamp());
    let old = seconds(zone, before);
    while high - low > 1 {
        let middle = i64::midpoint(low, high);
        let at = DateTime::from_timestamp(middle, 0).unwrap_or(before);
        if seconds(zone, at) == old {
            low = middle;
        } else {
            high = middle;
        }
    }
    DateTime::from_timestamp(high, 0).unwrap_or(after)
}

fn seconds(zone: Tz, at: DateTime<Utc>) -> i32 {
    zone.offset_from_utc_datetime(&at.naive_utc())
        .fix()
        .local_minus_utc()
}

fn is_daylight(zone: Tz, at: DateTime<Utc>) -> bool {
    // Ireland's winter time is "daylight saving" of minus one hour in the database.
    zone.offset_from_utc_datetime(&at.naive_utc()).dst_offset() > Duration::zero()
}

fn name(zone: Tz, at: DateTime<Utc>) -> String {
    let offset = zone.offset_from_utc_datetime(&at.naive_utc());
    let fallback = || offset_text(offset.fix().local_minus_utc());
    offset.abbreviation().map_or_else(fallback, str::to_owned)
}

fn offset_text(seconds: i32) -> String {
    let sign = if seconds < 0 { '-' } else { '+' };
    let minutes = seconds.abs() / 60;
    format!("{sign}{:02}{:02}", minutes / 60, minutes % 60)
}
