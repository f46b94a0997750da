//! Is this your new address?

use super::{
    Frame,
    html::{Html, only},
};

/// The question. Whoever reads it may have got the letter by mistake, so it names no person and
/// no group.
pub fn new_address(frame: Frame<'_>) -> String {
    let words = frame.words;
    let body = Html::new()
        .h1(words.new_address_title)
        .p(words.new_address_text)
        .buttons("", &[only(words.new_address_button)])
        .quiet(words.prove_not_me);
    frame.page(words.new_address_title, body)
}

/// It is theirs from now on, with the way to the member's page (its path).
pub fn address_changed(frame: Frame<'_>, member_page: &str) -> String {
    let words = frame.words;
    let body = Html::new()
        .h1(words.address_changed_title)
        .p(words.address_changed_links)
        .p(words.address_changed_calendar)
        .way(member_page, words.open_page);
    frame.page(words.address_changed_title, body)
}

/// The same for who presses again. The link has ended, so it opens nothing more.
pub fn address_changed_before(frame: Frame<'_>) -> String {
    let words = frame.words;
    let body = Html::new()
        .h1(words.address_changed_title)
        .p(words.proved_letter);
    frame.page(words.address_changed_title, body)
}

/// Somebody is in the group with it already. Who reads this reads the address's mail, and may know.
pub fn address_in_use(frame: Frame<'_>) -> String {
    let words = frame.words;
    let body = Html::new()
        .h1(words.address_in_use_title)
        .p(words.address_in_use);
    frame.page(words.address_in_use_title, body)
}
