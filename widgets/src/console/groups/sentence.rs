//! A schedule as a sentence, in the console's own words: `every 2 weeks, on Tuesdays, 7 pm`.

use api_types::{Choice, Pattern, PatternKind, Schedule, Weekday};

use crate::{
    i18n::{Words, capitalised, console_keys as keys},
    meeting::{Calendar, Instant, time},
};

/// The whole sentence, with the group's own time of day and zone.
pub(super) fn sentence(words: Words, calendar: &dyn Calendar, schedule: &Schedule) -> String {
    let days =
        days(words, schedule).unwrap_or_else(|| words.say(keys::GROUPS_DATES_VARY).to_owned());
    let Some(first) = Instant::parse(&schedule.starts_at) else {
        return capitalised(&days);
    };
    let wall = first.group_wall();
    let days = match schedule.pattern.kind {
        PatternKind::Once if schedule.rdates.is_empty() => calendar.day(wall.day),
        _ => days,
    };
    let said = [
        ("day", capitalised(&days)),
        ("time", time(words, calendar, wall.minute)),
    ];
    let said = said.each_ref().map(|(name, text)| (*name, text.as_str()));
    let zone = calendar.zone(&schedule.time_zone, first.at);
    [&words.fill(keys::DAY_TIME, &said), " (", &zone, ")"].concat()
}

fn days(words: Words, schedule: &Schedule) -> Option<String> {
    let Pattern {
        kind,
        interval,
        nth,
        month_day,
    } = &schedule.pattern;
    let n = interval.to_string();
    match kind {
        PatternKind::Daily if *interval == 1 => Some(words.say(keys::GROUPS_EVERY_DAY).to_owned()),
        PatternKind::Daily => Some(words.fill(keys::GROUPS_EVERY_N_DAYS, &[("n", &n)])),
        PatternKind::Weekly if schedule.days.is_empty() => None,
        PatternKind::Weekly if *interval == 1 => Some(names(words, "groups-days", &schedule.days)),
        PatternKind::Weekly => Some(words.fill(
            keys::GROUPS_EVERY_N_WEEKS,
            &[
                ("n", &n),
                ("days", &names(words, "groups-days", &schedule.days)),
            ],
        )),
        PatternKind::MonthlyByWeekday if !schedule.days.is_empty() && !nth.is_empty() => {
            let key = if *interval == 1 {
                keys::GROUPS_MONTHLY
            } else {
                keys::GROUPS_EVERY_N_MONTHS
            };
            let nth: Vec<String> = nth
                .iter()
                .map(|nth| words.word("groups-nth", &nth.to_string()))
                .collect();
            let day = names(words, "groups-day", &schedule.days);
            Some(words.fill(key, &[("nth", &words.list(&nth)), ("day", &day), ("n", &n)]))
        }
        PatternKind::MonthlyByDate => {
            let day = month_day.as_ref()?.to_string();
            let key = if *interval == 1 {
                keys::GROUPS_MONTHLY_DATE
            } else {
                keys::GROUPS_EVERY_N_MONTHS_DATE
            };
            Some(words.fill(key, &[("n", &n), ("day", &day)]))
        }
        _ => None,
    }
}

fn names(words: Words, list: &str, days: &[Weekday]) -> String {
    let names: Vec<String> = days
        .iter()
        .map(|day| words.word(list, day.as_str()))
        .collect();
    words.list(&names)
}
