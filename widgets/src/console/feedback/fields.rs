//! A text of a survey in each of its languages, side by side.

use std::rc::Rc;

use super::{edit::Editor, record::Draft, words::Words};
use crate::{
    console::{
        Console,
        parts::{Field, Form},
    },
    i18n::Key,
    ui::{El, el, el_of},
};

/// What the fields of a survey are drawn from.
#[derive(Clone)]
pub(super) struct Sheet {
    pub(super) console: Console,
    pub(super) form: Form,
    pub(super) draft: Rc<Draft>,
    pub(super) editor: Rc<Editor>,
}

/// A text: what it is called, and how it is written.
pub(super) struct Text {
    label: String,
    hint: Option<Key>,
    /// Lines; 1 is a field of one line.
    rows: u32,
    is_optional: bool,
}

impl Text {
    pub(super) fn new(label: &str) -> Self {
        Self {
            label: label.to_owned(),
            hint: None,
            rows: 1,
            is_optional: false,
        }
    }

    pub(super) fn hint(mut self, hint: Key) -> Self {
        self.hint = Some(hint);
        self
    }

    pub(super) fn rows(mut self, rows: u32) -> Self {
        self.rows = rows;
        self
    }

    pub(super) fn optional(mut self) -> Self {
        self.is_optional = true;
        self
    }
}

impl Sheet {
    pub(super) fn say(&self, key: Key) -> &'static str {
        self.console.say(key)
    }

    /// The text at a pointer.
    pub(super) fn text(&self, at: &str, text: &Text, words: &Words) -> El {
        let touched = words.touched.clone();
        let hear = move |_: &_| touched.set(true);
        if let [(language, value)] = &words.by_language[..] {
            let mut field = Field::new(&[at, "/", language].concat(), &text.label);
            if let Some(hint) = text.hint {
                field = field.hint(self.say(hint));
            }
            if text.is_optional {
                field = field.optional();
            }
            return el("div")
                .on("input", hear)
                .add(self.one(&field, text, value));
        }
        let id = self.form.id_of(at);
        let name = [&id, "-name"].concat();
        let mut label = el_of("p", "label").set("id", &name).say(&text.label);
        if text.is_optional {
            let optional = self.say(crate::i18n::console_keys::OPTIONAL);
            label = label.add(el_of("span", "optional").text([" ", optional].concat()));
        }
        let mut row = el_of("div", "feedback-by-language");
        for (language, value) in &words.by_language {
            let field = Field::new(
                &[at, "/", language].concat(),
                &self.console.intl().language(language),
            );
            row = row.add(self.one(&field.language(language), text, value));
        }
        el_of("div", "feedback-texts")
            .set("role", "group")
            .set_text("aria-labelledby", name)
            .on("input", hear)
            .add(label)
            .add_some(text.hint.map(|hint| el_of("p", "hint").say(self.say(hint))))
            .add(row)
    }

    fn one(&self, field: &Field, text: &Text, value: &crate::console::parts::Kept<String>) -> El {
        if text.rows > 1 {
            self.form.area(field, text.rows, value)
        } else {
            self.form.text(field, value)
        }
    }
}
