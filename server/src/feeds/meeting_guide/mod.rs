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

mod address;
mod keys;
mod place;
mod reach;
mod row;
mod time;
mod types;
mod way_in;
mod when;

use api_types::{DropIn, Format, JoinPolicy, Status};
use chrono::NaiveDate;
use serde_json::Value;

use super::{FeedContext, FeedError, FeedGroup, FeedRead, RowNote, text_of};
use crate::domain::{
    check::check_group,
    group::{FirstMeetingRecord, GroupRecord, JoinDetails, JoinFormRecord},
};
use row::Row;
use types::Types;
use way_in::WayIn;

/// Longest description, characters.
const TEXT: usize = 10_000;

/// Reads a feed.
pub fn read(bytes: &[u8], context: &FeedContext) -> Result<FeedRead, FeedError> {
    let feed: Value = serde_json::from_str(text_of(bytes)?)?;
    let rows = rows_of(&feed)?;
    let mut read = FeedRead {
        rows: rows.len(),
        ..FeedRead::default()
    };
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
                read.groups.push(FeedGroup {
                    row: number,
                    // The feed's own name for it, even where it is no slug of ours.
                    source_key: row.line("slug").unwrap_or_else(|| record.slug.clone()),
                    record,
                });
            }
            Err(note) => read.refused.push(note),
        }
    }
    keys::make_distinct(&mut read.groups);
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
    let Some(name) = row.short("name") else {
        return Err(row.note("name", "it is missing"));
    };
    let schedule = when::schedule(row, context)?;
    let (types, note) = types::read(row.get("types"));
    row.repair("types", note);
    let mut join = reach::join(row);
    let mut way_in = WayIn::new(&join);
    let name = way_in.open_start("name", &name);
    if name.is_empty() {
        return Err(row.note(
            "name",
            "it is nothing but what lets people into the meeting",
        ));
    }
    let place = place::read(row, context.country.as_deref());
    let place = place.map(|place| way_in.open_place(place));
    let has_street = place.as_ref().is_some_and(|place| place.address.is_some());
    let (format, status) = format(row, &types, &join, has_street);
    let openness = types.openness();
    let slug = slug(row, &name);
    let summary = row.short("group").filter(|group| *group != name);
    let summary = way_in.open("group", summary).unwrap_or_default();
    let description = description(row, &mut way_in);
    let mut contact = reach::contact(row);
    contact.url = way_in.open("url", contact.url);
    for (field, _) in &way_in.kept {
        let reason = "it lets people into the meeting; it is kept for members";
        row.repair(field, Some(reason.to_owned()));
    }
    way_in.add_to(&mut join);
    let goes_there = matches!(format, Format::InPerson | Format::Hybrid);
    let mut languages = types.languages.iter().map(|tag| (*tag).to_owned());
    let record = GroupRecord {
        host_url: None,
        slug,
        summary,
        description,
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
        openness,
        cost: None,
        cost_note: None,
        accessibility: types.accessibility,
        accessibility_note: None,
        join_policy: JoinPolicy::DropIn,
        drop_in: Some(DropIn::JustCome),
        capacity: None,
        places_taken: 0,
        host_platform: join.url.as_deref().map(reach::platform),
        technical_setup: String::new(),
        first_meeting: FirstMeetingRecord::default(),
        schedule,
        place: place.and_then(|place| {
            if goes_there {
                Some(place)
            } else {
                place::area(place)
            }
        }),
        contact,
        join,
        join_form: JoinFormRecord::default(),
        last_checked: row.line("updated").and_then(|text| date(&text)),
        name,
    };
    check_group(&record).map_err(|faults| row.note(&faults[0].field, faults[0].reason.clone()))?;
    Ok(record)
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

/// The notes, each line a paragraph, with what Markdown would read as marks made harmless.
fn description(row: &mut Row<'_>, way_in: &mut WayIn) -> String {
    let fields = ["notes", "location_notes", "group_notes"];
    let mut texts: Vec<String> = fields.iter().filter_map(|field| row.text(field)).collect();
    texts.dedup();
    let all = texts.join("\n");
    let lines = all.lines().map(|line| way_in.open_sentences("notes", line));
    let lines: Vec<String> = lines.filter(|line| !line.is_empty()).collect();
    let mut out = String::new();
    let mut length = 0;
    for letter in lines.join("\n\n").chars() {
        let marks = "\\`*_{}[]<>#|~".contains(letter);
        length += 1 + usize::from(marks);
        if length >= TEXT {
            row.repair(
                "notes",
                Some(format!("longer than {TEXT} characters; the end is cut off")),
            );
            out.push('…');
            break;
        }
        if marks {
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

#[cfg(test)]
mod tests;
