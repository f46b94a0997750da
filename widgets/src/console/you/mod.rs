//! Who is signed in: name, role, groups, and where else they are signed in.

use super::{Console, Place, parts::missing};
use crate::{
    i18n::console_keys as keys,
    ui::{El, Look, el, el_of, link},
};

/// Draws the section's one page.
pub(super) fn draw(console: Console, place: &Place) -> El {
    if !place.rest().is_empty() {
        return missing(console);
    }
    let (words, me) = (console.words(), console.me());
    console.title(words.say(keys::YOU_TITLE));
    let mut facts = el_of("dl", "facts")
        .add(fact(words.say(keys::YOU_SIGNED_IN_AS), &me.name))
        .add(fact(
            words.say(keys::YOU_ROLE),
            &super::staff::role_words(words, me.role),
        ));
    if !me.groups.is_empty() {
        let names: Vec<String> = me.groups.iter().map(|group| group.name.clone()).collect();
        facts = facts.add(fact(words.say(keys::YOU_GROUPS), &words.list(&names)));
    }
    let sessions = link(
        Look::Quiet,
        None,
        words.say(keys::YOU_SESSIONS),
        "/console/sessions".to_owned(),
    );
    el_of("div", "stack")
        .add(facts)
        .add(el_of("div", "buttons").add(sessions))
}

fn fact(name: &str, value: &str) -> El {
    el("div").add(el("dt").say(name)).add(el("dd").say(value))
}
