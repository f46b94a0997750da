//! Filling in: what an answer changes, when a fault shows, and going from screen to screen.

use std::rc::Rc;

use api_types::SurveyForm;

use super::{
    super::{
        Draft, Message, Sending, Summary,
        draft::picked,
        state::{
            Faults, Field, Step, after_change, faults, moved, page_of, question, screen, shown,
        },
    },
    World,
};
use crate::{
    browser::{self, Landing},
    crisis_words::alarms,
    i18n::survey_keys as keys,
};

/// What is typed is read when the person pauses so long.
const READING_MS: u32 = 500;

impl World {
    /// What does not leave the device.
    pub(super) fn fill_in(self: &Rc<Self>, form: &Rc<SurveyForm>, message: Message) {
        let survey = &form.survey;
        match message {
            Message::Started => {
                let first = shown(survey, &self.model.draft.peek().answers);
                self.go(Step::Question(first.first().copied().unwrap_or(0)));
            }
            Message::Picked(at, word) => self.change(form, at, |draft| {
                if let Some(question) = question(survey, at) {
                    draft.answer(&question.key, Some(picked(question.kind, &word)));
                }
            }),
            Message::Chose(at, word, on) => {
                self.change(form, at, |draft| draft.choose(survey, at, &word, on));
            }
            Message::Cleared(at) => {
                self.change(form, at, |draft| {
                    if let Some(question) = question(survey, at) {
                        draft.answer(&question.key, None);
                    }
                });
                // The button that was pressed is gone.
                self.focus_soon(Field::Question(at).id(), Landing::Near);
            }
            Message::Typed(field, text) => self.write(form, field, text),
            Message::WentOn => self.walk(form, true),
            Message::WentBack => self.walk(form, false),
            Message::Look(at) => self.focus_soon(Field::Question(at).id(), Landing::Near),
            Message::Named(named) => {
                self.model.draft.update(|draft| draft.named = named);
                self.keep(form);
            }
            _ => {}
        }
    }

    fn write(self: &Rc<Self>, form: &SurveyForm, field: Field, text: String) {
        match field {
            Field::Question(at) => self.change(form, at, |draft| {
                if let Some(question) = question(&form.survey, at) {
                    let answer = (!text.is_empty()).then(|| picked(question.kind, &text));
                    draft.answer(&question.key, answer);
                }
            }),
            Field::Note => {
                self.model
                    .draft
                    .update(|draft| draft.write_note(text, browser::random_token));
                self.keep(form);
            }
        }
        self.read_for_crisis(form, field);
    }

    fn change(&self, form: &SurveyForm, at: usize, change: impl FnOnce(&mut Draft)) {
        self.model.draft.update(|draft| {
            change(draft);
            // Where a page of questions becomes one at a time, it is the one that was touched last.
            if matches!(draft.step, Step::Question(_)) {
                draft.step = Step::Question(at);
            }
        });
        self.keep(form);
        let known = self.model.faults.peek().clone();
        if !known.is_empty() {
            let answers = self.model.draft.peek().answers.clone();
            let now = after_change(&form.survey, &answers, &known);
            if now != known {
                self.show_faults(now);
            }
        }
    }

    fn show_faults(&self, faults: Faults) {
        if faults.is_empty() {
            self.model.summary.set(Summary::No);
        }
        self.model.faults.set(faults);
    }

    /// When the person pauses: a text that reads like a crisis brings the lines to it at once. Nothing
    /// leaves for it, nothing is kept, and nothing is blocked.
    fn read_for_crisis(self: &Rc<Self>, form: &SurveyForm, field: Field) {
        let key = match field {
            Field::Question(at) => question(&form.survey, at).map(|one| one.key.clone()),
            Field::Note => None,
        };
        let world = self.clone();
        self.reading.then(READING_MS, move || {
            if world.model.crisis.peek().contains(&field) {
                return;
            }
            let found = {
                let draft = world.model.draft.peek();
                let text = key
                    .as_ref()
                    .map_or(&*draft.note.text, |key| draft.text(key));
                alarms(text, world.flow.words.say(keys::CRISIS_PHRASES))
            };
            if found {
                world.model.crisis.update(|fields| fields.push(field));
            }
        });
    }

    /// To the screen after this one, if nothing is wrong here, or to the one before.
    fn walk(self: &Rc<Self>, form: &SurveyForm, on: bool) {
        let survey = &form.survey;
        let wide = *self.model.wide.peek();
        let (answers, step) = {
            let draft = self.model.draft.peek();
            (draft.answers.clone(), draft.step)
        };
        let to = match step {
            Step::Question(at) => {
                let here = screen(survey, &answers, at, wide);
                if on && self.stop_at_faults(form, &here) {
                    return;
                }
                moved(survey, &answers, at, wide, on)
            }
            _ if on => return,
            // From the last screen: the last question that shows, or the first of its page.
            _ => {
                let all = shown(survey, &answers);
                let last = all.last().copied().unwrap_or(0);
                Step::Question(last)
            }
        };
        self.go(to);
    }

    /// Shows what is wrong among these questions; false when nothing is.
    pub(super) fn stop_at_faults(self: &Rc<Self>, form: &SurveyForm, of: &[usize]) -> bool {
        let found = faults(&form.survey, &self.model.draft.peek().answers, of);
        self.complain(form, found, false)
    }

    /// Leads to the first of these faults, and says those of its screen; false when there is none.
    pub(super) fn complain(
        self: &Rc<Self>,
        form: &SurveyForm,
        mut found: Faults,
        others: bool,
    ) -> bool {
        let Some((first, _)) = found.first().copied() else {
            return false;
        };
        let survey = &form.survey;
        let wide = *self.model.wide.peek();
        let is_here = match self.model.draft.peek().step {
            Step::Question(at) if wide => page_of(survey, at) == page_of(survey, first),
            Step::Question(at) => at == first,
            _ => false,
        };
        if !is_here {
            self.go(Step::Question(first));
        }
        let here = screen(survey, &self.model.draft.peek().answers, first, wide);
        found.retain(|(at, _)| here.contains(at));
        self.model.faults.set(found);
        self.model.summary.set(if others {
            Summary::More
        } else {
            Summary::Faults
        });
        self.focus_soon("kd-summary".to_owned(), Landing::Top);
        true
    }

    pub(super) fn go(self: &Rc<Self>, step: Step) {
        self.model.faults.set(Vec::new());
        self.model.summary.set(Summary::No);
        self.model.sending.set(Sending::No);
        self.model.never.set(false);
        self.model.draft.update(|draft| draft.step = step);
        if let Some(form) = self.form()
            && matches!(step, Step::Start | Step::Question(_) | Step::Last)
        {
            self.keep(&form);
            self.begin_work(&form, step);
        }
        self.focus_soon("kd-step".to_owned(), Landing::Top);
    }
}
