//! What answers add up to. Five or more become counts, and are let go: who reads a table cannot tell which
//! answers were one person's.

use std::collections::BTreeMap;

use api_types::{SurveyAnswer, SurveyAnswers};
use serde::{Deserialize, Serialize};

use super::{ScoreRecord, SurveyRecord};

/// Parts into which the range of a score is divided.
pub const BANDS: usize = 5;

/// Counts of one version's answers.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tally {
    /// How many people answered.
    pub answers: u32,
    /// By the key of the question.
    pub questions: BTreeMap<String, QuestionTally>,
    /// By the key of the score.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub scores: BTreeMap<String, ScoreTally>,
}

/// Counts of one question.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct QuestionTally {
    /// To how many it showed.
    pub shown: u32,
    /// How many answered it.
    pub answered: u32,
    /// How many chose what: a number or an option's value. Several words of one person count each.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub counts: BTreeMap<String, u32>,
}

/// What a score comes to.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ScoreTally {
    /// How many people have one.
    pub people: u32,
    /// Theirs added up.
    pub sum: u32,
    /// How many are in each fifth of its range, the lowest first.
    pub bands: [u32; BANDS],
}

impl Tally {
    /// Of the answers of one person, which were checked.
    pub fn of(survey: &SurveyRecord, answers: &SurveyAnswers) -> Self {
        let seen = survey.in_language(1, "en");
        let mut tally = Self {
            answers: 1,
            ..Self::default()
        };
        let shown = seen.shown(answers);
        for question in seen.questions() {
            let is_shown = shown.contains(&question.key.as_str());
            let answer = answers.get(&question.key).filter(|_| is_shown);
            let mut counts = BTreeMap::new();
            let mut chosen = |word: String| *counts.entry(word).or_default() += 1;
            match answer {
                Some(SurveyAnswer::Number(number)) => chosen(number.to_string()),
                Some(SurveyAnswer::One(word)) if !question.kind.is_text() => chosen(word.clone()),
                Some(SurveyAnswer::Several(words)) => words.iter().cloned().for_each(chosen),
                Some(SurveyAnswer::One(_)) | None => {}
            }
            let question_tally = QuestionTally {
                shown: is_shown.into(),
                answered: answer.is_some().into(),
                counts,
            };
            tally.questions.insert(question.key.clone(), question_tally);
        }
        for score in &survey.scores {
            let Some(value) = score.of_answers(survey, answers) else {
                continue;
            };
            let mut bands = [0; BANDS];
            bands[band(survey, score, value)] = 1;
            let one = ScoreTally {
                people: 1,
                sum: value,
                bands,
            };
            tally.scores.insert(score.key.clone(), one);
        }
        tally
    }

    /// What one question came to.
    pub fn question(&self, key: &str) -> Option<&QuestionTally> {
        self.questions.get(key)
    }

    /// What one score came to.
    pub fn score(&self, key: &str) -> Option<&ScoreTally> {
        self.scores.get(key)
    }

    /// Adds another.
    pub fn add(&mut self, other: &Self) {
        self.answers += other.answers;
        for (key, more) in &other.questions {
            self.questions.entry(key.clone()).or_default().add(more);
        }
        for (key, more) in &other.scores {
            self.scores.entry(key.clone()).or_default().add(more);
        }
    }
}

impl QuestionTally {
    /// Adds another of the same question.
    pub fn add(&mut self, more: &Self) {
        self.shown += more.shown;
        self.answered += more.answered;
        for (word, n) in &more.counts {
            *self.counts.entry(word.clone()).or_default() += n;
        }
    }

    /// The mean of the numbers that were chosen; `None` where none was, or words were.
    pub fn mean(&self) -> Option<f64> {
        let mut sum = 0.0;
        let mut people = 0.0;
        for (number, n) in &self.counts {
            let number: u32 = number.parse().ok()?;
            sum += f64::from(number) * f64::from(*n);
            people += f64::from(*n);
        }
        (people > 0.0).then(|| sum / people)
    }
}

impl ScoreTally {
    /// Adds another of the same score.
    pub fn add(&mut self, more: &Self) {
        self.people += more.people;
        self.sum += more.sum;
        for (band, n) in self.bands.iter_mut().zip(more.bands) {
            *band += n;
        }
    }

    /// The mean of the scores.
    pub fn mean(&self) -> Option<f64> {
        (self.people > 0).then(|| f64::from(self.sum) / f64::from(self.people))
    }
}

/// The lowest and the highest value in a fifth of a score's range, counted from 0.
pub fn edges((low, high): (u32, u32), band: usize) -> (u32, u32) {
    let wide = u64::from(high.saturating_sub(low)) + 1;
    let begins = |band: usize| {
        let steps = (wide * band as u64).div_ceil(BANDS as u64);
        low + u32::try_from(steps).unwrap_or_default()
    };
    (begins(band), begins(band + 1).saturating_sub(1))
}

/// The fifth of a score's range in which a value is.
fn band(survey: &SurveyRecord, score: &ScoreRecord, value: u32) -> usize {
    let (low, high) = score.range(survey);
    let wide = (high.saturating_sub(low) + 1).max(1);
    let at = usize::try_from(value.saturating_sub(low)).unwrap_or(usize::MAX);
    (at * BANDS / usize::try_from(wide).unwrap_or(1)).min(BANDS - 1)
}

#[cfg(test)]
mod tests {
    use super::edges;

    #[test]
    fn fifths_are_one_after_the_other() {
        let all = |range| (0..5).map(|band| edges(range, band)).collect::<Vec<_>>();
        assert_eq!(
            all((0, 100)),
            [(0, 20), (21, 40), (41, 60), (61, 80), (81, 100)]
        );
        assert_eq!(all((1, 5)), [(1, 1), (2, 2), (3, 3), (4, 4), (5, 5)]);
        assert_eq!(all((3, 15)), [(3, 5), (6, 8), (9, 10), (11, 13), (14, 15)]);
    }
}
