//! Is this your address?

use api_types::{Choice, JoinState};

use super::{
    Frame,
    html::{Html, only},
};
use crate::words::pages as keys;

/// The question. Whoever reads it may have got the letter by mistake, so it names no person and
/// no group.
pub fn prove(frame: Frame<'_>) -> String {
    let words = frame.words;
    let body = Html::new()
        .h1(words.say(keys::PROVE_TITLE))
        .p(words.say(keys::PROVE_TEXT))
        .buttons("", &[only(words.say(keys::PROVE_BUTTON))])
        .quiet(words.say(keys::PROVE_NOT_ME));
    frame.page(words.say(keys::PROVE_TITLE), body)
}

/// Where the request stands now, and the way to the member's page (its path).
pub fn proved(frame: Frame<'_>, state: JoinState, group: &str, member_page: &str) -> String {
    let words = frame.words;
    let body = Html::new()
        .h1(words.say(keys::PROVED_TITLE))
        .p(words.fill_chosen(keys::MEANING, state.as_str(), &[("group", group)]))
        .way(member_page, words.say(keys::OPEN_PAGE));
    frame.page(words.say(keys::PROVED_TITLE), body)
}

/// The same for who presses again. The link has ended, so it opens nothing more.
pub fn proved_before(frame: Frame<'_>, state: JoinState) -> String {
    let words = frame.words;
    let standing = words.choose(keys::STANDING, state.as_str());
    let body = Html::new()
        .h1(words.say(keys::PROVED_TITLE))
        .facts(vec![(words.say(keys::FACT_STATE), standing.into())])
        .p(words.say(keys::PROVED_LETTER));
    frame.page(words.say(keys::PROVED_TITLE), body)
}
