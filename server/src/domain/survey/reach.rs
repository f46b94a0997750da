//! Whether each question can be reached.
//!
//! A question shows where all its conditions hold, and each of them needs that its own question shows, so
//! what a question needs is a list of conditions without an "or" between them. Conditions on different
//! questions never stand in each other's way; those on one do where no answer fits them all. A choice of
//! several can fit any number of conditions: one may choose something for each.

use std::collections::BTreeMap;

use api_types::{ShowIf, SurveyAnswer, SurveyKind, YES_NO};

use super::{SurveyQuestionRecord, SurveyRecord};
use crate::domain::check::FieldError;

/// The questions that no answers can bring up. The conditions were checked one by one.
pub(super) fn unreachable(record: &SurveyRecord) -> Vec<FieldError> {
    let mut needs: BTreeMap<&str, Vec<&ShowIf>> = BTreeMap::new();
    let mut faults = Vec::new();
    for (page_at, page) in record.pages.iter().enumerate() {
        for (at, question) in page.questions.iter().enumerate() {
            let mut all: Vec<&ShowIf> = Vec::new();
            for rule in &question.show_if {
                let before = needs.get(rule.question.as_str()).into_iter().flatten();
                for rule in before.copied().chain([rule]) {
                    if !all.contains(&rule) {
                        all.push(rule);
                    }
                }
            }
            let blocked = record.questions().find(|asked| !can_hold(asked, &all));
            if let Some(asked) = blocked {
                faults.push(FieldError {
                    field: format!("pages.{page_at}.questions.{at}.show_if"),
                    code: "unreachable",
                    reason: format!(
                        "nobody ever sees `{}`: no answer to `{}` fits all its conditions, and those of \
                         the questions that they ask",
                        question.key, asked.key
                    ),
                });
                // Told once: what depends on it would be told with it.
                all.clear();
            }
            needs.insert(&question.key, all);
        }
    }
    faults
}

/// Whether some answer to a question fits all the conditions that ask it.
fn can_hold(asked: &SurveyQuestionRecord, rules: &[&ShowIf]) -> bool {
    let own: Vec<_> = rules
        .iter()
        .filter(|rule| rule.question == asked.key)
        .collect();
    let fits = |answer: &SurveyAnswer| own.iter().all(|rule| rule.holds(answer));
    let word = |word: &str| fits(&SurveyAnswer::One(word.to_owned()));
    match asked.kind {
        SurveyKind::Multiple | SurveyKind::ShortText | SurveyKind::LongText => true,
        SurveyKind::YesNo => YES_NO.into_iter().any(word),
        SurveyKind::Single => asked.options.iter().any(|option| word(&option.value)),
        SurveyKind::Rating | SurveyKind::Smiley | SurveyKind::Scale => {
            let (low, high) = asked.kind.range().unwrap_or_default();
            (low..=high).any(|number| fits(&SurveyAnswer::Number(number)))
        }
    }
}
