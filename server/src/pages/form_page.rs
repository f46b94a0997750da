//! The page of a form on the server's own origin: for a frame in a host's page (`surface =
//! "frame"`), and to be opened by itself where frames are blocked.
//!
//! The one page here with script: its own few lines, which talk to the host's side
//! (`widgets/src/join_form/own_page.rs`), and the loader.

use std::{fmt::Write, sync::LazyLock};

use base64::{Engine, prelude::BASE64_STANDARD};
use html_escape::{encode_double_quoted_attribute as attribute, encode_text};
use sha2::{Digest, Sha256};

use super::{Frame, html::Html};
use crate::{config::ActiveSite, words::pages as keys};

const SCRIPT: &str = include_str!("form_page.js");
const CSS: &str = include_str!("form_page.css");

/// What the page's element is told; all of it names things and nobody.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct FormPage {
    /// The group's slug.
    pub group: String,
    /// BCP 47.
    pub language: String,
    /// Level of the first heading, 1 to 6.
    pub heading_level: Option<u8>,
    /// Where the host keeps to one: dark, or light.
    pub dark: Option<bool>,
}

/// The page.
pub fn form_page(frame: Frame<'_>, site: &ActiveSite, told: &FormPage) -> String {
    let words = frame.words;
    let theme = told.dark.map(|dark| if dark { "dark" } else { "light" });
    let level = told.heading_level.map(|level| level.to_string());
    let mut element = String::new();
    for (name, value) in [
        ("group", Some(told.group.as_str())),
        ("lang", Some(told.language.as_str())),
        ("heading-level", level.as_deref()),
        ("theme", theme),
    ] {
        if let Some(value) = value {
            let _ = write!(element, " {name}=\"{}\"", attribute(value));
        }
    }
    let root = theme.map_or(String::new(), |theme| format!(" data-theme=\"{theme}\""));
    // The same form without script: at once where there is none, by a link where ours does not run.
    let plain = format!(
        "../s/{}/groups/{}/join?lang={}",
        site.slug, told.group, told.language
    );
    // From where the page stands: a server may be mounted below a path.
    let head = format!(
        "<noscript><meta http-equiv=\"refresh\" content=\"0; url={}\"></noscript>\n\
         <style>{CSS}</style>\n<script>{SCRIPT}</script>\n\
         <script async src=\"../kindred.js\" data-site=\"{}\"></script>\n",
        attribute(&plain),
        attribute(&site.slug)
    );
    let fallback = Html::new()
        .notice(words.say(keys::FORM_NO_SCRIPT))
        .p(Html::link(&plain, words.say(keys::FORM_PLAIN)));
    let body = format!(
        "{}\n<main><kindred-join-form{element}>\n<div class=\"fallback\">{}<footer>{}</footer></div>\n\
         </kindred-join-form></main>",
        header(&frame.name().unwrap_or_default()),
        fallback.into_string(),
        frame.footer().into_string(),
    );
    frame.document(words.say(keys::FORM_TITLE), &root, &head, &body)
}

/// The organisation's name is the heading here: the form's own may be of any level.
fn header(name: &str) -> String {
    format!("<header><h1>{}</h1></header>", encode_text(name))
}

/// There is no such form: the group ended or moved, or the address is not a whole one.
pub fn no_form(frame: Frame<'_>) -> String {
    let words = frame.words;
    let body = Html::new()
        .h1(words.say(keys::FORM_GONE_TITLE))
        .p(words.say(keys::FORM_GONE));
    frame.page(words.say(keys::FORM_GONE_TITLE), body)
}

/// What the page may do, and whose pages may frame it.
pub fn form_policy(allowed_origins: &[String]) -> String {
    static OWN: LazyLock<String> = LazyLock::new(|| {
        let hash = |text: &str| BASE64_STANDARD.encode(Sha256::digest(text));
        let (script, style) = (hash(SCRIPT), hash(CSS));
        format!(
            "default-src 'none'; script-src 'self' 'sha256-{script}' 'wasm-unsafe-eval'; \
             connect-src 'self'; style-src 'self' 'sha256-{style}'; img-src data:; \
             base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; \
             frame-ancestors 'self'"
        )
    });
    let mut policy = OWN.clone();
    for origin in allowed_origins {
        policy.push(' ');
        policy.push_str(origin);
    }
    policy
}
