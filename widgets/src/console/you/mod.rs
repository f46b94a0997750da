//! Who is signed in: name, role, groups, passkeys, and where else they are signed in.

mod credential;
mod passkeys;

use super::{
    Console, Place,
    parts::{fact, missing},
};
use crate::{
    i18n::console_keys as keys,
    ui::{El, Look, el, el_of, link},
};

/// Draws the section's one page.
pub(super) fn draw(console: Console, place: &Place) -> El {
    if !place.rest().is_empty() {
        return missing(console);
    }
    console.title(console.say(keys::YOU_TITLE));
    el_of("div", "stack")
        .add(facts(console))
        .add(passkeys::draw(console))
        .add(sessions(console))
}

fn facts(console: Console) -> El {
    let (words, me) = (console.words(), console.me());
    let facts = el_of("dl", "facts")
        .add(fact(words.say(keys::YOU_SIGNED_IN_AS), &me.name))
        .add(fact(
            words.say(keys::YOU_ROLE),
            &super::staff::role_words(words, me.role),
        ));
    if me.groups.is_empty() {
        return facts;
    }
    let names: Vec<String> = me.groups.iter().map(|group| group.name.clone()).collect();
    facts.add(fact(words.say(keys::YOU_GROUPS), &words.list(&names)))
}

/// The server's own page has the list: it works without this program.
fn sessions(console: Console) -> El {
    let words = console.words();
    let way = link(
        Look::Quiet,
        None,
        words.say(keys::YOU_SESSIONS_LOOK),
        "/console/sessions".to_owned(),
    );
    el_of("section", "card")
        .add(el_of("h2", "card-title").say(words.say(keys::YOU_SESSIONS)))
        .add(el("p").say(words.say(keys::YOU_SESSIONS_TEXT)))
        .add(way)
}
