//! How long, how many and of which letters: the measures by which single fields are judged, a
//! group's (`check.rs`) and those of guidelines. What a record must have is not here.

use std::collections::BTreeSet;

use crate::domain::wording::{Wording, primary};

/// Longest one-line text, characters.
pub const LINE: usize = 200;
/// Longest summary or note, characters.
pub(in crate::domain) const NOTE: usize = 400;
/// No group has more facilitators, languages or choices of one kind.
const LIST: usize = 30;

/// What is wrong with one field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldError {
    /// The field; nested ones with dots, and places in lists counted from 0.
    pub field: String,
    /// Kebab-case, for who has words of their own.
    pub code: &'static str,
    /// Why.
    pub reason: String,
}

/// Whether a character turns the direction of the text around it, and so can make a name look like
/// another (Unicode Technical Report 36).
pub fn turns_direction(letter: char) -> bool {
    matches!(letter, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// Faults as they are found; the texts of guidelines are judged by the same measures.
#[derive(Default)]
pub(in crate::domain) struct Check(pub(in crate::domain) Vec<FieldError>);

impl Check {
    pub fn fault(&mut self, field: &str, code: &'static str, reason: impl Into<String>) {
        self.0.push(FieldError {
            field: field.to_owned(),
            code,
            reason: reason.into(),
        });
    }

    pub fn required(&mut self, field: &str, text: &str) {
        if text.trim().is_empty() {
            self.fault(field, "missing", "it is missing");
        }
        self.line(field, text, LINE);
    }

    pub fn optional(&mut self, field: &str, text: Option<&str>, most: usize) {
        if let Some(text) = text {
            self.line(field, text, most);
        }
    }

    /// One line: no control characters, and none that turn the direction of what follows.
    pub fn line(&mut self, field: &str, text: &str, most: usize) {
        if text.contains(char::is_control) {
            self.fault(
                field,
                "bad-characters",
                "it has a control character or a line break in it",
            );
        }
        self.length(field, text, most);
        self.direction(field, text);
    }

    /// Several lines.
    pub fn text(&mut self, field: &str, text: &str, most: usize) {
        if text.contains(|letter: char| letter.is_control() && !"\n\r\t".contains(letter)) {
            self.fault(field, "bad-characters", "it has a control character in it");
        }
        self.length(field, text, most);
        self.direction(field, text);
    }

    fn length(&mut self, field: &str, text: &str, most: usize) {
        if text.chars().count() > most {
            self.fault(field, "too-long", format!("longer than {most} characters"));
        }
    }

    fn direction(&mut self, field: &str, text: &str) {
        if text.contains(turns_direction) {
            self.fault(
                field,
                "bad-characters",
                "it has characters in it that turn the direction of the text",
            );
        }
    }

    pub fn tag(&mut self, field: &str, tag: &str) {
        let part = |part: &str| {
            (1..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric())
        };
        let first = tag.split('-').next().unwrap_or_default();
        if !(2..=3).contains(&first.len()) || tag.len() > 35 || !tag.split('-').all(part) {
            self.fault(field, "bad-tag", "a language tag such as en or es-MX");
        }
    }

    pub fn list(&mut self, field: &str, length: usize) {
        if length > LIST {
            self.fault(field, "too-many", format!("more than {LIST}"));
        }
    }

    pub fn choices<C: PartialEq>(&mut self, field: &str, choices: &[C]) {
        self.list(field, choices.len());
        let twice = |(at, choice)| choices.iter().take(at).any(|before| before == choice);
        if choices.len() <= LIST && choices.iter().enumerate().any(twice) {
            self.fault(field, "twice", "the same stands there twice");
        }
    }

    pub fn link(&mut self, field: &str, link: Option<&str>) {
        let Some(link) = link else { return };
        self.line(field, link, 2_000);
        let rest = link
            .strip_prefix("https://")
            .or(link.strip_prefix("http://"));
        let host = rest.and_then(|rest| rest.split(['/', '?', '#']).next());
        if host.is_none_or(str::is_empty) || link.contains(char::is_whitespace) {
            self.fault(
                field,
                "bad-link",
                "an address such as https://example.org/group",
            );
        }
    }

    pub fn id(&mut self, field: &str, id: &str) {
        let letter = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
        if !(1..=60).contains(&id.len()) || !id.bytes().all(letter) {
            self.fault(field, "bad-id", "1 to 60 small letters, digits and hyphens");
        }
    }

    pub fn words(&mut self, field: &str, words: &Wording) {
        if words.is_blank() {
            self.fault(field, "missing", "it is missing");
        }
        for text in words.all() {
            self.line(field, text, NOTE);
        }
        for language in words.languages() {
            self.tag(field, language);
        }
    }

    pub fn email(&mut self, field: &str, email: &str) {
        self.line(field, email, 254);
        let parts = email.split_once('@');
        if !parts.is_some_and(|(name, host)| !name.is_empty() && host.contains('.'))
            || email.contains(char::is_whitespace)
        {
            self.fault(field, "bad-email", "an address such as groups@example.org");
        }
    }
}

/// Texts in several languages.
impl Check {
    /// Checks words in every language by `each`, and that none of those `wanted` is missing.
    pub fn wording(
        &mut self,
        field: &str,
        words: &Wording,
        wanted: &BTreeSet<&str>,
        each: impl Fn(&mut Self, &str, &str),
    ) {
        let mut read = |field: &str, text: &str| {
            if text.trim().is_empty() {
                self.fault(field, "missing", "there are no words");
            }
            each(self, field, text);
        };
        match words {
            Wording::One(text) => {
                read(field, text);
                if wanted.len() > 1 {
                    let all: Vec<&str> = wanted.iter().copied().collect();
                    let all = all.join(", ");
                    let reason = format!("one text, but several languages: {all}");
                    self.fault(field, "missing", reason);
                }
            }
            Wording::PerLanguage(texts) => {
                for (language, text) in texts {
                    read(&format!("{field}.{language}"), text);
                }
                for language in texts.keys() {
                    self.tag(&format!("{field}.{language}"), language);
                }
                for language in wanted {
                    if !texts.contains_key(*language) && !texts.contains_key(primary(language)) {
                        let reason = format!("there are no words in `{language}`");
                        self.fault(field, "missing", reason);
                    }
                }
                if texts.is_empty() && wanted.is_empty() {
                    self.fault(field, "missing", "there are no words");
                }
            }
        }
    }
}
