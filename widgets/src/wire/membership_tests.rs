//! The wire of a member's page, of setting up and of going on: read and written here as serde does.

use api_types::{
    Acknowledgement, CorrectedContact, HandOver, MemberCalendar, MemberWords, Membership,
    MembershipChange, NewHandOver, SetUp, Standing,
};

use super::{
    join_tests::guidelines,
    tests::{BLOCKS, CONTACT, assert_reads},
    write::{hand_over, membership_change},
};

pub(crate) fn membership() -> String {
    format!(
        r#"{{ "group": "tuesday", "name": "Tuesday group", "group_language": "en",
            "reference": "KIN-7F3K-2Q", "state": "approved", "answer_by": "2026-12-01",
            "held_until": "2026-12-02T00:00:00Z",
            "way_in": {{ "url": "https://meet.example.org/a", "phone": "555-0100", "note": "Ring twice",
                "address": ["1 High Street", "Riverside"] }},
            "meetings": [{{ "starts_at": "2026-12-01T19:00:00-06:00", "ends_at": "2026-12-01T20:30:00-06:00" }}],
            "changed_meetings": [
                {{ "was": {{ "starts_at": "a", "ends_at": "b" }}, "moved_to": "c", "note": "n" }},
                {{ "was": {{ "starts_at": "a", "ends_at": "b" }} }}],
            "time_zone": "America/Chicago", "host_platform": "zoom", "reminders": false,
            "written": {{ "display_name": "Rosa", "pronouns": "she", "access_needs": "a", "introduction": "i",
                "share_introduction": true }},
            "contact": {{ "kind": "email", "value": "rosa@example.org" }},
            "new_email": "rosario@example.org",
            "receipts": [{{ "version": "1.0", "hash": "h", "language": "es",
                "acknowledged_at": "2026-11-20T10:00:00Z" }}],
            "guidelines": {},
            "resources": [{{ "title": "Listening", "note": "n", "language": "en", "text": {BLOCKS} }},
                {{ "title": "Parking", "language": "es", "url": "https://example.org/p.pdf" }}],
            "ask": {CONTACT} }}"#,
        guidelines()
    )
}

#[test]
fn a_membership_is_read_with_every_field() {
    assert_reads::<Membership>(&membership());
    assert_reads::<MemberCalendar>(
        r#"{ "url": "https://groups.example.org/calendar/t/dates.ics" }"#,
    );
}

#[test]
fn standing_and_a_corrected_contact_are_read() {
    assert_reads::<Standing>(
        r#"{ "state": "waitlisted", "member_page": "https://groups.example.org/m/t", "member": "t" }"#,
    );
    assert_reads::<Standing>(r#"{ "state": "approved" }"#);
    assert_reads::<CorrectedContact>(
        r#"{ "contact_kind": "email", "held_until": "2026-12-02T00:00:00Z" }"#,
    );
}

#[test]
fn setting_up_and_going_on_are_read() {
    assert_reads::<SetUp>(&format!(
        r#"{{ "group": "tuesday", "language": "en", "host_platform": "zoom", "uses_device": true,
            "from_group": {BLOCKS}, "parts": [{{ "part": "get-in", "title": "t", "text": {BLOCKS} }}] }}"#
    ));
    assert_reads::<HandOver>(
        r#"{ "reference": "KIN-7F3K-2Q", "host_platform": "meetup", "url": "https://example.org/g",
            "guidelines": { "version": "1.0", "hash": "h", "language": "es", "acknowledged_at": "t" } }"#,
    );
}

#[test]
fn a_change_and_going_on_are_written_as_serde_writes_them() {
    let same = |written: String, expected: serde_json::Value| {
        let written: serde_json::Value = serde_json::from_str(&written).unwrap();
        assert_eq!(written, expected);
    };
    let words = MemberWords {
        display_name: "Rosa \"R\"".to_owned(),
        pronouns: Some("she".to_owned()),
        access_needs: Some("a".to_owned()),
        introduction: Some("b\nc".to_owned()),
        share_introduction: true,
    };
    let short = MemberWords {
        pronouns: None,
        access_needs: None,
        introduction: None,
        share_introduction: false,
        ..words.clone()
    };
    let address = || Some("a\"b@example.org".to_owned());
    for (written, new_email, reminders, take_place) in [
        (Some(words), address(), None, None),
        (Some(short), None, Some(true), Some(false)),
        (None, address(), Some(false), Some(true)),
    ] {
        let change = MembershipChange {
            written,
            new_email,
            reminders,
            take_place,
        };
        same(
            membership_change(&change),
            serde_json::to_value(&change).unwrap(),
        );
    }
    let read = Acknowledgement {
        version: "3.1".to_owned(),
        hash: "h".to_owned(),
        language: "en".to_owned(),
    };
    for guidelines in [Some(read), None] {
        let new = NewHandOver { guidelines };
        same(hand_over(&new), serde_json::to_value(&new).unwrap());
    }
}
