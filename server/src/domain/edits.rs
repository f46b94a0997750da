//! What staff changed of a record that a feed goes on bringing: a merge patch over the source that
//! still makes sense when the source changes under it.

use serde_json::{Map, Value};

use super::merge_patch;

/// Members that only mean something together, by JSON pointer, with those that can be missing.
const WHOLE: [(&str, &[&str]); 2] = [
    ("/schedule", &["rrule", "exdates", "rdates"]),
    ("/place/position", &[]),
];

/// The patch that makes `wanted` of `source`. A schedule or a position that differs is in it
/// whole: half of staff's and half of the feed's would be a time or a place that nobody meant.
pub fn between(source: &Value, wanted: &Value) -> Value {
    let mut edits = merge_patch::between(source, wanted);
    for (pointer, optional) in WHOLE {
        let whole = wanted.pointer(pointer).and_then(Value::as_object);
        let edit = edits.pointer_mut(pointer).and_then(Value::as_object_mut);
        if let (Some(edit), Some(whole)) = (edit, whole) {
            complete(edit, whole, optional);
        }
    }
    edits
}

fn complete(edit: &mut Map<String, Value>, whole: &Map<String, Value>, optional: &[&str]) {
    for name in optional {
        edit.insert((*name).to_owned(), Value::Null);
    }
    for (name, value) in whole {
        edit.insert(name.clone(), value.clone());
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn over(source: &Value, edits: &Value) -> Value {
        let mut patched = source.clone();
        merge_patch::apply(&mut patched, edits);
        patched
    }

    #[test]
    fn a_changed_time_holds_the_whole_schedule_and_still_makes_the_wanted_record() {
        let source = json!({ "name": "A", "schedule": {
            "starts_at": "2026-01-06T19:00", "duration_minutes": 60, "exdates": ["2026-01-13T19:00"],
        }});
        let wanted = json!({ "name": "A", "schedule": {
            "starts_at": "2026-01-06T18:00", "duration_minutes": 60, "rrule": "FREQ=WEEKLY",
        }});
        let edits = between(&source, &wanted);
        assert_eq!(over(&source, &edits), wanted);
        assert_eq!(
            over(&json!({ "name": "B" }), &edits)["schedule"],
            wanted["schedule"]
        );
        let other = json!({ "schedule": { "starts_at": "x", "rdates": ["y"], "time_zone": "z" } });
        let mut expected = wanted["schedule"].clone();
        expected["time_zone"] = json!("z");
        assert_eq!(over(&other, &edits)["schedule"], expected);
    }

    #[test]
    fn a_position_is_one_thing_and_the_rest_of_a_place_is_not() {
        let place = |town: &str, lat: f64| json!({ "place": { "town": town, "position": { "lat": lat, "lon": 2.0 } } });
        let moved = between(&place("T", 1.0), &place("T", 1.5));
        assert_eq!(
            moved,
            json!({ "place": { "position": { "lat": 1.5, "lon": 2.0 } } })
        );
        let renamed = between(&place("T", 1.0), &place("U", 1.0));
        assert_eq!(renamed, json!({ "place": { "town": "U" } }));
    }

    #[test]
    fn what_staff_took_away_stays_away() {
        let edits = between(&json!({ "schedule": { "starts_at": "x" } }), &json!({}));
        assert_eq!(edits, json!({ "schedule": null }));
    }
}
