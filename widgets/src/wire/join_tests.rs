//! The wire of guidelines and join form: read and written here as serde does.

use api_types::{
    Acknowledgement, Audience, ContactKind, Guidelines, JoinForm, JoinReceipt, MemberContact,
    NewJoinRequest, OnBehalfOf, Problem, ScreeningAnswer, Stage,
};

use super::{
    tests::{BLOCKS, CONTACT, assert_reads},
    write::join_request,
};

pub(crate) fn guidelines() -> String {
    format!(
        r#"{{ "version": "3.1", "hash": "abc", "language": "en", "acknowledge": "each",
            "published_at": "2026-11-01T10:00:00Z",
            "items": [{{ "key": "kind", "scope": "site", "rule": "Be kind.", "why": {BLOCKS},
                "change": "changed" }}, {{ "key": "quiet", "scope": "group", "rule": "Listen." }}],
            "what_changed": {BLOCKS}, "removed": ["No cameras."] }}"#
    )
}

pub(crate) fn form() -> String {
    format!(
        r#"{{ "group": "tuesday", "name": "Tuesday group", "group_language": "en", "language": "en",
            "policy": "approval", "unavailable": "no-mail", "availability": "few-left",
            "audience": ["carer", "parent"], "stage": ["in-treatment"], "ages": {{ "from": 18, "to": 30 }},
            "age_of_consent": 16, "contact_kinds": ["email", "phone"],
            "fields": [{{ "field": "pronouns", "required": false }}, {{ "field": "introduction", "required": true }}],
            "introduction_prompt": "What brings you?",
            "questions": [{{ "id": "near", "kind": "yes-no", "text": "Near?", "hint": "By bus", "required": true,
                "options": [{{ "value": "yes", "label": "Yes", "hint": "fits", "hint_text": "Good" }}] }}],
            "consents": [{{ "id": "mail", "text": "Write to me", "required": true }}],
            "privacy": {{ "url": "https://example.org/p", "controller": "c", "purpose": "p", "readers": "r",
                "requests_kept_days": 400, "memberships_kept_days": 30 }},
            "answer_within_days": 3, "guidelines": {}, "surface": "frame", "contact": {CONTACT},
            "host_platform": "zoom" }}"#,
        guidelines()
    )
}

#[test]
fn guidelines_and_form_are_read_with_every_field() {
    assert_reads::<Guidelines>(&guidelines());
    assert_reads::<JoinForm>(&form());
}

#[test]
fn a_receipt_and_a_problem_are_read() {
    assert_reads::<JoinReceipt>(
        r#"{ "reference": "KIN-7F3K-2Q", "state": "requested", "follow_up": "f", "contact_kind": "phone",
            "answer_by": "2026-12-01", "held_until": "2026-12-02T00:00:00Z", "held_for_review": true,
            "guidelines": { "version": "1.0", "hash": "h", "language": "es", "acknowledged_at": "t" } }"#,
    );
    assert_reads::<Problem>(
        r#"{ "type": "/problems#invalid-fields", "title": "t", "status": 422, "code": "invalid-fields",
            "detail": "d", "errors": [{ "field": "/age", "code": "too-young", "detail": "d" }] }"#,
    );
}

fn full() -> NewJoinRequest {
    NewJoinRequest {
        on_behalf_of: OnBehalfOf::Professional,
        filled_in_by: Some("Sam, nurse".to_owned()),
        person_agrees: true,
        age: Some(44),
        display_name: "A \"b\" \\ c\n\u{1}\u{7f}é🙂".to_owned(),
        contact: MemberContact {
            kind: ContactKind::Email,
            value: "a@example.org".to_owned(),
        },
        pronouns: Some("they".to_owned()),
        audience: vec![Audience::Carer, Audience::Parent],
        stage: Some(Stage::InTreatment),
        access_needs: Some("a".to_owned()),
        introduction: Some("b".to_owned()),
        share_introduction: true,
        answers: vec![ScreeningAnswer {
            question: "q".to_owned(),
            answer: "yes".to_owned(),
        }],
        consents: vec!["mail".to_owned(), "news".to_owned()],
        guidelines: Some(Acknowledgement {
            version: "3.1".to_owned(),
            hash: "h".to_owned(),
            language: "en".to_owned(),
        }),
        reminders: true,
        language: "en".to_owned(),
        time_zone: Some("America/Chicago".to_owned()),
        proof_of_work: Some("p".to_owned()),
        website: Some("w".to_owned()),
    }
}

#[test]
fn a_request_is_written_as_serde_writes_it() {
    let small = NewJoinRequest {
        on_behalf_of: OnBehalfOf::Me,
        filled_in_by: None,
        person_agrees: false,
        age: None,
        pronouns: None,
        audience: Vec::new(),
        stage: None,
        access_needs: None,
        introduction: None,
        share_introduction: false,
        answers: Vec::new(),
        consents: Vec::new(),
        guidelines: None,
        reminders: false,
        time_zone: None,
        proof_of_work: None,
        website: None,
        ..full()
    };
    for request in [full(), small] {
        let written: serde_json::Value = serde_json::from_str(&join_request(&request)).unwrap();
        assert_eq!(written, serde_json::to_value(&request).unwrap());
    }
}
