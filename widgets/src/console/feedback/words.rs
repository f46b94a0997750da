//! A text of a survey in each of its languages, as it is typed. Pure.

use std::{cell::Cell, rc::Rc};

use serde_json::{Map, Value};

use crate::console::parts::{Kept, kept};

/// A text that is written once, or once per language.
pub(super) struct Words {
    /// It was one text, without a language.
    is_one: bool,
    pub(super) by_language: Vec<(String, Kept<String>)>,
    /// Somebody wrote in it. What nobody has come to yet is not called missing.
    pub(super) touched: Rc<Cell<bool>>,
}

impl Words {
    /// Reads one; without a language it counts as of the first.
    pub(super) fn read(value: Option<&Value>, languages: &[String]) -> Self {
        let is_one = value.is_some_and(Value::is_string);
        let said = |at: usize, language: &String| match value {
            Some(Value::String(text)) if at == 0 => text.clone(),
            Some(Value::Object(texts)) => {
                let text = texts.get(language).and_then(Value::as_str);
                text.unwrap_or_default().to_owned()
            }
            _ => String::new(),
        };
        let all = languages.iter().enumerate();
        let by_language = all.map(|(at, one)| (one.clone(), kept(said(at, one))));
        Self {
            is_one,
            by_language: by_language.collect(),
            touched: Rc::new(Cell::new(value.is_some())),
        }
    }

    /// The text as a record has it; nothing where nothing is written and it may be left out.
    pub(super) fn write(&self, is_needed: bool) -> Option<Value> {
        if self.is_blank() && !is_needed {
            return None;
        }
        let mut texts = self.by_language.iter().map(|(language, text)| {
            let text = text.peek().trim().to_owned();
            (language.clone(), Value::from(text))
        });
        if self.is_one && self.by_language.len() == 1 {
            return texts.next().map(|(_, text)| text);
        }
        Some(texts.collect::<Map<_, _>>().into())
    }

    pub(super) fn is_blank(&self) -> bool {
        let mut texts = self.by_language.iter();
        texts.all(|(_, text)| text.peek().trim().is_empty())
    }

    /// What is written in a language, else in the first that has something. For views that follow it.
    pub(super) fn said(&self, language: &str) -> String {
        let own = self.by_language.iter().filter(|(tag, _)| tag == language);
        let mut all = own.chain(&self.by_language);
        let found = all.find_map(|(_, text)| {
            let text = text.get();
            (!text.trim().is_empty()).then(|| text.trim().to_owned())
        });
        found.unwrap_or_default()
    }

    /// The same in the first language that has something, once.
    pub(super) fn first(&self) -> String {
        let mut all = self.by_language.iter().map(|(_, text)| text.peek());
        let found = all.find(|text| !text.trim().is_empty());
        found.map_or_else(String::new, |text| text.trim().to_owned())
    }
}

/// A name for addresses and keys: small letters, digits and hyphens, without accents, at most 40.
pub(super) fn slug(text: &str) -> String {
    let mut slug = String::new();
    for letter in text.chars().flat_map(char::to_lowercase) {
        let plain = match letter {
            'a'..='z' | '0'..='9' => letter,
            'á' | 'à' | 'â' | 'ä' | 'ã' | 'å' => 'a',
            'é' | 'è' | 'ê' | 'ë' => 'e',
            'í' | 'ì' | 'î' | 'ï' => 'i',
            'ó' | 'ò' | 'ô' | 'ö' | 'õ' => 'o',
            'ú' | 'ù' | 'û' | 'ü' => 'u',
            'ñ' => 'n',
            'ç' => 'c',
            '\'' | '’' => continue,
            _ => '-',
        };
        let doubles = plain == '-' && (slug.is_empty() || slug.ends_with('-'));
        if !doubles {
            slug.push(plain);
        }
    }
    if slug.len() > 40 {
        // At the end of a word.
        let end = slug[..=40].rfind('-').unwrap_or(40);
        slug.truncate(end);
    }
    slug.trim_end_matches('-').to_owned()
}
