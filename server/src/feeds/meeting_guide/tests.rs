//! One small, invented fixture for every trap, in `tests/fixtures/meeting_guide/`.

use super::*;
use proptest::prelude::*;
use serde_json::json;

fn context() -> FeedContext {
    FeedContext {
        language: "en".into(),
        time_zone: "America/Chicago".into(),
        country: Some("US".into()),
        today: NaiveDate::from_ymd_opt(2026, 11, 24).unwrap(),
    }
}

macro_rules! fixture {
    ($name:literal) => {
        read(
            include_bytes!(concat!(
                "../../../tests/fixtures/meeting_guide/",
                $name,
                ".json"
            )),
            &context(),
        )
        .expect($name)
    };
}

fn rule(group: &FeedGroup) -> (&str, &str, u32) {
    let schedule = group.record.schedule.as_ref().expect("a schedule");
    (
        &schedule.starts_at,
        schedule.rrule.as_deref().unwrap(),
        schedule.duration_minutes,
    )
}

fn refused(read: &FeedRead) -> Vec<(usize, &str)> {
    read.refused
        .iter()
        .map(|note| (note.row, note.field.as_str()))
        .collect()
}

#[test]
fn the_format_as_it_is_published_is_read_whole_and_without_a_note() {
    let read = fixture!("in_format");
    assert_eq!((read.rows, read.groups.len()), (4, 4));
    assert!(
        read.refused.is_empty() && read.repaired.is_empty(),
        "{:?}",
        read.repaired
    );
    insta::assert_json_snapshot!(
        read.groups
            .iter()
            .map(|group| &group.record)
            .collect::<Vec<_>>()
    );
}

#[test]
fn a_day_is_a_number_an_array_or_missing() {
    let read = fixture!("days");
    assert_eq!(rule(&read.groups[0]).1, "FREQ=WEEKLY;BYDAY=SU");
    assert_eq!(rule(&read.groups[0]).0, "2024-01-07T19:00");
    assert_eq!(
        rule(&read.groups[1]),
        ("2024-01-01T12:00", "FREQ=WEEKLY;BYDAY=MO,WE,FR", 60)
    );
    assert!(
        read.groups[2..]
            .iter()
            .all(|group| group.record.schedule.is_none())
    );
    assert!(read.repaired.is_empty());
}

#[test]
fn an_end_before_the_start_is_past_midnight_and_the_same_time_has_no_meaning() {
    let read = fixture!("past_midnight");
    assert_eq!(rule(&read.groups[0]).2, 90);
    assert_eq!(rule(&read.groups[1]).2, 60);
    assert_eq!(refused(&read), [(3, "end_time")]);
}

#[test]
fn times_and_days_out_of_format_are_read_where_they_have_one_meaning() {
    let read = fixture!("repaired");
    let starts: Vec<&str> = read.groups.iter().map(|group| rule(group).0).collect();
    assert_eq!(
        starts,
        [
            "2024-01-01T20:00",
            "2024-01-02T20:00",
            "2024-01-03T19:30",
            "2024-01-04T12:00"
        ]
    );
    let notes: Vec<(usize, &str)> = read
        .repaired
        .iter()
        .map(|note| (note.row, note.field.as_str()))
        .collect();
    assert_eq!(
        notes,
        [
            (1, "time"),
            (2, "day"),
            (2, "time"),
            (3, "time"),
            (3, "types"),
            (4, "time"),
            (4, "slug")
        ]
    );
    assert!(read.refused.is_empty());
}

#[test]
fn what_is_too_long_or_no_address_costs_a_note_and_not_the_row() {
    let read = fixture!("long");
    assert!(read.refused.is_empty());
    let group = &read.groups[0];
    assert_eq!(group.record.name.chars().count(), 200);
    assert!(group.record.slug.len() <= 80);
    assert!(group.source_key.ends_with("-end"));
    let schedule = group.record.schedule.as_ref().unwrap();
    assert_eq!(schedule.time_zone, "America/New_York");
    assert_eq!(schedule.duration_minutes, 300);
    let mut fields: Vec<&str> = read
        .repaired
        .iter()
        .map(|note| note.field.as_str())
        .collect();
    fields.sort_unstable();
    assert_eq!(
        fields,
        [
            "email", "end_time", "name", "slug", "timezone", "types", "url"
        ]
    );
}

#[test]
fn a_group_to_which_nobody_travels_keeps_its_area_and_no_address() {
    let read = fixture!("online");
    let formats: Vec<Format> = read
        .groups
        .iter()
        .map(|group| group.record.format)
        .collect();
    assert_eq!(
        formats,
        [
            Format::Online,
            Format::Phone,
            Format::InPerson,
            Format::Hybrid,
            Format::InPerson
        ]
    );
    let places: Vec<_> = read
        .groups
        .iter()
        .map(|group| group.record.place.as_ref().unwrap())
        .collect();
    assert_eq!(places[0].town.as_deref(), Some("Mapleford"));
    for online in &places[..2] {
        assert_eq!((&online.venue, &online.address), (&None, &None));
        assert_eq!(online.position, None);
    }
    assert!(places[2..].iter().all(|place| place.address.is_some()));
    assert_eq!(read.groups[4].record.status, Status::Paused);
}

#[test]
fn a_slug_that_is_none_of_ours_is_still_the_feed_s_own_key() {
    let read = fixture!("online");
    assert_eq!(read.groups[0].source_key, "Left_the_Hall");
    assert_eq!(read.groups[0].record.slug, "left-the-hall");
    assert_eq!(read.groups[1].source_key, "left-the-hall");
}

#[test]
fn rows_without_a_single_meaning_are_refused_and_the_others_taken() {
    let read = fixture!("refused");
    assert_eq!(read.groups.len(), 1);
    assert_eq!(
        refused(&read),
        [
            (1, "name"),
            (2, "time"),
            (3, "time"),
            (4, "time"),
            (5, "day"),
            (6, "day"),
            (7, "row"),
            (8, "schedule.time_zone"),
            (9, "end_time"),
        ]
    );
    assert!(
        read.refused[7].reason.contains("America/Chicago"),
        "{}",
        read.refused[7].reason
    );
    assert_eq!(read.refused[1].name.as_deref(), Some("Twenty-five o'clock"));
}

#[test]
fn both_of_two_rows_with_one_slug_are_kept_whatever_their_order() {
    let read = fixture!("same_slug");
    let keys = |read: &FeedRead| {
        let mut keys: Vec<(String, String)> = read
            .groups
            .iter()
            .map(|group| (rule(group).0.to_owned(), group.source_key.clone()))
            .collect();
        keys.sort();
        keys
    };
    let found = keys(&read);
    assert_eq!(read.groups.len(), 4);
    let distinct: std::collections::HashSet<&String> = found.iter().map(|(_, key)| key).collect();
    assert_eq!(distinct.len(), 4);
    let mut rows: Vec<Value> = serde_json::from_str(include_str!(
        "../../../tests/fixtures/meeting_guide/same_slug.json"
    ))
    .unwrap();
    rows.reverse();
    let turned = super::read(json!(rows).to_string().as_bytes(), &context()).unwrap();
    assert_eq!(keys(&turned), found);
}

#[test]
fn reading_on_another_day_gives_the_same() {
    let bytes = include_bytes!("../../../tests/fixtures/meeting_guide/in_format.json");
    let later = FeedContext {
        today: NaiveDate::from_ymd_opt(2031, 2, 3).unwrap(),
        ..context()
    };
    assert_eq!(read(bytes, &context()), read(bytes, &later));
}

#[test]
fn links_to_a_meeting_are_kept_for_members() {
    for group in fixture!("in_format").groups {
        let mut open = group.record.clone();
        open.join = JoinDetails::default();
        let said = serde_json::to_string(&open).unwrap();
        assert!(!said.contains("meet-secret"), "{said}");
    }
}

#[test]
fn what_lets_people_in_is_kept_for_members_wherever_a_row_says_it() {
    let read = fixture!("way_in");
    assert_eq!((read.groups.len(), refused(&read)), (4, vec![(5, "name")]));
    for group in &read.groups {
        let mut open = group.record.clone();
        open.join = JoinDetails::default();
        let said = serde_json::to_string(&open).unwrap();
        for secret in ["5550100", "5550111", "meet-secret", "zoom.us/j"] {
            assert!(!said.contains(secret), "{said}");
        }
        assert!(group.record.join.url.is_some() || group.record.join.note.is_some());
    }
    let first = &read.groups[0].record;
    assert_eq!(first.description, "All are welcome.\n\nRing the bell.");
    assert_eq!(first.join.note.as_deref(), Some("Passcode: meet-secret"));
    assert_eq!(read.groups[2].record.name, "Night owls");
    assert_eq!(read.groups[3].record.format, Format::Hybrid);
    let fields: Vec<&str> = read
        .repaired
        .iter()
        .map(|note| note.field.as_str())
        .collect();
    assert!(fields.contains(&"notes") && fields.contains(&"url") && fields.contains(&"location"));
    for note in &read.repaired {
        assert!(!note.reason.contains("5550100"), "{}", note.reason);
    }
}

#[test]
fn a_file_that_is_no_feed_says_what_it_is() {
    let said = |bytes: &[u8]| read(bytes, &context()).unwrap_err().to_string();
    assert!(said(b"<!doctype html><title>404</title>").contains("web page"));
    assert_eq!(said(b"[]\n[]"), "line 2, column 1: trailing characters");
    assert!(said(b"[{\"name\": \"A\",}]").starts_with("line 1, column 15"));
    assert!(said(b"{\"a\": 1}").contains("not a list"));
    assert!(said(b"{\"a\": [], \"b\": []}").contains("not a list"));
    assert!(said(b"7").contains("not a list"));
    assert!(said(b"[\"caf\xe9\"]").contains("UTF-8"));
    assert_eq!(read(b"{\"meetings\": []}", &context()).unwrap().rows, 0);
}

fn anything() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(|number| json!(number)),
        "\\PC{0,12}".prop_map(Value::from),
        "[0-9]{1,2}:[0-9]{2}( [AaPp][Mm])?".prop_map(Value::from),
        "[<>/&;a-z#0-9 ]{0,20}".prop_map(Value::from),
    ];
    leaf.prop_recursive(2, 8, 3, |inner| {
        proptest::collection::vec(inner, 0..3).prop_map(Value::from)
    })
}

proptest! {
    /// Whatever stands in a row, it is taken or refused, and never breaks the reading.
    #[test]
    fn every_row_is_taken_or_refused(values in proptest::collection::vec(anything(), 24)) {
        let names = [
            "name", "slug", "day", "time", "end_time", "location", "group", "notes", "updated", "url", "types",
            "address", "city", "state", "postal_code", "country", "formatted_address", "latitude", "longitude",
            "timezone", "attendance_option", "conference_url", "conference_phone", "email",
        ];
        let row: serde_json::Map<String, Value> = names.iter().map(|name| (*name).to_owned()).zip(values).collect();
        let read = read(json!([row]).to_string().as_bytes(), &context()).unwrap();
        prop_assert_eq!(read.groups.len() + read.refused.len(), 1);
    }

    #[test]
    fn no_bytes_break_it(bytes in proptest::collection::vec(any::<u8>(), 0..64)) {
        let _ = read(&bytes, &context());
    }
}
