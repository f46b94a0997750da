//! One question in the editor: its line, and what it is made of once it is opened.

use std::rc::Rc;

use super::{
    asked::{self, Question},
    fields::{Sheet, Text},
    options, rules,
};
use crate::{
    console::{
        parts::{Confirm, Field, confirm},
        screen,
    },
    i18n::console_keys as keys,
    ui::{El, Look, button, el, el_of},
};

/// The id of the line that opens a question.
pub(super) fn head_id(token: &str) -> String {
    ["question-", token].concat()
}

/// The question at a pointer, with its number in the survey.
pub(super) fn draw(sheet: &Sheet, at: &str, number: usize, one: &Rc<Question>) -> El {
    let (drawn, at, question) = (sheet.clone(), at.to_owned(), one.clone());
    let (editor, token) = (sheet.editor.clone(), one.token.clone());
    el_of("section", "feedback-question")
        .on("focusin", move |_| editor.look_at(&token))
        .add(el_of("h2", "feedback-question-title").add(head(sheet, number, one)))
        .live(move || question.open.get().then(|| body(&drawn, &at, &question)))
}

fn head(sheet: &Sheet, number: usize, one: &Rc<Question>) -> El {
    let words = sheet.console.words();
    let (text, kind, open, press) = (one.clone(), one.clone(), one.clone(), one.clone());
    let number = number.to_string();
    let language = words.language();
    let said = move || {
        let text = text.text.said(language);
        let text = if text.is_empty() {
            words.say(keys::FEEDBACK_QUESTION_NEW).to_owned()
        } else {
            text
        };
        words.fill(
            keys::FEEDBACK_QUESTION_N,
            &[("n", &number), ("text", &text)],
        )
    };
    el_of("button", "feedback-question-head")
        .set("type", "button")
        .set_text("id", head_id(&one.token))
        .live_attribute("aria-expanded", move || Some(open.open.get().to_string()))
        .on("click", move |_| {
            let now = *press.open.peek();
            press.open.set(!now);
        })
        .add(el_of("span", "feedback-question-text").live_text(said))
        .add(el_of("span", "hint").live_text(move || words.word("feedback-kind", &kind.kind.get())))
}

fn body(sheet: &Sheet, at: &str, one: &Rc<Question>) -> El {
    let words = sheet.console.words();
    let of = |name: &str| [at, "/", name].concat();
    let kinds = asked::KINDS.map(|kind| (kind.to_owned(), words.word("feedback-kind", kind)));
    let kind = Field::new(&of("kind"), sheet.say(keys::FEEDBACK_KIND));
    let text = Text::new(sheet.say(keys::FEEDBACK_TEXT)).rows(2);
    let help = Text::new(sheet.say(keys::FEEDBACK_HELP)).hint(keys::FEEDBACK_HELP_HINT);
    let required = Field::new(&of("required"), sheet.say(keys::FEEDBACK_REQUIRED))
        .hint(sheet.say(keys::FEEDBACK_REQUIRED_HINT));
    let (by_kind, place, question) = (sheet.clone(), at.to_owned(), one.clone());
    el_of("div", "stack feedback-question-body")
        .add(sheet.text(&of("text"), &text, &one.text))
        .add(sheet.form.select(&kind, &kinds, &one.kind))
        .add(el("div").live(move || of_kind(&by_kind, &place, &question)))
        .add(sheet.text(&of("help"), &help.optional(), &one.help))
        .add(sheet.form.tick(&required, &one.required))
        .add(rules::draw(sheet, at, one))
        .add(key_line(sheet, at, one))
        .add(moves(sheet, one))
}

/// What a kind has beside its text: answers to choose from, or what its ends mean.
fn of_kind(sheet: &Sheet, at: &str, one: &Rc<Question>) -> Option<El> {
    let kind = one.kind.get().clone();
    if asked::chooses(&kind) {
        return Some(options::draw(sheet, at, one));
    }
    let (low, high) = asked::range(&kind)?;
    let words = sheet.console.words();
    let end = |key, number: u8| {
        let number = number.to_string();
        Text::new(&words.fill(key, &[("n", &number)])).optional()
    };
    let of = |name: &str| [at, "/", name].concat();
    Some(
        el_of("div", "stack")
            .add(sheet.text(&of("low"), &end(keys::FEEDBACK_LOW, low), &one.low))
            .add(sheet.text(&of("high"), &end(keys::FEEDBACK_HIGH, high), &one.high)),
    )
}

/// Under which key answers are kept.
fn key_line(sheet: &Sheet, at: &str, one: &Rc<Question>) -> El {
    let words = sheet.console.words();
    let field = Field::new(&[at, "/key"].concat(), sheet.say(keys::FEEDBACK_KEY));
    let text = if one.token.starts_with('+') {
        words.say(keys::FEEDBACK_KEY_NEW).to_owned()
    } else {
        words.fill(keys::FEEDBACK_KEY_OLD, &[("key", &one.token)])
    };
    sheet.form.said(&field, el_of("p", "hint").text(text))
}

fn moves(sheet: &Sheet, one: &Rc<Question>) -> El {
    let shift = |key, down: bool| {
        let (sheet, token) = (sheet.clone(), one.token.clone());
        button(Look::Quiet, None, sheet.say(key), move |_| {
            if sheet.draft.shift(&token, down) {
                sheet.form.touch();
            }
            screen::focus_soon(&head_id(&token));
        })
    };
    el_of("div", "buttons")
        .add(shift(keys::FEEDBACK_UP, false))
        .add(shift(keys::FEEDBACK_DOWN, true))
        .add(remove(sheet, one))
}

fn remove(sheet: &Sheet, one: &Rc<Question>) -> El {
    let (console, sheet, question) = (sheet.console, sheet.clone(), one.clone());
    button(
        Look::Plain,
        None,
        console.say(keys::FEEDBACK_QUESTION_REMOVE),
        move |_| {
            let asked = Confirm {
                title: console.say(keys::FEEDBACK_QUESTION_REMOVE_TITLE).to_owned(),
                text: console.say(keys::FEEDBACK_QUESTION_REMOVE_TEXT).to_owned(),
                yes: console.say(keys::FEEDBACK_QUESTION_REMOVE).to_owned(),
                no: console.say(keys::CANCEL).to_owned(),
            };
            let (sheet, token) = (sheet.clone(), question.token.clone());
            confirm(console, asked, move || {
                sheet.draft.remove(&token);
                sheet.form.touch();
                screen::focus_soon(&sheet.form.id_of(super::pages::AT));
            });
        },
    )
}
