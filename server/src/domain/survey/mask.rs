//! Names and contact details in what somebody wrote without their name: taken out before anybody reads it.
//!
//! It finds names that the site knows (members of the group, its staff), email addresses, links, what
//! begins with an @, and long numbers. A name that nobody knows stays: the words beside the field ask people
//! to leave names out.

use std::collections::BTreeSet;

use catalogue::fold;
use linkify::{LinkFinder, LinkKind};

/// What stands in place of what was taken out.
pub const GONE: &str = "[…]";
/// A part of a name that is shorter says too little to be one.
const SHORTEST_NAME: usize = 2;
/// So many digits in a row, spaces and signs between them apart, are a number to ring or an account.
const LONGEST_FIGURE: usize = 5;

/// The names that are taken out.
pub struct Mask {
    /// Small letters without accents, one word each.
    words: BTreeSet<String>,
    /// Names in scripts that put no space between words: found wherever they stand.
    unspaced: BTreeSet<String>,
}

impl Mask {
    /// Takes out these names and each part of them.
    pub fn of_names<'a>(names: impl IntoIterator<Item = &'a str>) -> Self {
        let parts = names.into_iter().flat_map(|name| {
            let parts = words(name).map(|(from, to)| &name[from..to]);
            parts.collect::<Vec<_>>()
        });
        let long = |part: &&str| part.chars().count() >= SHORTEST_NAME;
        let (unspaced, spaced): (Vec<&str>, Vec<&str>) =
            parts.partition(|part| part.contains(is_unspaced));
        Self {
            words: spaced.into_iter().filter(long).map(bare).collect(),
            unspaced: unspaced.into_iter().map(str::to_owned).collect(),
        }
    }

    /// The text without them.
    pub fn apply(&self, text: &str) -> String {
        let mut gone: Vec<(usize, usize)> = links(text);
        gone.extend(handles(text));
        gone.extend(figures(text));
        gone.extend(self.names(text));
        for name in &self.unspaced {
            let found = text.match_indices(name.as_str());
            gone.extend(found.map(|(from, name)| (from, from + name.len())));
        }
        gone.sort_unstable();
        let mut told = String::with_capacity(text.len());
        let mut at = 0;
        for (from, to) in gone {
            if to <= at {
                continue;
            }
            // What lies within another that is gone already, or joins it, needs no sign of its own.
            if from > at || at == 0 {
                told.push_str(&text[at.min(from)..from]);
                told.push_str(GONE);
            }
            at = to;
        }
        told.push_str(&text[at..]);
        told
    }

    /// Many names are words, too ("Will", "Rose"), and the word goes with them: people write names in small
    /// letters, and a word that is missing does less harm. Short ones ("Al", "Jo") count where they are written
    /// like names.
    fn names(&self, text: &str) -> Vec<(usize, usize)> {
        let found = words(text).filter(|(from, to)| {
            let word = &text[*from..*to];
            let lower = word.chars().next().is_some_and(char::is_lowercase);
            let short = word.chars().count() <= SHORTEST_NAME;
            !(lower && short) && self.is_name(word)
        });
        found.collect()
    }

    /// "Rose", "Rose's", "Roses", "d'Rose", and one with a Hebrew letter before it that is a word of its own.
    fn is_name(&self, word: &str) -> bool {
        let parts = word.split(['\'', '’']).chain([word]);
        parts.map(bare).any(|word| {
            let genitive = word.strip_suffix('s');
            let joined = word.strip_prefix(HEBREW_PREFIXES);
            let all = [Some(word.as_str()), genitive, joined];
            all.into_iter()
                .flatten()
                .any(|word| self.words.contains(word))
        })
    }
}

/// "And", "the", "to", "in", "from", "as" and "that" of Hebrew are joined to the word behind.
const HEBREW_PREFIXES: [char; 7] = ['ו', 'ה', 'ל', 'ב', 'מ', 'כ', 'ש'];

/// What joins letters to a word, or stands unseen between them.
fn is_joint(letter: char) -> bool {
    matches!(letter, '\'' | '’' | '\u{ad}' | '\u{feff}' | '\u{2060}')
        || ('\u{300}'..='\u{36f}').contains(&letter)
        || ('\u{200b}'..='\u{200d}').contains(&letter)
}

/// Chinese, Japanese and Thai letters.
fn is_unspaced(letter: char) -> bool {
    ('\u{e00}'..='\u{e7f}').contains(&letter)
        || ('\u{3040}'..='\u{30ff}').contains(&letter)
        || ('\u{3400}'..='\u{9fff}').contains(&letter)
}

/// Small letters without accents and joints.
fn bare(word: &str) -> String {
    let letters: String = fold(word)
        .chars()
        .filter(|letter| !is_joint(*letter))
        .collect();
    letters
}

/// Words, from and to: letters, with joints between them.
fn words(text: &str) -> impl Iterator<Item = (usize, usize)> {
    let of_word = |letter: char| letter.is_alphanumeric() || is_joint(letter);
    let mut from = None;
    let ends = text.char_indices().map(Some).chain([None]);
    ends.filter_map(move |next| match next {
        Some((at, letter)) if of_word(letter) => {
            from.get_or_insert(at);
            None
        }
        Some((at, _)) => from.take().map(|from| (from, at)),
        None => from.take().map(|from| (from, text.len())),
    })
}

fn links(text: &str) -> Vec<(usize, usize)> {
    let mut finder = LinkFinder::new();
    finder.kinds(&[LinkKind::Email, LinkKind::Url]);
    finder.url_must_have_scheme(false);
    let found = finder.links(text);
    found.map(|link| (link.start(), link.end())).collect()
}

/// What people are called elsewhere: `@rosa.w`.
fn handles(text: &str) -> Vec<(usize, usize)> {
    let ends = |from: usize| {
        let rest = &text[from + 1..];
        let end = rest.find(|letter: char| !(letter.is_alphanumeric() || "._-".contains(letter)));
        from + 1 + end.unwrap_or(rest.len())
    };
    let at = text.match_indices('@').map(|(from, _)| (from, ends(from)));
    at.filter(|(from, to)| to - from > 1).collect()
}

/// Telephone numbers and the like.
fn figures(text: &str) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    let (mut from, mut to, mut digits) = (None, 0, 0);
    let mut end = |from: &mut Option<usize>, to: usize, digits: &mut usize| {
        if let Some(from) = from.take()
            && *digits > LONGEST_FIGURE
        {
            found.push((from, to));
        }
        *digits = 0;
    };
    for (at, letter) in text.char_indices() {
        if letter.is_numeric() {
            from.get_or_insert(at);
            to = at + letter.len_utf8();
            digits += 1;
        } else if matches!(letter, '+' | '(') && from.is_none() {
            from = Some(at);
        } else if !" -–./()\u{a0}\u{202f}".contains(letter) {
            end(&mut from, to, &mut digits);
        }
    }
    end(&mut from, to, &mut digits);
    found
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn masked(text: &str) -> String {
        Mask::of_names(["Rosa Wójcik", "Will", "Jo", "李", "נועה", "Jean-Luc"]).apply(text)
    }

    #[test]
    fn names_that_the_site_knows_are_taken_out() {
        assert_eq!(masked("Thank Rosa for me."), "Thank […] for me.");
        assert_eq!(masked("ROSA WOJCIK talks a lot"), "[…] […] talks a lot");
        assert_eq!(masked("Rosa's husband, Will"), "[…] husband, […]");
        assert_eq!(
            masked("i will come; a rosary helps"),
            "i […] come; a rosary helps"
        );
        assert_eq!(
            masked("rosa is kind, Jo too, jo no"),
            "[…] is kind, […] too, jo no"
        );
        assert_eq!(masked("Jean-Luc ist nett"), "[…]-[…] ist nett");
        assert_eq!(masked("תודה נועה"), "תודה […]");
    }

    #[test]
    fn names_are_found_in_whatever_form_they_stand() {
        for text in [
            "ROSA'S",
            "Rosas",
            "d'Rosa",
            "l’Rosa",
            "Ro\u{ad}sa",
            "Ro\u{200b}sa",
            "Wo\u{301}jcik",
            "ונועה",
        ] {
            assert_eq!(masked(text), "[…]", "{text}");
        }
        assert_eq!(masked("谢谢李帮我"), "谢谢[…]帮我");
    }

    #[test]
    fn ways_to_reach_somebody_are_taken_out() {
        assert_eq!(
            masked("write to me@example.org please"),
            "write to […] please"
        );
        assert_eq!(masked("see example.org/me."), "see […].");
        assert_eq!(
            masked("ring +44 20 7946 0958, after 6"),
            "ring […], after 6"
        );
        assert_eq!(masked("(020) 7946-0958"), "[…]");
        assert_eq!(masked("I am @rosa.w there"), "I am […] there");
        assert_eq!(
            masked("In 2026 we were 12 people"),
            "In 2026 we were 12 people"
        );
    }

    proptest! {
        #[test]
        fn no_text_breaks_it_and_no_known_name_is_left(text in "[ a-zA-ZéR@.+0-9-]{0,40}", name in "[A-Z][a-z]{2,8}") {
            let mask = Mask::of_names([name.as_str()]);
            let told = mask.apply(&format!("{text} {name} {text}"));
            let left = words(&told).any(|(from, to)| told[from..to] == name);
            prop_assert!(!left, "{told}");
        }

        #[test]
        fn any_text_at_all_is_taken(text in any::<String>()) {
            let _ = masked(&text);
        }
    }
}
