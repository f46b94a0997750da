//! Holds the lists against kept sentences, and against the ways in which people type.

use std::{
    fmt::Write as _,
    fs,
    time::{Duration, Instant},
};

use proptest::{collection::vec, prelude::*, sample::select};

use super::*;

/// In the order of `LISTS`.
const SENTENCES: [(&str, &str); 2] = [
    ("en", include_str!("sentences/en.txt")),
    ("es", include_str!("sentences/es.txt")),
];

/// In the same order: the sentences of the last count, and how many are still read wrongly (missed,
/// false alarms). The honest count is the one before, in docs/crisis-words.md.
const UNSEEN: [(&str, &str, (usize, usize)); 2] = [
    ("en", include_str!("sentences/unseen_en.txt"), (15, 0)),
    ("es", include_str!("sentences/unseen_es.txt"), (12, 0)),
];

/// The sentences of a file, each with whether the notice comes.
fn marked(file: &str) -> impl Iterator<Item = (bool, &str)> {
    let lines = file.lines().filter(|line| !line.starts_with('#'));
    lines.map(|line| match line.split_at(2) {
        ("+ ", sentence) => (true, sentence),
        ("- " | "? ", sentence) => (false, sentence),
        _ => panic!("begins with none of `+ `, `- ` and `? `: {line}"),
    })
}

#[test]
fn every_kept_sentence_is_read_as_it_is_marked() {
    let mut mistakes = String::new();
    for (language, file) in SENTENCES {
        for (notice, sentence) in marked(file) {
            if reads_like_a_crisis(sentence) != notice {
                let kind = if notice { "missed" } else { "false alarm" };
                let _ = writeln!(mistakes, "{language}: {kind}: {sentence}");
            }
        }
    }
    assert!(mistakes.is_empty(), "\n{mistakes}");
}

#[test]
fn the_sentences_of_the_last_count_are_read_no_worse_than_written_down() {
    for (language, file, counted) in UNSEEN {
        let wrong = |notice: bool| {
            marked(file)
                .filter(|(wanted, sentence)| {
                    *wanted == notice && reads_like_a_crisis(sentence) != notice
                })
                .count()
        };
        let (missed, false_alarms) = (wrong(true), wrong(false));
        assert!(
            missed <= counted.0 && false_alarms <= counted.1,
            "{language}: {missed} missed, {false_alarms} false alarms"
        );
    }
}

/// What the texts of a program have as `crisis-phrases`, by language.
fn phrases(program: &str) -> Vec<(String, String)> {
    let folder = format!("{}/src/i18n/{program}", env!("CARGO_MANIFEST_DIR"));
    let files = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path());
    let mut all: Vec<_> = files
        .map(|path| {
            let texts: toml::Table = fs::read_to_string(&path).unwrap().parse().unwrap();
            let language = path.file_stem().unwrap().to_string_lossy().into_owned();
            (
                language,
                texts["crisis-phrases"].as_str().unwrap().to_owned(),
            )
        })
        .collect();
    all.sort_unstable();
    all
}

#[test]
fn every_language_that_we_ship_has_a_list_or_phrases() {
    let all = phrases("join");
    assert_eq!(all, phrases("survey"), "both forms look for the same");
    for (language, phrases) in all {
        if SENTENCES.iter().any(|(listed, _)| *listed == language) {
            continue;
        }
        let alarming: Vec<&str> = phrases
            .split('|')
            .map(str::trim)
            .filter(|phrase| !phrase.starts_with('-'))
            .collect();
        assert!(alarming.len() >= 12, "{language}: {}", alarming.len());
        for phrase in alarming {
            assert!(
                has_phrase(&phrases, phrase),
                "{language}: a harmless phrase hides {phrase}"
            );
            assert!(
                phrase.chars().count() >= 2,
                "{language}: {phrase} fits too much"
            );
        }
    }
}

#[test]
fn each_language_has_sentences_of_both_kinds() {
    for (language, file) in SENTENCES {
        let notices = marked(file).filter(|(notice, _)| *notice).count();
        let others = marked(file).count() - notices;
        assert!(
            notices >= 75 && others >= 75,
            "{language}: {notices} and {others}"
        );
    }
}

/// A phrase that no sentence needs has never been seen to work.
#[test]
fn every_phrase_of_a_list_decides_about_a_kept_sentence() {
    let mut idle = String::new();
    for (list, (language, file)) in LISTS.into_iter().zip(SENTENCES) {
        let list = squeeze(list);
        let plain: Vec<(bool, String)> = marked(file)
            .map(|(notice, sentence)| (notice, plain(sentence)))
            .collect();
        let is_phrase = |line: &&str| !line.starts_with(['#', '=']) && !line.contains(" = ");
        for phrase in list.lines().filter(is_phrase) {
            let without = list.replacen(&["\n", phrase, "\n"].concat(), "\n", 1);
            let decides = |(notice, sentence): &(bool, String)| {
                list_fits(&without, sentence.split(' ').collect()) != *notice
            };
            if !plain.iter().any(decides) {
                let _ = writeln!(idle, "{language}: {phrase}");
            }
        }
    }
    assert!(idle.is_empty(), "\n{idle}");
}

/// Texts come without capitals and accents, so that a capital in a list would never fit.
#[test]
fn lists_are_written_without_capitals_accents_and_stray_spaces() {
    for line in LISTS.into_iter().flat_map(str::lines) {
        let known = |letter: char| letter.is_ascii_lowercase() || " 2|*~=-".contains(letter);
        let sound = line.chars().all(known) && !line.contains("  ") && line.trim() == line;
        assert!(line.starts_with("# ") || sound, "{line:?}");
    }
}

#[test]
fn both_languages_are_read_whatever_the_rest_is_written_in() {
    assert!(reads_like_a_crisis(
        "Sorry for my English, I am from Valdivia. Ya no quiero vivir."
    ));
    assert!(reads_like_a_crisis("Perdón por mi español. I want to die."));
}

#[test]
fn nothing_reads_like_nothing() {
    for text in ["", " ", "\n\n", "…", "😭😭", "1 2 3", "\u{301}", "日本語"] {
        assert!(!reads_like_a_crisis(text), "{text:?}");
    }
}

/// A sentence as somebody else would type it: `habits` says how to write each letter.
fn retyped(sentence: &str, habits: &[u8]) -> String {
    let mut text = String::new();
    for (letter, habit) in sentence.chars().zip(habits.iter().cycle()) {
        match (letter, habit % 4) {
            (' ', 0) => text.push_str("  "),
            (' ', 1) => text.push_str(" \n"),
            ('\'', 0) => text.push('’'),
            ('\'', 1) => text.push('´'),
            (_, 0) => text.extend(letter.to_uppercase()),
            (_, 1) if letter.is_alphabetic() => text.extend([letter, '\u{301}']),
            (_, 2) if letter.is_alphabetic() => text.extend([letter, letter]),
            _ => text.push(letter),
        }
    }
    text
}

proptest! {
    #[test]
    fn capitals_accents_spaces_and_repeated_letters_change_nothing(
        (notice, sentence) in select(SENTENCES.iter().flat_map(|(_, file)| marked(file)).collect::<Vec<_>>()),
        habits in vec(any::<u8>(), 1..40),
    ) {
        let text = retyped(sentence, &habits);
        prop_assert_eq!(reads_like_a_crisis(&text), notice, "{}", text);
    }

    #[test]
    fn any_text_has_an_answer(text in any::<String>()) {
        reads_like_a_crisis(&text);
    }
}

/// 0.3 ms when optimised (docs/crisis-words.md); this build on a busy machine takes a hundred times
/// that. What the limit catches is time that grows faster than the text.
#[test]
fn two_thousand_letters_are_read_while_somebody_types() {
    let quiet = "My hair is gone, the nurses are lovely, and I hope to meet people who know. ";
    let gaps = "want god no not have reason point pills ";
    for text in [quiet, gaps] {
        let long = &text.repeat(60)[..2000];
        let fastest = (0..5)
            .map(|_| {
                let start = Instant::now();
                assert!(!reads_like_a_crisis(long));
                start.elapsed()
            })
            .min();
        assert!(fastest < Some(Duration::from_millis(150)), "{fastest:?}");
    }
}

#[test]
fn a_language_without_a_list_has_its_phrases() {
    let german = "will nicht mehr leben | mich umbringen | -mich umbringen vor lachen";
    assert!(has_phrase(german, "Ich will NICHT mehr leben."));
    assert!(has_phrase(german, "dass ich mich umbringen könnte"));
    assert!(!has_phrase(german, "ich könnte mich umbringen vor Lachen"));
    assert!(
        !has_phrase(german, "Er hat michumbringen"),
        "no word begins there"
    );
    assert!(!has_phrase(german, ""));
    assert!(has_phrase("我想死 | 自杀", "昨天晚上我想死"));
    assert!(has_phrase("хочу вмерти", "Я хочу вмерти"));
    assert!(has_phrase("j'ai envie de mourir", "J´ai envie de mourir"));
    assert!(!has_phrase(" | ", "anything"));
}
