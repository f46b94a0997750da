//! Guidelines: what a site, or a group beside its site, asks of everybody in it.
//!
//! What belongs here: the shape of one published version, and which number a new one has. What
//! such a text may say is in `guidelines/check.rs`, what members are shown in
//! `guidelines/of_group.rs`, what an acknowledgement is worth in
//! `guidelines/acknowledgement.rs`. Reading a file with places for its errors is in `config`.

mod acknowledgement;
mod check;
mod of_group;
#[cfg(test)]
mod tests;

use std::{collections::BTreeSet, fmt, str::FromStr};

use serde::{Deserialize, Serialize};

use super::wording::Wording;

pub use acknowledgement::receipt;
pub use check::check_guidelines;
pub use of_group::{GroupGuidelines, Reading};

/// What is published together for a site, or for a group: a TOML file of staff's, and the
/// `content` of a row in JSON.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct GuidelinesRecord {
    /// What is new, Markdown, for those who knew the version before; every version but a scope's
    /// first has it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub what_changed: Option<Wording>,
    /// The rules in order, 1 to 40.
    pub items: Vec<GuidelineRecord>,
}

/// One rule.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct GuidelineRecord {
    /// Stays the same while the rule is reworded: `[a-z0-9-]{1,60}`, unique in the record.
    pub key: String,
    /// One line, at most 200 characters.
    pub rule: Wording,
    /// Why, and what it means in practice: Markdown, at most 4,000 characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub why: Option<Wording>,
}

/// A version as it was published; it never changes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PublishedGuidelines {
    /// From 1, without gaps in its scope.
    pub version: i64,
    /// When, ms since 1970 UTC.
    pub published_at: i64,
    /// What was published.
    pub content: GuidelinesRecord,
}

/// What becomes of a record that somebody wants to publish.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Publication {
    /// It is the version of this number.
    Published(i64),
    /// Its rules are those of this version, which is still the newest.
    Unchanged(i64),
    /// It differs from this version, and does not say how.
    WhatChangedIsMissing(i64),
}

impl GuidelinesRecord {
    /// What becomes of it where `newest` is what was published last. Who only rewords
    /// `what_changed` changes no rule, and nobody should be asked again because of it.
    pub fn after(&self, newest: Option<&PublishedGuidelines>) -> Publication {
        match newest {
            None => Publication::Published(1),
            Some(newest) if newest.content.items == self.items => {
                Publication::Unchanged(newest.version)
            }
            Some(newest) if self.what_changed.is_none() => {
                Publication::WhatChangedIsMissing(newest.version)
            }
            Some(newest) => Publication::Published(newest.version + 1),
        }
    }

    /// The languages that its words name, BCP 47, sorted.
    pub fn languages(&self) -> BTreeSet<&str> {
        self.wordings().flat_map(Wording::languages).collect()
    }

    fn wordings(&self) -> impl Iterator<Item = &Wording> {
        let items = self.items.iter();
        let of_items = items.flat_map(|item| [Some(&item.rule), item.why.as_ref()]);
        [self.what_changed.as_ref()]
            .into_iter()
            .chain(of_items)
            .flatten()
    }

    /// The same with every text under its language, without outer blanks: what is published must
    /// say what language it is in, whatever the site speaks later. `languages` are the site's;
    /// a checked record has single texts only where that is one language.
    #[must_use]
    pub fn settled(mut self, languages: &[String]) -> Self {
        let language = languages.first();
        let settle = |words: Wording| match (words, language) {
            (Wording::One(text), Some(language)) => {
                let text = text.trim().to_owned();
                Wording::PerLanguage([(language.clone(), text)].into())
            }
            (Wording::One(text), None) => Wording::One(text.trim().to_owned()),
            (Wording::PerLanguage(texts), _) => {
                let texts = texts.into_iter();
                let trimmed = texts.map(|(language, text)| (language, text.trim().to_owned()));
                Wording::PerLanguage(trimmed.collect())
            }
        };
        self.what_changed = self.what_changed.map(settle);
        for item in std::mem::take(&mut self.items) {
            self.items.push(GuidelineRecord {
                rule: settle(item.rule),
                why: item.why.map(settle),
                ..item
            });
        }
        self
    }
}

/// Which guidelines a group has: the site's version and the group's own, `3.1`; 0 where nothing
/// was published.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct GuidelinesVersion {
    /// The site's.
    pub site: i64,
    /// The group's.
    pub group: i64,
}

impl fmt::Display for GuidelinesVersion {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}", self.site, self.group)
    }
}

/// No such version was ever published, or none could be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NoSuchVersion;

impl FromStr for GuidelinesVersion {
    type Err = NoSuchVersion;

    /// Each version is written in one way alone: no sign, no leading zero.
    fn from_str(text: &str) -> Result<Self, NoSuchVersion> {
        let (site, group) = text.split_once('.').ok_or(NoSuchVersion)?;
        let number = |text: &str| text.parse().map_err(|_| NoSuchVersion);
        let version = Self {
            site: number(site)?,
            group: number(group)?,
        };
        if version.to_string() == text && version.site >= 0 && version.group >= 0 {
            Ok(version)
        } else {
            Err(NoSuchVersion)
        }
    }
}
