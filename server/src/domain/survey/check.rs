//! What a survey may say: how many questions, how long, in every language, and that conditions and scores
//! ask what can be known.

use std::collections::BTreeSet;

use api_types::{ShowIf, SurveyKind, YES_NO};

use super::{ScoreRecord, SurveyQuestionRecord, SurveyRecord, reach};
use crate::domain::{
    check::{Check, FieldError, LINE, NOTE},
    wording::Wording,
};

/// More pages than anybody turns.
const MOST_PAGES: usize = 20;
/// More questions than anybody answers.
const MOST_QUESTIONS: usize = 60;
/// More choices than anybody reads.
const MOST_OPTIONS: usize = 20;
/// Longest text around the questions, characters.
const LONGEST_TEXT: usize = 4_000;

/// Checks a record as it was written; the errors name every field that cannot stay so. Each language of the
/// site must have words everywhere, and so must any other that the record names. Without `languages` (a file
/// by itself) the languages that it names count.
pub fn check_survey(record: &SurveyRecord, languages: &[String]) -> Result<(), Vec<FieldError>> {
    let mut wanted = record.languages();
    wanted.extend(languages.iter().map(String::as_str));
    let mut survey = Checking {
        check: Check::default(),
        record,
        wanted,
    };
    survey.frame();
    survey.pages();
    survey.scores();
    let mut faults = survey.check.0;
    if faults.is_empty() {
        // What asks for the impossible can be said only of conditions that are right by themselves.
        faults = reach::unreachable(record);
    }
    if faults.is_empty() {
        Ok(())
    } else {
        Err(faults)
    }
}

struct Checking<'a> {
    check: Check,
    record: &'a SurveyRecord,
    wanted: BTreeSet<&'a str>,
}

impl Checking<'_> {
    fn line(&mut self, field: &str, words: &Wording) {
        let each =
            |check: &mut Check, field: &str, text: &str| check.line(field, text.trim(), LINE);
        self.check.wording(field, words, &self.wanted, each);
    }

    fn some_line(&mut self, field: &str, words: Option<&Wording>) {
        if let Some(words) = words {
            self.line(field, words);
        }
    }

    fn text(&mut self, field: &str, words: Option<&Wording>, most: usize) {
        let each =
            |check: &mut Check, field: &str, text: &str| check.text(field, text.trim(), most);
        if let Some(words) = words {
            self.check.wording(field, words, &self.wanted, each);
        }
    }

    fn fault(&mut self, field: &str, code: &'static str, reason: impl Into<String>) {
        self.check.fault(field, code, reason);
    }

    fn frame(&mut self) {
        let record = self.record;
        self.check.id("slug", &record.slug);
        self.line("title", &record.title);
        self.text("intro", record.intro.as_ref(), LONGEST_TEXT);
        self.text("thanks", record.thanks.as_ref(), LONGEST_TEXT);
        if record.pages.is_empty() {
            self.fault("pages", "missing", "a survey has at least one page");
        }
        if record.pages.len() > MOST_PAGES {
            self.fault(
                "pages",
                "too-many",
                format!("a survey has at most {MOST_PAGES} pages"),
            );
        }
        if record.questions().count() > MOST_QUESTIONS {
            let reason = format!("a survey has at most {MOST_QUESTIONS} questions");
            self.fault("pages", "too-many", reason);
        }
    }

    fn pages(&mut self) {
        let mut earlier: Vec<&SurveyQuestionRecord> = Vec::new();
        for (at, page) in self.record.pages.iter().enumerate() {
            self.some_line(&format!("pages.{at}.title"), page.title.as_ref());
            if page.questions.is_empty() {
                let field = format!("pages.{at}.questions");
                self.fault(&field, "missing", "a page has at least one question");
            }
            for (number, question) in page.questions.iter().enumerate() {
                let field = format!("pages.{at}.questions.{number}");
                self.question(&field, question, &earlier);
                earlier.push(question);
            }
        }
    }

    fn question(
        &mut self,
        field: &str,
        question: &SurveyQuestionRecord,
        earlier: &[&SurveyQuestionRecord],
    ) {
        let of = |name: &str| format!("{field}.{name}");
        self.check.id(&of("key"), &question.key);
        if earlier.iter().any(|other| other.key == question.key) {
            self.fault(&of("key"), "twice", "an earlier question has the same");
        }
        self.line(&of("text"), &question.text);
        self.text(&of("help"), question.help.as_ref(), NOTE);
        self.some_line(&of("low"), question.low.as_ref());
        self.some_line(&of("high"), question.high.as_ref());
        let ends = [("low", &question.low), ("high", &question.high)];
        for (name, words) in ends {
            if words.is_some() && question.kind.range().is_none() {
                self.fault(
                    &of(name),
                    "not-here",
                    "only numbers have a lowest and a highest",
                );
            }
        }
        self.options(&of("options"), question);
        for (at, rule) in question.show_if.iter().enumerate() {
            self.rule(&format!("{field}.show_if.{at}"), rule, question, earlier);
        }
    }

    fn options(&mut self, field: &str, question: &SurveyQuestionRecord) {
        let chooses = matches!(question.kind, SurveyKind::Single | SurveyKind::Multiple);
        let many = question.options.len();
        if chooses && !(2..=MOST_OPTIONS).contains(&many) {
            let reason = format!("there are 2 to {MOST_OPTIONS} to choose from");
            self.fault(field, "bad-options", reason);
        }
        if !chooses && many > 0 {
            self.fault(
                field,
                "not-here",
                "only `single` and `multiple` have options",
            );
        }
        for (at, option) in question.options.iter().enumerate() {
            let of = |name: &str| format!("{field}.{at}.{name}");
            self.check.id(&of("value"), &option.value);
            let earlier = &question.options[..at];
            if earlier.iter().any(|other| other.value == option.value) {
                self.fault(&of("value"), "twice", "an earlier option has the same");
            }
            self.line(&of("label"), &option.label);
            if option.points.is_some() && question.kind == SurveyKind::Multiple {
                self.fault(&of("points"), "not-here", "only one choice can have points");
            }
        }
    }

    fn rule(
        &mut self,
        field: &str,
        rule: &ShowIf,
        question: &SurveyQuestionRecord,
        earlier: &[&SurveyQuestionRecord],
    ) {
        let of = |name: &str| format!("{field}.{name}");
        let Some(asked) = earlier.iter().find(|other| other.key == rule.question) else {
            let key = &rule.question;
            let reason = if question.key == *key {
                "a question cannot wait for its own answer".to_owned()
            } else if self.record.questions().any(|other| other.key == *key) {
                format!(
                    "`{key}` comes later: a condition asks an earlier question, or it goes round"
                )
            } else {
                let keys: Vec<&str> = earlier.iter().map(|other| other.key.as_str()).collect();
                format!(
                    "there is no question `{key}`; before this one there are: {}",
                    keys.join(", ")
                )
            };
            self.fault(&of("question"), "unknown-question", reason);
            return;
        };
        let range = asked.kind.range();
        for (name, bound) in [("at_least", rule.at_least), ("at_most", rule.at_most)] {
            let Some(bound) = bound else { continue };
            match range {
                None => self.fault(
                    &of(name),
                    "not-here",
                    "that question is not answered by a number",
                ),
                Some((low, high)) if !(low..=high).contains(&bound) => {
                    self.fault(&of(name), "out-of-range", format!("from {low} to {high}"));
                }
                Some(_) => {}
            }
        }
        let words: Vec<&str> = match asked.kind {
            SurveyKind::YesNo => YES_NO.to_vec(),
            _ => asked
                .options
                .iter()
                .map(|option| option.value.as_str())
                .collect(),
        };
        for (at, word) in rule.any_of.iter().enumerate() {
            if !words.contains(&word.as_str()) {
                let reason = if words.is_empty() {
                    "that question has nothing to choose from".to_owned()
                } else {
                    format!("one of: {}", words.join(", "))
                };
                self.fault(&of(&format!("any_of.{at}")), "unknown-option", reason);
            }
        }
    }

    fn scores(&mut self) {
        for (at, score) in self.record.scores.iter().enumerate() {
            let of = |name: &str| format!("scores.{at}.{name}");
            self.check.id(&of("key"), &score.key);
            let earlier = &self.record.scores[..at];
            if earlier.iter().any(|other| other.key == score.key) {
                self.fault(&of("key"), "twice", "an earlier score has the same");
            }
            self.line(&of("title"), &score.title);
            if !(1..=100).contains(&score.times) {
                self.fault(&of("times"), "out-of-range", "from 1 to 100");
            }
            if score.of.is_empty() {
                self.fault(&of("of"), "missing", "a score adds at least one answer up");
            }
            self.added(&of("of"), score);
        }
    }

    fn added(&mut self, field: &str, score: &ScoreRecord) {
        for (at, key) in score.of.iter().enumerate() {
            let field = format!("{field}.{at}");
            if score.of[..at].contains(key) {
                self.fault(&field, "twice", "it is added already");
            }
            let question = self
                .record
                .questions()
                .find(|question| question.key == *key);
            let counts = question.is_some_and(|question| {
                let points = |option: &super::SurveyOptionRecord| option.points.is_some();
                let chosen =
                    question.kind == SurveyKind::Single && question.options.iter().all(points);
                question.kind.range().is_some() || chosen
            });
            match question {
                None => self.fault(
                    &field,
                    "unknown-question",
                    format!("there is no question `{key}`"),
                ),
                Some(_) if !counts => {
                    let reason = "it is answered by no number, and not every option has points";
                    self.fault(&field, "bad-score", reason);
                }
                Some(_) => {}
            }
        }
    }
}
