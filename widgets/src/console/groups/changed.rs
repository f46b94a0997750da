//! Somebody else saved while this was open: both versions side by side, and what to do about it.

use std::rc::Rc;

use api_types::GroupToEdit;

use super::{edit::Editor, record::differences};
use crate::{
    console::parts::table,
    i18n::{Words, console_keys as keys},
    ui::{El, Icon, Look, button, el, el_of, notice},
};

/// The notice; nothing as long as nobody else saved.
pub(super) fn draw(editor: &Rc<Editor>) -> El {
    let editor = editor.clone();
    el("div").live(move || {
        let theirs = editor.theirs.get().clone()?;
        Some(both(&editor, &theirs))
    })
}

fn both(editor: &Rc<Editor>, theirs: &Rc<GroupToEdit>) -> El {
    let words = editor.console.words();
    let who = theirs.changed_by.as_deref();
    let who = who.unwrap_or(words.say(keys::GROUPS_SOMEBODY));
    let when = editor.console.moment(&theirs.changed_at);
    let text = words.fill(keys::GROUPS_CHANGED_TEXT, &[("who", who), ("when", &when)]);
    let columns = [
        words.say(keys::GROUPS_CHANGED_FIELD),
        words.say(keys::GROUPS_CHANGED_THEIRS),
        words.say(keys::GROUPS_CHANGED_MINE),
    ];
    let differ = differences(&theirs.record, &editor.record());
    let rows = differ.into_iter().map(|one| {
        vec![
            el("span").text(field_words(words, &one.field)),
            el("span").text(one.one),
            el("span").text(one.other),
        ]
    });
    let rows = rows.collect();
    let (mine, taken, revision) = (editor.clone(), editor.clone(), theirs.revision);
    let keep = button(
        Look::Main,
        None,
        words.say(keys::GROUPS_CHANGED_KEEP),
        move |_| {
            mine.save(Some(revision));
        },
    );
    let take = button(
        Look::Quiet,
        None,
        words.say(keys::GROUPS_CHANGED_TAKE),
        move |_| {
            taken.take_theirs();
        },
    );
    notice(
        "error",
        Icon::Help,
        "h2",
        words.say(keys::GROUPS_CHANGED_TITLE),
    )
    .set("id", "groups-changed")
    .set("tabindex", "-1")
    .add(el("p").text(text))
    .add(table(words.say(keys::GROUPS_CHANGED_TITLE), &columns, rows))
    .add(el_of("div", "buttons").add(keep).add(take))
}

/// A field's name: its label where it has one, else its section's.
fn field_words(words: Words, field: &str) -> String {
    let found = words.find("groups-field", field);
    found
        .or_else(|| words.find("groups-whole", field))
        .unwrap_or(field)
        .to_owned()
}
