//! The member's form to write anew what they wrote.

use api_types::{FieldAsked, FieldProblem, JoinField, MemberWords};

use super::{
    Frame,
    html::{Field, Html},
};
use crate::domain::join::longest;

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
        of.map(|fault| (words.fault)(&fault.code).replace("{most}", &most))
    };
    let (in_one, in_some) = words.free_text;
    let read_by = match shown.days {
        1 => in_one.to_owned(),
        days => in_some.replace("{days}", &days.to_string()),
    };
    let field = |id, label, value: Option<&str>| Field {
        id,
        label,
        hint: None,
        value: value.unwrap_or_default().to_owned(),
        fault: fault(id),
    };
    let name = Some(typed.display_name.as_str());
    let mut inner = Html::new().line_field(&field("display_name", words.change_name, name));
    if is_shown(shown, JoinField::Pronouns, typed.pronouns.as_ref()) {
        let pronouns = field("pronouns", words.pronouns, typed.pronouns.as_deref());
        inner = inner.line_field(&pronouns);
    }
    let long = |id, label, value: &Option<String>| Field {
        hint: Some(read_by.clone()),
        ..field(id, label, value.as_deref())
    };
    if is_shown(shown, JoinField::AccessNeeds, typed.access_needs.as_ref()) {
        let needs = long("access_needs", words.change_needs, &typed.access_needs);
        inner = inner.text_field(&needs);
    }
    if is_shown(shown, JoinField::Introduction, typed.introduction.as_ref()) {
        let introduction = long("introduction", words.introduction, &typed.introduction);
        let share = typed.share_introduction;
        inner =
            inner
                .text_field(&introduction)
                .tick("share_introduction", words.change_share, share);
    }
    if let Some(typed) = shown.new_email {
        let address = Field {
            hint: Some(words.change_email_text.to_owned()),
            ..field("new_email", words.change_email, Some(typed))
        };
        inner = inner.other_email_field(&address);
    }
    let inner = inner.submit(words.change_save);
    let mut body = Html::new();
    let named = [
        ("display_name", words.name),
        ("pronouns", words.pronouns),
        ("access_needs", words.access_needs),
        ("introduction", words.introduction),
        ("new_email", words.change_email_name),
    ];
    let of = |(id, name)| Some((id, format!("{name}: {}", fault(id)?)));
    let faults: Vec<_> = named.into_iter().filter_map(of).collect();
    if !faults.is_empty() {
        body = body.faults(words.faults_title, &faults);
    }
    let mut body = body.h1(words.change).fields_form(inner);
    if shown.new_email.is_none() {
        body = body.p(words.change_address);
    }
    let body = body.p(Html::link(shown.path, words.change_back));
    let title = if faults.is_empty() {
        words.change.to_owned()
    } else {
        format!("{}: {}", words.faults_title, words.change)
    };
    frame.page(&title, body)
}

/// What is not asked any more, but stands there, can still be seen and taken out.
fn is_shown(shown: &Change<'_>, field: JoinField, typed: Option<&String>) -> bool {
    typed.is_some() || shown.fields.iter().any(|asked| asked.field == field)
}
