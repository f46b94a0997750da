//! The page behind a letter that asks for feedback: the survey's widget, on the server's own origin.
//!
//! The link's token stands in the page, for the widget to send along; opening the page spends nothing.

use std::{fmt::Write, sync::LazyLock};

use base64::{Engine, prelude::BASE64_STANDARD};
use html_escape::{encode_double_quoted_attribute as attribute, encode_text};
use sha2::{Digest, Sha256};

use super::{Frame, html::Html};
use crate::{config::ActiveSite, words::pages as keys};

const CSS: &str = "main{max-inline-size:44rem}";

/// What the page's element is told.
pub struct SurveyPage<'a> {
    /// The group's slug.
    pub group: &'a str,
    /// The survey's slug.
    pub survey: &'a str,
    /// The link's token.
    pub invitation: &'a str,
}

/// The page.
pub fn survey_page(frame: Frame<'_>, site: &ActiveSite, told: &SurveyPage<'_>) -> String {
    let words = frame.words;
    let mut element = String::new();
    for (name, value) in [
        ("group", told.group),
        ("survey", told.survey),
        ("invitation", told.invitation),
        ("lang", words.tag()),
        ("heading-level", "1"),
    ] {
        let _ = write!(element, " {name}=\"{}\"", attribute(value));
    }
    // From where the page stands: a server may be mounted below a path.
    let head = format!(
        "<style>{CSS}</style>\n<script async src=\"../kindred.js\" data-site=\"{}\"></script>\n",
        attribute(&site.slug)
    );
    let fallback = Html::new().notice(words.say(keys::SURVEY_NO_SCRIPT));
    let name = frame.name().unwrap_or_default();
    let body = format!(
        "<header><p>{}</p></header>\n<main><kindred-feedback-survey{element}>\n\
         <div class=\"fallback\">{}</div>\n</kindred-feedback-survey></main>\n<footer>{}</footer>",
        encode_text(&name),
        fallback.into_string(),
        frame.footer().into_string(),
    );
    frame.document(words.say(keys::SURVEY_TITLE), "", &head, &body)
}

/// The link was used, or is over.
pub fn no_survey(frame: Frame<'_>) -> String {
    let words = frame.words;
    let body = Html::new()
        .h1(words.say(keys::SURVEY_GONE_TITLE))
        .p(words.say(keys::SURVEY_GONE));
    frame.page(words.say(keys::SURVEY_GONE_TITLE), body)
}

/// What the page may do; nobody frames it.
pub fn survey_policy() -> &'static str {
    static POLICY: LazyLock<String> = LazyLock::new(|| {
        let style = BASE64_STANDARD.encode(Sha256::digest(CSS));
        format!(
            "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'; \
             style-src 'self' 'sha256-{style}'; img-src data:; base-uri 'none'; form-action 'none'; \
             require-trusted-types-for 'script'; frame-ancestors 'none'"
        )
    });
    &POLICY
}
