//! When a group meets, in words: pure, so that it is tested without a browser.
//!
//! What belongs here: instants, local days, and the sentence of a schedule. What does not: names of
//! months and zones, and what the member's clock shows; those come from the browser through
//! [`Calendar`]. There is no zone database here: the server writes each instant with the group's
//! own offset, and the browser knows the member's.

use api_types::{Choice, Group, Meeting, Pattern, PatternKind, Schedule, Weekday};

use crate::i18n::{Words, capitalised, keys};

const MINUTE: i64 = 60_000;
const DAY_MINUTES: i64 = 1_440;

/// What only the browser knows.
pub(crate) trait Calendar {
    /// Minutes that the member's clock is ahead of UTC at an instant (ms since 1970, UTC).
    fn offset(&self, at: i64) -> i32;
    /// Whether the member's region says 7 pm rather than 19:00.
    fn twelve_hours(&self) -> bool;
    /// A day (days since 1970) as words: `Tuesday 24 November`.
    fn day(&self, day: i64) -> String;
    /// A zone as words: `Central Time`.
    fn zone(&self, zone: &str, at: i64) -> String;
    /// Now, ms since 1970, UTC.
    fn now(&self) -> i64;
}

/// An instant as a clock on a wall shows it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Wall {
    /// Days since 1970-01-01.
    pub(crate) day: i64,
    /// Minutes since midnight.
    pub(crate) minute: i64,
}

impl Wall {
    fn of(at: i64, offset: i32) -> Self {
        let minutes = at.div_euclid(MINUTE) + i64::from(offset);
        Self {
            day: minutes.div_euclid(DAY_MINUTES),
            minute: minutes.rem_euclid(DAY_MINUTES),
        }
    }
}

/// An instant with the offset at which it was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Instant {
    /// Ms since 1970, UTC.
    pub(crate) at: i64,
    /// Minutes ahead of UTC.
    offset: i32,
}

impl Instant {
    /// Reads RFC 3339 as the server writes it: `2026-11-24T19:00:00-06:00`.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let number = |from: usize, to: usize| text.get(from..to)?.parse::<i64>().ok();
        let (year, month, day) = (number(0, 4)?, number(5, 7)?, number(8, 10)?);
        let (hour, minute, second) = (number(11, 13)?, number(14, 16)?, number(17, 19)?);
        let zone = text
            .get(19..)?
            .trim_start_matches(|c: char| c == '.' || c.is_ascii_digit());
        let offset = match zone.as_bytes() {
            [b'Z' | b'z'] => 0,
            [sign @ (b'+' | b'-'), ..] => {
                let hours: i64 = zone.get(1..3)?.parse().ok()?;
                let minutes: i64 = zone.get(4..6)?.parse().ok()?;
                let ahead = hours * 60 + minutes;
                if *sign == b'-' { -ahead } else { ahead }
            }
            _ => return None,
        };
        let minutes = days_from_civil(year, month, day) * DAY_MINUTES + hour * 60 + minute - offset;
        Some(Self {
            at: minutes * MINUTE + second * 1000,
            offset: i32::try_from(offset).ok()?,
        })
    }

    fn group_wall(self) -> Wall {
        Wall::of(self.at, self.offset)
    }
}

/// Days since 1970-01-01 in the Gregorian calendar (Howard Hinnant's `days_from_civil`).
pub(crate) fn days_from_civil(year: i64, month: i64, day: i64) -> i64 {
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let year_of_era = year.rem_euclid(400);
    let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    era * 146_097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year - 719_468
}

/// When a group meets, as a card says it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct When {
    /// `Tuesdays, 7 pm`: in the member's time where it is known.
    pub(crate) main: String,
    /// Whether to say that `main` is the member's time: it differs from the group's.
    pub(crate) yours: bool,
    /// `Tuesdays, 6 pm for the group (Central Time)`, where it differs.
    pub(crate) group: Option<String>,
    /// `Next: tomorrow`, `On now, until 8 pm`.
    pub(crate) next: Option<String>,
    /// A meeting is on.
    pub(crate) now: bool,
}

/// One meeting, as the page lists it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Date {
    /// `Tuesday 24 November`
    pub(crate) day: String,
    /// `7 pm to 8:30 pm`
    pub(crate) time: String,
    /// Whether these are the member's and differ from the group's.
    pub(crate) yours: bool,
    /// The same for the group, where it differs.
    pub(crate) group: Option<String>,
}

/// Says when a group meets.
pub(crate) fn when(words: Words, calendar: &dyn Calendar, group: &Group) -> When {
    let Some(schedule) = &group.schedule else {
        let main = words.say(keys::BY_APPOINTMENT).to_owned();
        return When {
            main,
            ..When::default()
        };
    };
    let next = group.next_meeting.as_ref().and_then(span);
    let Some((start, end)) = next else {
        return without_dates(words, calendar, schedule);
    };
    let theirs = start.group_wall();
    let mine = Wall::of(start.at, calendar.offset(start.at));
    let shift = mine.day - theirs.day;
    let once = schedule.pattern.kind == PatternKind::Once;
    let in_group = sentence(words, schedule, 0);
    // A rule such as "the first Tuesday" has no simple words in a zone where the day is another.
    let moved = sentence(words, schedule, shift);
    let say = |days: &Option<String>, wall: Wall| {
        let day = match days {
            Some(days) if !once => days.clone(),
            _ => calendar.day(wall.day),
        };
        words.fill(
            keys::DAY_TIME,
            &[
                ("day", &capitalised(&day)),
                ("time", &time(words, calendar, wall.minute)),
            ],
        )
    };
    let yours = mine != theirs;
    // Where the day is the same, the group's line needs its time alone.
    let their_time = || {
        if shift == 0 {
            time(words, calendar, theirs.minute)
        } else {
            say(&in_group, theirs)
        }
    };
    let zone = calendar.zone(&schedule.time_zone, start.at);
    When {
        main: say(&moved, mine),
        yours,
        group: yours.then(|| {
            words.fill(
                keys::GROUP_TIME,
                &[("when", &their_time()), ("zone", &zone)],
            )
        }),
        next: next_words(
            words,
            calendar,
            mine,
            start.at,
            end,
            once || moved.is_none(),
        ),
        now: start.at <= calendar.now() && calendar.now() < end.at,
    }
}

/// A schedule without a meeting in the coming weeks: the group's own time, since nobody can say
/// what the member's clock will show.
fn without_dates(words: Words, calendar: &dyn Calendar, schedule: &Schedule) -> When {
    let Some(first) = Instant::parse(&schedule.starts_at) else {
        return When {
            main: words.say(keys::NO_DATES).to_owned(),
            ..When::default()
        };
    };
    let wall = first.group_wall();
    let days =
        sentence(words, schedule, 0).unwrap_or_else(|| words.say(keys::DATES_VARY).to_owned());
    let main = words.fill(
        keys::DAY_TIME,
        &[
            ("day", &capitalised(&days)),
            ("time", &time(words, calendar, wall.minute)),
        ],
    );
    let zone = calendar.zone(&schedule.time_zone, first.at);
    When {
        main: [&main, " (", &zone, ")"].concat(),
        next: Some(words.say(keys::NO_DATES).to_owned()),
        ..When::default()
    }
}

fn next_words(
    words: Words,
    calendar: &dyn Calendar,
    mine: Wall,
    start: i64,
    end: Instant,
    day_is_said: bool,
) -> Option<String> {
    let now = calendar.now();
    if start <= now && now < end.at {
        let wall = Wall::of(end.at, calendar.offset(end.at));
        return Some(words.fill(
            keys::NOW_ON,
            &[("time", &time(words, calendar, wall.minute))],
        ));
    }
    let today = Wall::of(now, calendar.offset(now)).day;
    let key = match mine.day - today {
        0 => keys::NEXT_TODAY,
        1 => keys::NEXT_TOMORROW,
        _ if day_is_said => return None,
        _ => keys::NEXT_ON,
    };
    // The date as well: on paper, "today" is soon over.
    Some(words.fill(key, &[("date", &calendar.day(mine.day))]))
}

/// Start and end of a meeting.
fn span(meeting: &Meeting) -> Option<(Instant, Instant)> {
    Some((
        Instant::parse(&meeting.starts_at)?,
        Instant::parse(&meeting.ends_at)?,
    ))
}

/// A schedule as a sentence without its time, `shift` days away from the group's zone: `Tuesdays
/// and Thursdays`, `first Tuesday of each month`. `None` where only dates can say it.
pub(crate) fn sentence(words: Words, schedule: &Schedule, shift: i64) -> Option<String> {
    let Pattern {
        kind,
        interval,
        nth,
        month_day,
    } = &schedule.pattern;
    let n = interval.to_string();
    let plural_days = || day_names(words, "days", &schedule.days, shift);
    match kind {
        PatternKind::Daily if *interval == 1 => Some(words.say(keys::EVERY_DAY).to_owned()),
        PatternKind::Daily => Some(words.fill(keys::EVERY_N_DAYS, &[("n", &n)])),
        PatternKind::Weekly if schedule.days.is_empty() => None,
        PatternKind::Weekly if schedule.days.len() == 7 && *interval == 1 => {
            Some(words.say(keys::EVERY_DAY).to_owned())
        }
        PatternKind::Weekly if *interval == 1 => {
            Some(words.fill(keys::WEEKLY, &[("days", &plural_days())]))
        }
        PatternKind::Weekly => {
            Some(words.fill(keys::EVERY_N_WEEKS, &[("n", &n), ("days", &plural_days())]))
        }
        PatternKind::MonthlyByWeekday
            if shift == 0 && !schedule.days.is_empty() && !nth.is_empty() =>
        {
            let key = if *interval == 1 {
                keys::MONTHLY
            } else {
                keys::EVERY_N_MONTHS
            };
            let ordinals: Vec<String> = nth.iter().map(|&nth| ordinal(words, nth)).collect();
            let days = day_names(words, "weekday", &schedule.days, 0);
            Some(words.fill(
                key,
                &[("nth", &words.list(&ordinals)), ("day", &days), ("n", &n)],
            ))
        }
        PatternKind::MonthlyByDate if shift == 0 => {
            let day = month_day.as_ref()?.to_string();
            Some(if *interval == 1 {
                words.fill(keys::MONTHLY_DATE, &[("n", &day)])
            } else {
                words.fill(keys::EVERY_N_MONTHS_DATE, &[("n", &n), ("day", &day)])
            })
        }
        _ => None,
    }
}

fn day_names(words: Words, list: &str, days: &[Weekday], shift: i64) -> String {
    let names: Vec<String> = days
        .iter()
        .map(|day| {
            let moved = (i64::try_from(day.index()).unwrap_or(0) + shift).rem_euclid(7);
            let moved = usize::try_from(moved).unwrap_or(0);
            words.word(list, Weekday::ALL[moved].as_str())
        })
        .collect();
    words.list(&names)
}

fn ordinal(words: Words, nth: i8) -> String {
    match nth {
        -1 => words.word("nth", "last"),
        nth => words.word("nth", &nth.to_string()),
    }
}

/// A time of day: `7 pm`, `7:30 pm`, `19:00`.
pub(crate) fn time(words: Words, calendar: &dyn Calendar, minute: i64) -> String {
    let (hour, rest) = (minute / 60, minute % 60);
    let two = |n: i64| {
        if n < 10 {
            ["0", &n.to_string()].concat()
        } else {
            n.to_string()
        }
    };
    if !calendar.twelve_hours() {
        return [&two(hour), ":", &two(rest)].concat();
    }
    if rest == 0 && hour % 12 == 0 {
        let key = if hour == 12 {
            keys::NOON
        } else {
            keys::MIDNIGHT
        };
        return words.say(key).to_owned();
    }
    let clock = (hour + 11) % 12 + 1;
    let clock = if rest == 0 {
        clock.to_string()
    } else {
        [&clock.to_string(), ":", &two(rest)].concat()
    };
    words.fill(
        if hour < 12 { keys::AM } else { keys::PM },
        &[("time", &clock)],
    )
}

/// One meeting with its day and its times, for the member and, where they differ, for the group.
pub(crate) fn date(
    words: Words,
    calendar: &dyn Calendar,
    zone: &str,
    meeting: &Meeting,
) -> Option<Date> {
    let (start, end) = span(meeting)?;
    let mine = (
        Wall::of(start.at, calendar.offset(start.at)),
        Wall::of(end.at, calendar.offset(end.at)),
    );
    let theirs = (start.group_wall(), end.group_wall());
    let range = |(from, to): (Wall, Wall)| {
        let end = time(words, calendar, to.minute);
        let end = if to.day > from.day && to.minute > 0 {
            words.fill(keys::NEXT_DAY, &[("time", &end)])
        } else {
            end
        };
        words.fill(
            keys::RANGE,
            &[("from", &time(words, calendar, from.minute)), ("to", &end)],
        )
    };
    let yours = mine.0 != theirs.0;
    Some(Date {
        day: capitalised(&calendar.day(mine.0.day)),
        time: range(mine),
        yours,
        group: yours.then(|| {
            let when = if mine.0.day == theirs.0.day {
                range(theirs)
            } else {
                let day = capitalised(&calendar.day(theirs.0.day));
                words.fill(keys::DAY_TIME, &[("day", &day), ("time", &range(theirs))])
            };
            words.fill(
                keys::GROUP_TIME,
                &[("when", &when), ("zone", &calendar.zone(zone, start.at))],
            )
        }),
    })
}

#[cfg(test)]
#[path = "when_tests.rs"]
mod tests;
