//! The guidelines that a group has, its site's and its own, in every version there was; and what
//! members are shown of them.

use api_types::{Acknowledge, Block, Guideline, GuidelineChange, GuidelineScope, Guidelines};

use super::{
    GuidelineRecord, GuidelinesVersion, NoSuchVersion, PublishedGuidelines, acknowledgement::hash,
};
use crate::domain::{
    markdown,
    time::rfc3339,
    wording::{Wording, nearest_language, primary},
};

/// Every version of a site's guidelines and of one group's own.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct GroupGuidelines {
    /// The site's, oldest first.
    pub of_site: Vec<PublishedGuidelines>,
    /// The group's own, oldest first.
    pub of_group: Vec<PublishedGuidelines>,
}

/// Who reads, and how the site wants it read.
#[derive(Debug, Clone, Copy)]
pub struct Reading<'a> {
    /// The site's languages, its first one first.
    pub languages: &'a [String],
    /// The language that was asked for, BCP 47.
    pub asked: Option<&'a str>,
    /// Whether each rule is acknowledged by itself.
    pub acknowledge: Acknowledge,
}

/// A rule in one language.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Shown<'a> {
    pub scope: GuidelineScope,
    pub key: &'a str,
    pub rule: &'a str,
    /// Markdown; empty where there is none.
    pub why: &'a str,
}

impl GroupGuidelines {
    /// The version that holds now.
    pub fn version(&self) -> GuidelinesVersion {
        let newest =
            |list: &[PublishedGuidelines]| list.last().map_or(0, |published| published.version);
        GuidelinesVersion {
            site: newest(&self.of_site),
            group: newest(&self.of_group),
        }
    }

    /// Whether both parts of a version were published.
    pub fn has(&self, version: GuidelinesVersion) -> bool {
        let newest = self.version();
        version.site <= newest.site && version.group <= newest.group
    }

    /// What members are shown now, in the one of the site's languages that has words and is
    /// nearest to the asked one.
    pub fn shown(&self, reading: Reading<'_>) -> Guidelines {
        let version = self.version();
        let language = self.language_for(reading);
        let rules = self.rules(version, language);
        let newest = [self.of_site.last(), self.of_group.last()];
        let published_at = newest.into_iter().flatten().map(|part| part.published_at);
        Guidelines {
            version: version.to_string(),
            hash: hash(language, &rules),
            language: language.to_owned(),
            acknowledge: reading.acknowledge,
            published_at: published_at.max().map(rfc3339),
            items: rules.iter().map(Shown::wire).collect(),
            what_changed: Vec::new(),
            removed: Vec::new(),
        }
    }

    /// [`GroupGuidelines::shown`], with how it differs from an earlier version.
    pub fn shown_since(
        &self,
        since: GuidelinesVersion,
        reading: Reading<'_>,
    ) -> Result<Guidelines, NoSuchVersion> {
        if !self.has(since) {
            return Err(NoSuchVersion);
        }
        let mut shown = self.shown(reading);
        let language = self.language_for(reading);
        let (before, now) = (
            self.rules(since, language),
            self.rules(self.version(), language),
        );
        for (item, rule) in shown.items.iter_mut().zip(&now) {
            item.change = match before.iter().find(|other| other.is_same_rule(rule)) {
                None => Some(GuidelineChange::New),
                Some(former) if former != rule => Some(GuidelineChange::Changed),
                Some(_) => None,
            };
        }
        let gone = |rule: &&Shown<'_>| !now.iter().any(|other| other.is_same_rule(rule));
        let removed = before.iter().filter(gone);
        shown.removed = removed.map(|rule| rule.rule.to_owned()).collect();
        shown.what_changed = self.what_changed(since, language);
        Ok(shown)
    }

    /// What holds now, where there are rules and the last version that somebody acknowledged is
    /// another one, with how it differs from that; from nothing, where they acknowledged none.
    pub fn newer_than(&self, last: Option<&str>, reading: Reading<'_>) -> Option<Guidelines> {
        let known: Option<GuidelinesVersion> = last.and_then(|version| version.parse().ok());
        if known == Some(self.version()) {
            return None;
        }
        let since = known.unwrap_or(GuidelinesVersion { site: 0, group: 0 });
        let shown = self.shown_since(since, reading);
        let shown = shown.unwrap_or_else(|NoSuchVersion| self.shown(reading));
        Some(shown).filter(|shown| !shown.items.is_empty())
    }

    /// The rules of one version in one language, as somebody once read them; none where there was
    /// no such version.
    pub fn items_of(&self, version: GuidelinesVersion, language: &str) -> Vec<Guideline> {
        let rules = self.rules(version, language);
        rules.iter().map(Shown::wire).collect()
    }

    /// The publishers' words on every version after `since`, oldest first.
    fn what_changed(&self, since: GuidelinesVersion, language: &str) -> Vec<Block> {
        let of_site = self.of_site.iter().filter(|of| of.version > since.site);
        let of_group = self.of_group.iter().filter(|of| of.version > since.group);
        let mut later: Vec<&PublishedGuidelines> = of_site.chain(of_group).collect();
        later.sort_by_key(|published| published.published_at);
        let words = later
            .into_iter()
            .filter_map(|of| of.content.what_changed.as_ref());
        words
            .flat_map(|words| markdown::blocks(text_in(words, language)))
            .collect()
    }

    /// The rules of a version in a language: the site's, then the group's own.
    pub(super) fn rules(&self, version: GuidelinesVersion, language: &str) -> Vec<Shown<'_>> {
        let parts = [
            (GuidelineScope::Site, part(&self.of_site, version.site)),
            (GuidelineScope::Group, part(&self.of_group, version.group)),
        ];
        let mut rules = Vec::new();
        for (scope, part) in parts {
            let items = part.map_or(&[][..], |of| &of.content.items);
            rules.extend(items.iter().map(|item| Shown::of(scope, item, language)));
        }
        rules
    }

    /// The languages that the words of a version name.
    pub(super) fn languages_of(&self, version: GuidelinesVersion) -> Vec<&str> {
        let parts = [
            part(&self.of_site, version.site),
            part(&self.of_group, version.group),
        ];
        let parts = parts.into_iter().flatten();
        parts.flat_map(|of| of.content.languages()).collect()
    }

    /// Whether a version can be read in a language; one without rules in any.
    pub(super) fn has_words_in(&self, version: GuidelinesVersion, language: &str) -> bool {
        let worded = self.languages_of(version);
        worded.is_empty() || worded.contains(&language) || worded.contains(&primary(language))
    }

    /// The site's language to show: one that was added after the guidelines were published has
    /// no words yet, and must not be put over another's.
    fn language_for<'a>(&self, reading: Reading<'a>) -> &'a str {
        let version = self.version();
        let all = reading.languages.iter().map(String::as_str);
        let worded = all
            .clone()
            .filter(|language| self.has_words_in(version, language));
        nearest_language(worded, reading.asked)
            .or_else(|| nearest_language(all, reading.asked))
            .unwrap_or("en")
    }
}

impl<'a> Shown<'a> {
    fn of(scope: GuidelineScope, item: &'a GuidelineRecord, language: &str) -> Self {
        Self {
            scope,
            key: &item.key,
            rule: text_in(&item.rule, language),
            why: item.why.as_ref().map_or("", |why| text_in(why, language)),
        }
    }

    fn is_same_rule(&self, other: &Shown<'_>) -> bool {
        (self.scope, self.key) == (other.scope, other.key)
    }

    fn wire(&self) -> Guideline {
        Guideline {
            key: self.key.to_owned(),
            scope: self.scope,
            rule: self.rule.to_owned(),
            why: markdown::blocks(self.why),
            change: None,
        }
    }
}

/// One version of a scope.
fn part(list: &[PublishedGuidelines], version: i64) -> Option<&PublishedGuidelines> {
    list.iter().find(|of| of.version == version)
}

/// The words in a language; where there are none, in another: a rule in a foreign language is
/// still a rule.
fn text_in<'a>(words: &'a Wording, language: &str) -> &'a str {
    words.said_in(language)
}
