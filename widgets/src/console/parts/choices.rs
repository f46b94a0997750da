//! Fields that are ticked: one box, several boxes, one of several.

use wasm_bindgen::JsValue;

use super::{Field, Form, Kept};
use crate::{
    browser,
    ui::{El, el, el_of},
};

/// From so many boxes on they scroll in a frame of their own.
const MANY: usize = 8;

impl Form {
    /// One box; its label is beside it.
    pub(crate) fn tick(&self, field: &Field, value: &Kept<bool>) -> El {
        let (form, to, from) = (self.clone(), value.clone(), value.clone());
        let input = el("input").set("type", "checkbox");
        let input = self
            .wired(field, input)
            .live_property("checked", move || JsValue::from_bool(*from.get()))
            .on("change", move |event| {
                to.set(browser::is_ticked(event));
                form.touch();
            });
        let label = el_of("label", "tick").add(input);
        el_of("div", "form-field")
            .add(self.worded_beside(field, label))
            .add_some(self.hint(field))
            .add(self.fault_line(field))
    }

    fn worded_beside(&self, field: &Field, label: El) -> El {
        label.add(self.worded(field, el("span")))
    }

    /// Any of several: values with their words.
    pub(crate) fn ticks(
        &self,
        field: &Field,
        options: &[(String, String)],
        value: &Kept<Vec<String>>,
    ) -> El {
        let boxes = options.iter().map(|(one, words)| {
            let (form, one) = (self.clone(), one.clone());
            let (to, from, mine) = (value.clone(), value.clone(), one.clone());
            let input = el("input")
                .set("type", "checkbox")
                .live_property("checked", move || {
                    JsValue::from_bool(from.get().contains(&mine))
                })
                .on("change", move |event| {
                    let ticked = browser::is_ticked(event);
                    to.update(|all| {
                        all.retain(|other| *other != one);
                        if ticked {
                            all.push(one.clone());
                        }
                    });
                    form.touch();
                });
            el_of("label", "tick").add(input).add(el("span").say(words))
        });
        self.grouped(field, boxes.collect())
    }

    /// One of several, all in sight: values with their words, and a hint to each where there is one.
    pub(crate) fn radios(
        &self,
        field: &Field,
        options: &[(String, String, Option<String>)],
        value: &Kept<String>,
    ) -> El {
        let name = self.id_of(&field.at);
        let buttons = options.iter().map(|(one, words, hint)| {
            let (form, one) = (self.clone(), one.clone());
            let (to, from, mine) = (value.clone(), value.clone(), one.clone());
            let input = el("input")
                .set("type", "radio")
                .set_text("name", name.clone())
                .live_property("checked", move || JsValue::from_bool(*from.get() == mine))
                .on("change", move |_| {
                    to.set(one.clone());
                    form.touch();
                });
            let text = el("span").say(words);
            let hint = hint.as_ref();
            el_of("label", "tick")
                .add(input)
                .add(text.add_some(hint.map(|hint| el_of("span", "hint").say(hint))))
        });
        self.grouped(field, buttons.collect())
    }

    fn grouped(&self, field: &Field, choices: Vec<El>) -> El {
        let many = choices.len() > MANY;
        let mut all = el_of("div", if many { "ticks many" } else { "ticks" });
        for choice in choices {
            all = all.add(choice);
        }
        self.group(field, all)
    }

    /// Several fields under one name, such as the answers to a question.
    pub(crate) fn group(&self, field: &Field, all: El) -> El {
        self.wired(field, el_of("fieldset", "form-field"))
            .set("tabindex", "-1")
            .add(self.worded(field, el_of("legend", "label")))
            .add_some(self.hint(field))
            .add(self.fault_line(field))
            .add(all)
    }
}
