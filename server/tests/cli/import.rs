//! `kindred import`, `kindred export`, `kindred import-places`

use std::fs;

use serde_json::{Value, json};

use crate::program::Kindred;

fn feed() -> Value {
    json!([
        { "id": 1, "name": "Breast cancer circle", "slug": "circle", "day": 2, "time": "19:00",
          "end_time": "20:30", "timezone": "America/Chicago", "types": ["O", "ONL"],
          "conference_url": "https://zoom.us/j/5550100", "conference_phone": "+13125550199" },
        { "id": 2, "name": "Night owls", "slug": "owls", "day": 5, "time": "23:00",
          "end_time": "00:30", "formatted_address": "5 Orchard Street, Riverside, CA 92501, USA",
          "location": "Community hall", "latitude": 33.98, "longitude": -117.37 },
        { "id": 3, "name": "No time at all", "slug": "broken", "day": 9, "time": "25:99" },
    ])
}

#[test]
fn a_feed_comes_in_once_however_often_it_is_imported() {
    let kindred = Kindred::with_site();
    let file = kindred.write("feed.json", feed().to_string());
    let first = kindred.import("meeting-guide", &file);
    assert_eq!(first.code, 0, "{}{}", first.out, first.err);
    let mut lines = first.out.lines();
    assert_eq!(
        lines.next(),
        Some("read 3, added 2, changed 0, unchanged 0, removed 0, refused 1")
    );
    let refused = lines.next().unwrap();
    assert!(
        refused.starts_with("refused row 3 (No time at all): "),
        "{refused}"
    );
    let again = kindred.import("meeting-guide", &file);
    assert!(
        again
            .out
            .starts_with("read 3, added 0, changed 0, unchanged 2, removed 0, refused 1")
    );
    let exported = kindred.exported();
    assert_eq!(exported["groups"].as_array().unwrap().len(), 2);
}

#[test]
fn a_group_that_changed_or_went_is_told() {
    let kindred = Kindred::with_site();
    let mut rows = feed().as_array().unwrap().clone();
    rows.truncate(2);
    let file = kindred.write("feed.json", json!(rows).to_string());
    kindred.import("meeting-guide", &file);
    rows[0]["name"] = json!("Breast cancer evening circle");
    kindred.write("feed.json", json!(rows).to_string());
    let said = kindred.import("meeting-guide", &file);
    assert!(
        said.out
            .starts_with("read 2, added 0, changed 1, unchanged 1, removed 0"),
        "{}",
        said.out
    );
    rows.truncate(1);
    kindred.write("feed.json", json!(rows).to_string());
    let said = kindred.import("meeting-guide", &file);
    assert!(
        said.out
            .starts_with("read 1, added 0, changed 0, unchanged 1, removed 1"),
        "{}{}",
        said.out,
        said.err
    );
}

#[test]
fn an_answer_for_scripts_is_one_object() {
    let kindred = Kindred::with_site();
    let file = kindred.write("feed.json", feed().to_string());
    let file = file.display().to_string();
    let args = [
        "import",
        "--json",
        "--site",
        "riverside",
        "--format",
        "meeting-guide",
        &file,
    ];
    let answer: Value = serde_json::from_str(&kindred.ok(&args)).unwrap();
    assert_eq!(
        (&answer["read"], &answer["added"], &answer["refused"]),
        (&json!(3), &json!(2), &json!(1))
    );
    assert_eq!(answer["refused_rows"][0]["row"], 3);
}

#[test]
fn a_broken_file_changes_nothing_and_says_why() {
    let kindred = Kindred::with_site();
    let good = kindred.write("feed.json", feed().to_string());
    kindred.import("meeting-guide", &good);
    let before = kindred.exported();
    let cases: &[(&str, Vec<u8>)] = &[
        (
            "web page",
            b"<!doctype html><title>Not found</title>".to_vec(),
        ),
        (
            "line 1, column",
            [feed().to_string().as_bytes(), b" trailing"].concat(),
        ),
        ("UTF-8", b"[{\"name\": \"Caf\xe9\"}]".to_vec()),
        ("empty", Vec::new()),
        ("no group", b"[]".to_vec()),
        ("nothing was changed", b"[{\"day\": 9}]".to_vec()),
    ];
    for (expected, bytes) in cases {
        let file = kindred.write("broken.json", bytes);
        let said = kindred.import("meeting-guide", &file);
        assert_eq!(said.code, 1, "{expected}: {}", said.out);
        assert!(said.err.contains(expected), "{expected}: {}", said.err);
        assert!(said.err.contains("nothing was changed"), "{}", said.err);
    }
    assert_eq!(kindred.exported(), before);
}

#[test]
fn a_file_larger_than_any_feed_is_not_read_to_its_end() {
    let kindred = Kindred::with_site();
    let path = kindred.write("huge.json", "[");
    let file = fs::OpenOptions::new().write(true).open(&path).unwrap();
    file.set_len(500 << 20).unwrap();
    let said = kindred.import("meeting-guide", &path);
    assert_eq!(said.code, 1);
    assert!(said.err.contains("more than 64 MB"), "{}", said.err);
}

#[test]
fn what_is_not_there_is_named() {
    let kindred = Kindred::with_site();
    let said = kindred.import("meeting-guide", &kindred.path("none.json"));
    assert_eq!(said.code, 1);
    assert!(
        said.err.contains("none.json cannot be opened"),
        "{}",
        said.err
    );
    let file = kindred.write("feed.json", feed().to_string());
    let args = [
        "import",
        "--site",
        "riversid",
        "--format",
        "meeting-guide",
        file.to_str().unwrap(),
    ];
    let said = kindred.run(&args);
    assert_eq!(said.code, 1);
    assert!(said.err.contains("did you mean riverside?"), "{}", said.err);
    assert!(said.err.contains("--new-site"), "{}", said.err);
    let said = kindred.run(&["export", "--site", "../etc"]);
    assert!(said.err.contains("slug"), "{}", said.err);
}

#[test]
fn a_new_site_is_made_with_its_first_groups_and_not_for_a_broken_file() {
    let kindred = Kindred::new();
    let import = |file: &str| {
        let new = [
            "import",
            "--site",
            "lakeside",
            "--new-site",
            "Lakeside \"Clinic\"",
        ];
        kindred.run(&[&new[..], &["--format", "meeting-guide", file]].concat())
    };
    kindred.write("broken.json", "[{");
    assert_eq!(import("broken.json").code, 1);
    assert!(!kindred.path("data/sites/lakeside.toml").exists());
    kindred.write("feed.json", feed().to_string());
    let said = import("feed.json");
    assert_eq!(said.code, 0, "{}", said.err);
    assert!(
        said.out.contains("made data/sites/lakeside.toml"),
        "{}",
        said.out
    );
    kindred.ok(&["check", "data/sites/lakeside.toml"]);
    assert_eq!(
        import("feed.json").code,
        0,
        "a second time the site is simply there"
    );
}

#[test]
fn what_is_exported_comes_back_the_same() {
    let kindred = Kindred::with_site();
    let groups = include_str!("../api/fixtures/groups.json");
    let file = kindred.write("groups.json", groups);
    let said = kindred.import("kindred", &file);
    assert!(
        said.out.starts_with("read 6, added 6"),
        "{}{}",
        said.out,
        said.err
    );
    let plain = kindred.exported();
    assert!(
        !plain.to_string().contains("hidden-room-77"),
        "join details stay at home"
    );
    let whole = [
        "export",
        "--site",
        "riverside",
        "--with-join-details",
        "--out",
        "whole.json",
    ];
    kindred.ok(&whole);
    let text = fs::read_to_string(kindred.path("whole.json")).unwrap();
    assert!(text.contains("hidden-room-77"));

    let other = Kindred::with_site();
    let file = other.write("whole.json", &text);
    let said = other.import("kindred", &file);
    assert!(
        said.out.starts_with("read 6, added 6"),
        "{}{}",
        said.out,
        said.err
    );
    assert_eq!(other.exported(), plain);
    other.ok(&whole);
    assert_eq!(fs::read_to_string(other.path("whole.json")).unwrap(), text);
    let said = other.import("kindred", &file);
    assert!(
        said.out
            .starts_with("read 6, added 0, changed 0, unchanged 6"),
        "{}",
        said.out
    );
}

#[test]
fn a_calendar_can_be_exported() {
    let kindred = Kindred::with_site();
    let file = kindred.write("groups.json", include_str!("../api/fixtures/groups.json"));
    kindred.import("kindred", &file);
    let calendar = kindred.ok(&["export", "--site", "riverside", "--format", "ical"]);
    assert_eq!(calendar.matches("BEGIN:VEVENT").count(), 4);
    assert!(!calendar.contains("hidden-room-77") && !calendar.contains("Unlisted"));
}

#[test]
fn places_come_in_from_a_geonames_file() {
    let kindred = Kindred::with_site();
    let row = "US\t92501\tRiverside\tCalifornia\tCA\tRiverside\t065\t\t\t33.9924\t-117.3694\t4\n";
    kindred.write("US.txt", row);
    assert_eq!(
        kindred.ok(&["import-places", "US.txt"]),
        "US.txt: 1 places\n"
    );
    kindred.write("bad.txt", "US\t92501\n");
    let said = kindred.run(&["import-places", "bad.txt"]);
    assert_eq!(said.code, 1);
    assert!(said.err.contains("line 1"), "{}", said.err);
}

#[cfg(unix)]
#[test]
fn the_key_and_the_data_folder_are_for_their_owner_alone() {
    use std::os::unix::fs::PermissionsExt;
    let kindred = Kindred::new();
    kindred.write("feed.json", feed().to_string());
    kindred.ok(&[
        "import",
        "--data",
        "fresh",
        "--site",
        "a",
        "--new-site",
        "A",
        "--format",
        "meeting-guide",
        "feed.json",
    ]);
    let mode = |name: &str| {
        fs::metadata(kindred.path(name))
            .unwrap()
            .permissions()
            .mode()
            & 0o777
    };
    assert_eq!(mode("fresh/kindred.key"), 0o600);
}

/// A group that lives on another platform, with a link to it or without.
fn elsewhere(link: Option<&str>) -> String {
    let mut group = json!({
        "slug": "walks", "name": "Walks", "language": "en", "format": "in-person",
        "join_policy": "elsewhere", "host_platform": "meetup",
    });
    if let Some(link) = link {
        group["host_url"] = json!(link);
    }
    json!({ "groups": [group] }).to_string()
}

#[test]
fn a_group_without_the_link_to_where_it_lives_is_taken_and_told_of() {
    let kindred = Kindred::with_site();
    let file = kindred.write("groups.json", elsewhere(None));
    let said = kindred.import("kindred", &file);
    assert_eq!(said.code, 0, "{}", said.err);
    assert_eq!(
        said.out,
        "read 1, added 1, changed 0, unchanged 0, removed 0, refused 0\n\
         incomplete row 1 (Walks): host_url: it is missing: without a link to where the group \
         lives, members only read whom to ask\n"
    );
    let bad = kindred.write("groups.json", elsewhere(Some("ftp://example.org")));
    let said = kindred.import("kindred", &bad);
    assert!(
        said.out.starts_with("refused row 1 (Walks): host_url: "),
        "{}",
        said.out
    );
}

#[test]
fn the_link_to_where_a_group_lives_survives_an_export() {
    let kindred = Kindred::with_site();
    let link = "https://meetup.example.org/walks";
    let file = kindred.write("groups.json", elsewhere(Some(link)));
    kindred.import("kindred", &file);
    let exported = kindred.exported();
    assert_eq!(exported["groups"][0]["host_url"], link);
    let again = kindred.write("again.json", exported.to_string());
    let said = kindred.import("kindred", &again);
    assert!(
        said.out
            .starts_with("read 1, added 0, changed 0, unchanged 1"),
        "{}",
        said.out
    );
    let calendar = kindred.ok(&["export", "--site", "riverside", "--format", "ical"]);
    assert!(!calendar.contains(link));
}
