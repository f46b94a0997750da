//! Which records are in order, and what is wrong with others.

use super::*;
use crate::domain::merge_patch;
use serde_json::{Value, json};

fn faults(changes: &Value) -> Vec<String> {
    let mut record = json!({
        "slug": "a", "name": "A", "language": "en", "format": "online", "join_policy": "open",
    });
    merge_patch::apply(&mut record, changes);
    let record: GroupRecord = serde_json::from_value(record).unwrap();
    let faults = check_group(&record).err().unwrap_or_default();
    faults.into_iter().map(|fault| fault.field).collect()
}

#[test]
fn a_plain_group_is_in_order() {
    assert!(faults(&json!({})).is_empty());
}

#[test]
fn every_fault_is_named_by_its_field() {
    let cases = [
        (json!({ "slug": "A b" }), "slug"),
        (json!({ "slug": "" }), "slug"),
        (json!({ "name": " " }), "name"),
        (json!({ "name": "a\nb" }), "name"),
        (json!({ "name": "a\u{202e}b" }), "name"),
        (json!({ "name": "x".repeat(201) }), "name"),
        (json!({ "language": "english" }), "language"),
        (json!({ "description": "x".repeat(10_001) }), "description"),
        (json!({ "summary": "a\u{0}b" }), "summary"),
        (
            json!({ "contact": { "url": "javascript:alert(1)" } }),
            "contact.url",
        ),
        (json!({ "contact": { "email": "nobody" } }), "contact.email"),
        (json!({ "join": { "url": "ftp://x" } }), "join.url"),
        (json!({ "host_url": "javascript:alert(1)" }), "host_url"),
        (json!({ "host_url": "https://a b" }), "host_url"),
        (json!({ "join": { "url": "https://" } }), "join.url"),
        (json!({ "focus": ["lung", "lung"] }), "focus"),
        (json!({ "place": { "country": "usa" } }), "place.country"),
        (
            json!({ "place": { "position": { "lat": 91, "lon": 0 } } }),
            "place.position",
        ),
        (json!({ "capacity": 0 }), "capacity"),
        (
            json!({ "join": { "requests_to": "nobody" } }),
            "join.requests_to",
        ),
        (
            json!({ "join_form": { "ages": { "from": 30, "to": 20 } } }),
            "join_form.ages",
        ),
        (
            json!({ "join_form": { "questions": [{ "id": "a", "kind": "choice", "text": "b" }] } }),
            "join_form.questions.0.options",
        ),
        (
            json!({ "join_form": { "questions": [{ "id": "a", "kind": "choice", "text": "b",
                "options": [{ "value": "c", "label": "d" }, { "value": "e" }] }] } }),
            "join_form.questions.0.options.1.label",
        ),
        (
            json!({ "join_form": { "questions": [
                { "id": "a", "kind": "yes-no", "text": "b" },
                { "id": "a", "kind": "short-text", "text": { "en": "c", "es": "d" } },
            ] } }),
            "join_form.questions.1.id",
        ),
        (
            json!({ "join_form": { "introduction_prompt": "" } }),
            "join_form.introduction_prompt",
        ),
        (json!({ "last_checked": "yesterday" }), "last_checked"),
        (
            json!({ "facilitators": [{ "name": "" }] }),
            "facilitators.name",
        ),
        (
            json!({ "schedule": { "starts_at": "2026-01-06T19:00", "duration_minutes": 60, "time_zone": "X" } }),
            "schedule.time_zone",
        ),
    ];
    for (changes, field) in cases {
        assert_eq!(faults(&changes), [field], "{changes}");
    }
}

#[test]
fn a_group_that_lives_elsewhere_lacks_a_link_until_it_has_one() {
    let lacks = |changes: Value| {
        let mut record = json!({
            "slug": "a", "name": "A", "language": "en", "format": "online",
            "join_policy": "elsewhere",
        });
        merge_patch::apply(&mut record, &changes);
        let record: GroupRecord = serde_json::from_value(record).unwrap();
        assert!(check_group(&record).is_ok(), "it is kept all the same");
        let lacking = lacking(&record).into_iter();
        lacking.map(|fault| fault.field).collect::<Vec<_>>()
    };
    assert_eq!(lacks(json!({})), ["host_url"]);
    let link = json!({ "host_url": "https://example.org/group" });
    assert!(lacks(link).is_empty());
    assert!(lacks(json!({ "join_policy": "open" })).is_empty());
}
