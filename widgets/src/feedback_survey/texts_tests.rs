//! The survey's own words are plain: short sentences, short words, one way to address people.

use std::fs;

use crate::i18n::tests::survey_words;

/// The longest sentence, and the usual one, in words.
const LONGEST: usize = 24;
const USUAL: usize = 9;
/// Letters of a word in the mean. Plain English has four to five; Spanish has longer words.
const LETTERS: [(&str, f64); 2] = [("en", 4.6), ("es", 5.0)];

fn texts(language: &str) -> Vec<(String, String)> {
    let root = env!("CARGO_MANIFEST_DIR");
    let path = format!("{root}/src/i18n/survey/{language}.toml");
    let table: toml::Table = fs::read_to_string(path).unwrap().parse().unwrap();
    let text = |(key, value): (String, toml::Value)| (key, value.as_str().unwrap().to_owned());
    table.into_iter().map(text).collect()
}

fn sentences(text: &str) -> Vec<String> {
    let ends = |c| matches!(c, '.' | '?' | ':');
    let parts = text.split_inclusive(ends).map(str::trim);
    parts
        .filter(|part| part.chars().any(char::is_alphabetic))
        .map(str::to_owned)
        .collect()
}

#[test]
fn sentences_and_words_are_short() {
    for (language, most) in LETTERS {
        let all: Vec<String> = texts(language)
            .iter()
            .flat_map(|(_, text)| sentences(text))
            .collect();
        let words = |said: &String| said.split_whitespace().count();
        for said in &all {
            assert!(words(said) <= LONGEST, "{language}: {said}");
        }
        let total: usize = all.iter().map(words).sum();
        assert!(
            total / all.len() <= USUAL,
            "{language}: {total} words in {}",
            all.len()
        );
        let letters: usize = all
            .iter()
            .map(|said| said.chars().filter(|c| c.is_alphabetic()).count())
            .sum();
        #[allow(clippy::cast_precision_loss)]
        let mean = letters as f64 / total as f64;
        assert!(mean <= most, "{language}: {mean} letters a word");
    }
}

#[test]
fn every_face_has_words() {
    for language in ["en", "es"] {
        for face in ["1", "2", "3", "4", "5"] {
            assert!(survey_words(language).find("smiley", face).is_some());
        }
    }
}

#[test]
fn nobody_is_shouted_at_or_addressed_as_a_stranger() {
    for language in ["en", "es"] {
        for (key, text) in texts(language) {
            assert!(!text.contains(['!', '¡']), "{language} {key}: {text}");
        }
    }
    for (key, text) in texts("es") {
        let plain = format!(" {} ", text.to_lowercase());
        for formal in [" usted ", " ustedes ", " su nombre ", " sus respuestas "] {
            assert!(!plain.contains(formal), "{key}: {text}");
        }
    }
}
