//! The Meeting Guide format in: the JSON list of meetings that hundreds of fellowships publish.
//!
//! The whole format is read. What is out of format but can mean only one thing is read and told;
//! a row that has no single meaning is refused, with its number, field and reason: a wrong time
//! does more harm than a missing group.
//!
//! Rows with several days become one group that meets on each. A row without a day or a time is a
//! group by appointment. Without an end a meeting is an hour long; an end before the start is past
//! midnight. Schedules begin in the first week of 2024, whatever day it is read on, so that reading
//! a feed again changes nothing.

mod place;
mod row;
mod time;
mod types;

use std::collections::HashMap;

use api_types::{Contact, DropIn, Format, HostPlatform, JoinPolicy, Status};
use chrono::{Days, NaiveDate};
use serde_json::Value;

use super::{FeedContext, FeedError, FeedGroup, FeedRead, RowNote, text_of};
use crate::domain::{
    check::check_group,
    group::{FirstMeetingRecord, GroupRecord, JoinDetails, ScheduleRecord},
};
use row::Row;
use types::Types;

/// Length of a meeting that does not say its end, minutes.
const USUAL_LENGTH: u32 = 60;
const DAY: u32 = 24 * 60;
/// RRULE's names of the format's days.
const DAYS: [&str; 7] = ["SU", "MO", "TU", "WE", "TH", "FR", "SA"];

/// Reads a feed.
pub fn read(bytes: &[u8], context: &FeedContext) -> Result<FeedRead, FeedError> {
    let feed: Value = serde_json::from_str(text_of(bytes)?)?;
    let rows = rows_of(&feed)?;
    let mut read = FeedRead {
        rows: rows.len(),
        ..FeedRead::default()
    };
    let mut keys = Keys::default();
    for (number, value) in (1..).zip(rows) {
        let Value::Object(fields) = value else {
            read.refused.push(RowNote {
                row: number,
                name: None,
                field: "row".to_owned(),
                reason: "it is not an object".to_owned(),
            });
            continue;
        };
        let mut row = Row::new(number, fields);
        match group(&mut row, context) {
            Ok(record) => {
                read.repaired.append(&mut row.repaired);
                let source_key = record.slug.clone();
                read.groups.push(FeedGroup {
                    row: number,
                    source_key,
                    record,
                });
            }
            Err(note) => read.refused.push(note),
        }
    }
    keys.make_distinct(&mut read.groups);
    Ok(read)
}

/// The rows: an array, or the one array in an object around it.
fn rows_of(feed: &Value) -> Result<&Vec<Value>, FeedError> {
    let not_a_list = || FeedError::whole("this is JSON, but not a list of meetings");
    match feed {
        Value::Array(rows) => Ok(rows),
        Value::Object(members) => {
            let mut lists = members.values().filter_map(Value::as_array);
            match (lists.next(), lists.next()) {
                (Some(rows), None) => Ok(rows),
                _ => Err(not_a_list()),
            }
        }
        _ => Err(not_a_list()),
    }
}

/// Reads one row, or says why it has no single meaning.
fn group(row: &mut Row<'_>, context: &FeedContext) -> Result<GroupRecord, RowNote> {
    let Some(name) = row.line("name") else {
        return Err(row.note("name", "it is missing"));
    };
    let schedule = schedule(row, context)?;
    let (types, note) = types::read(row.get("types"));
    row.repair("types", note);
    let (place, has_street) = place::read(row, context.country.as_deref());
    let join = join(row);
    let (format, status) = format(row, &types, &join, has_street);
    let mut languages = types.languages.iter().map(|tag| (*tag).to_owned());
    let record = GroupRecord {
        slug: slug(row, &name),
        summary: row
            .line("group")
            .filter(|group| *group != name)
            .unwrap_or_default(),
        description: description(row),
        language: languages.next().unwrap_or_else(|| context.language.clone()),
        other_languages: languages.collect(),
        format,
        status,
        focus: Vec::new(),
        audience: types.audience,
        stage: Vec::new(),
        purpose: None,
        leadership: None,
        facilitators: Vec::new(),
        openness: types.openness,
        cost: None,
        cost_note: None,
        accessibility: types.accessibility,
        accessibility_note: None,
        join_policy: JoinPolicy::DropIn,
        drop_in: Some(DropIn::JustCome),
        capacity: None,
        places_taken: 0,
        host_platform: join.url.as_deref().map(platform),
        technical_setup: String::new(),
        first_meeting: FirstMeetingRecord::default(),
        schedule,
        place,
        contact: contact(row),
        join,
        last_checked: row.line("updated").and_then(|text| date(&text)),
        name,
    };
    check_group(&record).map_err(|faults| row.note(&faults[0].field, faults[0].reason.clone()))?;
    Ok(record)
}

fn schedule(row: &mut Row<'_>, context: &FeedContext) -> Result<Option<ScheduleRecord>, RowNote> {
    let (days, days_note) = time::days(row.get("day")).map_err(|reason| row.note("day", reason))?;
    let (start, start_note) =
        time::time(row.get("time")).map_err(|reason| row.note("time", reason))?;
    let end = time::time(row.get("end_time")).map_err(|reason| row.note("end_time", reason));
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
        time_zone: row
            .line("timezone")
            .unwrap_or_else(|| context.time_zone.clone()),
        rrule: Some(format!("FREQ=WEEKLY;BYDAY={}", names.join(","))),
        exdates: Vec::new(),
        rdates: Vec::new(),
    }))
}

/// The first date from 2024 on, which began with a Monday, on one of the days.
fn first_date(days: &[u8]) -> NaiveDate {
    let monday = NaiveDate::from_ymd_opt(2024, 1, 1).unwrap_or_default();
    let after_monday = |day: u8| u64::from((day + 6) % 7);
    let soonest = days.iter().map(|day| after_monday(*day)).min().unwrap_or(0);
    monday + Days::new(soonest)
}

/// How it meets, and whether it does: `attendance_option` if it is there, else what follows from
/// link, address and types, as the format's own clients do.
fn format(
    row: &mut Row<'_>,
    types: &Types,
    join: &JoinDetails,
    has_street: bool,
) -> (Format, Status) {
    let reachable = join.url.is_some() || join.phone.is_some();
    let remote = if join.url.is_none() && join.phone.is_some() {
        Format::Phone
    } else {
        Format::Online
    };
    let place_open = has_street && !types.location_closed;
    let derived = match (reachable || (types.online && !place_open), place_open) {
        (true, true) => (Format::Hybrid, Status::Active),
        (true, false) => (remote, Status::Active),
        (false, _) if types.location_closed => (Format::InPerson, Status::Paused),
        (false, _) => (Format::InPerson, Status::Active),
    };
    let Some(option) = row.line("attendance_option") else {
        return derived;
    };
    let word = catalogue::fold(&option).replace(' ', "_");
    let known = match word.as_str() {
        "in_person" => (Format::InPerson, Status::Active),
        "online" => (remote, Status::Active),
        "hybrid" => (Format::Hybrid, Status::Active),
        "inactive" => (derived.0, Status::Paused),
        _ => {
            row.repair(
                "attendance_option",
                Some(format!("{option:?} is not known; it is left out")),
            );
            return derived;
        }
    };
    if word != option {
        row.repair(
            "attendance_option",
            Some(format!("{option:?} is read as {word}")),
        );
    }
    known
}

/// Links and numbers that let people in: kept for members.
fn join(row: &mut Row<'_>) -> JoinDetails {
    let notes = [
        row.text("conference_url_notes"),
        row.text("conference_phone_notes"),
    ];
    let notes: Vec<String> = notes.into_iter().flatten().collect();
    JoinDetails {
        url: link(row, "conference_url"),
        phone: row.line("conference_phone"),
        note: Some(notes.join("\n")).filter(|note| !note.is_empty()),
    }
}

fn contact(row: &mut Row<'_>) -> Contact {
    let email = row
        .line("email")
        .filter(|text| text.contains('@') && !text.contains(' '));
    Contact {
        name: None,
        phone: row.line("phone").filter(|text| text.len() <= 40),
        email,
        url: link(row, "website").or_else(|| link(row, "url")),
    }
}

/// A link, if it leads to the web.
fn link(row: &mut Row<'_>, field: &str) -> Option<String> {
    let text = row.line(field)?;
    if text.starts_with("https://") || text.starts_with("http://") {
        return Some(text);
    }
    let bare = text
        .split('/')
        .next()
        .is_some_and(|host| host.contains('.') && !host.contains([' ', ':', '@']));
    if bare {
        row.repair(
            field,
            Some("it has no https:// in front; that is added".to_owned()),
        );
        return Some(format!("https://{text}"));
    }
    row.repair(
        field,
        Some("it is not a web address; it is left out".to_owned()),
    );
    None
}

fn platform(url: &str) -> HostPlatform {
    let host = url
        .split("://")
        .nth(1)
        .and_then(|rest| rest.split('/').next())
        .unwrap_or_default();
    let host = host.to_ascii_lowercase();
    let at = |domain: &str| host == domain || host.ends_with(&format!(".{domain}"));
    match () {
        () if at("zoom.us") || at("zoomgov.com") => HostPlatform::Zoom,
        () if at("meet.google.com") => HostPlatform::GoogleMeet,
        () if at("teams.microsoft.com") || at("teams.live.com") => HostPlatform::Teams,
        () if at("meet.jit.si") => HostPlatform::Jitsi,
        () if at("facebook.com") => HostPlatform::FacebookGroups,
        () if at("meetup.com") => HostPlatform::Meetup,
        () => HostPlatform::Other,
    }
}

/// The notes as paragraphs, with what Markdown would read as marks made harmless.
fn description(row: &Row<'_>) -> String {
    let fields = ["notes", "location_notes", "group_notes"];
    let mut texts: Vec<String> = fields.iter().filter_map(|field| row.text(field)).collect();
    texts.dedup();
    let mut out = String::new();
    for letter in texts.join("\n\n").chars() {
        if "\\`*_{}[]<>#|~".contains(letter) {
            out.push('\\');
        }
        out.push(letter);
    }
    out
}

/// `YYYY-MM-DD` at the beginning of a text.
fn date(text: &str) -> Option<String> {
    let day = NaiveDate::parse_from_str(text.get(..10)?, "%Y-%m-%d").ok()?;
    Some(day.to_string())
}

/// The row's own slug in our letters, or one made of the name.
fn slug(row: &mut Row<'_>, name: &str) -> String {
    let own = row.line("slug");
    let wanted = own.clone().unwrap_or_else(|| name.to_owned());
    let letter = |letter: char| {
        if letter.is_ascii_alphanumeric() {
            letter
        } else {
            ' '
        }
    };
    let plain: String = catalogue::fold(&wanted).chars().map(letter).collect();
    let words: Vec<&str> = plain.split_whitespace().collect();
    let mut slug = words.join("-");
    slug.truncate(80);
    let slug = slug.trim_end_matches('-');
    let slug = if slug.is_empty() { "group" } else { slug }.to_owned();
    match own {
        None => row.repair(
            "slug",
            Some(format!("it is missing; {slug:?} is made of the name")),
        ),
        Some(own) if own != slug => {
            row.repair("slug", Some(format!("{own:?} is read as {slug:?}")));
        }
        Some(_) => {}
    }
    slug
}

/// Makes keys of groups that share a slug distinct, by what they say and not by their order: the
/// first by day, time and name keeps the slug itself.
#[derive(Default)]
struct Keys(HashMap<String, Vec<usize>>);

impl Keys {
    fn make_distinct(&mut self, groups: &mut [FeedGroup]) {
        for (at, group) in groups.iter().enumerate() {
            self.0.entry(group.source_key.clone()).or_default().push(at);
        }
        for (slug, mut places) in self.0.drain().filter(|(_, places)| places.len() > 1) {
            places.sort_by_key(|at| said_by(&groups[*at].record));
            let mut before: Option<String> = None;
            let mut copies = 0;
            for (number, at) in places.into_iter().enumerate() {
                let said = said_by(&groups[at].record);
                copies = if before.as_ref() == Some(&said) {
                    copies + 1
                } else {
                    0
                };
                if number > 0 {
                    groups[at].source_key = format!("{slug}#{said}#{copies}");
                }
                before = Some(said);
            }
        }
    }
}

fn said_by(record: &GroupRecord) -> String {
    let schedule = record.schedule.as_ref();
    let when = schedule.map_or(String::new(), |schedule| {
        let rule = schedule.rrule.as_deref().unwrap_or_default();
        format!("{}|{rule}", schedule.starts_at)
    });
    format!("{when}|{}", record.name)
}

#[cfg(test)]
mod tests;
