//! Filling in: what a letter changes, when a fault shows, and going from step to step.

use std::rc::Rc;

use api_types::JoinForm;

use super::{
    super::{
        Sending, Summary,
        check::{Faults, after_leaving, after_typing, fault, faults},
        draft::Draft,
        state::{Field, Step, is_elsewhere, step_of},
    },
    World, has_form,
};
use crate::{
    browser::{self, Landing},
    crisis_words::alarms,
    element::emit_step,
    i18n::join_keys as keys,
};

/// What is typed is read when the person pauses so long.
const READING_MS: u32 = 500;
/// A press on a button is over in this time.
const LEAVING_MS: u32 = 250;

impl World {
    pub(super) fn change(&self, form: &JoinForm, field: Field, change: impl FnOnce(&mut Draft)) {
        self.began.borrow_mut().push(field);
        self.model.draft.update(|draft| {
            change(draft);
            draft.edited(browser::random_key);
        });
        // Some fields belong to no draft.
        if step_of(field).is_last() {
            return self.model.faults.set(Vec::new());
        }
        self.keep(form);
        let faults = {
            let found = fault(form, &self.model.draft.peek(), field);
            after_typing(&self.model.faults.peek(), field, found)
        };
        self.show_faults(faults);
    }

    /// When the person pauses: a free text that reads like a crisis brings the lines to it at once.
    /// Nothing leaves for it, nothing is kept, and nothing is blocked.
    pub(super) fn read_for_crisis(self: &Rc<Self>, field: Field) {
        let world = self.clone();
        self.reading.then(READING_MS, move || {
            let known = world.model.crisis.peek().contains(&field);
            let found = || {
                let draft = world.model.draft.peek();
                let text = draft.text(field);
                alarms(text, world.flow.words.say(keys::CRISIS_PHRASES))
            };
            if !known && found() {
                world.model.crisis.update(|fields| fields.push(field));
            }
        });
    }

    /// What is wrong with a field that the keyboard left, said a moment later: a line that comes
    /// while a button is being pressed moves it away under the finger, and the press is lost.
    pub(super) fn leave_field(self: &Rc<Self>, form: &Rc<JoinForm>, field: Field) {
        let step = self.model.draft.peek().step;
        let (world, form) = (self.clone(), form.clone());
        browser::after(LEAVING_MS, move || {
            let is_here = world.model.draft.peek().step == step;
            if is_here && !world.gone.get() {
                world.say_what_is_wrong(&form, field);
            }
        });
    }

    fn say_what_is_wrong(&self, form: &JoinForm, field: Field) {
        let faults = {
            let found = fault(form, &self.model.draft.peek(), field);
            let began = self.began.borrow().contains(&field);
            after_leaving(&self.model.faults.peek(), field, found, began)
        };
        self.show_faults(faults);
    }

    /// Tells the views, where something changed: a screen reader should hear nothing twice.
    fn show_faults(&self, faults: Faults) {
        if *self.model.faults.peek() == faults {
            return;
        }
        if faults.is_empty() {
            self.model.summary.set(Summary::No);
        }
        self.model.faults.set(faults);
    }

    /// To the next step, if there is nothing wrong in this one.
    pub(super) fn go_on(self: &Rc<Self>, form: &Rc<JoinForm>) {
        let step = self.model.draft.peek().step;
        if self.stop_at_faults(form, step) {
            return;
        }
        let next = step.moved(form, 1);
        if next == Step::Go {
            return self.hand_over(form);
        }
        self.go(form, next);
    }

    /// Shows what is wrong in a step; false when nothing is.
    pub(super) fn stop_at_faults(self: &Rc<Self>, form: &JoinForm, step: Step) -> bool {
        let found = faults(form, &self.model.draft.peek(), step);
        if found.is_empty() {
            return false;
        }
        if self.model.draft.peek().step != step {
            self.go(form, step);
        }
        self.complain(found, Summary::Faults);
        true
    }

    pub(super) fn complain(self: &Rc<Self>, faults: Faults, summary: Summary) {
        self.model.faults.set(faults);
        self.model.summary.set(summary);
        self.focus_soon("kd-summary".to_owned(), Landing::Top);
    }

    pub(super) fn go(self: &Rc<Self>, form: &JoinForm, step: Step) {
        self.model.faults.set(Vec::new());
        self.model.summary.set(Summary::No);
        self.model.sending.set(Sending::No);
        self.model.draft.update(|draft| draft.step = step);
        self.keep(form);
        if step.is_last() {
            self.model.setting.load();
        }
        // The device works while the person reads. A receipt alone costs nothing.
        if matches!(step, Step::Rules | Step::Send) && !is_elsewhere(form) {
            self.work.begin();
        }
        self.tell_step();
        self.focus_soon("kd-step".to_owned(), Landing::Top);
    }

    pub(super) fn tell_step(&self) {
        if let Some(form) = self.form().filter(|form| has_form(form)) {
            let place = self.model.draft.peek().step.place(&form);
            let place = u32::try_from(place).unwrap_or(0) + 1;
            emit_step(&self.options.host, place);
        }
    }
}
