//! Surveys: what a site asks its members.
//!
//! What belongs here: the shape of one version as it is written, and its scores. What it may say is in
//! `survey/check.rs`, whether each question can be reached in `survey/reach.rs`. When a question shows and
//! what an answer may be, browser and server decide by `api_types::Survey`.

mod ballot;
mod check;
mod mask;
mod plan;
mod reach;
mod ready_made;
mod said;
mod tally;
#[cfg(test)]
mod tests;
mod told;

use std::collections::BTreeSet;

use api_types::{
    ShowIf, Survey, SurveyAnswer, SurveyAnswers, SurveyKind, SurveyOption, SurveyPage,
    SurveyQuestion,
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::wording::Wording;

pub use ballot::{Attempt, Ballot, Link, id_of, is_attempt};
pub use check::check_survey;
pub use mask::Mask;
pub use plan::{AFTER_MEETING, Plan, STALE};
pub use ready_made::ready_made;
pub use said::read_said;
pub use tally::{BANDS, QuestionTally, ScoreTally, Tally, edges};
pub use told::{chapters, span, told};

/// A survey as staff write it: a JSON file, and the `content` of a version's row.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SurveyRecord {
    /// Where editors find the form of such a file; nothing here reads it.
    #[serde(default, rename = "$schema", skip_serializing_if = "Option::is_none")]
    pub schema: Option<String>,
    /// `[a-z0-9-]{1,60}`, unique in the site.
    #[schema(pattern = "^[a-z0-9-]{1,60}$")]
    pub slug: String,
    /// Its name, one line.
    pub title: Wording,
    /// What stands before the first question.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub intro: Option<Wording>,
    /// What stands where it has been sent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub thanks: Option<Wording>,
    /// Whether anybody may answer who finds it on a website. Such answers are counted by themselves: who may
    /// answer as often as they like could find out the one answer that is not theirs.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub anyone: bool,
    /// 1 to 20.
    #[schema(min_items = 1, max_items = 20)]
    pub pages: Vec<PageRecord>,
    /// What answers add up to.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub scores: Vec<ScoreRecord>,
    /// Where an instrument comes from and on what terms, for staff.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<Wording>,
}

/// Questions that are seen together.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PageRecord {
    /// What they are about, one line.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<Wording>,
    /// At least one.
    #[schema(min_items = 1)]
    pub questions: Vec<SurveyQuestionRecord>,
}

/// One question.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SurveyQuestionRecord {
    /// `[a-z0-9-]{1,60}`, unique in the survey. Stays the same while the question is reworded.
    #[schema(pattern = "^[a-z0-9-]{1,60}$")]
    pub key: String,
    /// How it is answered.
    pub kind: SurveyKind,
    /// What is asked, one line.
    pub text: Wording,
    /// What stands beneath it, one line.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub help: Option<Wording>,
    /// Whether it must be answered where it shows.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub required: bool,
    /// 2 to 20, for `single` and `multiple`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub options: Vec<SurveyOptionRecord>,
    /// What the lowest number means.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub low: Option<Wording>,
    /// What the highest means.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub high: Option<Wording>,
    /// When it shows.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub show_if: Vec<ShowIf>,
}

/// One choice.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SurveyOptionRecord {
    /// `[a-z0-9-]{1,60}`, unique in the question.
    #[schema(pattern = "^[a-z0-9-]{1,60}$")]
    pub value: String,
    /// What people read, one line.
    pub label: Wording,
    /// What it counts in a score.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub points: Option<u8>,
}

/// A number that several answers add up to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ScoreRecord {
    /// `[a-z0-9-]{1,60}`, unique in the survey.
    #[schema(pattern = "^[a-z0-9-]{1,60}$")]
    pub key: String,
    /// Its name, one line.
    pub title: Wording,
    /// Keys of the questions whose numbers or points are added.
    pub of: Vec<String>,
    /// What the sum is multiplied by, 1 to 100.
    #[serde(default = "once", skip_serializing_if = "is_once")]
    #[schema(minimum = 1, maximum = 100)]
    pub times: u8,
}

fn once() -> u8 {
    1
}

#[expect(
    clippy::trivially_copy_pass_by_ref,
    reason = "serde asks for a reference"
)]
fn is_once(times: &u8) -> bool {
    *times == 1
}

impl SurveyQuestionRecord {
    fn wordings(&self) -> impl Iterator<Item = &Wording> {
        let labels = self.options.iter().map(|option| &option.label);
        let own = [
            Some(&self.text),
            self.help.as_ref(),
            self.low.as_ref(),
            self.high.as_ref(),
        ];
        own.into_iter().flatten().chain(labels)
    }

    /// The fewest and the most points that it can give.
    fn range(&self) -> (u32, u32) {
        let points = || self.options.iter().filter_map(|option| option.points);
        let own = self.kind.range();
        let (low, high) = own.unwrap_or_else(|| {
            let (low, high) = (points().min(), points().max());
            (low.unwrap_or_default(), high.unwrap_or_default())
        });
        (low.into(), high.into())
    }

    /// The numbers or points of an answer; `None` where it has none.
    fn points(&self, answer: &SurveyAnswer) -> Option<u32> {
        match answer {
            SurveyAnswer::Number(number) => Some(u32::from(*number)),
            SurveyAnswer::One(word) => {
                let option = self.options.iter().find(|option| option.value == *word);
                option.and_then(|option| option.points).map(u32::from)
            }
            SurveyAnswer::Several(_) => None,
        }
    }
}

impl ScoreRecord {
    /// What answers to a survey add up to; `None` unless all its questions were answered, since half a
    /// score is none.
    pub fn of_answers(&self, survey: &SurveyRecord, answers: &SurveyAnswers) -> Option<u32> {
        let mut sum = 0;
        for key in &self.of {
            let question = survey.questions().find(|question| question.key == *key)?;
            sum += question.points(answers.get(key)?)?;
        }
        Some(sum * u32::from(self.times))
    }

    /// Whether its questions are all answered alike. Else points could be chosen so that each sum is one
    /// combination of answers, and how many have which sum would tell whose answers belong together.
    pub fn is_of_one_kind(&self, survey: &SurveyRecord) -> bool {
        let each = survey.questions().filter(|one| self.of.contains(&one.key));
        let mut alike = each.map(|one| {
            let points: Vec<_> = one.options.iter().map(|option| option.points).collect();
            (one.kind, points)
        });
        let first = alike.next();
        alike.all(|other| Some(other) == first)
    }

    /// The lowest and the highest that it can come to.
    pub fn range(&self, survey: &SurveyRecord) -> (u32, u32) {
        let each = survey.questions().filter(|one| self.of.contains(&one.key));
        let ranges = each.map(SurveyQuestionRecord::range);
        let (low, high) = ranges.fold((0, 0), |(low, high), own| (low + own.0, high + own.1));
        let times = u32::from(self.times);
        (low * times, high * times)
    }
}

impl SurveyRecord {
    /// Every question, page by page.
    pub fn questions(&self) -> impl Iterator<Item = &SurveyQuestionRecord> {
        self.pages.iter().flat_map(|page| &page.questions)
    }

    /// The languages that its words name, BCP 47, sorted.
    pub fn languages(&self) -> BTreeSet<&str> {
        let own = [Some(&self.title), self.intro.as_ref(), self.thanks.as_ref()];
        let pages = self.pages.iter().filter_map(|page| page.title.as_ref());
        let scores = self.scores.iter().map(|score| &score.title);
        own.into_iter()
            .flatten()
            .chain(pages)
            .chain(scores)
            .chain(self.questions().flat_map(SurveyQuestionRecord::wordings))
            .flat_map(Wording::languages)
            .collect()
    }

    /// As members see a version in a language.
    pub fn in_language(&self, version: u32, language: &str) -> Survey {
        let say = |words: &Wording| words.said_in(language).to_owned();
        let some = |words: &Option<Wording>| words.as_ref().map(say);
        let option = |option: &SurveyOptionRecord| SurveyOption {
            value: option.value.clone(),
            label: say(&option.label),
        };
        let question = |question: &SurveyQuestionRecord| SurveyQuestion {
            key: question.key.clone(),
            kind: question.kind,
            text: say(&question.text),
            help: some(&question.help),
            required: question.required,
            options: question.options.iter().map(option).collect(),
            low: some(&question.low),
            high: some(&question.high),
            show_if: question.show_if.clone(),
        };
        let page = |page: &PageRecord| SurveyPage {
            title: some(&page.title),
            questions: page.questions.iter().map(question).collect(),
        };
        Survey {
            slug: self.slug.clone(),
            version,
            language: language.to_owned(),
            title: say(&self.title),
            intro: some(&self.intro),
            thanks: some(&self.thanks),
            pages: self.pages.iter().map(page).collect(),
        }
    }
}
