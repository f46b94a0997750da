//! The preview of a site's looks and words: all widgets in all their states, on one page of the server's own, for who
//! edits the site's file or its settings. It shows what everybody may see.
//!
//! Its own script and style are here and named in its policy; words are English and Spanish, as the console's.

use std::{fmt::Write, sync::LazyLock};

use base64::{Engine, prelude::BASE64_STANDARD};
use html_escape::{encode_double_quoted_attribute as attribute, encode_text};
use sha2::{Digest, Sha256};

use super::Frame;
use crate::config::ActiveSite;

const SCRIPT: &str = include_str!("preview.js");
const CSS: &str = include_str!("preview.css");

/// What the widgets are shown to get instead of groups, by the part of the address that says so.
pub const PREVIEW_STATES: [&str; 3] = ["waiting", "empty", "error"];

/// The page's words: English, Spanish.
struct Words {
    title: [&'static str; 2],
    intro: [&'static str; 2],
    no_script: [&'static str; 2],
    language: [&'static str; 2],
    theme: [&'static str; 2],
    themes: [[&'static str; 2]; 3],
    size: [&'static str; 2],
    sizes: [[&'static str; 2]; 2],
    width: [&'static str; 2],
    widths: [[&'static str; 2]; 3],
    calm: [&'static str; 2],
    problems: [&'static str; 2],
    sections: [[&'static str; 2]; 5],
    states: [&'static str; 2],
}

const WORDS: Words = Words {
    title: ["Preview", "Vista previa"],
    intro: [
        "This page loads itself anew when the site’s file or its settings change. The forms are real: do not send them.",
        "Esta página se vuelve a cargar sola cuando cambian el archivo o los ajustes del sitio. Los formularios son de verdad: no los envíe.",
    ],
    no_script: [
        "The preview needs JavaScript.",
        "La vista previa necesita JavaScript.",
    ],
    language: ["Language", "Idioma"],
    theme: ["Colours", "Colores"],
    themes: [
        ["As the device is set", "Según el dispositivo"],
        ["Light", "Claros"],
        ["Dark", "Oscuros"],
    ],
    size: ["Text", "Letra"],
    sizes: [["Usual", "Normal"], ["Larger", "Más grande"]],
    width: ["Width", "Ancho"],
    widths: [
        ["All there is", "Todo"],
        ["Telephone (320 px)", "Teléfono (320 px)"],
        ["Tablet (768 px)", "Tableta (768 px)"],
    ],
    calm: ["Calm look", "Vista tranquila"],
    problems: ["Problems", "Problemas"],
    sections: [
        ["The finder", "El buscador"],
        ["A group’s page", "La página de un grupo"],
        ["Guidelines", "Las normas"],
        ["The form to join", "El formulario para unirse"],
        ["A survey", "Una encuesta"],
    ],
    states: [
        "The finder while it waits, without groups, and when something is wrong",
        "El buscador mientras espera, sin grupos y cuando algo falla",
    ],
};

/// The widgets of the first five sections, and what each is told.
const WIDGETS: [(&str, &str); 5] = [
    ("group-finder", "data-shows"),
    ("group-finder", "data-shows=\"group\""),
    ("guidelines", "data-shows=\"group\""),
    ("join-form", "data-shows=\"group\""),
    (
        "feedback-survey",
        "data-shows=\"group\" survey=\"after-meeting\"",
    ),
];

/// The page of a site; `language` is that in which the widgets begin.
pub fn preview(frame: Frame<'_>, site: &ActiveSite, language: &str) -> String {
    let at = usize::from(frame.words.tag() == "es");
    let mut main = format!(
        "<h1>{}</h1>\n<p>{}</p>\n<noscript><p>{}</p></noscript>\n",
        WORDS.title[at], WORDS.intro[at], WORDS.no_script[at]
    );
    for (title, (widget, told)) in WORDS.sections.iter().zip(WIDGETS) {
        // Those that are about a group wait until one is found.
        let hidden = if told.contains("group") {
            " hidden"
        } else {
            ""
        };
        // Writing to a String cannot fail.
        let _ = writeln!(
            main,
            "<section{hidden}><h2>{}</h2><kindred-{widget} {told} heading-level=\"3\"></kindred-{widget}></section>",
            title[at]
        );
    }
    let _ = write!(
        main,
        "<section><h2>{}</h2><div class=\"screens\">",
        WORDS.states[at]
    );
    for state in PREVIEW_STATES {
        let _ = write!(
            main,
            "<kindred-group-finder data-shows server=\"preview/{state}\" site=\"{}\" heading-level=\"3\">\
             </kindred-group-finder>",
            attribute(&site.slug)
        );
    }
    main.push_str("</div></section>");
    let body = format!(
        "{}\n<p id=\"problems\" class=\"notice\" role=\"alert\" aria-label=\"{}\" hidden></p>\n<main>{main}</main>",
        choices(site, language, at),
        WORDS.problems[at],
    );
    // The loader knows its tag by the slash; and a server may be mounted below a path.
    let head = format!(
        "<style>{CSS}</style>\n<script async src=\"./kindred.js\" data-site=\"{}\"></script>\n",
        attribute(&site.slug)
    );
    let root = format!(" data-site=\"{}\"", attribute(&site.slug));
    let title = format!("{}: {}", WORDS.title[at], frame.named(site));
    frame.document(
        &title,
        &root,
        &head,
        &format!("{body}\n<script>{SCRIPT}</script>"),
    )
}

/// What can be chosen, above all else.
fn choices(site: &ActiveSite, language: &str, at: usize) -> String {
    let select = |name: &str, label: &str, options: &[(&str, &str)], chosen: &str| {
        let mut out = format!("<label>{}<select name=\"{name}\">", encode_text(label));
        for (value, words) in options {
            let selected = if *value == chosen { " selected" } else { "" };
            let _ = write!(
                out,
                "<option value=\"{}\"{selected}>{}</option>",
                attribute(value),
                encode_text(words)
            );
        }
        out + "</select></label>"
    };
    let languages = site.config.languages.iter();
    let languages: Vec<_> = languages.map(|tag| (tag.as_str(), tag.as_str())).collect();
    let named = |values: &[&'static str], words: &[[&'static str; 2]]| -> Vec<(&str, &str)> {
        let words = words.iter().map(|both| both[at]);
        values.iter().copied().zip(words).collect()
    };
    format!(
        "<form class=\"looks\">{}{}{}{}<label class=\"tick\"><input type=\"checkbox\" name=\"calm\" value=\"1\">{}</label></form>",
        select("language", WORDS.language[at], &languages, language),
        select(
            "theme",
            WORDS.theme[at],
            &named(&["", "light", "dark"], &WORDS.themes),
            ""
        ),
        select(
            "size",
            WORDS.size[at],
            &named(&["", "large"], &WORDS.sizes),
            ""
        ),
        select(
            "width",
            WORDS.width[at],
            &named(&["", "320", "768"], &WORDS.widths),
            ""
        ),
        WORDS.calm[at],
    )
}

/// What the page may do.
pub fn preview_policy() -> &'static str {
    static POLICY: LazyLock<String> = LazyLock::new(|| {
        let hash = |text: &str| BASE64_STANDARD.encode(Sha256::digest(text));
        let (script, style) = (hash(SCRIPT), hash(CSS));
        format!(
            "default-src 'none'; script-src 'self' 'sha256-{script}' 'wasm-unsafe-eval'; connect-src 'self'; \
             style-src 'self' 'sha256-{style}'; img-src data:; frame-src 'self'; base-uri 'none'; \
             form-action 'none'; frame-ancestors 'self'"
        )
    });
    &POLICY
}
