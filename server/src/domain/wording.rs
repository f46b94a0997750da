//! Texts that people write once, or once per language.

use std::collections::BTreeMap;

use serde::{Deserialize, Deserializer, Serialize, de};

/// A text, the same for everybody or one per language.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, utoipa::ToSchema)]
#[serde(untagged)]
pub enum Wording {
    /// The same in every language.
    One(String),
    /// By language.
    PerLanguage(BTreeMap<String, String>),
}

impl<'de> Deserialize<'de> for Wording {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Either;
        impl<'de> de::Visitor<'de> for Either {
            type Value = Wording;
            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("a text, or a table with one text per language")
            }
            fn visit_str<E: de::Error>(self, text: &str) -> Result<Wording, E> {
                Ok(Wording::One(text.to_owned()))
            }
            fn visit_map<M: de::MapAccess<'de>>(self, map: M) -> Result<Wording, M::Error> {
                BTreeMap::deserialize(de::value::MapAccessDeserializer::new(map))
                    .map(Wording::PerLanguage)
            }
        }
        deserializer.deserialize_any(Either)
    }
}

impl Wording {
    /// The text in the first of these languages that it has, or in any.
    pub fn in_one_of<'l>(&self, languages: impl IntoIterator<Item = &'l str>) -> &str {
        match self {
            Self::One(text) => text,
            Self::PerLanguage(texts) => languages
                .into_iter()
                .find_map(|language| texts.get(language))
                .or_else(|| texts.values().next())
                .map_or("", String::as_str),
        }
    }

    /// The text in a language, with or without its region, or in any.
    pub fn said_in(&self, language: &str) -> &str {
        self.in_one_of([language, primary(language)])
    }

    /// True where there is nothing to read, in some language at least.
    pub fn is_blank(&self) -> bool {
        match self {
            Self::One(text) => text.trim().is_empty(),
            Self::PerLanguage(texts) => {
                texts.is_empty() || texts.values().any(|text| text.trim().is_empty())
            }
        }
    }

    /// Every text in it.
    pub fn all(&self) -> Vec<&str> {
        match self {
            Self::One(text) => vec![text],
            Self::PerLanguage(texts) => texts.values().map(String::as_str).collect(),
        }
    }

    /// The languages that it names, BCP 47; none where it is one text.
    pub fn languages(&self) -> Vec<&str> {
        match self {
            Self::One(_) => Vec::new(),
            Self::PerLanguage(texts) => texts.keys().map(String::as_str).collect(),
        }
    }
}

/// `es` of `es-MX`.
pub fn primary(tag: &str) -> &str {
    tag.split('-').next().unwrap_or(tag)
}

/// The language that fits best: the same tag, else the same language, else the first; `None`
/// where there is none to choose from.
pub fn nearest_language<'a>(
    mut languages: impl Iterator<Item = &'a str> + Clone,
    asked: Option<&str>,
) -> Option<&'a str> {
    let asked = asked.unwrap_or_default();
    let same = |known: &&str| known.eq_ignore_ascii_case(asked);
    let akin = |known: &&str| primary(known).eq_ignore_ascii_case(primary(asked));
    languages
        .clone()
        .find(same)
        .or_else(|| languages.clone().find(akin))
        .or_else(|| languages.next())
}
