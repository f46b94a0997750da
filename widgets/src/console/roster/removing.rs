//! A member is taken out of the group: why, what the letter says, and the way in that they still know.

use std::rc::Rc;

use api_types::{RemoveRequest, Roster, RosterMember};

use crate::{
    console::{
        Console, href,
        parts::{Field, Form, close, kept, open},
    },
    i18n::console_keys as keys,
    ui::{El, Look, button, el, el_of, link},
};

/// The card with its button, which opens the form.
pub(super) fn remove(console: Console, roster: &Rc<Roster>, one: &RosterMember) -> El {
    let words = console.words();
    let (roster, one) = (roster.clone(), one.clone());
    let press = button(Look::Quiet, None, words.say(keys::REMOVE_OPEN), move |_| {
        let title = words.fill(keys::REMOVE_SURE, &[("name", &one.name)]);
        let (roster, one) = (roster.clone(), one.clone());
        open(console, &title, move || form(console, &roster, &one));
    });
    el_of("section", "card")
        .add(el_of("h2", "card-title").say(words.say(keys::REMOVE_TITLE)))
        .add(el("p").say(words.say(keys::REMOVE_TEXT)))
        .add(press)
}

fn form(console: Console, roster: &Rc<Roster>, one: &RosterMember) -> El {
    let words = console.words();
    let form = Form::new(console, "remove");
    let reason = kept(String::new());
    // Who is not to be written to, and who is rung, gets no letter.
    let may_write = one.silence.is_none() && one.contact == api_types::ContactKind::Email;
    let writes = kept(may_write);
    let kind = words.fill(
        keys::REMOVE_LETTER_TEXT,
        &[("name", &one.name), ("group", &roster.group.name)],
    );
    let letter = kept(kind);
    let reason_field = Field::new("/reason", words.say(keys::REMOVE_REASON))
        .hint(words.say(keys::STAFF_WORDS_HINT));
    let writes_field = Field::new("/writes", words.say(keys::REMOVE_WRITES));
    let letter_field = Field::new("/letter", words.say(keys::REMOVE_LETTER))
        .hint(words.say(keys::REMOVE_LETTER_HINT));
    let (shows, text, letters) = (writes.clone(), letter.clone(), form.clone());
    let letter_part = may_write.then(|| {
        el_of("div", "stack")
            .add(form.tick(&writes_field, &writes))
            .add(
                el("div")
                    .live(move || (*shows.get()).then(|| letters.area(&letter_field, 6, &text))),
            )
    });
    let cancel = button(Look::Quiet, None, words.say(keys::CANCEL), move |_| {
        console.set_unsaved(false);
        close(console);
    });
    let inside = el_of("div", "stack")
        .add(form.area(&reason_field, 2, &reason))
        .add_some(letter_part)
        .add(form.buttons(words.say(keys::REMOVE_YES), Some(cancel)));
    let (sent, id, roster, name) = (
        form.clone(),
        one.id.clone(),
        roster.clone(),
        one.name.clone(),
    );
    form.draw(inside, move || {
        let asked = RemoveRequest {
            reason: reason.peek().clone(),
            letter: writes.peek().then(|| letter.peek().clone()),
        };
        let told = console.server().remove(&id, &asked, sent.line());
        let (roster, name) = (roster.clone(), name.clone());
        sent.send(told, "", move |()| removed(console, &roster, &name));
    })
}

/// They are out. Where they still know the link, it is time for another.
fn removed(console: Console, roster: &Rc<Roster>, name: &str) {
    let words = console.words();
    let done = words.fill(keys::REMOVE_DONE, &[("name", name)]);
    console.go_saying(&super::path_of(&roster.group.slug), &done);
    if !roster.has_way_in {
        close(console);
        return;
    }
    let slug = roster.group.slug.clone();
    open(console, words.say(keys::REMOVE_LINK_TITLE), move || {
        let edit = link(
            Look::Main,
            None,
            words.say(keys::REMOVE_LINK_EDIT),
            href(&["groups/", &slug].concat()),
        )
        .on("click", move |_| close(console));
        let later = button(
            Look::Quiet,
            None,
            words.say(keys::REMOVE_LINK_LATER),
            move |_| {
                close(console);
            },
        );
        el_of("div", "stack")
            .add(el("p").say(words.say(keys::REMOVE_LINK_TEXT)))
            .add(el_of("div", "buttons").add(edit).add(later))
    });
}
