//! English for members reads at the level of a twelve-year-old: school grade 6 or less by the formula of Flesch and
//! Kincaid (1975), over each file of texts. A formula knows nothing of kindness or sense; it only finds where
//! sentences and words grow long.

use std::{fs, path::Path};

/// A twelve-year-old's grade.
const GRADE: f64 = 6.0;

/// Fewer words are no sentence.
const SHORTEST: usize = 4;

/// Texts that members read, from this crate's folder: files, and folders of files.
const READ: [&str; 8] = [
    "../widgets/src/i18n/shared/en.toml",
    "../widgets/src/i18n/finder/en.toml",
    "../widgets/src/i18n/join/en.toml",
    "../widgets/src/i18n/survey/en.toml",
    "src/words/text/en/pages.toml",
    "src/words/text/en/letters.toml",
    "src/words/text/en/shipped.toml",
    "src/words/text/en/set-up",
];

/// Words, sentences and syllables.
#[derive(Default)]
struct Count {
    words: u32,
    sentences: u32,
    syllables: u32,
}

impl Count {
    /// Adds the sentences of a text. A label of three words is none, and would make the rest look easier.
    fn add(&mut self, text: &str) {
        for sentence in text.split(['.', '?', '!', ':', ';', '\n']) {
            let letters = |word: &str| word.chars().any(char::is_alphabetic);
            let words: Vec<&str> = sentence
                .split([' ', '-', '–', '/'])
                .filter(|word| letters(word) && !word.contains(['{', '}']))
                .collect();
            if words.len() < SHORTEST {
                continue;
            }
            self.sentences += 1;
            self.words += u32::try_from(words.len()).unwrap();
            self.syllables += words.iter().map(|word| syllables(word)).sum::<u32>();
        }
    }

    fn grade(&self) -> f64 {
        let (words, sentences) = (f64::from(self.words), f64::from(self.sentences));
        0.39 * words / sentences + 11.8 * f64::from(self.syllables) / words - 15.59
    }
}

/// Groups of vowels, without a silent `e` at the end.
fn syllables(word: &str) -> u32 {
    let word: String = word
        .to_lowercase()
        .chars()
        .filter(char::is_ascii_alphabetic)
        .collect();
    let vowel = |c: char| "aeiouy".contains(c);
    let mut groups = 0;
    let mut before = false;
    for letter in word.chars() {
        groups += u32::from(vowel(letter) && !before);
        before = vowel(letter);
    }
    let silent =
        word.ends_with('e') && !word.ends_with("le") || word.ends_with("ed") && word.len() > 3;
    (groups - u32::from(silent && groups > 1)).max(1)
}

fn count(path: &Path) -> Count {
    let mut count = Count::default();
    if path.is_dir() {
        for entry in fs::read_dir(path).unwrap() {
            let text = fs::read_to_string(entry.unwrap().path()).unwrap();
            for line in text.lines().filter(|line| !line.starts_with('#')) {
                count.add(line);
            }
        }
        return count;
    }
    let table: toml::Table = fs::read_to_string(path).unwrap().parse().unwrap();
    for (key, text) in table {
        if key != "number-forms" {
            count.add(text.as_str().unwrap());
        }
    }
    count
}

#[test]
fn every_file_for_members_reads_at_the_level_of_a_twelve_year_old() {
    for name in READ {
        let count = count(&Path::new(env!("CARGO_MANIFEST_DIR")).join(name));
        assert!(count.words > 30, "{name} has texts");
        let grade = count.grade();
        println!("{grade:4.1} {name}");
        assert!(grade <= GRADE, "{name} is for grade {grade:.1}");
    }
}

#[test]
fn the_measure_knows_hard_words_from_plain_ones() {
    let grade = |text: &str| {
        let mut count = Count::default();
        count.add(text);
        count.grade()
    };
    assert!(grade("We keep your place. You can come when you like.") < 3.0);
    let hard = "Notwithstanding the aforementioned eligibility criteria, individual participation remains \
                conditional upon prior authorisation by the responsible organisation";
    assert!(grade(hard) > 14.0);
    assert_eq!(
        ["cat", "table", "asked", "people", "reminder"].map(syllables),
        [1, 2, 1, 2, 3]
    );
}
