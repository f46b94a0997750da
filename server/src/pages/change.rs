//! The member's form to write anew what they wrote.

use api_types::{FieldAsked, FieldProblem, JoinField, MemberWords};

use super::{
    Frame,
    html::{Field, Html},
};
use crate::{domain::join::longest, words::pages as keys};

/// What the form shows.
pub struct Change<'a> {
    /// The member's page, `/m/{token}`.
    pub path: &'a str,
    /// What stands in the fields: what is held, or what was just typed.
    pub words: &'a MemberWords,
    /// What stands in the field for a new email address, for who is reached by one.
    pub new_email: Option<&'a str>,
    /// What the group asks now.
    pub fields: &'a [FieldAsked],
    /// Somebody answers within so many working days.
    pub days: u8,
    /// What needs another look.
    pub faults: &'a [FieldProblem],
}

/// The form. A fault stands over it, with a link, and beside its field.
pub fn change(frame: Frame<'_>, shown: &Change<'_>) -> String {
    let (words, typed) = (frame.words, shown.words);
    let fault = |id: &str| {
        let named = |fault: &&FieldProblem| fault.field.rsplit('/').next() == Some(id);
        let of = shown.faults.iter().find(named);
        let most = longest(id).to_string();
        of.map(|fault| fault_in_words(frame, &fault.code, &most))
    };
    let read_by = words.count(keys::FREE_TEXT, shown.days.into());
    let field = |id, label, value: Option<&str>| Field {
        id,
        label,
        hint: None,
        value: value.unwrap_or_default().to_owned(),
        fault: fault(id),
    };
    let name = Some(typed.display_name.as_str());
    let mut inner =
        Html::new().line_field(&field("display_name", words.say(keys::CHANGE_NAME), name));
    if is_shown(shown, JoinField::Pronouns, typed.pronouns.as_ref()) {
        let pronouns = field(
            "pronouns",
            words.say(keys::FACT_PRONOUNS),
            typed.pronouns.as_deref(),
        );
        inner = inner.line_field(&pronouns);
    }
    let long = |id, label, value: &Option<String>| Field {
        hint: Some(read_by.clone()),
        ..field(id, label, value.as_deref())
    };
    if is_shown(shown, JoinField::AccessNeeds, typed.access_needs.as_ref()) {
        let needs = long(
            "access_needs",
            words.say(keys::CHANGE_NEEDS),
            &typed.access_needs,
        );
        inner = inner.text_field(&needs);
    }
    if is_shown(shown, JoinField::Introduction, typed.introduction.as_ref()) {
        let introduction = long(
            "introduction",
            words.say(keys::FACT_INTRODUCTION),
            &typed.introduction,
        );
        let share = typed.share_introduction;
        inner = inner.text_field(&introduction).tick(
            "share_introduction",
            words.say(keys::CHANGE_SHARE),
            share,
        );
    }
    if let Some(typed) = shown.new_email {
        let address = Field {
            hint: Some(words.say(keys::CHANGE_EMAIL_TEXT).to_owned()),
            ..field("new_email", words.say(keys::CHANGE_EMAIL), Some(typed))
        };
        inner = inner.other_email_field(&address);
    }
    let inner = inner.submit(words.say(keys::CHANGE_SAVE));
    let mut body = Html::new();
    let named = [
        ("display_name", words.say(keys::FACT_NAME)),
        ("pronouns", words.say(keys::FACT_PRONOUNS)),
        ("access_needs", words.say(keys::FACT_ACCESS_NEEDS)),
        ("introduction", words.say(keys::FACT_INTRODUCTION)),
        ("new_email", words.say(keys::CHANGE_EMAIL_NAME)),
    ];
    let of = |(id, name)| {
        let said = [("field", name), ("fault", &*fault(id)?)];
        Some((id, words.fill(keys::FAULT_AT, &said)))
    };
    let faults: Vec<_> = named.into_iter().filter_map(of).collect();
    if !faults.is_empty() {
        body = body.faults(words.say(keys::FAULTS_TITLE), &faults);
    }
    let mut body = body.h1(words.say(keys::CHANGE)).fields_form(inner);
    if shown.new_email.is_none() {
        body = body.p(words.say(keys::CHANGE_ADDRESS));
    }
    let body = body.p(Html::link(shown.path, words.say(keys::CHANGE_BACK)));
    let title = if faults.is_empty() {
        words.say(keys::CHANGE).to_owned()
    } else {
        let page = words.say(keys::CHANGE);
        words.fill(keys::FAULTS_PAGE_TITLE, &[("page", page)])
    };
    frame.page(&title, body)
}

/// What is wrong with a field, by the code of its fault; `most` is how long it may be.
pub(super) fn fault_in_words(frame: Frame<'_>, code: &str, most: &str) -> String {
    let code = keys::FAULT.of(code).map_or("not-asked", |_| code);
    frame
        .words
        .fill_chosen(keys::FAULT, code, &[("most", most)])
}

/// What is not asked any more, but stands there, can still be seen and taken out.
fn is_shown(shown: &Change<'_>, field: JoinField, typed: Option<&String>) -> bool {
    typed.is_some() || shown.fields.iter().any(|asked| asked.field == field)
}
