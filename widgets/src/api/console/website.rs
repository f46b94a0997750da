//! Calls about the site's settings: looks, words, crisis lines, and the text in which they stand.

use api_types::{
    KeyToSet, TextChecked, TextToCheck, TextToReplace, Website, WebsiteSaved, WebsiteText,
    WebsiteWords,
};
use serde_json::Value;

use super::{ConsoleServer, Line, Told, Verb};

/// Where they are.
const AT: &str = "website";

impl ConsoleServer {
    /// What is set, and what can be.
    pub(crate) fn website(&self, line: &Line) -> Told<Website> {
        self.get(&[AT], &[], line)
    }

    /// The text of one version.
    pub(crate) fn website_version(&self, version: &str, line: &Line) -> Told<WebsiteText> {
        self.get(&[AT, "versions", version], &[], line)
    }

    /// The texts that ship in a language.
    pub(crate) fn website_words(&self, language: &str, line: &Line) -> Told<WebsiteWords> {
        self.get(&[AT, "words", language], &[], line)
    }

    /// What is wrong with a text.
    pub(crate) fn check_website(&self, text: &str, line: &Line) -> Told<TextChecked> {
        let asked = TextToCheck {
            text: text.to_owned(),
        };
        self.send(Verb::Post, &[AT, "check"], &asked, line)
    }

    /// Puts a text in force.
    pub(crate) fn replace_website(
        &self,
        version: u32,
        text: &str,
        line: &Line,
    ) -> Told<WebsiteSaved> {
        let asked = TextToReplace {
            version,
            text: text.to_owned(),
        };
        self.send(Verb::Put, &[AT], &asked, line)
    }

    /// Changes one key of the text that is in force.
    pub(crate) fn set_website_key(
        &self,
        key: &str,
        version: u32,
        value: Value,
        line: &Line,
    ) -> Told<WebsiteSaved> {
        let asked = KeyToSet { version, value };
        self.send(Verb::Put, &[AT, "keys", key], &asked, line)
    }
}
