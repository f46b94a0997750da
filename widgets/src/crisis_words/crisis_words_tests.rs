//! Holds the lists against kept sentences, and against the ways that people type.

use std::{fmt::Write as _, time::Instant};

use proptest::prelude::*;

use super::*;

const SENTENCES: [(&str, &str); 2] = [
    ("en", include_str!("sentences/en.txt")),
    ("es", include_str!("sentences/es.txt")),
];

/// The sentences of a file, each with whether the notice should come.
fn marked(file: &str) -> impl Iterator<Item = (bool, &str)> {
    let lines = file.lines().filter(|line| !line.starts_with('#'));
    lines.map(|line| match line.split_at(2) {
        ("+ ", sentence) => (true, sentence),
        ("- ", sentence) => (false, sentence),
        _ => panic!("begins with neither `+ ` nor `- `: {line}"),
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
