//! What members are asked, what their answers come to, what they say with their name, and what came of it.
//!
//! `state.rs`, `record.rs`, `asked.rs`, `words.rs` and `faults.rs` are pure; the rest draws. What the editor of a survey cannot say stays
//! in its record as it was.

mod ask;
mod asked;
mod beside;
mod compare;
mod complaints;
mod edit;
mod faults;
mod fields;
mod figures;
mod files;
mod list;
mod make;
mod notes;
mod options;
mod pages;
mod plans;
mod question;
mod ready;
mod record;
mod results;
mod rules;
mod said;
mod state;
mod words;

#[cfg(test)]
mod record_tests;

use super::{Console, Place, parts::missing};
use crate::{i18n::console_keys as keys, ui::El};

/// Draws a page of the section.
pub(super) fn draw(console: Console, place: &Place) -> El {
    let parts: Vec<&str> = place.rest().iter().map(String::as_str).collect();
    match parts[..] {
        [] => list::draw(console),
        ["notes"] => notes::draw(console),
        ["said"] => said::draw(console),
        ["new"] if console.coordinates() => make::draw(console),
        ["surveys", survey] => edit::draw(console, survey),
        ["surveys", survey, "ask"] if console.coordinates() => ask::draw(console, survey),
        ["surveys", survey, "compare"] => compare::draw(console, survey, place.query("version")),
        ["surveys", survey, "groups", group] => results::draw(console, survey, group),
        _ => missing(console),
    }
}

/// The path of a survey's page; `page` is empty for its editor.
fn path(survey: &str, page: &str) -> String {
    let survey = ["feedback/surveys/", survey].concat();
    if page.is_empty() {
        return survey;
    }
    [&survey, "/", page].concat()
}

/// The heading of a page, with the way back to what members are asked.
fn title(console: Console, text: &str) {
    console.title_under(text, Some((console.say(keys::FEEDBACK_TITLE), "feedback")));
}
