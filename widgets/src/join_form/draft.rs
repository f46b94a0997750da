//! What a person wrote, and how it is kept over a reload of the tab. Pure.

use api_types::{Choice, ContactKind, JoinForm, OnBehalfOf};

use super::state::{Field, Step, every_field, step_of};
use crate::wire::{Json, write::Object};

/// What a person wrote, chose and ticked so far.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Draft {
    /// Where they are.
    pub(crate) step: Step,
    /// Names the attempt to send; the same key and the same words are one request.
    pub(crate) key: String,
    /// The last attempt with this key failed, or is not known to have worked.
    pub(crate) tried: bool,
    values: Vec<(Field, String)>,
}

/// What a ticked box holds.
const TICKED: &str = "yes";

impl Draft {
    /// An empty one; `key` names the attempt to send it.
    pub(crate) fn new(key: String) -> Self {
        Self {
            key,
            ..Self::default()
        }
    }

    pub(crate) fn text(&self, field: Field) -> &str {
        let found = self.values.iter().find(|(known, _)| *known == field);
        found.map_or("", |(_, text)| text)
    }

    /// The same without white space around it; `None` where nothing is left.
    pub(crate) fn said(&self, field: Field) -> Option<&str> {
        Some(self.text(field).trim()).filter(|text| !text.is_empty())
    }

    pub(crate) fn is_ticked(&self, field: Field) -> bool {
        !self.text(field).is_empty()
    }

    pub(crate) fn set(&mut self, field: Field, text: &str) {
        self.values.retain(|(known, _)| *known != field);
        if !text.is_empty() {
            self.values.push((field, text.to_owned()));
        }
    }

    pub(crate) fn tick(&mut self, field: Field, on: bool) {
        self.set(field, if on { TICKED } else { "" });
    }

    /// Whether a word is among those that were chosen.
    pub(crate) fn has(&self, field: Field, word: &str) -> bool {
        self.text(field).split(' ').any(|chosen| chosen == word)
    }

    /// Chooses a word, or takes it back.
    pub(crate) fn choose(&mut self, field: Field, word: &str, on: bool) {
        let chosen = self.text(field).split(' ');
        let mut words: Vec<&str> = chosen
            .filter(|known| !known.is_empty() && *known != word)
            .collect();
        if on {
            words.push(word);
        }
        self.set(field, &words.join(" "));
    }

    pub(crate) fn behalf(&self) -> Option<OnBehalfOf> {
        OnBehalfOf::from_word(self.text(Field::Behalf)).ok()
    }

    /// Whether somebody else fills it in.
    pub(crate) fn for_another(&self) -> bool {
        self.behalf().is_some_and(|who| who != OnBehalfOf::Me)
    }

    /// How they want to be reached; the only way where there is one.
    pub(crate) fn contact_kind(&self, form: &JoinForm) -> Option<ContactKind> {
        match form.contact_kinds.as_slice() {
            [only] => Some(*only),
            _ => ContactKind::from_word(self.text(Field::ContactKind)).ok(),
        }
    }

    /// A word was changed: what is sent next is another request than the one that failed.
    pub(crate) fn edited(&mut self, fresh: impl FnOnce() -> String) {
        if self.tried {
            self.key = fresh();
            self.tried = false;
        }
    }

    /// As text for this tab's storage.
    pub(crate) fn write(&self, form: &JoinForm) -> String {
        let step = self.step.place(form).to_string();
        let mut kept = Object::new()
            .json("step", &step)
            .text("rules", &form.guidelines.hash)
            .text("key", &self.key)
            .flag("tried", self.tried);
        let asked = |(field, _): &&(Field, String)| !step_of(*field).is_last();
        for (field, text) in self.values.iter().filter(asked) {
            kept = kept.text(&["=", &field.key(form)].concat(), text);
        }
        kept.done()
    }

    /// Reads what [`Draft::write`] wrote. What the form does not ask any more is left out; rules
    /// that are others now were not read.
    pub(crate) fn read<J: Json>(form: &JoinForm, kept: &J) -> Option<Self> {
        let mut draft = Self {
            key: kept.get("key").text()?,
            tried: kept.get("tried").truth() == Some(true),
            ..Self::default()
        };
        let entries = kept.entries();
        let same_rules = kept.get("rules").text().as_ref() == Some(&form.guidelines.hash);
        for field in every_field(form) {
            if step_of(field) == Step::Rules && !same_rules {
                continue;
            }
            let name = ["=", &field.key(form)].concat();
            let entry = entries.iter().find(|(key, _)| *key == name);
            if let Some(text) = entry.and_then(|(_, value)| value.text()) {
                draft.set(field, &text);
            }
        }
        let step = kept.get("step").number().unwrap_or(0.0);
        let mut all = Step::all(form).into_iter().enumerate();
        // The last step comes from the server's answer, which is not kept.
        let may_be = |(at, kept): &(usize, Step)| {
            !kept.is_last()
                && (*kept != Step::Send || same_rules)
                && f64::from(u32::try_from(*at).unwrap_or(0)) <= step
        };
        draft.step = all.rfind(may_be).map_or(Step::Fit, |(_, step)| step);
        Some(draft)
    }
}
