//! A group's record as its form changes it: JSON, so that what the form cannot say is never lost. Pure.

use serde_json::{Map, Value};

/// The text at a pointer; empty where there is none. Numbers are written out.
pub(super) fn text(record: &Value, at: &str) -> String {
    match record.pointer(at) {
        Some(Value::String(text)) => text.clone(),
        Some(Value::Number(number)) => number.to_string(),
        Some(Value::Bool(yes)) => yes.to_string(),
        _ => String::new(),
    }
}

/// The texts of a list at a pointer.
pub(super) fn texts(record: &Value, at: &str) -> Vec<String> {
    let list = record.pointer(at).and_then(Value::as_array);
    let texts = list.into_iter().flatten().filter_map(Value::as_str);
    texts.map(str::to_owned).collect()
}

/// Puts a value at a pointer of names; `Null` takes it away. Objects on the way are made, and go when
/// nothing is left in them.
pub(super) fn put(record: &mut Value, at: &str, value: Value) {
    let names: Vec<&str> = at.trim_start_matches('/').split('/').collect();
    put_at(record, &names, value);
}

fn put_at(target: &mut Value, names: &[&str], value: Value) {
    let Some((name, rest)) = names.split_first() else {
        *target = value;
        return;
    };
    if !target.is_object() {
        *target = Value::Object(Map::new());
    }
    let Some(members) = target.as_object_mut() else {
        return;
    };
    if rest.is_empty() && value.is_null() {
        members.remove(*name);
        return;
    }
    let child = members.entry(*name).or_insert(Value::Null);
    put_at(child, rest, value);
    let is_empty = child.as_object().is_some_and(Map::is_empty);
    if is_empty && !rest.is_empty() {
        members.remove(*name);
    }
}

/// Puts what was typed: nothing where it is blank, a number where it is to be one and is.
pub(super) fn put_text(record: &mut Value, at: &str, typed: &str, number: bool) {
    let typed = typed.trim();
    let value = if typed.is_empty() {
        Value::Null
    } else if number {
        let parsed = typed.parse::<i64>().map(Value::from);
        parsed
            .or_else(|_| typed.replace(',', ".").parse::<f64>().map(Value::from))
            .unwrap_or_else(|_| Value::from(typed))
    } else {
        Value::from(typed)
    };
    put(record, at, value);
}

/// A list, or nothing where nothing is in it.
pub(super) fn some(list: Vec<Value>) -> Value {
    if list.is_empty() {
        Value::Null
    } else {
        list.into()
    }
}

/// One field that two versions say differently.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Difference {
    /// Its outermost name.
    pub(super) field: String,
    /// In the one version; empty where it says nothing.
    pub(super) one: String,
    /// In the other.
    pub(super) other: String,
}

/// What two records say differently, field by field in the order of their names.
pub(super) fn differences(one: &Value, other: &Value) -> Vec<Difference> {
    let names = |value: &Value| -> Vec<String> {
        value
            .as_object()
            .map_or_else(Vec::new, |members| members.keys().cloned().collect())
    };
    let mut all = names(one);
    all.extend(names(other));
    all.sort();
    all.dedup();
    let said = |value: Option<&Value>| value.map_or_else(String::new, shown);
    let all = all
        .into_iter()
        .filter(|name| one.get(name) != other.get(name));
    all.map(|field| Difference {
        one: said(one.get(&field)),
        other: said(other.get(&field)),
        field,
    })
    .collect()
}

/// A value as somebody can read it.
fn shown(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        Value::Array(list) => list.iter().map(shown).collect::<Vec<_>>().join(", "),
        Value::Object(members) => members.values().map(shown).collect::<Vec<_>>().join(" · "),
        other => other.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn what_the_form_cannot_say_stays_as_it_was() {
        let mut record =
            json!({ "name": "A", "place": { "town": "T", "position": { "lat": 1.5 } } });
        put_text(&mut record, "/place/town", "  Urbana ", false);
        put_text(&mut record, "/contact/phone", "555-0100", false);
        assert_eq!(
            record,
            json!({ "name": "A", "place": { "town": "Urbana", "position": { "lat": 1.5 } },
                "contact": { "phone": "555-0100" } })
        );
        put_text(&mut record, "/contact/phone", " ", false);
        assert!(record.get("contact").is_none(), "nothing is left in it");
        put_text(&mut record, "/capacity", "12", true);
        put_text(&mut record, "/place/position/lon", "-87,5", true);
        assert_eq!(record["capacity"], 12);
        assert_eq!(record["place"]["position"]["lon"], -87.5);
        put_text(&mut record, "/capacity", "a dozen", true);
        assert_eq!(
            record["capacity"], "a dozen",
            "the server says what is wrong with it"
        );
    }

    #[test]
    fn what_is_read_is_text() {
        let record = json!({ "capacity": 12, "name": "A", "focus": ["breast", "lung"] });
        assert_eq!(text(&record, "/capacity"), "12");
        assert_eq!(text(&record, "/nothing/at/all"), "");
        assert_eq!(texts(&record, "/focus"), ["breast", "lung"]);
    }

    #[test]
    fn two_versions_are_told_apart_field_by_field() {
        let one = json!({ "name": "A", "focus": ["breast"], "cost": "free" });
        let other = json!({ "name": "B", "focus": ["breast"], "place": { "town": "T" } });
        let fields: Vec<_> = differences(&one, &other)
            .into_iter()
            .map(|one| (one.field, one.one, one.other))
            .collect();
        let expected = [("cost", "free", ""), ("name", "A", "B"), ("place", "", "T")];
        let expected = expected.map(|(a, b, c)| (a.to_owned(), b.to_owned(), c.to_owned()));
        assert_eq!(fields, expected);
    }
}
