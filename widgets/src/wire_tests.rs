//! Every type of the wire, with every field, written by serde and read here.

use serde_json::Value;

use super::*;

impl Json for Value {
    fn get(&self, name: &'static str) -> Self {
        Value::get(self, name).cloned().unwrap_or_default()
    }
    fn text(&self) -> Option<String> {
        self.as_str().map(str::to_owned)
    }
    fn number(&self) -> Option<f64> {
        self.as_f64()
    }
    fn truth(&self) -> Option<bool> {
        self.as_bool()
    }
    fn items(&self) -> Vec<Self> {
        self.as_array().cloned().unwrap_or_default()
    }
    fn entries(&self) -> Vec<(String, Self)> {
        let fields = self.as_object().cloned().unwrap_or_default();
        fields.into_iter().collect()
    }
    fn is_object(&self) -> bool {
        Value::is_object(self)
    }
}

/// What serde writes, read here, is what serde reads; and nothing that it wrote was overlooked.
pub(super) fn assert_reads<T: Wire + serde::Serialize + serde::de::DeserializeOwned + PartialEq>(
    json: &str,
) {
    let value: Value = serde_json::from_str(json).unwrap();
    let expected: T = serde_json::from_value(value.clone()).unwrap();
    // No `assert_eq`: what nobody may read in a log has no debug text.
    assert!(T::read(&value).as_ref() == Some(&expected), "{json}");
    let written = serde_json::to_value(&expected).unwrap();
    assert_eq!(written, value, "the test's own JSON has every field");
}

const GROUP: &str = r#"{
    "slug": "a-b", "name": "Ä", "summary": "s", "language": "en", "other_languages": ["es", "fr"],
    "format": "hybrid", "status": "paused", "focus": ["lung", "skin"], "audience": ["men"],
    "stage": ["in-treatment"], "purpose": "both", "leadership": "peer-led", "openness": "closed",
    "cost": "donation", "accessibility": ["captions", "step-free"], "join_policy": "drop-in",
    "host_platform": "zoom", "availability": "few-left",
    "schedule": { "rrule": "FREQ=MONTHLY", "starts_at": "2026-01-06T19:00:00-06:00",
        "duration_minutes": 90, "time_zone": "America/Chicago", "exdates": ["x"], "rdates": ["y"],
        "pattern": { "kind": "monthly-by-weekday", "interval": 2, "nth": [1, -1], "month_day": 15 },
        "days": ["tuesday"], "daypart": "evening" },
    "next_meeting": { "starts_at": "a", "ends_at": "b" },
    "place": { "venue": "v", "address": "a", "town": "t", "region": "r", "postcode": "p",
        "country": "US", "position": { "lat": 41.88, "lon": -87.63 }, "members_only": true },
    "distance_km": 3.25
}"#;

const SMALL_GROUP: &str =
    r#"{ "slug": "a", "name": "A", "language": "en", "format": "online", "join_policy": "open" }"#;

pub(super) const BLOCKS: &str = r#"[
    { "kind": "paragraph", "items": [[{ "text": "a", "strong": true, "href": "tel:1" }, { "text": "b" }]] },
    { "kind": "heading", "items": [[{ "text": "h" }]] },
    { "kind": "bullets", "items": [[{ "text": "1" }], [{ "text": "2" }]] },
    { "kind": "steps", "items": [[{ "text": "1" }]] }
]"#;

pub(super) const CONTACT: &str = r#"{ "name": "n", "phone": "555-0100", "email": "a@example.org", "url": "https://example.org" }"#;

#[test]
fn a_group_is_read_with_every_field_and_with_none() {
    assert_reads::<Group>(GROUP);
    assert_reads::<Group>(SMALL_GROUP);
}

#[test]
fn a_list_keeps_the_order_of_facets_and_values() {
    assert_reads::<GroupList>(&format!(
        r#"{{ "groups": [{GROUP}, {SMALL_GROUP}], "total": 2,
             "facets": {{ "focus": {{ "lung": 1 }}, "language": {{ "en": 2 }} }}, "next": "c" }}"#
    ));
    assert_reads::<GroupList>(r#"{ "groups": [], "total": 0, "facets": {}, "next": null }"#);
}

#[test]
fn a_page_is_read_with_every_field() {
    assert_reads::<GroupPage>(&format!(
        r#"{{ "group": {GROUP}, "description": {BLOCKS}, "technical_setup": {BLOCKS},
             "first_meeting": {{ "may_listen": true, "camera_off": false, "bring_someone": true, "text": {BLOCKS} }},
             "facilitators": [{{ "name": "n", "role": "r", "training": "t" }}],
             "accessibility_note": "a", "cost_note": "c", "drop_in": "ring-first", "without_form": true, "contact": {CONTACT},
             "next_meetings": [{{ "starts_at": "a", "ends_at": "b" }}], "last_checked": "2026-10-12" }}"#
    ));
}

#[test]
fn a_site_is_read_with_every_field() {
    assert_reads::<Site>(&format!(
        r#"{{ "slug": "s", "name": "n", "language": "en", "languages": ["en", "es"],
             "time_zone": "America/Chicago", "contact": {CONTACT}, "disclaimer": {BLOCKS}, "country": "US",
             "crisis": [{{ "country": "US", "emergency": "911", "lines": [{{ "name": "n", "call": "988",
                 "text": "741741", "text_word": "HOME", "language": "es", "hours": "9 to 5",
                 "url": "https://example.org" }}] }}],
             "facets": ["focus", "host_platform"], "privacy_url": "https://example.org/privacy" }}"#
    ));
}

#[test]
fn places_are_read_with_every_field() {
    assert_reads::<PlaceList>(
        r#"{ "places": [{ "name": "n", "region": "r", "country": "US", "position": { "lat": 1.5, "lon": -2.0 } }] }"#,
    );
}

#[test]
fn every_pattern_has_its_word() {
    for kind in [
        "once",
        "daily",
        "weekly",
        "monthly-by-weekday",
        "monthly-by-date",
        "other",
    ] {
        let json = serde_json::json!({ "kind": kind });
        let expected: Pattern = serde_json::from_value(json.clone()).unwrap();
        assert_eq!(pattern(&json), Some(expected));
    }
}

#[test]
fn a_challenge_is_read_with_every_field() {
    assert_reads::<Challenge>(
        r#"{ "parameters": { "algorithm": "SHA-256", "cost": 1, "data": { "expires_at": 1767637200 },
            "keyLength": 32, "keyPrefix": "ab", "nonce": "cd", "salt": "ef" }, "signature": "01" }"#,
    );
}

#[test]
fn what_is_not_an_answer_is_none() {
    for nonsense in [
        "null",
        "[]",
        "{}",
        "\"text\"",
        "7",
        r#"{ "total": "many" }"#,
    ] {
        let value: Value = serde_json::from_str(nonsense).unwrap();
        assert_eq!(GroupList::read(&value), None, "{nonsense}");
        assert_eq!(GroupPage::read(&value), None, "{nonsense}");
        assert_eq!(Site::read(&value), None, "{nonsense}");
    }
}

#[test]
fn an_unknown_word_of_a_newer_server_is_left_out() {
    let mut value: Value = serde_json::from_str(GROUP).unwrap();
    value["focus"] = serde_json::json!(["lung", "something-new"]);
    value["cost"] = "barter".into();
    let group = Group::read(&value).unwrap();
    assert_eq!(group.focus.len(), 1);
    assert_eq!(group.cost, None);
}
