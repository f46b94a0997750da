//! What members see of a group, from the very page that the public API would give them.

use std::rc::Rc;

use api_types::PreviewGroupRequest;
use serde_json::Value;

use super::{as_members::as_members, edit::Editor};
use crate::{
    api::{Line, console::Refused},
    console::parts::{Ask, Loaded, ask_button, open},
    i18n::console_keys as keys,
    ui::{El, Look},
};

/// The button that shows what is typed as members would see it.
pub(super) fn button(editor: &Rc<Editor>) -> El {
    let (console, asked, line) = (editor.console, editor.clone(), Line::default());
    let ask = Ask::new(
        move || {
            let request = PreviewGroupRequest {
                record: asked.record(),
            };
            console.server().preview_group(&asked.slug, &request, &line)
        },
        move |preview| {
            let preview = Rc::new(preview);
            open(console, console.say(keys::GROUPS_PREVIEW), move || {
                as_members(console, &preview, 3)
            });
        },
    );
    let ask = ask.or(move |refused| match refused {
        Refused::Problem(problem) if !problem.errors.is_empty() => {
            Some(console.say(keys::GROUPS_PREVIEW_FAULTS).to_owned())
        }
        _ => None,
    });
    ask_button(
        console,
        Look::Quiet,
        console.say(keys::GROUPS_PREVIEW_GO),
        ask,
    )
}

/// The same for a record as it is, for who only reads.
pub(super) fn of_record(editor: &Rc<Editor>, record: &Value) -> El {
    let (console, slug) = (editor.console, editor.slug.clone());
    let request = PreviewGroupRequest {
        record: record.clone(),
    };
    let preview = Loaded::new(console, move |line| {
        console.server().preview_group(&slug, &request, line)
    });
    preview.draw(move |found| as_members(console, found, 2))
}
