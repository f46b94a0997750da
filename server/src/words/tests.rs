//! What all languages must keep to, new ones as well: they are found by being there.

use std::collections::BTreeSet;

use api_types::{Audience, ByStaff, Choice, JoinState, OnBehalfOf, Stage};

use super::*;
use crate::domain::letter::Series;

/// A text may be longer than the English one by so much, and so many letters.
const LONGER: (f64, f64) = (2.2, 20.0);

#[test]
fn english_stands_first_and_spanish_is_there() {
    assert_eq!(Tongue::ENGLISH.tag(), "en");
    assert_eq!(Tongue::of("es").tag(), "es");
    let tags: BTreeSet<_> = Tongue::all().map(Tongue::tag).collect();
    assert_eq!(tags.len(), LANGUAGES.len());
}

#[test]
fn no_text_is_much_longer_than_the_english_one() {
    let letters = |text: &str| f64::from(u32::try_from(text.chars().count()).unwrap());
    for tongue in Tongue::all() {
        for (at, name) in NAMES.iter().enumerate() {
            let (text, english) = (tongue.language().texts[at], LANGUAGES[0].texts[at]);
            let most = letters(english) * LONGER.0 + LONGER.1;
            assert!(letters(text) <= most, "{} {name}: {text}", tongue.tag());
            assert!(
                !text.contains("  ") && text.trim() == text,
                "{} {name}",
                tongue.tag()
            );
        }
    }
}

/// A form that is missing would be said with that for all other numbers.
#[test]
fn every_language_has_a_form_for_every_number_that_needs_one() {
    for tongue in Tongue::all() {
        for (at, forms) in tongue.language().plurals.iter().enumerate() {
            for n in 1..=200 {
                let category = tongue.category(n);
                let form = match category {
                    PluralCategory::Zero => forms[0],
                    PluralCategory::One => forms[1],
                    PluralCategory::Two => forms[2],
                    PluralCategory::Few => forms[3],
                    PluralCategory::Many => forms[4],
                    PluralCategory::Other => forms[5],
                };
                assert!(form.is_some(), "{} plural {at}: {category:?}", tongue.tag());
            }
        }
    }
}

#[test]
fn a_number_picks_the_form_that_goes_with_it() {
    let one = Tongue::ENGLISH.count(pages::FREE_TEXT, 1);
    let three = Tongue::ENGLISH.count(pages::FREE_TEXT, 3);
    assert!(one.contains("one working day."), "{one}");
    assert!(three.contains("3 working days."), "{three}");
    assert!(
        Tongue::of("es")
            .count(pages::FREE_TEXT, 12)
            .contains("12 días")
    );
}

#[test]
fn every_choice_has_words() {
    fn assert_words<C: Choice>(choices: Choices) {
        for value in C::ALL {
            let word = value.as_str();
            assert!(choices.of(word).is_some(), "{word} has no words");
        }
    }
    assert_words::<Audience>(pages::AUDIENCE);
    assert_words::<Stage>(pages::STAGE);
    assert_words::<OnBehalfOf>(pages::ON_BEHALF_OF);
    for choices in [pages::STANDING, pages::HEADLINE, pages::MEANING] {
        assert_words::<JoinState>(choices);
    }
    for choices in [pages::BY_STAFF_HEADLINE, pages::BY_STAFF_MEANING] {
        assert_words::<ByStaff>(choices);
    }
    for series in Series::ALL {
        for choices in [
            pages::STOPPED,
            pages::START_AGAIN,
            pages::STOP_TEXT,
            pages::STOPPED_TEXT,
        ] {
            assert!(choices.of(series.kind()).is_some(), "{}", series.kind());
        }
        for on in [true, false] {
            assert!(
                pages::STEP.of(series.step(on)).is_some(),
                "{}",
                series.step(on)
            );
        }
    }
}

#[test]
fn placeholders_are_filled_and_unknown_ones_stay() {
    let filled = fill("{a} of {b}, {c} {", |name| match name {
        "a" => Some("1".into()),
        "b" => Some("{a}".into()),
        _ => None,
    });
    assert_eq!(filled, "1 of {a}, {c} {");
}

#[test]
fn lists_and_languages_without_a_text_of_their_own() {
    assert_eq!(Tongue::ENGLISH.list(&[]), "");
    assert_eq!(Tongue::ENGLISH.list(&["a", "b", "c"]), "a, b, c");
    assert_eq!(
        Tongue::ENGLISH.choose(pages::STEP, "from-a-newer-server"),
        "from-a-newer-server"
    );
    for tongue in Tongue::all() {
        let (said_in, text) = tongue.set_up("zoom");
        assert!(text.starts_with("# need: "), "{tongue:?} {said_in:?}");
    }
}
