//! What is wrong with a field, and when it is said.

use super::{check::*, draft::*, state::*, state_tests::form};

fn draft(values: &[(Field, &str)]) -> Draft {
    let mut draft = Draft::new("k".to_owned());
    for (field, text) in values {
        draft.set(*field, text);
    }
    draft
}

fn wrong(field: Field, text: &str) -> Option<Fault> {
    fault(
        &form(),
        &draft(&[(Field::Behalf, "me"), (field, text)]),
        field,
    )
}

#[test]
fn what_must_be_filled_in_is_missing_when_it_is_blank() {
    assert_eq!(wrong(Field::Name, " \n "), Some(Fault::Missing));
    assert_eq!(wrong(Field::Introduction, ""), Some(Fault::Missing));
    assert_eq!(wrong(Field::Pronouns, ""), None);
    assert_eq!(wrong(Field::Consent(0), ""), Some(Fault::Missing));
    assert_eq!(wrong(Field::Answer(0), ""), Some(Fault::Missing));
}

#[test]
fn the_limits_are_the_servers_and_count_characters() {
    for (field, most) in [
        (Field::Name, 60),
        (Field::Pronouns, 40),
        (Field::AccessNeeds, 1_000),
        (Field::Introduction, 2_000),
    ] {
        let text = "é".repeat(most);
        assert_eq!(wrong(field, &text), None, "{field:?}");
        let most_said = u32::try_from(most).unwrap();
        assert_eq!(
            wrong(field, &format!("{text}é")),
            Some(Fault::Long(most_said))
        );
    }
}

#[test]
fn a_name_has_no_characters_that_cannot_be_seen() {
    for bad in ["a\u{202e}b", "a\u{2066}b", "a\u{7}b", "a\nb"] {
        assert_eq!(wrong(Field::Name, bad), Some(Fault::Letters), "{bad:?}");
    }
    assert_eq!(wrong(Field::Name, "Ana-María Ö. 🙂"), None);
    assert_eq!(wrong(Field::Introduction, "two\nlines"), None);
}

#[test]
fn an_address_looks_like_one() {
    for good in ["a@example.org", "a.b+c@sub.example.org", "ñ@example.org"] {
        assert!(is_email(good), "{good}");
    }
    for bad in [
        "",
        "a",
        "@example.org",
        "a@",
        "a@example",
        "a@.org",
        "a@example.",
        "a b@example.org",
    ] {
        assert!(!is_email(bad), "{bad}");
    }
}

#[test]
fn a_number_is_one_that_a_telephone_can_dial() {
    for good in ["555-0100", "+1 (708) 555-0100", "0170.555.0100"] {
        assert!(is_phone(good), "{good}");
    }
    for bad in ["", "555", "call me", "555-0100 ext 2", "1234567890123456"] {
        assert!(!is_phone(bad), "{bad}");
    }
}

#[test]
fn an_age_is_a_number_that_the_group_is_for() {
    assert_eq!(wrong(Field::Age, "18"), None);
    assert_eq!(wrong(Field::Age, "old"), Some(Fault::Form));
    assert_eq!(wrong(Field::Age, "300"), Some(Fault::Form));
    assert_eq!(wrong(Field::Age, "17"), Some(Fault::Young(18)));
    assert_eq!(wrong(Field::Age, "31"), Some(Fault::Old(30)));
}

#[test]
fn below_the_age_of_consent_a_guardian_fills_it_in() {
    let mut form = form();
    form.ages.from = Some(12);
    let alone = draft(&[(Field::Behalf, "me"), (Field::Age, "14")]);
    assert_eq!(fault(&form, &alone, Field::Age), Some(Fault::Guardian(16)));
    let with_guardian = draft(&[(Field::Behalf, "someone-i-care-for"), (Field::Age, "14")]);
    assert_eq!(fault(&form, &with_guardian, Field::Age), None);
}

#[test]
fn a_code_has_six_digits_with_or_without_spaces() {
    assert_eq!(code(" 123 456 ").as_deref(), Some("123456"));
    for bad in ["", "12345", "1234567", "12345a"] {
        assert_eq!(code(bad), None, "{bad}");
    }
}

#[test]
fn every_field_has_a_label_and_words_for_what_can_be_wrong_with_it() {
    let words = crate::i18n::tests::join_words("en");
    let form = form();
    let mut draft = draft(&[
        (Field::Behalf, "professional"),
        (Field::ContactKind, "email"),
    ]);
    let mut all = fields(&form, &draft, Step::About);
    draft.set(Field::ContactKind, "phone");
    all.extend(fields(&form, &draft, Step::About));
    for field in all {
        assert!(
            words.find("label", field.name()).is_some(),
            "{field:?} has a label"
        );
        draft.set(field, "");
        if fault(&form, &draft, field) == Some(Fault::Missing) && field != Field::Introduction {
            let said = words.find("missing", field.name());
            assert!(said.is_some(), "{field:?} may be missing");
        }
    }
    for field in [Field::Email, Field::Phone, Field::Age, Field::Code] {
        let said = words.find("form", field.name());
        assert!(said.is_some(), "{field:?} may have a wrong form");
    }
}

#[test]
fn a_step_names_its_faults_in_the_order_of_the_page() {
    let found = faults(&form(), &draft(&[]), Step::About);
    let fields: Vec<Field> = found.into_iter().map(|(field, _)| field).collect();
    assert_eq!(
        fields,
        [
            Field::Behalf,
            Field::Age,
            Field::Name,
            Field::ContactKind,
            Field::Introduction
        ]
    );
}

#[test]
fn nothing_is_said_to_be_missing_before_there_was_a_chance_to_type() {
    let none = Faults::new();
    assert_eq!(
        after_leaving(&none, Field::Name, Some(Fault::Missing), false),
        []
    );
    let said = after_leaving(&none, Field::Name, Some(Fault::Missing), true);
    assert_eq!(said, [(Field::Name, Fault::Missing)]);
    assert_eq!(
        after_leaving(&said, Field::Name, Some(Fault::Missing), false),
        said
    );
    assert_eq!(after_leaving(&said, Field::Name, None, true), []);
}

#[test]
fn a_fault_that_shows_keeps_its_place_when_its_field_is_left() {
    let shown = vec![
        (Field::Name, Fault::Missing),
        (Field::Email, Fault::Missing),
    ];
    let left = after_leaving(&shown, Field::Name, Some(Fault::Missing), false);
    assert_eq!(left, shown);
}

#[test]
fn typing_takes_a_fault_away_and_never_brings_one() {
    let none = Faults::new();
    assert_eq!(after_typing(&none, Field::Email, Some(Fault::Form)), []);
    let shown = vec![
        (Field::Email, Fault::Missing),
        (Field::Name, Fault::Missing),
    ];
    let still = after_typing(&shown, Field::Email, Some(Fault::Form));
    assert_eq!(
        still,
        [(Field::Email, Fault::Form), (Field::Name, Fault::Missing)]
    );
    assert_eq!(
        after_typing(&shown, Field::Email, None),
        [(Field::Name, Fault::Missing)]
    );
}
