//! Something is wrong in a group: the form with which a member tells the coordinators.

use api_types::{FieldProblem, NewConcern};

use super::{
    Frame,
    html::{Field, Html},
};

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
    let (in_one, in_some) = if by_leader {
        frame.words.concern_leader
    } else {
        frame.words.concern_readers
    };
    match days {
        1 => in_one.to_owned(),
        days => in_some.replace("{days}", &days.to_string()),
    }
}

/// The form. A fault stands over it, with a link, and beside its field.
pub fn concern(frame: Frame<'_>, shown: &Concern<'_>) -> String {
    let words = frame.words;
    let fault = shown.faults.first().map(|fault| match fault.code.as_str() {
        "too-often" => words.concern_too_often.to_owned(),
        code => (words.fault)(code).replace("{most}", "4000"),
    });
    let mut body = Html::new();
    if let Some(fault) = &fault {
        let named = format!("{}: {fault}", words.concern_label);
        body = body.faults(words.faults_title, &[("text", named)]);
    }
    let field = Field {
        id: "text",
        label: words.concern_label,
        hint: Some(words.concern_hint.to_owned()),
        value: shown.typed.text.clone(),
        fault,
    };
    let form = Html::new()
        .text_field(&field)
        .tick("ring", words.concern_ring, shown.typed.ring)
        .submit(words.concern_button);
    let body = body
        .h1(words.concern)
        .p(concern_readers(frame, shown.days, shown.by_leader))
        .fields_form(form)
        .p(Html::link(shown.path, words.go_back));
    let title = if shown.faults.is_empty() {
        words.concern.to_owned()
    } else {
        format!("{}: {}", words.faults_title, words.concern)
    };
    frame.page(&title, body)
}

/// The coordinators have it.
pub fn concern_sent(frame: Frame<'_>, path: &str) -> String {
    let words = frame.words;
    let body = Html::new()
        .h1(words.concern_sent_title)
        .p(words.concern_sent)
        .p(Html::link(path, words.open_page));
    frame.page(words.concern_sent_title, body)
}
