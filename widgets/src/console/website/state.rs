//! What forms of the site's settings make of what stands there, and of what is wrong with it. Pure.

use std::collections::BTreeMap;

use api_types::{CrisisLines, Website};
use serde_json::{Map, Value};

/// What somebody words otherwise: by language, part and key.
pub(super) type Own = BTreeMap<(String, String, String), String>;

/// What a key says, and whether the site's file on the server has it.
pub(super) fn key<'a>(website: &'a Website, name: &str) -> (Option<&'a Value>, bool) {
    let found = website.keys.iter().find(|one| one.key == name);
    found.map_or((None, false), |one| (one.value.as_ref(), one.in_file))
}

/// The text of a member, empty where there is none; a number in figures.
pub(super) fn text_of(value: Option<&Value>, member: &str) -> String {
    match value.and_then(|value| value.get(member)) {
        Some(Value::String(text)) => text.clone(),
        Some(Value::Number(number)) => number.to_string(),
        _ => String::new(),
    }
}

/// The looks with these members, without those that are empty. What no field shows stays as it was; looks that
/// say nothing are none.
pub(super) fn looks(before: Option<&Value>, fields: &[(&str, String)]) -> Value {
    let mut members: Map<String, Value> = before
        .and_then(Value::as_object)
        .cloned()
        .unwrap_or_default();
    for (name, text) in fields {
        let text = text.trim();
        // The radius is a number; one that is none is the server's to refuse.
        let value = match text.parse::<u32>() {
            Ok(number) if *name == "radius" => number.into(),
            _ => text.into(),
        };
        if text.is_empty() {
            members.remove(*name);
        } else {
            members.insert((*name).to_owned(), value);
        }
    }
    some(Value::Object(members))
}

/// Null for what says nothing.
fn some(value: Value) -> Value {
    let is_empty = match &value {
        Value::Object(members) => members.is_empty(),
        Value::Array(all) => all.is_empty(),
        _ => false,
    };
    if is_empty { Value::Null } else { value }
}

/// What the server says of a colour that cannot be read: the colour, the one behind it, and the nearest to what
/// was chosen that passes, if there is one.
pub(super) fn unreadable(detail: &str) -> Option<(String, String, Option<String>)> {
    let quoted: Vec<&str> = detail.split('`').skip(1).step_by(2).collect();
    let [front, back, rest @ ..] = quoted.as_slice() else {
        return None;
    };
    let nearest = rest.get(1).map(|nearest| (*nearest).to_owned());
    Some(((*front).to_owned(), (*back).to_owned(), nearest))
}

/// Whether a text is a colour as a browser's own field for colours writes it.
pub(super) fn is_hex(text: &str) -> bool {
    let digits = text.strip_prefix('#');
    digits.is_some_and(|digits| {
        digits.len() == 6 && digits.bytes().all(|byte| byte.is_ascii_hexdigit())
    })
}

/// Own words as they stand.
pub(super) fn own(wording: Option<&Value>) -> Own {
    let mut own = Own::new();
    for (language, parts) in wording.and_then(Value::as_object).into_iter().flatten() {
        for (part, texts) in parts.as_object().into_iter().flatten() {
            for (key, text) in texts.as_object().into_iter().flatten() {
                let place = (language.clone(), part.clone(), key.clone());
                own.insert(place, text.as_str().unwrap_or_default().to_owned());
            }
        }
    }
    own
}

/// Own words as they are sent; empty ones are none.
pub(super) fn wording(own: &Own) -> Value {
    let mut all = Map::new();
    for ((language, part, key), text) in own {
        if text.trim().is_empty() {
            continue;
        }
        let parts = all
            .entry(language.clone())
            .or_insert_with(|| Value::Object(Map::new()));
        let Some(parts) = parts.as_object_mut() else {
            continue;
        };
        let texts = parts
            .entry(part.clone())
            .or_insert_with(|| Value::Object(Map::new()));
        if let Some(texts) = texts.as_object_mut() {
            texts.insert(key.clone(), text.clone().into());
        }
    }
    some(Value::Object(all))
}

/// The pointer at which the server names what is wrong with own words.
pub(super) fn pointer(language: &str, part: &str, key: &str) -> String {
    ["/value/", language, "/", part, "/", &key.replace('.', "/")].concat()
}

/// The placeholders of a text, sorted.
pub(super) fn placeholders(text: &str) -> Vec<String> {
    let names = text
        .split('{')
        .skip(1)
        .filter_map(|rest| rest.split_once('}'));
    let mut names: Vec<String> = names.map(|(name, _)| ["{", name, "}"].concat()).collect();
    names.sort_unstable();
    names.dedup();
    names
}

/// Whether a text answers to what somebody looks for: words of its own or of what stands for it.
pub(super) fn answers(search: &str, texts: [&str; 2]) -> bool {
    let search = search.trim().to_lowercase();
    texts
        .iter()
        .any(|text| text.to_lowercase().contains(&search))
}

/// All own crisis lines with those of one country in the place of its former ones; `None` takes them out, so that
/// those that ship show again.
pub(super) fn crisis(before: Option<&Value>, country: &str, lines: Option<&CrisisLines>) -> Value {
    let all = before.and_then(Value::as_array).cloned();
    let mut all = all.unwrap_or_default();
    all.retain(|one| one["country"] != country);
    all.extend(lines.and_then(|lines| serde_json::to_value(lines).ok()));
    some(Value::Array(all))
}

#[cfg(test)]
mod tests {
    use api_types::CrisisLine;
    use serde_json::json;

    use super::*;

    #[test]
    fn looks_keep_what_no_field_shows() {
        let before = json!({ "brand": "#005eb8", "dark": { "text": "#fff" }, "radius": 3 });
        let fields = [
            ("brand", String::new()),
            ("radius", "12".to_owned()),
            ("font", " page ".to_owned()),
        ];
        let after = looks(Some(&before), &fields);
        assert_eq!(
            after,
            json!({ "dark": { "text": "#fff" }, "radius": 12, "font": "page" })
        );
        assert_eq!(looks(None, &[("brand", String::new())]), Value::Null);
    }

    #[test]
    fn the_nearest_colour_that_passes_is_read_from_what_the_server_says() {
        let said = "text of links `#ffcc00` on the page `#ffffff` has a contrast of 1.5; people need 4.5 \
                    (WCAG AA); the nearest to `#ffcc00` that passes is `#846500`";
        let (front, back, nearest) = unreadable(said).unwrap();
        assert_eq!((front.as_str(), back.as_str()), ("#ffcc00", "#ffffff"));
        assert_eq!(nearest.as_deref(), Some("#846500"));
        let (.., nearest) = unreadable("a `#fff` on b `#fff`; choose them further apart").unwrap();
        assert_eq!(nearest, None);
        assert_eq!(unreadable("a radius is 0 to 24"), None);
    }

    #[test]
    fn own_words_come_and_go_by_language_part_and_key() {
        let sent = json!({ "es": { "finder": { "title": "A", "groups.other": "{n} x" } } });
        let mut own = own(Some(&sent));
        assert_eq!(wording(&own), sent);
        for text in own.values_mut() {
            *text = " ".to_owned();
        }
        assert_eq!(wording(&own), Value::Null);
        assert_eq!(
            pointer("es", "finder", "groups.other"),
            "/value/es/finder/groups/other"
        );
        assert_eq!(placeholders("{b} and {a}, {b}"), ["{a}", "{b}"]);
    }

    #[test]
    fn crisis_lines_of_other_countries_stay() {
        let before = json!([{ "country": "GB", "emergency": "999", "lines": [] }]);
        let own = CrisisLines {
            country: "US".to_owned(),
            emergency: "911".to_owned(),
            lines: vec![CrisisLine {
                name: "Ours".to_owned(),
                call: Some("555-0100".to_owned()),
                text: None,
                text_word: None,
                language: None,
                hours: None,
                url: None,
            }],
        };
        let both = crisis(Some(&before), "US", Some(&own));
        assert_eq!(both[0]["country"], "GB");
        assert_eq!(
            both[1]["lines"][0],
            json!({ "name": "Ours", "call": "555-0100" })
        );
        assert_eq!(crisis(Some(&both), "US", None), before);
        assert_eq!(crisis(Some(&before), "GB", None), Value::Null);
    }

    #[test]
    fn colours_of_the_browsers_own_field_are_six_digits() {
        assert!(is_hex("#005eB8") && !is_hex("#fff") && !is_hex("teal") && !is_hex("#00x000"));
    }
}
