//! Surveys: what is asked, when a question shows, what an answer may be, and how answers make a score.
//! Browser and server decide by the same lines, so that nobody is refused what they were shown.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::{AnswerFault, SurveyKind};

/// Longest answer in one line, characters.
pub const LONGEST_LINE: usize = 200;
/// Longest answer in several lines, characters.
pub const LONGEST_ANSWER: usize = 4_000;
/// The two answers to a question of yes or no.
pub const YES_NO: [&str; 2] = ["yes", "no"];

/// A survey in one language, as members answer it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Survey {
    /// `[a-z0-9-]{1,80}`, unique in the site.
    pub slug: String,
    /// From 1. Answers belong to one version.
    pub version: u32,
    /// BCP 47, of the texts.
    pub language: String,
    /// Its name.
    pub title: String,
    /// What stands before the first question.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub intro: Option<String>,
    /// What stands where it has been sent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub thanks: Option<String>,
    /// At least one, each with at least one question.
    pub pages: Vec<SurveyPage>,
}

/// Questions that are seen together.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct SurveyPage {
    /// What they are about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// In their order.
    pub questions: Vec<SurveyQuestion>,
}

/// One question.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct SurveyQuestion {
    /// `[a-z0-9-]{1,60}`, unique in the survey.
    pub key: String,
    /// How it is answered.
    pub kind: SurveyKind,
    /// What is asked.
    pub text: String,
    /// A line beneath it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub help: Option<String>,
    /// Whether it must be answered where it shows.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub required: bool,
    /// What can be chosen, for `single` and `multiple`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub options: Vec<SurveyOption>,
    /// What the lowest number of `rating`, `smiley` and `scale` means.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub low: Option<String>,
    /// What the highest means.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub high: Option<String>,
    /// When it shows: where all of these hold; always where there are none.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub show_if: Vec<ShowIf>,
}

/// One choice.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct SurveyOption {
    /// What is sent: `[a-z0-9-]{1,60}`, unique in the question.
    pub value: String,
    /// What people read.
    pub label: String,
}

/// A condition on the answer to an earlier question that shows itself. Without any of the other parts:
/// that it is answered.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ShowIf {
    /// The key of the earlier question.
    pub question: String,
    /// One of these is chosen.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub any_of: Vec<String>,
    /// The number is this or more.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at_least: Option<u8>,
    /// The number is this or less.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at_most: Option<u8>,
}

/// An answer: a number, a word or text, or several words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(untagged)]
pub enum SurveyAnswer {
    /// To `rating`, `smiley` and `scale`.
    Number(u8),
    /// To `single` and `yes-no` an option's value, else what was written.
    One(String),
    /// To `multiple`, at least one.
    Several(Vec<String>),
}

/// Answers by the key of their question.
pub type SurveyAnswers = BTreeMap<String, SurveyAnswer>;

impl SurveyKind {
    /// The lowest and the highest number that can be chosen.
    pub fn range(self) -> Option<(u8, u8)> {
        match self {
            Self::Rating | Self::Smiley => Some((1, 5)),
            Self::Scale => Some((0, 10)),
            _ => None,
        }
    }

    /// Whether people write in their own words.
    pub fn is_text(self) -> bool {
        matches!(self, Self::ShortText | Self::LongText)
    }
}

impl ShowIf {
    /// Whether it holds of an answer to its question.
    pub fn holds(&self, answer: &SurveyAnswer) -> bool {
        match answer {
            SurveyAnswer::Number(number) => {
                self.at_least.is_none_or(|least| *number >= least)
                    && self.at_most.is_none_or(|most| *number <= most)
            }
            SurveyAnswer::One(word) => self.any_of.is_empty() || self.any_of.contains(word),
            SurveyAnswer::Several(words) => {
                self.any_of.is_empty() || words.iter().any(|word| self.any_of.contains(word))
            }
        }
    }
}

impl SurveyQuestion {
    /// The words that can be chosen, where words are.
    pub fn words(&self) -> Vec<&str> {
        match self.kind {
            SurveyKind::YesNo => YES_NO.to_vec(),
            _ => self.options.iter().map(|one| one.value.as_str()).collect(),
        }
    }

    /// What is wrong with an answer to it, if anything is. Blank text is no answer: leave it out.
    pub fn fault(&self, answer: &SurveyAnswer) -> Option<AnswerFault> {
        let unknown = |word: &String| !self.words().contains(&word.as_str());
        match (self.kind, answer) {
            (SurveyKind::Single | SurveyKind::YesNo, SurveyAnswer::One(word)) => {
                unknown(word).then_some(AnswerFault::UnknownOption)
            }
            (SurveyKind::ShortText | SurveyKind::LongText, SurveyAnswer::One(text)) => {
                let most = if self.kind == SurveyKind::ShortText {
                    LONGEST_LINE
                } else {
                    LONGEST_ANSWER
                };
                if text.trim().is_empty() {
                    Some(AnswerFault::Missing)
                } else {
                    (text.chars().count() > most).then_some(AnswerFault::TooLong)
                }
            }
            (SurveyKind::Multiple, SurveyAnswer::Several(words)) => {
                let twice = |(at, word): (usize, &String)| words[..at].contains(word);
                if words.is_empty() {
                    Some(AnswerFault::Missing)
                } else if words.iter().any(unknown) {
                    Some(AnswerFault::UnknownOption)
                } else {
                    let twice = words.iter().enumerate().any(twice);
                    twice.then_some(AnswerFault::Twice)
                }
            }
            (kind, SurveyAnswer::Number(number)) if kind.range().is_some() => {
                let fits = kind
                    .range()
                    .is_some_and(|(low, high)| (low..=high).contains(number));
                (!fits).then_some(AnswerFault::OutOfRange)
            }
            _ => Some(AnswerFault::WrongKind),
        }
    }
}

impl Survey {
    /// Every question, page by page.
    pub fn questions(&self) -> impl Iterator<Item = &SurveyQuestion> {
        self.pages.iter().flat_map(|page| &page.questions)
    }

    /// Keys of the questions that show with these answers, in their order. An answer to a question that
    /// does not show counts for nothing, so that going back and choosing anew leaves no trace.
    pub fn shown(&self, answers: &SurveyAnswers) -> Vec<&str> {
        let mut shown: Vec<&str> = Vec::new();
        for question in self.questions() {
            let holds = |rule: &ShowIf| {
                let earlier = shown.contains(&rule.question.as_str());
                let answer = answers.get(&rule.question).filter(|_| earlier);
                answer.is_some_and(|answer| rule.holds(answer))
            };
            if question.show_if.iter().all(holds) {
                shown.push(&question.key);
            }
        }
        shown
    }

    /// What is wrong with answers, by the key of the question, in the order of the questions; unknown
    /// questions come last.
    pub fn faults<'a>(&'a self, answers: &'a SurveyAnswers) -> Vec<(&'a str, AnswerFault)> {
        let shown = self.shown(answers);
        let mut faults = Vec::new();
        for question in self.questions() {
            let key = question.key.as_str();
            let fault = match (shown.contains(&key), answers.get(key)) {
                (true, Some(answer)) => question.fault(answer),
                (true, None) => question.required.then_some(AnswerFault::Missing),
                (false, Some(_)) => Some(AnswerFault::NotShown),
                (false, None) => None,
            };
            faults.extend(fault.map(|fault| (key, fault)));
        }
        let known = |key: &str| self.questions().any(|question| question.key == key);
        let unknown = answers.keys().filter(|key| !known(key));
        faults.extend(unknown.map(|key| (key.as_str(), AnswerFault::UnknownQuestion)));
        faults
    }
}
