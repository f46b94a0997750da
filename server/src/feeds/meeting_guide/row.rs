//! One row, field by field, with the notes that reading it gave.

use serde_json::{Map, Value};

use super::super::RowNote;
use crate::domain::check::{LINE, turns_direction};

/// A row that is being read.
pub struct Row<'a> {
    number: usize,
    fields: &'a Map<String, Value>,
    /// What was out of format, and how it was read.
    pub repaired: Vec<RowNote>,
}

impl<'a> Row<'a> {
    pub fn new(number: usize, fields: &'a Map<String, Value>) -> Self {
        Self {
            number,
            fields,
            repaired: Vec::new(),
        }
    }

    /// A note about a field of this row.
    pub fn note(&self, field: &str, reason: impl Into<String>) -> RowNote {
        RowNote {
            row: self.number,
            name: self.line("name"),
            field: field.to_owned(),
            reason: reason.into(),
        }
    }

    /// Keeps a note that a field was out of format.
    pub fn repair(&mut self, field: &str, reason: Option<String>) {
        if let Some(reason) = reason {
            let note = self.note(field, reason);
            self.repaired.push(note);
        }
    }

    pub fn get(&self, field: &str) -> Option<&'a Value> {
        self.fields.get(field)
    }

    /// A text without tags and entities, line breaks kept; `None` where there is none.
    pub fn text(&self, field: &str) -> Option<String> {
        let raw = match self.fields.get(field)? {
            Value::String(text) => text.clone(),
            Value::Number(number) => number.to_string(),
            _ => return None,
        };
        let text = plain(&raw);
        let lines: Vec<&str> = text.lines().map(str::trim).collect();
        Some(lines.join("\n").trim().to_owned()).filter(|text| !text.is_empty())
    }

    /// A text in one line.
    pub fn line(&self, field: &str) -> Option<String> {
        self.text(field).as_deref().and_then(words)
    }

    /// A text in one line, cut with a note where it is longer than a record's line can be.
    pub fn short(&mut self, field: &str) -> Option<String> {
        let text = self.line(field)?;
        if text.chars().count() <= LINE {
            return Some(text);
        }
        let reason = format!("longer than {LINE} characters; the end is cut off");
        self.repair(field, Some(reason));
        let start: String = text.chars().take(LINE - 1).collect();
        Some(format!("{}…", start.trim_end()))
    }

    /// The texts of a list, each in one line.
    pub fn list(&self, field: &str) -> Vec<String> {
        let Some(Value::Array(values)) = self.fields.get(field) else {
            return Vec::new();
        };
        let texts = values
            .iter()
            .filter_map(Value::as_str)
            .filter_map(|raw| words(&plain(raw)));
        texts.filter(|text| text.chars().count() <= LINE).collect()
    }

    /// A number, also where it is written as a text.
    pub fn number(&self, field: &str) -> Option<f64> {
        match self.fields.get(field)? {
            Value::Number(number) => number.as_f64(),
            Value::String(text) => text.trim().parse().ok(),
            _ => None,
        }
        .filter(|number| number.is_finite())
    }
}

/// A text in one line; `None` where nothing stands in it.
fn words(text: &str) -> Option<String> {
    let words: Vec<&str> = text.split_whitespace().collect();
    Some(words.join(" ")).filter(|text| !text.is_empty())
}

/// Takes tags out and puts letters in for entities, twice: feeds escape what was escaped already.
fn plain(raw: &str) -> String {
    let mut text = raw.replace("\r\n", "\n").replace('\r', "\n");
    for _ in 0..2 {
        text = html_escape::decode_html_entities(&without_tags(&text)).into_owned();
    }
    // Marks of direction come along when numbers are copied from web pages; nobody means them.
    text.chars()
        .filter(|letter| *letter == '\n' || !letter.is_control())
        .filter(|letter| !turns_direction(*letter))
        .collect()
}

/// Without whatever looks like a tag: `<`, a letter, `/` or `!`, up to the next `>`.
fn without_tags(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('<') {
        let (before, tag) = rest.split_at(at);
        out.push_str(before);
        let opens = tag[1..]
            .starts_with(|letter: char| letter.is_ascii_alphabetic() || "/!".contains(letter));
        if let Some(end) = tag.find('>').filter(|_| opens) {
            let name = tag[1..end].trim_matches('/').to_ascii_lowercase();
            if name.starts_with("br") || name == "p" || name.starts_with("li") {
                out.push('\n');
            }
            rest = &tag[end + 1..];
        } else {
            out.push('<');
            rest = &tag[1..];
        }
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn text(value: &Value) -> Option<String> {
        let row = json!({ "x": value });
        Row::new(1, row.as_object().unwrap()).text("x")
    }

    #[test]
    fn entities_are_letters_and_tags_are_gone() {
        let said = |value: &str| text(&json!(value)).unwrap();
        assert_eq!(said("Caf&eacute; &amp; T&#233;a"), "Café & Téa");
        assert_eq!(said("AT&amp;amp;T"), "AT&T");
        assert_eq!(said("<p>One<br/>two</p>&lt;b&gt;three"), "One\ntwo\nthree");
        assert_eq!(said("2 < 3 and 4 > 1"), "2 < 3 and 4 > 1");
        assert_eq!(said("a\u{7}b\r\n c "), "ab\nc");
    }

    #[test]
    fn marks_of_direction_are_gone_and_a_long_line_is_cut_with_a_note() {
        assert_eq!(
            text(&json!("\u{202a}708-555-0123\u{202c}")).as_deref(),
            Some("708-555-0123")
        );
        let row = json!({ "name": "é".repeat(255) });
        let mut row = Row::new(1, row.as_object().unwrap());
        assert_eq!(row.short("name").unwrap().chars().count(), LINE);
        assert_eq!(row.repaired[0].field, "name");
    }

    #[test]
    fn nothing_is_none() {
        for value in [json!(null), json!(" "), json!("<br>"), json!([]), json!({})] {
            assert_eq!(text(&value), None);
        }
        assert_eq!(text(&json!(4711)).as_deref(), Some("4711"));
    }
}
