//! Something is wrong in a group: the form with which a member tells the coordinators.

use api_types::{FieldProblem, NewConcern};

use super::{
    Frame,
    change::fault_in_words,
    html::{Field, Html},
};
use crate::words::pages as keys;

/// What the form shows.
pub struct Concern<'a> {
    /// The member's page, `/m/{token}`.
    pub path: &'a str,
    /// What stands in the fields.
    pub typed: &'a NewConcern,
    /// Somebody reads it within so many working days.
    pub days: u8,
    /// Who leads the group does, as nobody else is there.
    pub by_leader: bool,
    /// What needs another look.
    pub faults: &'a [FieldProblem],
}

/// Who reads it, and when.
pub fn concern_readers(frame: Frame<'_>, days: u8, by_leader: bool) -> String {
    let said = if by_leader {
        keys::CONCERN_LEADER
    } else {
        keys::CONCERN_READERS
    };
    frame.words.count(said, days.into())
}

/// The form. A fault stands over it, with a link, and beside its field.
pub fn concern(frame: Frame<'_>, shown: &Concern<'_>) -> String {
    let words = frame.words;
    let fault = shown.faults.first().map(|fault| match fault.code.as_str() {
        "too-often" => words.say(keys::CONCERN_TOO_OFTEN).to_owned(),
        code => fault_in_words(frame, code, "4000"),
    });
    let mut body = Html::new();
    if let Some(fault) = &fault {
        let said = [("field", words.say(keys::CONCERN_LABEL)), ("fault", fault)];
        let named = words.fill(keys::FAULT_AT, &said);
        body = body.faults(words.say(keys::FAULTS_TITLE), &[("text", named)]);
    }
    let field = Field {
        id: "text",
        label: words.say(keys::CONCERN_LABEL),
        hint: Some(words.say(keys::CONCERN_HINT).to_owned()),
        value: shown.typed.text.clone(),
        fault,
    };
    let form = Html::new()
        .text_field(&field)
        .tick("ring", words.say(keys::CONCERN_RING), shown.typed.ring)
        .submit(words.say(keys::CONCERN_BUTTON));
    let body = body
        .h1(words.say(keys::CONCERN))
        .p(concern_readers(frame, shown.days, shown.by_leader))
        .fields_form(form)
        .p(Html::link(shown.path, words.say(keys::GO_BACK)));
    let title = if shown.faults.is_empty() {
        words.say(keys::CONCERN).to_owned()
    } else {
        let page = words.say(keys::CONCERN);
        words.fill(keys::FAULTS_PAGE_TITLE, &[("page", page)])
    };
    frame.page(&title, body)
}

/// The coordinators have it.
pub fn concern_sent(frame: Frame<'_>, path: &str) -> String {
    let words = frame.words;
    let body = Html::new()
        .h1(words.say(keys::CONCERN_SENT_TITLE))
        .p(words.say(keys::CONCERN_SENT))
        .p(Html::link(path, words.say(keys::OPEN_PAGE)));
    frame.page(words.say(keys::CONCERN_SENT_TITLE), body)
}
