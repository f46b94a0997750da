//! HTML in small pieces. Text becomes HTML here and only here: what is no [`Html`] is escaped.

mod forms;

use std::fmt::Write;

use api_types::{Block, BlockKind};
use html_escape::{encode_double_quoted_attribute as attribute, encode_text};

use crate::words::{Direction, as_bdi, fill, left_to_right};

pub use forms::{Button, Field, only, quieter};

/// HTML that is safe to show.
#[derive(Debug, Default, Clone)]
pub struct Html(String);

impl From<&str> for Html {
    fn from(words: &str) -> Self {
        Self(as_bdi(&encode_text(words)).into_owned())
    }
}

impl From<String> for Html {
    fn from(words: String) -> Self {
        words.as_str().into()
    }
}

impl Html {
    /// Nothing yet.
    pub fn new() -> Self {
        Self::default()
    }

    pub fn into_string(self) -> String {
        self.0
    }

    /// A link to another place: a page, an address or a number.
    pub fn link(url: &str, words: &str) -> Self {
        let url = attribute(url);
        let words = encode_text(words);
        Self(format!(
            "<a href=\"{url}\" rel=\"noopener noreferrer\">{words}</a>"
        ))
    }

    /// The same with words that are a number or an address, which read from left to right anywhere.
    pub fn number(url: &str, number: &str) -> Self {
        let url = attribute(url);
        let number = left_to_right(&encode_text(number));
        Self(format!(
            "<a href=\"{url}\" rel=\"noopener noreferrer\">{number}</a>"
        ))
    }

    /// A number to ring, as people write it.
    pub fn phone(number: &str) -> Self {
        Self::number(&tel(number), number)
    }

    /// An address to write to.
    pub fn email(address: &str) -> Self {
        Self::number(&format!("mailto:{address}"), address)
    }

    /// A reference, which reads from left to right anywhere.
    pub fn reference(reference: &str) -> Self {
        Self(left_to_right(&encode_text(reference)))
    }

    /// A text whose placeholders are filled with HTML.
    pub fn filled(text: &str, values: &[(&str, Self)]) -> Self {
        let text = encode_text(text);
        Self(fill(&text, |name| {
            let (_, value) = values.iter().find(|(known, _)| *known == name)?;
            Some(value.0.as_str().into())
        }))
    }

    /// What somebody typed, with their line breaks.
    pub fn typed(words: &str) -> Self {
        let (words, mut out) = (encode_text(words), Self::new());
        // `dir=auto`: what people type may be of another direction than the page.
        let _ = write!(out.0, "<span class=\"typed\" dir=\"auto\">{words}</span>");
        out
    }

    /// A short word in front of something.
    pub fn mark(self, words: &str) -> Self {
        self.element("strong", " class=\"mark\"", words).then(" ")
    }

    /// Adds more.
    pub fn then(mut self, more: impl Into<Self>) -> Self {
        self.0 += &more.into().0;
        self
    }

    fn element(mut self, name: &str, attributes: &str, inner: impl Into<Self>) -> Self {
        let _ = write!(self.0, "<{name}{attributes}>{}</{name}>", inner.into().0);
        self
    }

    pub fn h1(self, words: &str) -> Self {
        self.element("h1", "", words)
    }

    /// The same, said to be in a language, which may be another one than the page's.
    pub fn in_language(self, tag: &str) -> Self {
        let (tag, direction) = (attribute(tag), Direction::of_language(tag).as_str());
        let tied = format!(" lang=\"{tag}\" dir=\"{direction}\"");
        Self::new().element("div", &tied, self)
    }

    /// A paragraph.
    pub fn p(self, inner: impl Into<Self>) -> Self {
        self.element("p", "", inner)
    }

    /// A paragraph that matters less.
    pub fn quiet(self, inner: impl Into<Self>) -> Self {
        self.element("p", " class=\"quiet\"", inner)
    }

    /// A paragraph that must not be overlooked.
    pub fn notice(self, inner: impl Into<Self>) -> Self {
        self.element("p", " class=\"notice\"", inner)
    }

    /// Names and what they are.
    pub fn facts(self, facts: Vec<(&str, Self)>) -> Self {
        let mut list = Self::new();
        for (name, value) in facts {
            let pair = Self::new().element("dt", "", name).element("dd", "", value);
            list = list.element("div", "", pair);
        }
        self.element("dl", "", list)
    }

    /// Points.
    pub fn list(self, items: Vec<Self>) -> Self {
        let item = |list: Self, item: Self| list.element("li", "", item);
        let list = items.into_iter().fold(Self::new(), item);
        self.element("ul", "", list)
    }

    /// Points in their order.
    pub fn steps(self, items: Vec<Self>) -> Self {
        let item = |list: Self, item: Self| list.element("li", "", item);
        let list = items.into_iter().fold(Self::new(), item);
        self.element("ol", "", list)
    }

    /// A part of the page with a heading.
    pub fn section(self, heading: &str, inner: Self) -> Self {
        let inner = Self::new().element("h2", "", heading).then(inner);
        self.element("section", "", inner)
    }

    /// A part of the page to which links lead.
    pub fn section_at(self, id: &str, heading: &str, inner: Self) -> Self {
        let inner = Self::new().element("h2", "", heading).then(inner);
        self.element("section", &format!(" id=\"{}\"", attribute(id)), inner)
    }

    /// A smaller part with a heading, within another one.
    pub fn part(self, heading: &str, inner: Self) -> Self {
        self.element("h3", "", heading).then(inner)
    }

    /// A part that is opened where somebody wants to read it.
    pub fn details(self, summary: &str, inner: Self) -> Self {
        let inner = Self::new().element("summary", "", summary).then(inner);
        self.element("details", "", inner)
    }

    /// The way that most people take from here.
    pub fn way(mut self, url: &str, words: &str) -> Self {
        let (url, words) = (attribute(url), encode_text(words));
        let _ = write!(
            self.0,
            "<p><a class=\"button\" href=\"{url}\" rel=\"noopener noreferrer\">{words}</a></p>"
        );
        self
    }

    /// Rich text.
    pub fn blocks(mut self, blocks: &[Block]) -> Self {
        for block in blocks {
            let mut items = block.items.iter().map(|spans| {
                spans.iter().fold(Self::new(), |line, span| {
                    let words = match &span.href {
                        Some(url) => Self::link(url, &span.text),
                        None => span.text.as_str().into(),
                    };
                    if span.strong {
                        line.element("strong", "", words)
                    } else {
                        line.then(words)
                    }
                })
            });
            self = match block.kind {
                BlockKind::Bullets => self.list(items.collect()),
                BlockKind::Steps => self.steps(items.collect()),
                // A heading of the text must not stand among the page's own.
                BlockKind::Heading => {
                    let words = items.next().unwrap_or_default();
                    self.p(Self::new().element("strong", "", words))
                }
                BlockKind::Paragraph => self.p(items.next().unwrap_or_default()),
            };
        }
        self
    }
}

/// `tel:` with the number that stands first; a code may follow it.
fn tel(number: &str) -> String {
    let known = |letter: &char| letter.is_ascii_digit() || " +-().".contains(*letter);
    let front = number.trim_start_matches(|letter: char| !letter.is_ascii_digit() && letter != '+');
    let digits = front.chars().take_while(known);
    let digits: String = digits
        .filter(|letter| letter.is_ascii_digit() || *letter == '+')
        .collect();
    format!("tel:{digits}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_people_typed_never_becomes_html() {
        let nasty = "<script>\"x\"&'";
        let html = Html::new()
            .h1(nasty)
            .p(nasty)
            .facts(vec![(nasty, Html::typed(nasty))])
            .then(Html::link(nasty, nasty))
            .section_at(nasty, nasty, Html::new().mark(nasty))
            .into_string();
        assert!(
            !html.contains("<script") && !html.contains("=\"<"),
            "{html}"
        );
        assert!(html.contains("&lt;script&gt;"));
        assert!(!html.contains("\"\"x"), "{html}");
    }

    #[test]
    fn a_number_is_rung_without_the_code_behind_it() {
        assert_eq!(tel("(312) 555-0100"), "tel:3125550100");
        assert_eq!(tel("+1 312 555 0100, code 77#"), "tel:+13125550100");
        assert_eq!(tel("Dial 312-555-0100 ext. 4"), "tel:3125550100");
    }
}
