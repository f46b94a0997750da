//! What stands around the finder's views on pages without script: the document, the organisation's name, and the
//! way to its other languages.

use std::fmt::Write;

use api_types::Site;
use html_escape::{encode_double_quoted_attribute as attribute, encode_text};

use super::Links;
use crate::words::{Tongue, language_name, pages as keys};

/// What a page is made of.
pub struct Outline<'a> {
    /// Of the document.
    pub title: &'a str,
    /// Where things are.
    pub links: &'a Links,
    /// What the views drew, HTML.
    pub body: &'a str,
    /// What search engines and other places that show a link read; nothing where this server has no address of
    /// its own.
    pub listing: Option<Listing<'a>>,
}

/// A page as others list it.
pub struct Listing<'a> {
    /// One sentence.
    pub summary: &'a str,
    /// The page's own address, whole, without its language.
    pub address: &'a str,
    /// Which page of a list, from 1.
    pub page: u32,
    /// What it is about, in schema.org's terms.
    pub facts: serde_json::Value,
}

/// The page.
pub fn document(words: Tongue, site: &Site, outline: &Outline<'_>) -> String {
    format!(
        "<!doctype html>\n<html lang=\"{}\" dir=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <title>{}</title>\n<link rel=\"icon\" href=\"data:,\">\n\
         <link rel=\"stylesheet\" href=\"{}\">\n{}</head>\n<body class=\"kindred\">\n\
         <header class=\"plain-page plain-top\"><a href=\"{}\"><strong>{}</strong></a>{}</header>\n\
         <main>{}</main>\n</body>\n</html>\n",
        attribute(words.tag()),
        words.direction().as_str(),
        encode_text(outline.title),
        attribute(&outline.links.style),
        outline
            .listing
            .as_ref()
            .map_or_else(String::new, |listing| head(site, outline.title, listing)),
        attribute(&outline.links.ways.list),
        encode_text(&site.name),
        switch(words, site, &outline.links.languages),
        outline.body,
    )
}

/// What is for others to read.
fn head(site: &Site, title: &str, listing: &Listing<'_>) -> String {
    let mut out = String::new();
    let mut meta = |kind: &str, name: &str, content: &str| {
        let content = attribute(content);
        let _ = writeln!(out, "<meta {kind}=\"{name}\" content=\"{content}\">");
    };
    let several = site.languages.len() > 1;
    let own = Some(site.language.as_str()).filter(|_| several);
    let canonical = address(listing, own);
    if !listing.summary.is_empty() {
        meta("name", "description", listing.summary);
        meta("property", "og:description", listing.summary);
    }
    meta("property", "og:type", "website");
    meta("property", "og:title", title);
    meta("property", "og:site_name", &site.name);
    meta("property", "og:locale", &site.language.replace('-', "_"));
    meta("property", "og:url", &canonical);
    let _ = writeln!(
        out,
        "<link rel=\"canonical\" href=\"{}\">",
        attribute(&canonical)
    );
    if several {
        let tags = site
            .languages
            .iter()
            .map(|tag| (tag.as_str(), Some(tag.as_str())));
        for (tag, language) in tags.chain([("x-default", None)]) {
            let (tag, address) = (attribute(tag), address(listing, language));
            let address = attribute(&address);
            let _ = writeln!(
                out,
                "<link rel=\"alternate\" hreflang=\"{tag}\" href=\"{address}\">"
            );
        }
    }
    let facts = in_script(&listing.facts.to_string());
    out + &format!("<script type=\"application/ld+json\">{facts}</script>\n")
}

/// The address of a page in a language.
fn address(listing: &Listing<'_>, language: Option<&str>) -> String {
    let language = language.map(|tag| format!("lang={tag}"));
    let page = (listing.page > 1).then(|| format!("page={}", listing.page));
    let asked: Vec<String> = language.into_iter().chain(page).collect();
    let mark = if asked.is_empty() { "" } else { "?" };
    format!("{}{mark}{}", listing.address, asked.join("&"))
}

/// JSON that can end no element and begin none: the letters that could are escaped, which JSON reads back. The
/// element is data, which no policy has to let in, since nothing runs it.
fn in_script(json: &str) -> String {
    let mut out = String::with_capacity(json.len());
    for letter in json.chars() {
        match letter {
            '<' | '>' | '&' | '\u{2028}' | '\u{2029}' => {
                let _ = write!(out, "\\u{:04x}", u32::from(letter));
            }
            letter => out.push(letter),
        }
    }
    out
}

/// The way to the same page in other languages, where there are any.
fn switch(words: Tongue, site: &Site, languages: &[(String, String)]) -> String {
    if languages.len() < 2 {
        return String::new();
    }
    let label = attribute(words.say(keys::FACT_LANGUAGE));
    let mut out = format!("<nav class=\"plain-languages\" aria-label=\"{label}\">");
    for (tag, address) in languages {
        let here = if *tag == site.language {
            " aria-current=\"true\""
        } else {
            ""
        };
        let _ = write!(
            out,
            "<a href=\"{}\" lang=\"{tag}\" hreflang=\"{tag}\"{here}>{}</a>",
            attribute(address),
            encode_text(language_name(tag)),
            tag = attribute(tag),
        );
    }
    out + "</nav>"
}
