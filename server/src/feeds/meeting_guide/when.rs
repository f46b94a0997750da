//! When a row's meetings are: its days, times and zone as a schedule.

use chrono::{Days, NaiveDate};
use chrono_tz::TZ_VARIANTS;

use super::{row::Row, time};
use crate::{
    domain::group::ScheduleRecord,
    feeds::{FeedContext, RowNote},
};

/// Length of a meeting that does not say its end, minutes.
const USUAL_LENGTH: u32 = 60;
const DAY: u32 = 24 * 60;
/// RRULE's names of the format's days.
const DAYS: [&str; 7] = ["SU", "MO", "TU", "WE", "TH", "FR", "SA"];

/// The schedule; `None` by appointment.
pub fn schedule(
    row: &mut Row<'_>,
    context: &FeedContext,
) -> Result<Option<ScheduleRecord>, RowNote> {
    let (days, days_note) = time::days(row.get("day")).map_err(|reason| row.note("day", reason))?;
    let (start, start_note) =
        time::time(row.get("time")).map_err(|reason| row.note("time", reason))?;
    let end = time::end(row.get("end_time")).map_err(|reason| row.note("end_time", reason));
    // Without a start nobody needs an end, so that a bad one does no harm.
    let (Some(start), false) = (start, days.is_empty()) else {
        row.repair("day", days_note);
        row.repair("time", start_note);
        return Ok(None);
    };
    let (end, end_note) = end?;
    let duration_minutes = match end {
        None => USUAL_LENGTH,
        Some(end) if end == start => {
            return Err(row.note(
                "end_time",
                "it is the same as the start: no time, or a whole day?",
            ));
        }
        Some(end) => (end + DAY - start) % DAY,
    };
    row.repair("day", days_note);
    row.repair("time", start_note);
    row.repair("end_time", end_note);
    let names: Vec<&str> = days.iter().map(|day| DAYS[usize::from(*day)]).collect();
    Ok(Some(ScheduleRecord {
        starts_at: format!("{}T{:02}:{:02}", first_date(&days), start / 60, start % 60),
        duration_minutes,
        time_zone: zone(row).unwrap_or_else(|| context.time_zone.clone()),
        rrule: Some(format!("FREQ=WEEKLY;BYDAY={}", names.join(","))),
        exdates: Vec::new(),
        rdates: Vec::new(),
    }))
}

/// The row's zone. A name that differs only in its capitals or has blanks for `_` is put right; any
/// other is left to the check of the record, which refuses it and knows its nearest.
fn zone(row: &mut Row<'_>) -> Option<String> {
    let said = row.line("timezone")?;
    let joined = said.replace(' ', "_");
    let known = TZ_VARIANTS
        .iter()
        .map(|zone| zone.name())
        .find(|name| name.eq_ignore_ascii_case(&joined));
    match known {
        Some(name) if name != said => {
            row.repair("timezone", Some(format!("{said:?} is read as {name}")));
            Some(name.to_owned())
        }
        _ => Some(said),
    }
}

/// The first date from 2024 on, which began with a Monday, on one of the days.
fn first_date(days: &[u8]) -> NaiveDate {
    let monday = NaiveDate::from_ymd_opt(2024, 1, 1).unwrap_or_default();
    let after_monday = |day: u8| u64::from((day + 6) % 7);
    let soonest = days.iter().map(|day| after_monday(*day)).min().unwrap_or(0);
    monday + Days::new(soonest)
}
