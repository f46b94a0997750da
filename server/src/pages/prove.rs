//! Is this your address?

use api_types::JoinState;

use super::{
    Frame,
    html::{Html, only},
};

/// The question. Whoever reads it may have got the letter by mistake, so it names no person and
/// no group.
pub fn prove(frame: Frame<'_>) -> String {
    let words = frame.words;
    let body = Html::new()
        .h1(words.prove_title)
        .p(words.prove_text)
        .buttons("", &[only(words.prove_button)])
        .quiet(words.prove_not_me);
    frame.page(words.prove_title, body)
}

/// Where the request stands now, and the way to the member's page (its path).
pub fn proved(frame: Frame<'_>, state: JoinState, group: &str, member_page: &str) -> String {
    let words = frame.words;
    let body = Html::new()
        .h1(words.proved_title)
        .p((words.meaning)(state).replace("{group}", group))
        .way(member_page, words.open_page);
    frame.page(words.proved_title, body)
}

/// The same for who presses again. The link has ended, so it opens nothing more.
pub fn proved_before(frame: Frame<'_>, state: JoinState) -> String {
    let words = frame.words;
    let body = Html::new()
        .h1(words.proved_title)
        .facts(vec![(words.state, (words.standing)(state).into())])
        .p(words.proved_letter);
    frame.page(words.proved_title, body)
}
