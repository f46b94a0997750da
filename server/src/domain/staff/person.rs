//! One of the staff, as they are named and written to.

use std::fmt;

use api_types::{ContactKind, FieldProblem, MemberContact};
use serde::{Deserialize, Serialize};

use crate::domain::{check::turns_direction, join::read_contact};

/// Longest name, characters.
const NAME: usize = 60;

/// What is sealed of a staff member.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StaffDetails {
    /// As they are called.
    pub name: String,
    /// Where letters go; empty once they have ended.
    pub email: String,
    /// In which to write to them, BCP 47.
    pub language: String,
}

impl fmt::Debug for StaffDetails {
    /// Never shows who it is: what is printed ends up in logs.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("StaffDetails(withheld)")
    }
}

impl StaffDetails {
    /// Reads what somebody typed. The errors name every field that needs another look (JSON
    /// pointers) and never repeat it.
    pub fn read(name: &str, email: &str, language: &str) -> Result<Self, Vec<FieldProblem>> {
        let mut problems = Vec::new();
        let mut fault = |field: &str, (code, detail): (&str, &str)| {
            problems.push(FieldProblem {
                field: field.to_owned(),
                code: code.to_owned(),
                detail: detail.to_owned(),
            });
        };
        let name = read_name(name).map_err(|problem| fault("/name", problem));
        let typed = MemberContact {
            kind: ContactKind::Email,
            value: email.to_owned(),
        };
        let contact = read_contact(&typed);
        if let Err(problem) = contact {
            fault("/email", problem);
        }
        if !is_tag(language) {
            fault(
                "/language",
                ("bad-tag", "a language tag such as en or es-MX"),
            );
        }
        match (name, contact) {
            (Ok(name), Ok(contact)) if problems.is_empty() => Ok(Self {
                name,
                email: contact.value,
                language: language.to_owned(),
            }),
            _ => Err(problems),
        }
    }
}

/// Reads a short name that somebody typed, of a person or a thing of theirs: one line.
pub fn read_name(name: &str) -> Result<String, (&'static str, &'static str)> {
    let name = name.trim();
    if name.is_empty() {
        Err(("missing", "it must be there"))
    } else if name.chars().count() > NAME {
        Err(("too-long", "at most 60 characters"))
    } else if name.contains(|letter: char| letter.is_control() || turns_direction(letter)) {
        Err(("bad-characters", "one line without control characters"))
    } else {
        Ok(name.to_owned())
    }
}

/// Whether it looks like BCP 47, as far as letters and lengths go.
fn is_tag(tag: &str) -> bool {
    let part = |part: &str| {
        (1..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric())
    };
    tag.len() <= 35 && tag.split('-').all(part)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_typed_is_trimmed_and_everything_wrong_is_said_at_once() {
        let read = StaffDetails::read("  Ana Ruiz ", " ana@Example.ORG ", "es-MX");
        let read = read.expect("it is all there");
        assert_eq!(
            (read.name.as_str(), read.email.as_str()),
            ("Ana Ruiz", "ana@example.org")
        );
        let wrong = StaffDetails::read("\u{202e}anA", "ana at home", "english!");
        let fields: Vec<_> = wrong
            .err()
            .unwrap()
            .into_iter()
            .map(|one| one.field)
            .collect();
        assert_eq!(fields, ["/name", "/email", "/language"]);
        assert!(StaffDetails::read(&"a".repeat(61), "ana@example.org", "en").is_err());
        assert!(StaffDetails::read(" ", "ana@example.org", "en").is_err());
    }
}
