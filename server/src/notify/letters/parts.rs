//! What a letter is made of, and how it is written as text and as HTML.
//!
//! The HTML is for every mail program and reader: one column, no image, nothing from elsewhere,
//! no colour of its own, so that dark and high-contrast settings hold.

use std::fmt::Write;

use html_escape::{encode_double_quoted_attribute as attribute, encode_text};

use crate::words::{Tongue, as_bdi, isolated, letters as keys};

/// One part of a letter, in the reader's language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Part {
    /// A paragraph.
    Text(String),
    /// A name and what it is.
    Fact(String, String),
    /// Digits to type somewhere.
    Code(String),
    /// Words, and the whole address that they lead to.
    Link(String, String),
    /// Several of those.
    Links(Vec<(String, String)>),
}

/// A paragraph.
pub fn text(words: impl Into<String>) -> Part {
    Part::Text(words.into())
}

/// What staff wrote to one person or to a group, in whatever language: a paragraph a line.
pub fn written(tongue: Tongue, words: &str) -> Vec<Part> {
    let lines = words.lines().map(str::trim);
    let lines = lines.filter(|line| !line.is_empty());
    let direction = tongue.direction();
    lines.map(|line| text(isolated(line, direction))).collect()
}

/// The parts as plain text, an empty line between two.
pub fn as_text(tongue: Tongue, parts: &[Part]) -> String {
    let label = |name: &str| tongue.fill(keys::LABEL, &[("name", name)]);
    let mut out = String::new();
    for part in parts {
        let _ = match part {
            Part::Text(words) => write!(out, "{words}\n\n"),
            Part::Fact(name, value) => write!(out, "{} {value}\n\n", label(name)),
            Part::Code(digits) => write!(out, "    {digits}\n\n"),
            Part::Link(words, url) => write!(out, "{}\n{url}\n\n", label(words)),
            Part::Links(links) => {
                for (words, url) in links {
                    let _ = write!(out, "- {}\n  {url}\n", label(words));
                }
                writeln!(out)
            }
        };
    }
    out.truncate(out.trim_end().len());
    out.push('\n');
    out
}

/// After a neutral preview, so that mail programs do not fill their line with what follows:
/// invisible characters, in the number that is usual for it.
const FILLER: &str = "&#847;&zwnj;&nbsp;";
const FILLERS: usize = 90;

const BODY: &str = "max-width:34em;margin:0 auto;padding:1.5em;font:18px/1.5 sans-serif;\
                    overflow-wrap:anywhere";

/// The parts as a whole HTML page. `preview` stands in front, unseen, for the list of letters.
pub fn as_html(tongue: Tongue, subject: &str, preview: &str, parts: &[Part]) -> String {
    let mut out = format!(
        "<!doctype html>\n<html lang=\"{}\" dir=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"color-scheme\" content=\"light dark\">\n<title>{}</title>\n</head>\n<body>\n\
         <div aria-hidden=\"true\" style=\"display:none;max-height:0;overflow:hidden\">{} {}</div>\n\
         <div role=\"article\" style=\"{BODY}\">\n",
        attribute(tongue.tag()),
        tongue.direction().as_str(),
        encode_text(subject),
        encode_text(preview),
        FILLER.repeat(FILLERS),
    );
    for part in parts {
        out.push_str(&part.html(tongue));
        out.push('\n');
    }
    out.push_str("</div>\n</body>\n</html>\n");
    out
}

impl Part {
    fn html(&self, tongue: Tongue) -> String {
        match self {
            // Who typed a line break meant one.
            Self::Text(words) => {
                format!("<p>{}</p>", worded(words).replace('\n', "<br>\n"))
            }
            Self::Fact(name, value) => format!(
                "<p><strong>{}</strong> {}</p>",
                worded(&tongue.fill(keys::LABEL, &[("name", name)])),
                worded(value)
            ),
            Self::Code(digits) => format!(
                "<p style=\"font-size:2em;letter-spacing:.15em\"><strong>{}</strong></p>",
                encode_text(digits)
            ),
            Self::Link(words, url) => format!("<p>{}</p>", anchors(tongue, words, url)),
            Self::Links(links) => {
                let items = links.iter();
                let items: Vec<String> = items
                    .map(|(words, url)| format!("<li>{}</li>", anchors(tongue, words, url)))
                    .collect();
                format!("<ul>\n{}\n</ul>", items.join("\n"))
            }
        }
    }
}

/// A link by its words, and under it the address in full: some programs take links away, and
/// some people want to see where one leads.
fn anchors(tongue: Tongue, words: &str, url: &str) -> String {
    format!(
        "<a href=\"{}\">{}</a><br>\n{}",
        attribute(url),
        worded(words),
        worded(&isolated(url, tongue.direction()))
    )
}

/// Words as HTML.
fn worded(words: &str) -> String {
    as_bdi(&encode_text(words)).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn link(words: &str, url: &str) -> Part {
        Part::Link(words.to_owned(), url.to_owned())
    }

    #[test]
    fn what_people_wrote_stays_text() {
        let evil = "<b onclick=\"x\">&\u{2028}";
        let parts = [
            text(evil),
            Part::Fact(evil.to_owned(), evil.to_owned()),
            link(evil, "https://a.example/?a=\"><script>"),
            Part::Links(vec![(evil.into(), "https://a.example/'".into())]),
        ];
        let html = as_html(Tongue::ENGLISH, evil, evil, &parts);
        assert!(!html.contains("<b on"), "{html}");
        assert!(!html.contains("<script"), "{html}");
    }

    #[test]
    fn the_text_has_every_address_in_full_and_ends_with_one_line_break() {
        let parts = [text("A."), link("Open it", "https://a.example/b")];
        let said = as_text(Tongue::ENGLISH, &parts);
        assert_eq!(said, "A.\n\nOpen it:\nhttps://a.example/b\n");
    }
}
