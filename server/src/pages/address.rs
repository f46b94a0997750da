//! Is this your new address?

use super::{
    Frame,
    html::{Html, only},
};
use crate::words::pages as keys;

/// The question. Whoever reads it may have got the letter by mistake, so it names no person and
/// no group.
pub fn new_address(frame: Frame<'_>) -> String {
    let words = frame.words;
    let body = Html::new()
        .h1(words.say(keys::NEW_ADDRESS_TITLE))
        .p(words.say(keys::NEW_ADDRESS_TEXT))
        .buttons("", &[only(words.say(keys::NEW_ADDRESS_BUTTON))])
        .quiet(words.say(keys::PROVE_NOT_ME));
    frame.page(words.say(keys::NEW_ADDRESS_TITLE), body)
}

/// It is theirs from now on, with the way to the member's page (its path).
pub fn address_changed(frame: Frame<'_>, member_page: &str) -> String {
    let words = frame.words;
    let body = Html::new()
        .h1(words.say(keys::ADDRESS_CHANGED_TITLE))
        .p(words.say(keys::ADDRESS_CHANGED_LINKS))
        .p(words.say(keys::ADDRESS_CHANGED_CALENDAR))
        .way(member_page, words.say(keys::OPEN_PAGE));
    frame.page(words.say(keys::ADDRESS_CHANGED_TITLE), body)
}

/// The same for who presses again. The link has ended, so it opens nothing more.
pub fn address_changed_before(frame: Frame<'_>) -> String {
    let words = frame.words;
    let body = Html::new()
        .h1(words.say(keys::ADDRESS_CHANGED_TITLE))
        .p(words.say(keys::PROVED_LETTER));
    frame.page(words.say(keys::ADDRESS_CHANGED_TITLE), body)
}

/// Somebody is in the group with it already. Who reads this reads the address's mail, and may know.
pub fn address_in_use(frame: Frame<'_>) -> String {
    let words = frame.words;
    let body = Html::new()
        .h1(words.say(keys::ADDRESS_IN_USE_TITLE))
        .p(words.say(keys::ADDRESS_IN_USE));
    frame.page(words.say(keys::ADDRESS_IN_USE_TITLE), body)
}
