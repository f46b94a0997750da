//! A word that says how something stands.

use crate::ui::{El, el_of};

/// How it stands. The word says it, too: colour is never alone.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Mood {
    /// Nothing to do.
    Calm,
    /// As it should be.
    Good,
    /// Somebody waits.
    Waiting,
    /// Overdue, or in the way.
    Late,
}

/// The word.
pub(crate) fn badge(mood: Mood, text: &str) -> El {
    let mood = match mood {
        Mood::Calm => "calm",
        Mood::Good => "good",
        Mood::Waiting => "waiting",
        Mood::Late => "late",
    };
    el_of("span", "badge").set("data-mood", mood).say(text)
}
