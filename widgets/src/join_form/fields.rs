//! Fields as views: a label above, a hint, the fault, then what is filled in. A field that may
//! hold the focus is drawn once; what changes around it changes in place.

use std::cell::Cell;

use api_types::{Choice, JoinForm};

use super::{
    Flow, Message,
    frame::crisis_lines,
    said::{fault_words, label, language, worded},
    state::{Field, is_required},
};
use crate::{
    browser, crisis,
    i18n::join_keys as keys,
    ui::{El, Icon, el, el_of, icon},
};

/// What a text field is like.
#[derive(Clone, Copy)]
pub(crate) enum Kind {
    /// One line, with its autocomplete token.
    Line(&'static str),
    /// Several lines.
    Area,
    Email,
    Phone,
    /// Digits only, with its autocomplete token.
    Digits(&'static str),
}

/// A field for words.
pub(crate) fn text(flow: Flow, form: &JoinForm, field: Field, kind: Kind) -> El {
    let hint = match field {
        Field::Answer(at) => form.questions[at].hint.clone(),
        Field::Introduction => form.introduction_prompt.clone(),
        _ => worded(flow, "hint", field),
    };
    let id = field.id();
    let frame = frame("div", field, flow)
        .add(
            el_of("label", "label")
                .set("for", &id)
                .add(words_of(flow, form, field))
                .add_some(optional(flow, form, field)),
        )
        .add_some(
            hint.map(|hint| hint_line(field, hint).set_some("lang", language(flow, form, field))),
        )
        // What is wrong in the group has readers of its own, whom the page names.
        .add_some((is_free(form, field) && field != Field::Concern).then(|| readers(flow, form)))
        .add(fault_line(flow, field));
    let control = control(flow, field, kind, &flow.written(field));
    let frame = frame.add(named(form, field, control));
    if is_free(form, field) {
        frame.add(crisis_box(flow, field))
    } else {
        frame
    }
}

/// Whom to reach now, where what was written reads like a crisis. It stays once it came.
fn crisis_box(flow: Flow, field: Field) -> El {
    el_of("div", "crisis-near")
        .set("role", "status")
        .live(move || {
            let model = flow.model();
            let here = model.crisis.get().contains(&field);
            here.then(|| crisis::near(flow.words.say(keys::CRISIS_NEAR), crisis_lines(flow)))
        })
}

fn control(flow: Flow, field: Field, kind: Kind, written: &str) -> El {
    let input = |of: &str, token: &str, mode: &str| {
        el_of("input", "field")
            .set("type", of)
            .set("autocomplete", token)
            .set("inputmode", mode)
            .set("value", written)
    };
    let control = match kind {
        Kind::Line(token) => input("text", token, "text"),
        Kind::Email => input("email", "email", "email").set("spellcheck", "false"),
        Kind::Phone => input("tel", "tel", "tel"),
        Kind::Digits(token) => input("text", token, "numeric").set("data-short", ""),
        Kind::Area => el_of("textarea", "field").set("rows", "5").say(written),
    };
    let one_line = !matches!(kind, Kind::Area);
    described(flow, field, control)
        .set_text("id", field.id())
        .on("keydown", move |event| {
            if one_line && browser::is_enter(event) {
                flow.send(Message::Entered(field));
            }
        })
        .on("input", move |event| {
            flow.send(Message::Typed(field, browser::value(event)));
        })
        .on("blur", move |_| flow.send(Message::Left(field)))
}

/// A form without script is sent by its controls' names; a widget sends what was typed.
fn named(form: &JoinForm, field: Field, control: El) -> El {
    if cfg!(feature = "ssr") {
        control.set_text("name", field.key(form))
    } else {
        control
    }
}

/// The label's words. Only a question's are in the site's own language: an introduction's label is
/// ours, and its prompt below it the facilitator's.
fn words_of(flow: Flow, form: &JoinForm, field: Field) -> El {
    let foreign = language(flow, form, field).filter(|_| field != Field::Introduction);
    el("span")
        .set_some("lang", foreign)
        .text(label(flow, form, field))
}

/// What a screen reader says of a control, beside its label.
fn described(flow: Flow, field: Field, control: El) -> El {
    let id = field.id();
    control
        .set_text("aria-describedby", [&id, "-hint ", &id, "-fault"].concat())
        .live_attribute("aria-invalid", move || {
            has_fault(flow, field).then(|| "true".to_owned())
        })
}

/// Words that a person chooses from: one, or several.
pub(crate) struct Options {
    pub(crate) several: bool,
    /// The wire's word and what people read.
    pub(crate) all: Vec<(String, String)>,
}

impl Options {
    /// Every value of a closed list, by the words of `list`; only those of `of`, where it has any.
    pub(crate) fn of<C: Choice>(flow: Flow, several: bool, list: &str, of: &[C]) -> Self {
        let all = if of.is_empty() { C::ALL } else { of };
        let worded = |value: &C| {
            let word = value.as_str();
            (word.to_owned(), flow.words.word(list, word))
        };
        Self {
            several,
            all: all.iter().map(worded).collect(),
        }
    }
}

/// Radio buttons or boxes under one question.
pub(crate) fn choice(flow: Flow, form: &JoinForm, field: Field, options: &Options) -> El {
    let hint = match field {
        Field::Answer(at) => form.questions[at].hint.clone(),
        Field::Behalf => {
            let age = form.age_of_consent.to_string();
            Some(flow.words.fill(keys::BEHALF_HINT, &[("n", &age)]))
        }
        _ => worded(flow, "hint", field),
    };
    let mut frame = frame("fieldset", field, flow)
        .set_text("id", [&field.id(), "-set"].concat())
        .add(
            el_of("legend", "label")
                .add(words_of(flow, form, field))
                .add_some(optional(flow, form, field)),
        )
        .add_some(
            hint.map(|hint| hint_line(field, hint).set_some("lang", language(flow, form, field))),
        )
        .add(fault_line(flow, field));
    let drawing = next_drawing();
    for (at, (word, text)) in options.all.iter().enumerate() {
        let text = el("span")
            .set_some("lang", language(flow, form, field))
            .say(text);
        let control = option(flow, field, at, word, options.several)
            .set_text("name", [&field.id(), "-", &drawing].concat());
        let control = named(form, field, control);
        frame = frame.add(el_of("label", "pick").add(control).add(text));
    }
    frame
}

/// Once a radio button with the focus was taken off the page, Chromium's Tab passes by all others
/// of its name. So no two drawings share one.
fn next_drawing() -> String {
    thread_local! {
        static DRAWN: Cell<u32> = const { Cell::new(0) };
    }
    let drawn = DRAWN.get();
    DRAWN.set(drawn + 1);
    drawn.to_string()
}

fn option(flow: Flow, field: Field, at: usize, word: &str, several: bool) -> El {
    let chosen = flow.model().draft.peek().has(field, word);
    let id = match at {
        // A press on a fault leads here.
        0 => field.id(),
        at => [&field.id(), "-", &at.to_string()].concat(),
    };
    let word = word.to_owned();
    let control = el("input")
        .set("type", if several { "checkbox" } else { "radio" })
        .set_some("value", cfg!(feature = "ssr").then(|| word.clone()))
        .set_text("id", id)
        .flag("checked", chosen)
        .on("change", move |event| {
            let message = if several {
                Message::Chose(field, word.clone(), browser::is_ticked(event))
            } else {
                Message::Picked(field, word.clone())
            };
            flow.send(message);
        });
    described(flow, field, control)
}

/// One box by itself.
pub(crate) fn tick(flow: Flow, form: &JoinForm, field: Field, text: &str) -> El {
    let text = el("span")
        .set_some("lang", language(flow, form, field))
        .both(text);
    let control = el("input")
        .set("type", "checkbox")
        .set_text("id", field.id())
        .flag("checked", flow.model().draft.peek().is_ticked(field))
        .on("change", move |event| {
            flow.send(Message::Ticked(field, browser::is_ticked(event)));
        });
    let control = named(form, field, described(flow, field, control));
    let hint = worded(flow, "hint", field);
    frame("div", field, flow)
        .add(fault_line(flow, field))
        .add(
            el_of("label", "pick")
                .add(control)
                .add(el("span").add(text).add_some(optional(flow, form, field))),
        )
        .add_some(hint.map(|hint| hint_line(field, hint)))
}

fn frame(tag: &'static str, field: Field, flow: Flow) -> El {
    el_of(tag, "question").live_attribute("data-fault", move || {
        has_fault(flow, field).then(String::new)
    })
}

/// Says so where nothing has to be filled in; what must be is the rule.
fn optional(flow: Flow, form: &JoinForm, field: Field) -> Option<El> {
    let said = matches!(
        field,
        Field::Share | Field::Reminders | Field::LostLink | Field::Ring
    ) || is_required(form, field);
    (!said).then(|| el_of("span", "optional").text([" ", flow.words.say(keys::OPTIONAL)].concat()))
}

fn hint_line(field: Field, hint: String) -> El {
    el_of("p", "hint")
        .set_text("id", [&field.id(), "-hint"].concat())
        .text(hint)
}

/// Whether a field is for words of one's own about oneself.
pub(super) fn is_free(form: &JoinForm, field: Field) -> bool {
    match field {
        Field::Answer(at) => super::state::is_free_text(form, at),
        Field::AccessNeeds | Field::Introduction | Field::Concern => true,
        _ => false,
    }
}

/// Who reads it, when, and that nobody is watching now.
fn readers(flow: Flow, form: &JoinForm) -> El {
    let days = u32::from(form.answer_within_days);
    // English may stand beneath it.
    let readers = form.privacy.readers.lines().next().unwrap_or_default();
    let text = flow.words.count(
        keys::READERS,
        days,
        &flow.model().intl.number(days),
        &[("readers", readers.trim_end_matches(['.', '。', '।']))],
    );
    el_of("p", "hint readers")
        .add(icon(Icon::People))
        .add(el("span").text(text))
}

fn has_fault(flow: Flow, field: Field) -> bool {
    let model = flow.model();
    let faults = model.faults.get();
    faults.iter().any(|(known, _)| *known == field)
}

fn fault_line(flow: Flow, field: Field) -> El {
    el_of("p", "fault")
        .set_text("id", [&field.id(), "-fault"].concat())
        .live_attribute("hidden", move || {
            (!has_fault(flow, field)).then(String::new)
        })
        .live_text(move || {
            let model = flow.model();
            let faults = model.faults.get();
            let found = faults.iter().find(|(known, _)| *known == field);
            found.map_or_else(String::new, |(_, fault)| fault_words(flow, field, fault))
        })
}
