//! The page of the console's program. Its own few lines of script bring the program, whose files the
//! page names; nothing else runs here, and nothing comes from elsewhere.

use std::{fmt::Write, sync::LazyLock};

use base64::{Engine, prelude::BASE64_STANDARD};
use html_escape::{encode_double_quoted_attribute as attribute, encode_text};
use sha2::{Digest, Sha256};

use super::{Frame, html::Html};

const SCRIPT: &str = include_str!("console_page.js");

/// The program's files, as addresses.
pub struct ConsoleFiles {
    /// The Wasm's glue, an ES module.
    pub script: String,
    /// The Wasm.
    pub wasm: String,
    /// The style sheet.
    pub style: String,
    /// The texts.
    pub text: String,
    /// Of the texts, BCP 47.
    pub language: String,
    /// What draws a group or a survey as members see it, where that is shown.
    pub preview: Option<PreviewFiles>,
}

/// The files of a preview, as addresses.
pub struct PreviewFiles {
    /// The Wasm's glue, an ES module.
    pub script: String,
    /// The Wasm.
    pub wasm: String,
    /// The style sheet of what is shown.
    pub style: String,
    /// Its texts by language, a JSON object.
    pub texts: String,
}

/// The page; `me` is who is signed in, JSON, so that the program need not ask.
pub fn console(frame: Frame<'_>, files: &ConsoleFiles, me: &str) -> String {
    let words = frame.console();
    let head = format!(
        "<link rel=\"stylesheet\" href=\"{}\">\n<link rel=\"modulepreload\" href=\"{}\">\n\
         <script type=\"module\">{SCRIPT}</script>\n",
        attribute(&files.style),
        attribute(&files.script),
    );
    let mut told = String::new();
    let mut data = vec![
        ("script", &files.script),
        ("wasm", &files.wasm),
        ("text", &files.text),
        ("language", &files.language),
    ];
    if let Some(files) = &files.preview {
        data.extend([
            ("preview-script", &files.script),
            ("preview-wasm", &files.wasm),
        ]);
        data.extend([
            ("preview-style", &files.style),
            ("preview-texts", &files.texts),
        ]);
    }
    for (name, value) in data {
        let _ = write!(told, " data-{name}=\"{}\"", attribute(value));
    }
    let without = Html::new()
        .h1(words.home_title)
        .p(words.no_script)
        .way("/console/sessions", words.to_sessions);
    let failed = Html::new()
        .h1(words.home_title)
        .p(words.no_program)
        .way("", words.once_more);
    let body = format!(
        "<div id=\"console\"{told} data-me=\"{}\"><p class=\"opening\" role=\"status\">{}</p></div>\n\
         <noscript><main class=\"plain-page\">{}</main></noscript>\n\
         <template id=\"failed\"><main class=\"plain-page\">{}</main></template>",
        attribute(me),
        encode_text(words.opening),
        without.into_string(),
        failed.into_string(),
    );
    frame.bare(words.home_title, &head, &body)
}

/// What the page may do.
pub fn console_policy() -> &'static str {
    static POLICY: LazyLock<String> = LazyLock::new(|| {
        let hash = BASE64_STANDARD.encode(Sha256::digest(SCRIPT));
        format!(
            "default-src 'none'; script-src 'self' 'sha256-{hash}' 'wasm-unsafe-eval'; \
             connect-src 'self'; style-src 'self'; img-src 'self' data:; frame-src 'self'; \
             base-uri 'none'; form-action 'self'; frame-ancestors 'none'; \
             require-trusted-types-for 'script'"
        )
    });
    &POLICY
}
