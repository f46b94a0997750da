//! Calendars out, as RFC 5545 has them: one event for each group, which repeats by its own rule.
//!
//! The `icalendar` crate escapes and folds each content line. It cannot write a VTIMEZONE (it puts
//! a UID and the present time into every component), so that the components are put together here.
//!
//! There is no field for a join link in [`CalendarGroup`], and so none can get into a calendar.

mod zone;

use std::collections::BTreeMap;

use chrono::{DateTime, Datelike, NaiveDateTime};
use chrono_tz::Tz;
use icalendar::Property;

use crate::domain::schedule::Schedule;

/// For how many years to come a calendar describes its zones.
const YEARS_AHEAD: i32 = 25;

/// What a calendar says of a group: public things alone.
#[derive(Debug, Clone)]
pub struct CalendarGroup {
    /// The same for as long as the group lives, unique in the world: `{id}@{site}.kindred`.
    pub uid: String,
    /// When what is said here last changed, ms since 1970 UTC.
    pub changed_at: i64,
    /// The title, in the group's language.
    pub summary: String,
    /// Plain text; may be empty.
    pub description: String,
    /// Public address; `None` where there is none or members alone may see it.
    pub location: Option<String>,
    /// The group's public page.
    pub url: Option<String>,
    /// When it meets.
    pub schedule: Schedule,
}

/// Writes a calendar named `name`, which a program may ask for again every six hours.
pub fn calendar(name: &str, groups: &[CalendarGroup]) -> String {
    let mut out = Lines::default();
    out.raw("BEGIN", "VCALENDAR");
    out.raw("VERSION", "2.0");
    // Tells nobody what the dates are of: a member's own calendar is read by its provider.
    out.raw("PRODID", "-//Kindred//Calendar//EN");
    out.raw("CALSCALE", "GREGORIAN");
    out.text("X-WR-CALNAME", name);
    out.raw("REFRESH-INTERVAL;VALUE=DURATION", "PT6H");
    out.raw("X-PUBLISHED-TTL", "PT6H");
    for (zone, (since, through)) in zones(groups) {
        zone::write(&mut out, zone, since, through + YEARS_AHEAD);
    }
    for group in groups {
        event(&mut out, group);
    }
    out.raw("END", "VCALENDAR");
    out.0
}

/// The zones that occur, each with the years in which its earliest meeting is and its latest change
/// was made.
fn zones(groups: &[CalendarGroup]) -> Vec<(Tz, (i32, i32))> {
    let mut zones: BTreeMap<&str, (Tz, (i32, i32))> = BTreeMap::new();
    for group in groups {
        let zone = group.schedule.zone();
        let first = group.schedule.first();
        let added = group.schedule.rdates().iter().copied();
        let since = added.fold(first, NaiveDateTime::min).year();
        let changed = DateTime::from_timestamp_millis(group.changed_at).unwrap_or_default();
        let through = first.year().max(changed.year());
        let known = zones.entry(zone.name()).or_insert((zone, (since, through)));
        known.1 = (known.1.0.min(since), known.1.1.max(through));
    }
    zones.into_values().collect()
}

fn event(out: &mut Lines, group: &CalendarGroup) {
    let schedule = &group.schedule;
    let zone = schedule.zone().name();
    let changed = DateTime::from_timestamp_millis(group.changed_at).unwrap_or_default();
    let changed = changed.format("%Y%m%dT%H%M%SZ").to_string();
    out.raw("BEGIN", "VEVENT");
    out.text("UID", &group.uid);
    out.raw("DTSTAMP", &changed);
    out.raw("LAST-MODIFIED", &changed);
    out.raw(&format!("DTSTART;TZID={zone}"), &local(schedule.first()));
    out.raw(
        "DURATION",
        &format!("PT{}M", schedule.duration().num_minutes()),
    );
    if let Some(rule) = schedule.rrule() {
        out.raw("RRULE", &rule);
    }
    for (name, dates) in [("EXDATE", schedule.exdates()), ("RDATE", schedule.rdates())] {
        for date in dates {
            out.raw(&format!("{name};TZID={zone}"), &local(*date));
        }
    }
    out.text("SUMMARY", &group.summary);
    if !group.description.is_empty() {
        out.text("DESCRIPTION", &group.description);
    }
    if let Some(location) = &group.location {
        out.text("LOCATION", location);
    }
    if let Some(url) = &group.url {
        out.raw("URL", url);
    }
    out.raw("STATUS", "CONFIRMED");
    out.raw("TRANSP", "OPAQUE");
    out.raw("END", "VEVENT");
}

/// A wall time in the form of RFC 5545.
fn local(at: NaiveDateTime) -> String {
    at.format("%Y%m%dT%H%M%S").to_string()
}

/// Content lines, folded at 75 octets and ended by CRLF.
#[derive(Default)]
struct Lines(String);

impl Lines {
    /// A line whose value is written as it is; control characters would end it early and go.
    fn raw(&mut self, name: &str, value: &str) {
        let value: String = value
            .chars()
            .filter(|letter| !letter.is_control())
            .collect();
        self.push(&Property::new(name, &value));
    }

    /// A line whose value is text, and so escaped by the library, which knows the names that hold
    /// text. Of control characters only line breaks stay.
    fn text(&mut self, name: &str, value: &str) {
        let value: String = value
            .chars()
            .filter(|letter| *letter == '\n' || !letter.is_control())
            .collect();
        self.push(&Property::new(name, &value));
    }

    fn push(&mut self, property: &Property) {
        let line: Result<String, std::fmt::Error> = property.clone().try_into();
        self.0.push_str(&line.unwrap_or_default());
    }
}

#[cfg(test)]
mod tests;
