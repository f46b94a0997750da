//! Every text that members' widgets ship with, for the server: a site may word them otherwise, by their keys.

/// Program (`shared` for what several say), language, and text by key, in the order of the keys.
pub type Texts = (
    &'static str,
    &'static str,
    &'static [(&'static str, &'static str)],
);

/// All of them. `build.rs` has read them, and holds the languages to the same keys and placeholders.
pub static TEXTS: &[Texts] = include!(concat!(env!("OUT_DIR"), "/texts.rs"));
