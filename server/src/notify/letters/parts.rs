//! What a letter is made of, and how it is written as text and as HTML.
//!
//! The HTML is for every mail program and reader: one column, no image, nothing from elsewhere,
//! no colour of its own, so that dark and high-contrast settings hold.

use std::fmt::Write;

use html_escape::{encode_double_quoted_attribute as attribute, encode_text};

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

/// What somebody typed: a part for each of its paragraphs.
pub fn typed(words: &str) -> impl Iterator<Item = Part> {
    let paragraphs = words.split("\n\n").map(str::trim);
    paragraphs.filter(|words| !words.is_empty()).map(text)
}

/// A link.
pub fn link(words: &str, url: &str) -> Part {
    Part::Link(words.to_owned(), url.to_owned())
}

/// A name and what it is.
pub fn fact(name: &str, value: impl Into<String>) -> Part {
    Part::Fact(name.to_owned(), value.into())
}

/// The parts as plain text, an empty line between two.
pub fn as_text(parts: &[Part]) -> String {
    let mut out = String::new();
    for part in parts {
        let _ = match part {
            Part::Text(words) => write!(out, "{words}\n\n"),
            Part::Fact(name, value) => write!(out, "{name}: {value}\n\n"),
            Part::Code(digits) => write!(out, "    {digits}\n\n"),
            Part::Link(words, url) => write!(out, "{words}:\n{url}\n\n"),
            Part::Links(links) => {
                for (words, url) in links {
                    let _ = write!(out, "- {words}:\n  {url}\n");
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
pub fn as_html(language: &str, subject: &str, preview: &str, parts: &[Part]) -> String {
    let mut out = format!(
        "<!doctype html>\n<html lang=\"{}\" dir=\"ltr\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"color-scheme\" content=\"light dark\">\n<title>{}</title>\n</head>\n<body>\n\
         <div aria-hidden=\"true\" style=\"display:none;max-height:0;overflow:hidden\">{} {}</div>\n\
         <div role=\"article\" style=\"{BODY}\">\n",
        attribute(language),
        encode_text(subject),
        encode_text(preview),
        FILLER.repeat(FILLERS),
    );
    for part in parts {
        out.push_str(&part.html());
        out.push('\n');
    }
    out.push_str("</div>\n</body>\n</html>\n");
    out
}

impl Part {
    fn html(&self) -> String {
        match self {
            // Who typed a line break meant one.
            Self::Text(words) => {
                format!("<p>{}</p>", encode_text(words).replace('\n', "<br>\n"))
            }
            Self::Fact(name, value) => format!(
                "<p><strong>{}:</strong> {}</p>",
                encode_text(name),
                encode_text(value)
            ),
            Self::Code(digits) => format!(
                "<p style=\"font-size:2em;letter-spacing:.15em\"><strong>{}</strong></p>",
                encode_text(digits)
            ),
            Self::Link(words, url) => format!("<p>{}</p>", anchors(words, url)),
            Self::Links(links) => {
                let items = links.iter();
                let items: Vec<String> = items
                    .map(|(words, url)| format!("<li>{}</li>", anchors(words, url)))
                    .collect();
                format!("<ul>\n{}\n</ul>", items.join("\n"))
            }
        }
    }
}

/// A link by its words, and under it the address in full: some programs take links away, and
/// some people want to see where one leads.
fn anchors(words: &str, url: &str) -> String {
    format!(
        "<a href=\"{}\">{}</a><br>\n{}",
        attribute(url),
        encode_text(words),
        encode_text(url)
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_people_wrote_stays_text() {
        let evil = "<b onclick=\"x\">&\u{2028}";
        let parts = [
            text(evil),
            fact(evil, evil),
            link(evil, "https://a.example/?a=\"><script>"),
            Part::Links(vec![(evil.into(), "https://a.example/'".into())]),
        ];
        let html = as_html("en\"", evil, evil, &parts);
        assert!(!html.contains("<b") || !html.contains("<b on"), "{html}");
        assert!(
            !html.contains("<script") && !html.contains("en\"\""),
            "{html}"
        );
    }

    #[test]
    fn the_text_has_every_address_in_full_and_ends_with_one_line_break() {
        let said = as_text(&[text("A."), link("Open it", "https://a.example/b")]);
        assert_eq!(said, "A.\n\nOpen it:\nhttps://a.example/b\n");
    }
}
