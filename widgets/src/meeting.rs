//! A meeting in words: its day and its times on the member's clock, with the group's beside them
//! where they differ. Pure but for the list at the end, so that it is tested without a browser.
//! For every program.
//!
//! What does not belong here: names of months and zones, and what the member's clock shows; those
//! come from the browser through [`Calendar`]. There is no zone database here: the server writes
//! each instant with the group's own offset, and the browser knows the member's.

use api_types::Meeting;

use crate::{
    i18n::{Words, capitalised, shared as keys},
    ui::{El, el, el_of},
};

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
    /// Whether times need their zone beside them, since nobody knows the reader's.
    #[cfg(feature = "ssr")]
    fn names_zone(&self) -> bool {
        false
    }
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
    pub(crate) fn of(at: i64, offset: i32) -> Self {
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

    pub(crate) fn group_wall(self) -> Wall {
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

/// Start and end of a meeting.
pub(crate) fn span(meeting: &Meeting) -> Option<(Instant, Instant)> {
    Some((
        Instant::parse(&meeting.starts_at)?,
        Instant::parse(&meeting.ends_at)?,
    ))
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

/// An instant as the server writes it, on the member's clock: `Tuesday 24 November, 7 pm`.
pub(crate) fn moment(words: Words, calendar: &dyn Calendar, text: &str) -> Option<String> {
    let at = Instant::parse(text)?.at;
    let wall = Wall::of(at, calendar.offset(at));
    let day = calendar.day(wall.day);
    let time = time(words, calendar, wall.minute);
    Some(words.fill(keys::DAY_TIME, &[("day", &day), ("time", &time)]))
}

/// Meetings one under the other.
pub(crate) fn list(words: Words, calendar: &dyn Calendar, zone: &str, meetings: &[Meeting]) -> El {
    let mut list = el_of("ol", "dates").set("role", "list");
    for meeting in meetings {
        if let Some(item) = item(words, calendar, zone, meeting) {
            list = list.add(item);
        }
    }
    list
}

/// One of them.
#[inline]
pub(crate) fn item(
    words: Words,
    calendar: &dyn Calendar,
    zone: &str,
    meeting: &Meeting,
) -> Option<El> {
    let Date {
        day,
        time,
        yours,
        group,
    } = date(words, calendar, zone, meeting)?;
    let time = if yours {
        [&time, " ", words.say(keys::YOUR_TIME)].concat()
    } else {
        time
    };
    Some(
        el("li")
            .add(el("strong").text(day))
            .add(el("time").set("datetime", &meeting.starts_at).text(time))
            .add_some(group.map(|group| el_of("span", "small").text(group))),
    )
}

#[cfg(test)]
#[path = "meeting_tests.rs"]
pub(crate) mod tests;
