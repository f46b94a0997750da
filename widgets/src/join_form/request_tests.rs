//! From the draft to the request, and back from the server's complaints.

use api_types::{Audience, ContactKind, FieldProblem, OnBehalfOf};

use super::{check::Fault, draft::*, request::*, state::*, state_tests::form};

fn draft() -> Draft {
    let mut draft = Draft::new("k".to_owned());
    for (field, text) in [
        (Field::Behalf, "me"),
        (Field::Age, " 20 "),
        (Field::Name, "  Jo  "),
        (Field::ContactKind, "phone"),
        (Field::Email, "jo@example.org"),
        (Field::Phone, "555-0100"),
        (Field::FilledInBy, "Sam, nurse"),
        (Field::Answer(0), "yes"),
        (Field::Audience, "carer"),
        (Field::Introduction, "Hello"),
    ] {
        draft.set(field, text);
    }
    draft.tick(Field::Consent(0), true);
    draft
}

fn problem(field: &str) -> FieldProblem {
    FieldProblem {
        field: field.to_owned(),
        code: "too-long".to_owned(),
        detail: String::new(),
    }
}

#[test]
fn only_what_the_form_asks_for_now_is_sent() {
    let sent = request(&form(), &draft(), "en", Some("America/Chicago".to_owned()));
    assert_eq!(sent.on_behalf_of, OnBehalfOf::Me);
    assert_eq!(sent.display_name, "Jo");
    assert_eq!(sent.age, Some(20));
    assert_eq!(
        (sent.contact.kind, &*sent.contact.value),
        (ContactKind::Phone, "555-0100")
    );
    // They were typed while another answer stood, or are not among this form's fields.
    assert_eq!(sent.filled_in_by, None);
    assert_eq!(sent.audience, []);
    assert_eq!(sent.answers[0].question, "near");
    assert_eq!(sent.consents, ["mail"]);
    assert_eq!(sent.guidelines.unwrap().version, "3.1");
    assert_eq!(sent.proof_of_work, None);
}

#[test]
fn what_several_words_were_chosen_for_is_sent_as_a_list() {
    let mut form = form();
    form.fields[0].field = api_types::JoinField::Audience;
    let mut draft = draft();
    draft.choose(Field::Audience, "men", true);
    let sent = request(&form, &draft, "en", None);
    assert_eq!(sent.audience, [Audience::Carer, Audience::Men]);
}

#[test]
fn an_introduction_goes_to_the_group_only_when_the_person_says_so() {
    let mut draft = draft();
    assert!(!request(&form(), &draft, "en", None).share_introduction);
    draft.tick(Field::Share, true);
    assert!(request(&form(), &draft, "en", None).share_introduction);
    draft.set(Field::Introduction, " ");
    assert!(!request(&form(), &draft, "en", None).share_introduction);
}

#[test]
fn reminders_that_were_ticked_before_a_number_was_given_are_not_sent() {
    let mut form = form();
    form.reminders = true;
    let mut draft = draft();
    draft.tick(Field::Reminders, true);
    assert!(!request(&form, &draft, "en", None).reminders);
    draft.set(Field::ContactKind, "email");
    assert!(request(&form, &draft, "en", None).reminders);
}

#[test]
fn the_servers_complaints_stand_beside_their_fields() {
    let draft = draft();
    let errors = [
        "/display_name",
        "/contact/value",
        "/answers/0",
        "/display_name",
    ]
    .map(problem);
    let (faults, others) = refused(&form(), &draft, &errors);
    let fields: Vec<Field> = faults.iter().map(|(field, _)| *field).collect();
    assert_eq!(fields, [Field::Name, Field::Phone, Field::Answer(0)]);
    assert_eq!(faults[0].1, Fault::Refused("too-long".to_owned()));
    assert!(!others);
}

#[test]
fn the_place_of_an_answer_is_that_among_the_answers_that_were_sent() {
    let mut form = form();
    let mut unanswered = form.questions[0].clone();
    unanswered.id = "first".to_owned();
    form.questions.insert(0, unanswered);
    let mut draft = draft();
    draft.set(Field::Answer(0), "");
    draft.set(Field::Answer(1), "yes");
    let (faults, _) = refused(&form, &draft, &[problem("/answers/0")]);
    assert_eq!(faults[0].0, Field::Answer(1));
}

#[test]
fn a_complaint_about_something_that_is_not_shown_is_told_apart() {
    for pointer in [
        "/language",
        "/proof_of_work",
        "/stage",
        "",
        "display_name",
        "/answers/7",
    ] {
        let (faults, others) = refused(&form(), &draft(), &[problem(pointer)]);
        assert_eq!((faults.len(), others), (0, true), "{pointer}");
    }
}

#[test]
fn a_required_consent_that_is_not_ticked_is_what_a_complaint_about_consents_means() {
    let mut draft = draft();
    draft.tick(Field::Consent(0), false);
    let (faults, _) = refused(&form(), &draft, &[problem("/consents")]);
    assert_eq!(faults[0].0, Field::Consent(0));
}
