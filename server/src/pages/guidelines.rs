//! A group's guidelines on a member's page: newer ones to read, and those that were acknowledged.

use api_types::{AcknowledgementReceipt, Guideline, GuidelineChange, Guidelines};

use super::{Frame, html::Html};
use crate::words::{Tongue, pages as keys};

/// Newer guidelines, with what is new in them and one button; `path` is the member's page.
pub(super) fn newer(frame: Frame<'_>, shown: &Guidelines, path: &str) -> Html {
    let words = frame.words;
    let mut inner = Html::new()
        .p(words.say(keys::NEWER_TEXT))
        .blocks(&shown.what_changed);
    let rules = shown.items.iter().map(|rule| {
        let mark = rule.change.map(|change| match change {
            GuidelineChange::New => words.say(keys::RULE_NEW),
            GuidelineChange::Changed => words.say(keys::RULE_CHANGED),
        });
        let marked = mark.map_or_else(Html::new, |mark| Html::new().mark(mark));
        marked.then(self::rule(rule))
    });
    inner = inner.list(rules.collect());
    if !shown.removed.is_empty() {
        let gone = shown.removed.iter().map(|rule| Html::from(rule.as_str()));
        inner = inner.p(words.say(keys::RULES_GONE)).list(gone.collect());
    }
    let mut read = Html::new()
        .hidden("version", &shown.version)
        .hidden("hash", &shown.hash)
        .hidden("language", &shown.language);
    if frame.needs_english_beside() {
        let english = Html::new().quiet(Tongue::ENGLISH.say(keys::NEWER_BUTTON));
        read = read.then(english.in_language("en"));
    }
    let read = read.submit(words.say(keys::NEWER_BUTTON));
    inner.form(&format!("{path}/guidelines"), read)
}

/// What was acknowledged before, each version as it was read.
pub(super) fn acknowledged(
    frame: Frame<'_>,
    acknowledged: &[(AcknowledgementReceipt, Vec<Guideline>)],
) -> Html {
    let words = frame.words;
    if acknowledged.is_empty() {
        return Html::new().p(words.say(keys::NO_GUIDELINES));
    }
    let mut inner = Html::new();
    for (receipt, rules) in acknowledged {
        let date = receipt.acknowledged_at.get(..10).unwrap_or_default();
        let date = words.day(date);
        let told = [("version", receipt.version.as_str()), ("date", &date)];
        let read = words.fill(keys::GUIDELINES_READ, &told);
        inner = inner.details(&read, Html::new().list(rules.iter().map(rule).collect()));
    }
    inner
}

fn rule(rule: &Guideline) -> Html {
    Html::from(rule.rule.as_str()).then(Html::new().blocks(&rule.why))
}
