//! What the form takes and what needs another look.

use api_types::{ContactKind, JoinForm, MemberContact, NewJoinRequest};
use serde_json::{Value, json};

use super::*;
use crate::domain::{
    join::{longest, read_words},
    merge_patch,
};

fn form() -> JoinForm {
    serde_json::from_value(json!({
        "group": "a", "name": "A", "group_language": "en", "language": "en", "policy": "approval",
        "ages": { "from": 13, "to": 25 }, "age_of_consent": 16,
        "contact_kinds": ["email", "phone"],
        "fields": [{ "field": "pronouns" }, { "field": "introduction", "required": true }],
        "questions": [
            { "id": "how", "kind": "short-text", "text": "How did you hear of us?" },
            { "id": "first", "kind": "yes-no", "text": "Is this your first group?", "required": true },
            { "id": "since", "kind": "choice", "text": "Since when?", "options": [
                { "value": "new", "label": "This year" }, { "value": "old", "label": "Longer" },
            ] },
        ],
        "consents": [{ "id": "keep", "text": "You may keep this.", "required": true }],
        "privacy": { "url": "https://example.org/p", "controller": "A", "purpose": "p", "readers": "r",
            "requests_kept_days": 30, "memberships_kept_days": 30 },
        "answer_within_days": 3,
        "guidelines": { "version": "0.0", "hash": "", "language": "en", "acknowledge": "together",
            "items": [] },
        "surface": "page", "contact": {},
    }))
    .unwrap()
}

fn read(changes: &Value) -> Result<Application, Vec<String>> {
    let mut request = json!({
        "on_behalf_of": "me", "age": 17, "display_name": " Rosa ",
        "contact": { "kind": "email", "value": " Rosa@Example.ORG " },
        "introduction": "Hello.\nI am new.",
        "answers": [{ "question": "first", "answer": "yes" }],
        "consents": ["keep"], "language": "en",
    });
    merge_patch::apply(&mut request, changes);
    let request: NewJoinRequest = serde_json::from_value(request).unwrap();
    Application::read(request, &form()).map_err(|problems| {
        let said = |problem: FieldProblem| format!("{} {}", problem.field, problem.code);
        problems.into_iter().map(said).collect()
    })
}

#[test]
fn what_is_taken_is_trimmed_and_keeps_the_words_that_were_read() {
    let application = read(&json!({})).unwrap();
    assert_eq!(application.display_name, "Rosa");
    assert_eq!(application.contact.value, "Rosa@example.org");
    assert_eq!(application.answers[0].asked, "Is this your first group?");
    assert_eq!(application.consents[0].text, "You may keep this.");
    let chosen =
        json!([{ "question": "first", "answer": "no" }, { "question": "since", "answer": "old" }]);
    let application = read(&json!({ "answers": chosen })).unwrap();
    assert_eq!(application.answers[1].label.as_deref(), Some("Longer"));
}

#[test]
fn everything_that_needs_another_look_is_named_by_its_place() {
    let long = "x".repeat(2_001);
    let cases = [
        (json!({ "display_name": " " }), "/display_name missing"),
        (
            json!({ "display_name": "a\u{202e}b" }),
            "/display_name bad-characters",
        ),
        (
            json!({ "display_name": "a\nb" }),
            "/display_name bad-characters",
        ),
        (
            json!({ "display_name": "x".repeat(61) }),
            "/display_name too-long",
        ),
        (
            json!({ "contact": { "value": "" } }),
            "/contact/value missing",
        ),
        (
            json!({ "contact": { "value": "rosa@localhost" } }),
            "/contact/value bad-email",
        ),
        (
            json!({ "contact": { "value": "rosa" } }),
            "/contact/value bad-email",
        ),
        (
            json!({ "contact": { "kind": "phone", "value": "call me" } }),
            "/contact/value bad-phone",
        ),
        (json!({ "introduction": null }), "/introduction missing"),
        (json!({ "introduction": long }), "/introduction too-long"),
        (
            json!({ "access_needs": "a ramp" }),
            "/access_needs not-asked",
        ),
        (json!({ "stage": "in-treatment" }), "/stage not-asked"),
        (json!({ "age": null }), "/age missing"),
        (json!({ "age": 12 }), "/age too-young"),
        (json!({ "age": 26 }), "/age too-old"),
        (json!({ "age": 15 }), "/on_behalf_of guardian-needed"),
        (
            json!({ "on_behalf_of": "professional", "person_agrees": true }),
            "/filled_in_by missing",
        ),
        (
            json!({ "on_behalf_of": "someone-i-care-for", "filled_in_by": "Ana, mother" }),
            "/person_agrees missing",
        ),
        (json!({ "filled_in_by": "Ana" }), "/filled_in_by not-asked"),
        (json!({ "answers": [] }), "/answers/first missing"),
        (
            json!({ "answers": [{ "question": "first", "answer": "maybe" }] }),
            "/answers/0 unknown-choice",
        ),
        (
            json!({ "answers": [{ "question": "first", "answer": "yes" }, { "question": "x", "answer": "" }] }),
            "/answers/1 not-asked",
        ),
        (
            json!({ "answers": [{ "question": "first", "answer": "yes" }, { "question": "first", "answer": "no" }] }),
            "/answers/1 twice",
        ),
        (json!({ "consents": [] }), "/consents/keep missing"),
        (
            json!({ "consents": ["keep", "sell"] }),
            "/consents/1 not-asked",
        ),
        (json!({ "language": "english!" }), "/language bad-language"),
    ];
    for (changes, wanted) in cases {
        let problems = read(&changes).expect_err(wanted);
        assert!(
            problems.contains(&wanted.to_owned()),
            "{wanted}: {problems:?}"
        );
    }
}

#[test]
fn somebody_younger_than_the_age_of_consent_joins_with_a_guardian() {
    let guardian = json!({
        "age": 14, "on_behalf_of": "someone-i-care-for", "filled_in_by": "Ana, mother",
        "person_agrees": true,
    });
    assert!(read(&guardian).is_ok());
}

#[test]
fn every_problem_comes_at_once() {
    let problems = read(&json!({ "display_name": "", "contact": { "value": "?" }, "age": 9 }));
    assert_eq!(problems.unwrap_err().len(), 3);
}

#[test]
fn an_odd_time_zone_keeps_nobody_out() {
    let application = read(&json!({ "time_zone": "Etc/Unknown" })).unwrap();
    assert_eq!(application.time_zone, None);
}

#[test]
fn numbers_are_read_as_people_write_them() {
    let phone = |value: &str| {
        read_contact(&MemberContact {
            kind: ContactKind::Phone,
            value: value.to_owned(),
        })
    };
    for fine in ["+1 (312) 555-0100", "555-0100 x 12", "0049.30/5550100"] {
        assert!(phone(fine).is_ok(), "{fine}");
    }
    for bad in ["555", "+1 312 555 0100 0100 0100 0100", "555-0100; call"] {
        assert!(phone(bad).is_err(), "{bad}");
    }
}

#[test]
fn nothing_that_was_written_is_printed() {
    let printed = format!("{:?}", read(&json!({})).unwrap());
    assert!(!printed.contains("Rosa"), "{printed}");
}

#[test]
fn what_is_written_anew_is_held_to_the_same_rules_under_its_own_pointers() {
    let before = read(&json!({ "pronouns": "she" })).unwrap();
    let anew = |changes: Value| {
        let mut words = serde_json::to_value(before.words()).unwrap();
        merge_patch::apply(&mut words, &changes);
        let words: MemberWords = serde_json::from_value(words).unwrap();
        read_words(words, &form().fields, &before).map_err(|problems| {
            let said = |problem: FieldProblem| format!("{} {}", problem.field, problem.code);
            problems.into_iter().map(said).collect::<Vec<_>>()
        })
    };
    assert_eq!(anew(json!({})).unwrap(), before.words());
    let trimmed = anew(json!({ "display_name": "  Rosario ", "pronouns": " " })).unwrap();
    assert_eq!(
        (trimmed.display_name.as_str(), trimmed.pronouns),
        ("Rosario", None)
    );
    let none = anew(json!({ "introduction": null, "share_introduction": true }));
    assert_eq!(none.unwrap_err(), ["/written/introduction missing"]);
    for field in ["display_name", "pronouns", "introduction"] {
        let longest = longest(field);
        assert!(
            anew(json!({ field: "x".repeat(longest) })).is_ok(),
            "{field}"
        );
        let refused = anew(json!({ field: "x".repeat(longest + 1) })).unwrap_err();
        assert_eq!(refused, [format!("/written/{field} too-long")]);
    }
    let refused = anew(json!({ "access_needs": "A ramp." })).unwrap_err();
    assert_eq!(refused, ["/written/access_needs not-asked"]);
}
