//! What a person answered so far, how far sending has come, and how both are kept over a reload of the
//! tab. Pure. The invitation is never part of it.

use api_types::{AnswerFault, Survey, SurveyAnswer, SurveyAnswers, SurveyKind};

use super::state::{Step, place, question, sent, shown};
use crate::wire::{
    Json,
    feedback::answers,
    write::{Object, survey_answers},
};

/// What a person answered so far.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Draft {
    /// Where they are.
    pub(crate) step: Step,
    /// By the key of the question, as typed: texts may be blank.
    pub(crate) answers: SurveyAnswers,
    /// With their name.
    pub(crate) named: bool,
    /// Names the attempt to send the answers.
    pub(crate) attempt: String,
    /// An attempt to send them may have arrived.
    pub(crate) tried: bool,
    /// What the invitation was exchanged for.
    pub(crate) ballot: Option<String>,
    /// The note to the facilitator.
    pub(crate) note: Note,
}

/// A note to the facilitator.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Note {
    /// As typed.
    pub(crate) text: String,
    /// Names the attempt to send it.
    pub(crate) attempt: String,
    /// An attempt to send it may have arrived.
    pub(crate) tried: bool,
    /// It has arrived.
    pub(crate) sent: bool,
}

/// What is to be sent next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Todo {
    /// The note, with the name.
    Note,
    /// The answers, with the name.
    Named,
    /// The invitation, or work, for a ballot.
    Exchange,
    /// The answers, with the ballot.
    Answers,
    /// Nothing is left.
    Nothing,
}

impl Draft {
    /// An empty one; the two texts name attempts to send.
    pub(crate) fn new(attempt: String, note_attempt: String) -> Self {
        Self {
            attempt,
            note: Note {
                attempt: note_attempt,
                ..Note::default()
            },
            ..Self::default()
        }
    }

    /// Answers a question, or takes the answer back.
    pub(crate) fn answer(&mut self, key: &str, answer: Option<SurveyAnswer>) {
        match answer {
            Some(answer) => self.answers.insert(key.to_owned(), answer),
            None => self.answers.remove(key),
        };
    }

    /// Chooses one word of several, or takes it back; the order is that of the options.
    pub(crate) fn choose(&mut self, survey: &Survey, at: usize, word: &str, on: bool) {
        let Some(question) = question(survey, at) else {
            return;
        };
        let mut words = question.words();
        words.retain(|one| {
            if *one == word {
                on
            } else {
                self.has(&question.key, one)
            }
        });
        let words: Vec<String> = words.into_iter().map(str::to_owned).collect();
        let answer = (!words.is_empty()).then_some(SurveyAnswer::Several(words));
        self.answer(&question.key, answer);
    }

    /// Whether a word is chosen.
    pub(crate) fn has(&self, key: &str, word: &str) -> bool {
        match self.answers.get(key) {
            Some(SurveyAnswer::One(chosen)) => chosen == word,
            Some(SurveyAnswer::Several(chosen)) => chosen.iter().any(|one| one == word),
            _ => false,
        }
    }

    /// What was written in answer to a question.
    pub(crate) fn text(&self, key: &str) -> &str {
        match self.answers.get(key) {
            Some(SurveyAnswer::One(text)) => text,
            _ => "",
        }
    }

    /// Writes the note. One that may have arrived is another note from now on.
    pub(crate) fn write_note(&mut self, text: String, fresh: impl FnOnce() -> String) {
        self.note.text = text;
        if self.note.tried {
            self.note.attempt = fresh();
            self.note.tried = false;
        }
    }

    /// Whether there is a note that has not arrived.
    pub(crate) fn has_note(&self) -> bool {
        !self.note.sent && !self.note.text.trim().is_empty()
    }

    /// Whether it is too late to choose with or without a name: the answers may have arrived.
    pub(crate) fn is_bound(&self) -> bool {
        self.tried || self.ballot.is_some()
    }

    /// What is to be sent next. `invited` is whether there is an invitation.
    pub(crate) fn todo(&self, survey: &Survey, invited: bool) -> Todo {
        if invited && self.has_note() {
            return Todo::Note;
        }
        if sent(survey, &self.answers).is_empty() {
            return Todo::Nothing;
        }
        if self.ballot.is_some() {
            Todo::Answers
        } else if invited && self.named {
            Todo::Named
        } else {
            Todo::Exchange
        }
    }

    /// As text for this tab's storage.
    pub(crate) fn write(&self, survey: &Survey) -> String {
        let mut kept = Object::new();
        match self.step {
            Step::Question(at) => {
                kept = kept.some(
                    "at",
                    question(survey, at).map(|question| question.key.as_str()),
                );
            }
            Step::Last => kept = kept.flag("last", true),
            _ => {}
        }
        kept.json("answers", &survey_answers(&self.answers))
            .flag("named", self.named)
            .text("attempt", &self.attempt)
            .flag("tried", self.tried)
            .some("ballot", self.ballot.as_deref())
            .text("note", &self.note.text)
            .text("note_attempt", &self.note.attempt)
            .flag("note_tried", self.note.tried)
            .flag("note_sent", self.note.sent)
            .done()
    }

    /// Reads what [`Draft::write`] wrote. Answers that the survey would not take are left out, as are
    /// those to questions that it has not.
    pub(crate) fn read<J: Json>(survey: &Survey, kept: &J) -> Option<Self> {
        let text = |name| kept.get(name).text();
        let flag = |name| kept.get(name).truth() == Some(true);
        let mut answers = answers(&kept.get("answers"));
        answers.retain(|key, answer| {
            let asked = survey.questions().find(|question| question.key == *key);
            asked.is_some_and(|asked| {
                let fault = asked.fault(answer);
                // Of texts everything is kept: nothing typed is lost.
                fault.is_none() || (asked.kind.is_text() && is_of_length(fault))
            })
        });
        let at = text("at").and_then(|key| place(survey, &key));
        let shown = shown(survey, &answers);
        let step = match at.filter(|at| shown.contains(at)) {
            Some(at) => Step::Question(at),
            None if flag("last") => Step::Last,
            None => Step::Start,
        };
        Some(Self {
            step,
            answers,
            named: flag("named"),
            attempt: text("attempt")?,
            tried: flag("tried"),
            ballot: text("ballot"),
            note: Note {
                text: text("note")?,
                attempt: text("note_attempt")?,
                tried: flag("note_tried"),
                sent: flag("note_sent"),
            },
        })
    }
}

fn is_of_length(fault: Option<AnswerFault>) -> bool {
    matches!(fault, Some(AnswerFault::TooLong | AnswerFault::Missing))
}

/// An answer by one radio button or key: a number where the question has a range, else a word.
pub(crate) fn picked(kind: SurveyKind, word: &str) -> SurveyAnswer {
    match word.parse() {
        Ok(number) if kind.range().is_some() => SurveyAnswer::Number(number),
        _ => SurveyAnswer::One(word.to_owned()),
    }
}
