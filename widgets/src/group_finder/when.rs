//! When a group meets, in words: pure, so that it is tested without a browser.
//!
//! What belongs here: the sentence of a schedule, and when the next meeting is. What does not: a
//! meeting by itself, instants and clocks (`meeting.rs`, which members' pages share).

use api_types::{Choice, Group, Pattern, PatternKind, Schedule, Weekday};

use crate::{
    i18n::{Words, capitalised, keys},
    meeting::{Calendar, Instant, Wall, span, time},
};

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
    let main = say(&moved, mine);
    #[cfg(feature = "ssr")]
    let main = if calendar.names_zone() {
        in_zone(&main, &zone)
    } else {
        main
    };
    When {
        main,
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
        main: in_zone(&main, &zone),
        next: Some(words.say(keys::NO_DATES).to_owned()),
        ..When::default()
    }
}

/// `Tuesdays, 7 pm (Central Time)`
#[inline]
fn in_zone(time: &str, zone: &str) -> String {
    [time, " (", zone, ")"].concat()
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

/// A schedule as a sentence without its time, `shift` days away from the group's zone: `Tuesdays
/// and Thursdays`, `first Tuesday of each month`. `None` where only dates can say it.
pub(crate) fn sentence(words: Words, schedule: &Schedule, shift: i64) -> Option<String> {
    let Pattern {
        kind,
        interval,
        nth,
        month_day,
    } = &schedule.pattern;
    let every = |text, more: &[_]| words.count(text, *interval, &interval.to_string(), more);
    let plural_days = || day_names(words, "days", &schedule.days, shift);
    match kind {
        PatternKind::Daily if *interval == 1 => Some(words.say(keys::EVERY_DAY).to_owned()),
        PatternKind::Daily => Some(every(keys::EVERY_N_DAYS, &[])),
        PatternKind::Weekly if schedule.days.is_empty() => None,
        PatternKind::Weekly if schedule.days.len() == 7 && *interval == 1 => {
            Some(words.say(keys::EVERY_DAY).to_owned())
        }
        PatternKind::Weekly if *interval == 1 => {
            Some(words.fill(keys::WEEKLY, &[("days", &plural_days())]))
        }
        PatternKind::Weekly => Some(every(keys::EVERY_N_WEEKS, &[("days", &plural_days())])),
        PatternKind::MonthlyByWeekday
            if shift == 0 && !schedule.days.is_empty() && !nth.is_empty() =>
        {
            let first = schedule.days[0];
            let ordinals: Vec<String> = nth.iter().map(|&nth| ordinal(words, nth, first)).collect();
            let days = day_names(words, "weekday", &schedule.days, 0);
            let values = [("nth", &*words.list(&ordinals)), ("day", &days)];
            Some(if *interval == 1 {
                words.fill(keys::MONTHLY, &values)
            } else {
                every(keys::EVERY_N_MONTHS, &values)
            })
        }
        PatternKind::MonthlyByDate if shift == 0 => {
            let day = month_day.as_ref()?.to_string();
            Some(if *interval == 1 {
                words.fill(keys::MONTHLY_DATE, &[("n", &day)])
            } else {
                every(keys::EVERY_N_MONTHS_DATE, &[("day", &day)])
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

/// `first`, `last`: in its second form where the language has one for this weekday.
fn ordinal(words: Words, nth: i8, day: Weekday) -> String {
    let word = match nth {
        -1 => words.word("nth", "last"),
        nth => words.word("nth", &nth.to_string()),
    };
    let Some((first, second)) = word.split_once('|') else {
        return word;
    };
    let mut seconds = words.say(keys::NTH_SECOND).split(' ');
    let is_second = seconds.any(|second| second == day.as_str());
    if is_second { second } else { first }.to_owned()
}

#[cfg(test)]
#[path = "when_tests.rs"]
mod tests;
