//! Whether a text reads like a crisis, so that the widget can show the crisis notice at once.
//!
//! Here: the lists of phrases, one file a language, and how a text is held against them. It runs
//! in the browser on every pause of typing, and nothing that it sees leaves the browser for it, is kept
//! or blocks anything; on the server it reads a form that was sent without script. Not here: the notice itself, and when a form asks. Which mistakes are
//! accepted, and how to add a language, is in README.md beside this file.

use catalogue::fold;

/// All languages that we ship, since people write in their own, whatever the page speaks.
const LISTS: [&str; 2] = [include_str!("en.txt"), include_str!("es.txt")];

/// How many words `~` in a phrase may pass over.
const GAP: usize = 3;

/// Whether a text is a reason to show the crisis notice, by every list and by `phrases` of the page's own
/// language ([`has_phrase`]).
pub(crate) fn alarms(text: &str, phrases: &str) -> bool {
    reads_like_a_crisis(text) || has_phrase(phrases, text)
}

/// Whether `text` reads as if its writer, or somebody in it, were in danger now: of suicide, of
/// harming themselves, or from somebody else.
///
/// A reason to show the crisis notice and for nothing else: it errs both ways (docs/crisis-words.md
/// has the numbers). Time grows with the length of the text; 2,000 letters take 0.3 ms natively.
pub fn reads_like_a_crisis(text: &str) -> bool {
    let plain = plain(text);
    LISTS
        .iter()
        .any(|list| list_fits(&squeeze(list), plain.split(' ').collect()))
}

/// The same for a language without a list, by the phrases of its texts: `one | another | -harmless`. Each is
/// looked for where a word begins, and harmless ones are taken out first.
fn has_phrase(phrases: &str, text: &str) -> bool {
    let read = |text: &str| [" ", &fold(&with_apostrophes(text))].concat();
    let mut text = read(text);
    let phrases = phrases.split('|').map(str::trim);
    for harmless in phrases
        .clone()
        .filter_map(|phrase| phrase.strip_prefix('-'))
    {
        text = text.replace(&read(harmless), " ~");
    }
    let mut alarming = phrases.filter(|phrase| !phrase.is_empty() && !phrase.starts_with('-'));
    alarming.any(|phrase| text.contains(&read(phrase)))
}

/// A text as the lists are written.
fn plain(text: &str) -> String {
    squeeze(&fold(&with_apostrophes(text)))
}

/// `don´t` is typed for `don't` on many keyboards.
fn with_apostrophes(text: &str) -> String {
    text.replace(['´', '`', 'ʼ', '‘'], "'")
}

/// Writes a letter once where it is repeated (`dieee`, `kil myself`), a digit that stands for a
/// letter as that letter (`su1cide`), and a space for what is in no word, such as an emoji.
fn squeeze(folded: &str) -> String {
    let mut squeezed = String::with_capacity(folded.len());
    let mut before = ' ';
    for letter in folded.chars() {
        let letter = match letter {
            '0' => 'o',
            '1' => 'i',
            '3' => 'e',
            '4' => 'a',
            '5' => 's',
            '\u{2000}'.. => ' ',
            other => other,
        };
        if letter != before {
            squeezed.push(letter);
        }
        before = letter;
    }
    squeezed
}

/// Goes through a list from its first line to its last; the order of lines counts.
fn list_fits<'a>(list: &'a str, mut words: Vec<&'a str>) -> bool {
    for line in list.lines() {
        let (first, rest) = line.split_once(' ').unwrap_or((line, ""));
        match (first, rest.strip_prefix("= ")) {
            ("#", _) => {}
            ("=", _) => {
                for passed_over in rest.split(' ') {
                    words.retain(|word| *word != passed_over);
                }
            }
            ("-", _) => take_out(rest, &mut words),
            (one, Some(others)) => {
                for other in others.split(' ') {
                    for word in words.iter_mut().filter(|word| fits(other, word)) {
                        *word = one;
                    }
                }
            }
            (_, None) if find(line, &words, 0).is_some() => return true,
            (_, None) => {}
        }
    }
    false
}

/// Takes every place where a harmless phrase stands out of the text, leaving a hole that no
/// phrase fits over.
fn take_out(harmless: &str, words: &mut [&str]) {
    let mut from = 0;
    while let Some((start, end)) = find(harmless, words, from) {
        words[start..end].fill("");
        from = end;
    }
}

/// The first place of a phrase at or after `from`: its first word, and the one behind its last.
fn find(phrase: &str, words: &[&str], from: usize) -> Option<(usize, usize)> {
    let (first, rest) = phrase.split_once(' ').unwrap_or((phrase, ""));
    let choice: Vec<&str> = first.split('|').collect();
    (from..words.len())
        .filter(|at| choice.iter().any(|one| fits(one, words[*at])))
        .find_map(|at| Some((at, at + 1 + length(rest, &words[at + 1..])?)))
}

/// How many words the rest of a phrase takes if they begin with it.
fn length(phrase: &str, words: &[&str]) -> Option<usize> {
    if phrase.is_empty() {
        return Some(0);
    }
    let (first, rest) = phrase.split_once(' ').unwrap_or((phrase, ""));
    if first == "~" {
        return (0..=GAP.min(words.len()))
            .find_map(|passed| Some(passed + length(rest, &words[passed..])?));
    }
    let (word, others) = words.split_first()?;
    any_fits(first, word).then_some(())?;
    Some(1 + length(rest, others)?)
}

/// Whether a word is one of those between `|`.
fn any_fits(choice: &str, word: &str) -> bool {
    choice.split('|').any(|one| fits(one, word))
}

/// Whether a word is the one in the list, or begins with it where that ends in `*`. The first
/// letter settles it for nearly all.
fn fits(listed: &str, word: &str) -> bool {
    let (listed, word) = (listed.as_bytes(), word.as_bytes());
    listed.first() == word.first()
        && match listed {
            [beginning @ .., b'*'] => word.starts_with(beginning),
            whole => word == whole,
        }
}

#[cfg(test)]
#[path = "crisis_words_tests.rs"]
mod tests;
