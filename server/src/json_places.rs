//! Where in a JSON text a field stands, a group's or a survey's, so that a message can name line and column.
//!
//! The text was already parsed by serde_json; this walks the same bytes for places alone.

/// The byte at which a field of the `row`th group (from 1) stands; the group's own start when it
/// has no such field, and 0 when there is no such group.
pub fn field_of_group(text: &str, row: usize, field: &str) -> usize {
    let bytes = text.as_bytes();
    let Some(groups) = member(bytes, skip_space(bytes, 0), "groups") else {
        return 0;
    };
    let Some(group) = element(bytes, groups, row.saturating_sub(1)) else {
        return 0;
    };
    walk(bytes, group, field)
}

/// The byte at which a field of the whole text's own object stands, or the nearest there is around it.
pub fn field_of(text: &str, field: &str) -> usize {
    let bytes = text.as_bytes();
    walk(bytes, skip_space(bytes, 0), field)
}

/// From the value at `at` inwards, as far as it goes.
fn walk(bytes: &[u8], mut at: usize, field: &str) -> usize {
    for step in field
        .split(['.', '/', '[', ']'])
        .filter(|step| !step.is_empty())
    {
        let next = match step.parse() {
            Ok(number) => element(bytes, at, number),
            Err(_) => member(bytes, at, step),
        };
        match next {
            Some(next) => at = next,
            None => break,
        }
    }
    at
}

/// The byte at a line and a column (both from 1, the column in bytes, as serde_json counts).
pub fn byte_at(text: &str, line: usize, column: usize) -> usize {
    let before: usize = text
        .split_inclusive('\n')
        .take(line.saturating_sub(1))
        .map(str::len)
        .sum();
    before + column.saturating_sub(1)
}

/// The value of an object's member, where the object stands at `at`.
fn member(bytes: &[u8], at: usize, name: &str) -> Option<usize> {
    let mut found = None;
    each_item(bytes, at, b'{', |item| {
        let end = end_of_string(bytes, item)?;
        let key = bytes.get(item + 1..end - 1)?;
        let colon = skip_space(bytes, end);
        let value = skip_space(bytes, colon + 1);
        if found.is_none() && key == name.as_bytes() {
            found = Some(value);
        }
        end_of_value(bytes, value)
    })?;
    found
}

/// An element of an array, where the array stands at `at`.
fn element(bytes: &[u8], at: usize, number: usize) -> Option<usize> {
    let mut found = None;
    let mut count = 0;
    each_item(bytes, at, b'[', |item| {
        if count == number {
            found = Some(item);
        }
        count += 1;
        end_of_value(bytes, item)
    })?;
    found
}

/// Calls `visit` with each item's start; it answers where the item ends.
fn each_item(
    bytes: &[u8],
    at: usize,
    open: u8,
    mut visit: impl FnMut(usize) -> Option<usize>,
) -> Option<()> {
    if bytes.get(at) != Some(&open) {
        return None;
    }
    let mut here = skip_space(bytes, at + 1);
    while !matches!(bytes.get(here)?, b'}' | b']') {
        here = skip_space(bytes, visit(here)?);
        if bytes.get(here) == Some(&b',') {
            here = skip_space(bytes, here + 1);
        }
    }
    Some(())
}

fn end_of_value(bytes: &[u8], at: usize) -> Option<usize> {
    let mut depth = 0_usize;
    let mut here = at;
    loop {
        match bytes.get(here) {
            Some(b'"') => here = end_of_string(bytes, here)?,
            Some(b'{' | b'[') => {
                depth += 1;
                here += 1;
            }
            Some(b'}' | b']') if depth > 0 => {
                depth -= 1;
                here += 1;
            }
            Some(b'}' | b']' | b',') | None if depth == 0 => return Some(here),
            Some(_) => here += 1,
            None => return None,
        }
        if depth == 0 && matches!(bytes.get(here.checked_sub(1)?), Some(b'"' | b'}' | b']')) {
            return Some(here);
        }
    }
}

fn end_of_string(bytes: &[u8], at: usize) -> Option<usize> {
    if bytes.get(at) != Some(&b'"') {
        return None;
    }
    let mut here = at + 1;
    loop {
        match bytes.get(here)? {
            b'\\' => here += 2,
            b'"' => return Some(here + 1),
            _ => here += 1,
        }
    }
}

fn skip_space(bytes: &[u8], mut at: usize) -> usize {
    while bytes.get(at).is_some_and(u8::is_ascii_whitespace) {
        at += 1;
    }
    at
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = r#"{ "about": {"groups": [1]}, "groups": [
  {"name": "a \"]", "place": {"town": "x", "position": {"lat": 91.0}}},
  {"name": "b", "days": [1, {"c": 2}], "ends": null}
] }"#;

    fn rest(row: usize, field: &str) -> &'static str {
        &TEXT[field_of_group(TEXT, row, field)..]
    }

    #[test]
    fn a_field_is_found_in_its_own_group() {
        assert!(rest(1, "place.position.lat").starts_with("91.0"));
        assert!(rest(2, "name").starts_with("\"b\""));
        assert!(rest(2, "days.1.c").starts_with("2}"));
        assert!(rest(2, "ends").starts_with("null"));
    }

    #[test]
    fn what_is_not_there_leads_to_what_holds_it() {
        assert!(rest(2, "colour").starts_with("{\"name\": \"b\""));
        assert!(rest(1, "place.street").starts_with("{\"town\""));
        assert_eq!(field_of_group(TEXT, 3, "name"), 0);
        for broken in [
            "",
            "{",
            "[]",
            "{\"groups\": [{\"a",
            "{\"groups\": 1}",
            "{\"groups\"",
        ] {
            assert_eq!(
                field_of_group(broken, 1, "a").min(12),
                field_of_group(broken, 1, "a")
            );
        }
    }
}
