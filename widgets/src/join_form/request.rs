//! From the draft to the request, and from the server's answer back to the fields. Pure.

use api_types::{
    Audience, Choice, ContactKind, FieldProblem, JoinForm, MemberContact, NewJoinRequest,
    OnBehalfOf, ScreeningAnswer, Stage,
};

use super::{
    check::{Fault, Faults, age},
    draft::Draft,
    state::{Field, Step, fields, is_required},
};
use crate::guidelines::state::acknowledgement;

/// What is sent: only what the form asks for now, without the white space around it.
pub(crate) fn request(
    form: &JoinForm,
    draft: &Draft,
    language: &str,
    time_zone: Option<String>,
) -> NewJoinRequest {
    let mut asked = fields(form, draft, Step::About);
    asked.extend(fields(form, draft, Step::Send));
    let said = |field: Field| {
        let asked = asked.contains(&field);
        draft.said(field).filter(|_| asked).map(str::to_owned)
    };
    let ticked = |field: Field| asked.contains(&field) && draft.is_ticked(field);
    let audience = said(Field::Audience).unwrap_or_default();
    let consents = form.consents.iter().enumerate();
    NewJoinRequest {
        on_behalf_of: draft.behalf().unwrap_or(OnBehalfOf::Me),
        filled_in_by: said(Field::FilledInBy),
        person_agrees: ticked(Field::PersonAgrees),
        age: said(Field::Age).and_then(|text| age(&text)),
        display_name: said(Field::Name).unwrap_or_default(),
        contact: contact(form, draft),
        pronouns: said(Field::Pronouns),
        audience: audience
            .split(' ')
            .filter_map(|word| Audience::from_word(word).ok())
            .collect(),
        stage: said(Field::Stage).and_then(|word| Stage::from_word(&word).ok()),
        access_needs: said(Field::AccessNeeds),
        introduction: said(Field::Introduction),
        share_introduction: said(Field::Introduction).is_some() && ticked(Field::Share),
        answers: answered(form, draft)
            .map(|(at, answer)| ScreeningAnswer {
                question: form.questions[at].id.clone(),
                answer: answer.to_owned(),
            })
            .collect(),
        consents: consents
            .filter(|(at, _)| draft.is_ticked(Field::Consent(*at)))
            .map(|(_, consent)| consent.id.clone())
            .collect(),
        guidelines: acknowledgement(&form.guidelines),
        reminders: ticked(Field::Reminders),
        language: language.to_owned(),
        time_zone,
        proof_of_work: None,
        website: draft.said(Field::Website).map(str::to_owned),
    }
}

/// Questions that were answered: their places and answers.
fn answered<'a>(
    form: &'a JoinForm,
    draft: &'a Draft,
) -> impl Iterator<Item = (usize, &'a str)> + 'a {
    let places = 0..form.questions.len();
    places.filter_map(|at| Some((at, draft.said(Field::Answer(at))?)))
}

/// How the person is reached.
fn contact(form: &JoinForm, draft: &Draft) -> MemberContact {
    let kind = draft.contact_kind(form).unwrap_or(ContactKind::Email);
    MemberContact {
        kind,
        value: draft
            .said(contact_field(kind))
            .unwrap_or_default()
            .to_owned(),
    }
}

/// The field for a way to reach somebody.
pub(crate) fn contact_field(kind: ContactKind) -> Field {
    match kind {
        ContactKind::Email => Field::Email,
        ContactKind::Phone => Field::Phone,
    }
}

/// The server's complaints beside our fields, and whether one of them has no field here.
pub(crate) fn refused(form: &JoinForm, draft: &Draft, errors: &[FieldProblem]) -> (Faults, bool) {
    let mut faults = Faults::new();
    let mut others = errors.is_empty();
    for error in errors {
        match field_at(form, draft, &error.field) {
            Some(field) if faults.iter().all(|(known, _)| *known != field) => {
                faults.push((field, Fault::Refused(error.code.clone())));
            }
            Some(_) => {}
            None => others = true,
        }
    }
    (faults, others)
}

/// The field that a JSON pointer (RFC 6901) into the request means.
fn field_at(form: &JoinForm, draft: &Draft, pointer: &str) -> Option<Field> {
    let mut parts = pointer.split('/').skip(1);
    let name = parts.next()?;
    let at = parts.next().and_then(|part| part.parse().ok());
    let field = match name {
        "on_behalf_of" => Field::Behalf,
        "filled_in_by" => Field::FilledInBy,
        "person_agrees" => Field::PersonAgrees,
        "age" => Field::Age,
        "display_name" => Field::Name,
        "contact" => contact_field(draft.contact_kind(form)?),
        "new_email" => Field::NewEmail,
        "text" => Field::Concern,
        "pronouns" => Field::Pronouns,
        "audience" => Field::Audience,
        "stage" => Field::Stage,
        "access_needs" => Field::AccessNeeds,
        "introduction" | "share_introduction" => Field::Introduction,
        "answers" => match at {
            Some(at) => Field::Answer(answered(form, draft).nth(at)?.0),
            // Of the whole list: something that must be answered is not.
            None => first_missing(form, draft, Field::Answer, form.questions.len())?,
        },
        "consents" => first_missing(form, draft, Field::Consent, form.consents.len())?,
        _ => return None,
    };
    let about = fields(form, draft, Step::About);
    let elsewhere = matches!(
        field,
        Field::Answer(_) | Field::Consent(_) | Field::NewEmail | Field::Concern
    );
    let shown = elsewhere || about.contains(&field);
    shown.then_some(field)
}

fn first_missing(
    form: &JoinForm,
    draft: &Draft,
    field: fn(usize) -> Field,
    count: usize,
) -> Option<Field> {
    (0..count)
        .map(field)
        .find(|field| is_required(form, *field) && draft.said(*field).is_none())
}
