//! Names, numbers and addresses within a text of the other direction.
//!
//! `+1 708-555-0100` in an Arabic sentence would be shown with its groups turned round, and a full stop
//! after an English name would jump to its front. So what is written in the other direction stands
//! between two of Unicode's isolates, which are there and not seen. In HTML they are `<bdi>`, which old
//! mail programs know, too.

use std::borrow::Cow;

use crate::domain::wording::primary;

/// Languages that are written from right to left.
const RTL_LANGUAGES: [&str; 4] = ["ar", "fa", "he", "ur"];

/// How a language is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// From left to right.
    Ltr,
    /// From right to left.
    Rtl,
}

impl Direction {
    /// That of a language (BCP 47).
    pub fn of_language(tag: &str) -> Self {
        if RTL_LANGUAGES.contains(&primary(tag)) {
            Self::Rtl
        } else {
            Self::Ltr
        }
    }

    /// As HTML has it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Ltr => "ltr",
            Self::Rtl => "rtl",
        }
    }

    /// That of the first letter that has one.
    fn of(text: &str) -> Option<Self> {
        text.chars().find_map(|letter| {
            if is_rtl(letter) {
                Some(Self::Rtl)
            } else {
                letter.is_alphabetic().then_some(Self::Ltr)
            }
        })
    }
}

/// Hebrew, Arabic and their neighbours.
fn is_rtl(letter: char) -> bool {
    matches!(letter, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}')
        && letter.is_alphabetic()
}

const LTR: char = '\u{2066}';
const RTL: char = '\u{2067}';
const END: char = '\u{2069}';

/// A value as it may stand in a text of that direction.
pub fn isolated(value: &str, around: Direction) -> Cow<'_, str> {
    let is_number = value.bytes().all(|byte| byte.is_ascii_digit());
    // Without a letter it is a telephone number or the like, which all read from left to right.
    match Direction::of(value).unwrap_or(Direction::Ltr) {
        own if own == around || is_number => Cow::Borrowed(value),
        Direction::Ltr => Cow::Owned(format!("{LTR}{value}{END}")),
        Direction::Rtl => Cow::Owned(format!("{RTL}{value}{END}")),
    }
}

/// HTML in which isolates are elements. Whatever people type, each that opens is closed.
pub fn as_bdi(html: &str) -> Cow<'_, str> {
    if !html.contains([LTR, RTL]) {
        return Cow::Borrowed(html);
    }
    let (mut out, mut open) = (String::with_capacity(html.len() + 32), 0);
    for letter in html.chars() {
        match letter {
            LTR | RTL => {
                open += 1;
                out += if letter == LTR {
                    "<bdi dir=\"ltr\">"
                } else {
                    "<bdi dir=\"rtl\">"
                };
            }
            END if open > 0 => {
                open -= 1;
                out += "</bdi>";
            }
            _ => out.push(letter),
        }
    }
    out += &"</bdi>".repeat(open);
    Cow::Owned(out)
}

/// HTML that reads from left to right wherever it stands: a number, an address, a code.
pub fn left_to_right(html: &str) -> String {
    format!("<bdi dir=\"ltr\">{html}</bdi>")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_reads_in_the_other_direction_is_isolated_and_nothing_else() {
        assert_eq!(
            isolated("+1 708-555-0100", Direction::Rtl),
            "\u{2066}+1 708-555-0100\u{2069}"
        );
        assert_eq!(
            isolated("Tuesday circle", Direction::Rtl),
            "\u{2066}Tuesday circle\u{2069}"
        );
        assert_eq!(isolated("دائرة", Direction::Ltr), "\u{2067}دائرة\u{2069}");
        for (same, around) in [
            ("دائرة", Direction::Rtl),
            ("Tuesday circle", Direction::Ltr),
            ("+1 708-555-0100", Direction::Ltr),
            ("3", Direction::Rtl),
            ("8 يناير", Direction::Rtl),
        ] {
            assert_eq!(isolated(same, around), same);
        }
    }

    #[test]
    fn isolates_become_elements_that_all_end() {
        assert_eq!(
            as_bdi("a \u{2066}b\u{2069}."),
            "a <bdi dir=\"ltr\">b</bdi>."
        );
        assert_eq!(as_bdi("a \u{2067}b"), "a <bdi dir=\"rtl\">b</bdi>");
        assert_eq!(as_bdi("a\u{2069}"), "a\u{2069}");
    }
}
