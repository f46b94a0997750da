//! What the server says to people, in every language that ships.
//!
//! What belongs here: finding a text by its key, filling its placeholders, the form that goes with a
//! number, lists; and dates and times in words (`tongue.rs`). What does not: which text stands where
//! (`pages/`, `notify/letters/`, `config/`, `set_up/`).
//!
//! The texts are files, `text/<language>/{pages,letters,shipped}.toml` and `set-up/*.md`. `build.rs` holds
//! the languages equal and makes the constants; a new language is a new folder. The widgets' own texts
//! are in `widgets/src/i18n`.

mod isolate;
mod names;
mod speech;
#[cfg(test)]
mod tests;
mod tongue;

use std::borrow::Cow;

use icu_plurals::PluralCategory;

pub use isolate::{Direction, as_bdi, isolated, left_to_right};
pub use names::language_name;
pub use speech::Spoken;
pub use tongue::Tongue;

include!(concat!(env!("OUT_DIR"), "/words.rs"));

/// A text.
#[derive(Debug, Clone, Copy)]
pub struct Key(u16);

/// A text that goes with a number.
#[derive(Debug, Clone, Copy)]
pub struct Plural(u16);

/// Texts of which a word picks one, sorted by that word.
#[derive(Debug, Clone, Copy)]
pub struct Choices(&'static [(&'static str, Key)]);

impl Choices {
    /// The text for a word, where there is one.
    pub fn of(self, word: &str) -> Option<Key> {
        let at = self.0.binary_search_by_key(&word, |(known, _)| known);
        at.ok().map(|at| self.0[at].1)
    }
}

/// A language's texts, in the order of the constants.
struct Language {
    /// BCP 47.
    tag: &'static str,
    texts: &'static [&'static str],
    /// By category: zero, one, two, few, many, other.
    plurals: &'static [[Option<&'static str>; 6]],
    /// Markdown by name.
    set_up: &'static [(&'static str, &'static str)],
}

impl Tongue {
    /// A text as it is.
    pub fn say(self, key: Key) -> &'static str {
        self.language().texts[usize::from(key.0)]
    }

    /// The text that a word picks, `None` for a word that is not known here.
    pub fn find(self, choices: Choices, word: &str) -> Option<&'static str> {
        choices.of(word).map(|key| self.say(key))
    }

    /// The text that a word picks; a word that is not known here shows as it came.
    pub fn choose(self, choices: Choices, word: &str) -> &str {
        self.find(choices, word).unwrap_or(word)
    }

    /// The same with its placeholders filled; nothing for a word that is not known here.
    pub fn fill_chosen(self, choices: Choices, word: &str, values: &[(&str, &str)]) -> String {
        let key = choices.of(word);
        key.map_or_else(String::new, |key| self.fill(key, values))
    }

    /// A text with its placeholders filled. What is written in the other direction than the text is
    /// isolated (see `isolate.rs`), so it goes through [`as_bdi`] on its way into HTML.
    pub fn fill(self, key: Key, values: &[(&str, &str)]) -> String {
        fill(self.say(key), |name| {
            let value = find(values, name)?;
            Some(isolated(value, self.direction()))
        })
    }

    /// The same for where nothing but letters may stand: subjects, titles, fields.
    pub fn fill_plain(self, key: Key, values: &[(&str, &str)]) -> String {
        fill(self.say(key), |name| find(values, name).map(Cow::Borrowed))
    }

    /// A text that goes with a number, which is its `{n}`.
    pub fn count(self, plural: Plural, n: u32) -> String {
        let forms = &self.language().plurals[usize::from(plural.0)];
        let at = match self.category(n) {
            PluralCategory::Zero => 0,
            PluralCategory::One => 1,
            PluralCategory::Two => 2,
            PluralCategory::Few => 3,
            PluralCategory::Many => 4,
            PluralCategory::Other => 5,
        };
        // Every text has the last form; the build sees to it.
        let text = forms[at].or(forms[5]).unwrap_or_default();
        fill(text, |name| (name == "n").then(|| n.to_string().into()))
    }

    /// `a`, `a, b`, `a, b, c`: things one after the other, as where each is a thing of its own.
    pub fn list(self, items: &[&str]) -> String {
        let both = |a: String, b: &&str| self.fill(shipped::LIST_MORE, &[("a", &a), ("b", b)]);
        let Some((first, rest)) = items.split_first() else {
            return String::new();
        };
        rest.iter().fold((*first).to_owned(), both)
    }

    /// The Markdown of a way of meeting, and the language that it is in: English where this one has none.
    pub fn set_up(self, name: &str) -> (Self, &'static str) {
        let find = |tongue: Self| {
            let texts = tongue.language().set_up.iter();
            let mut found = texts.filter(|(known, _)| *known == name);
            found.next().map(|(_, text)| (tongue, *text))
        };
        let english = (Self::ENGLISH, "");
        find(self)
            .or_else(|| find(Self::ENGLISH))
            .unwrap_or(english)
    }
}

fn find<'a>(values: &[(&str, &'a str)], name: &str) -> Option<&'a str> {
    let value = values.iter().find(|(known, _)| *known == name);
    value.map(|(_, value)| *value)
}

/// A text with what `put` has for it in place of every `{name}`; a name that it does not know stays.
pub fn fill<'v>(text: &str, put: impl Fn(&str) -> Option<Cow<'v, str>>) -> String {
    let mut out = String::with_capacity(text.len() + 16);
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        out += before;
        rest = after;
        let named = after.split_once('}');
        if let Some((value, after)) = named.and_then(|(name, after)| Some((put(name)?, after))) {
            out += &value;
            rest = after;
        } else {
            out.push('{');
        }
    }
    out + rest
}
