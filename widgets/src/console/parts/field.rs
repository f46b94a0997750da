//! Fields of a [`Form`]: each with its label, a hint, and what is wrong with it. Drawn once and changed
//! in place, so that what has the focus keeps it.

use wasm_bindgen::JsValue;

use super::{Form, Kept, form::described};
use crate::{
    browser,
    i18n::console_keys as keys,
    ui::{El, el, el_of},
};

/// What a field is.
#[derive(Clone)]
pub(crate) struct Field {
    /// JSON pointer into what is sent, such as `/name`: the server names its faults by it.
    pub(super) at: String,
    pub(super) label: String,
    pub(super) hint: Option<String>,
    kind: &'static str,
    optional: bool,
    language: Option<String>,
}

impl Field {
    pub(crate) fn new(at: &str, label: &str) -> Self {
        Self {
            at: at.to_owned(),
            label: label.to_owned(),
            hint: None,
            kind: "text",
            optional: false,
            language: None,
        }
    }

    /// What helps to fill it in, below the label.
    pub(crate) fn hint(mut self, hint: &str) -> Self {
        self.hint = Some(hint.to_owned());
        self
    }

    /// `email`, `tel`, `url`, `number`, `date`, `time` …
    pub(crate) fn kind(mut self, kind: &'static str) -> Self {
        self.kind = kind;
        self
    }

    /// May stay empty; its label says so.
    pub(crate) fn optional(mut self) -> Self {
        self.optional = true;
        self
    }

    /// In which language something is written here (BCP 47), where that is not the console's.
    pub(crate) fn language(mut self, tag: &str) -> Self {
        self.language = Some(tag.to_owned());
        self
    }
}

impl Form {
    /// One line.
    pub(crate) fn text(&self, field: &Field, value: &Kept<String>) -> El {
        let input = el_of("input", "field")
            .set("type", field.kind)
            .set("autocomplete", "off");
        self.labelled(field, self.typed(field, input, value))
    }

    /// Several lines.
    pub(crate) fn area(&self, field: &Field, rows: u32, value: &Kept<String>) -> El {
        let area = el_of("textarea", "field").set_text("rows", rows.to_string());
        self.labelled(field, self.typed(field, area, value))
    }

    /// One of several, folded: values with their words.
    pub(crate) fn select(
        &self,
        field: &Field,
        options: &[(String, String)],
        value: &Kept<String>,
    ) -> El {
        let mut list = el_of("select", "field");
        for (one, words) in options {
            let chosen = *one == *value.peek();
            let option = el("option").set("value", one).flag("selected", chosen);
            list = list.add(option.say(words));
        }
        self.labelled(field, self.typed(field, list, value))
    }

    /// What is told and cannot be typed, but can be wrong.
    pub(crate) fn said(&self, field: &Field, told: El) -> El {
        self.call(&field.at, &field.label);
        el_of("div", "form-field")
            .set_text("id", self.id_of(&field.at))
            .set("tabindex", "-1")
            .add(told)
            .add(self.fault_line(field))
    }

    fn typed(&self, field: &Field, input: El, value: &Kept<String>) -> El {
        let (form, to, from) = (self.clone(), value.clone(), value.clone());
        self.wired(field, input)
            .set_some("lang", field.language.clone())
            .live_property("value", move || JsValue::from_str(&from.get()))
            .on("input", move |event| {
                to.set(browser::value(event));
                form.touch();
            })
    }

    /// What every field has: its id, and what describes it.
    pub(super) fn wired(&self, field: &Field, input: El) -> El {
        self.call(&field.at, &field.label);
        let (form, at) = (self.clone(), field.at.clone());
        input
            .set_text("id", self.id_of(&field.at))
            .live_attribute("aria-describedby", described(self, field))
            .live_attribute("aria-invalid", move || {
                form.fault(&at).map(|_| "true".to_owned())
            })
    }

    fn labelled(&self, field: &Field, input: El) -> El {
        let label = el_of("label", "label").set_text("for", self.id_of(&field.at));
        el_of("div", "form-field")
            .add(self.worded(field, label))
            .add_some(self.hint(field))
            .add(self.fault_line(field))
            .add(input)
    }

    /// A label's words.
    pub(super) fn worded(&self, field: &Field, label: El) -> El {
        let label = label.say(&field.label);
        if !field.optional {
            return label;
        }
        let optional = self.console().say(keys::OPTIONAL);
        label.add(el_of("span", "optional").text([" ", optional].concat()))
    }

    pub(super) fn hint(&self, field: &Field) -> Option<El> {
        let hint = field.hint.as_ref()?;
        let id = [&self.id_of(&field.at), "-hint"].concat();
        Some(el_of("p", "hint").set_text("id", id).say(hint))
    }

    /// What is wrong, in place.
    pub(super) fn fault_line(&self, field: &Field) -> El {
        let (form, at) = (self.clone(), field.at.clone());
        let id = [&self.id_of(&field.at), "-fault"].concat();
        el("div").live(move || {
            let text = form.fault(&at)?;
            Some(el_of("p", "fault").set_text("id", id.clone()).text(text))
        })
    }
}
