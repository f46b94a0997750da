//! Taking along and going: a copy of everything, leaving, erasing. What cannot be undone is asked
//! once.

use api_types::{JoinState, Membership};

use super::{
    Member, Message,
    frame::{became, buttons, press, section as titled, title, to_view},
    state::{Task, View},
};
use crate::{
    i18n::join_keys as keys,
    ui::{El, Icon, Look, el, el_of, link},
};

/// The name of the file.
const FILE: &str = "what-is-held.json";

/// The last section. Who has left already can only take along and erase.
pub(super) fn section(member: Member, on: bool) -> El {
    let words = member.flow.words;
    let file = move || {
        let url = member.model().file.get().clone()?;
        let text = words.say(keys::EXPORT_SAVE);
        let save = link(Look::Quiet, Some(Icon::Share), text, url);
        Some(save.set("id", "kd-file").set("download", FILE))
    };
    let leave = on.then(|| to_view(member, Look::Quiet, keys::LEAVE, View::Leave));
    titled(member, keys::KEEP_TITLE)
        .add(el("p").say(words.say(keys::EXPORT_TEXT)))
        .add(
            el_of("div", "contact")
                .add(press(member, Look::Quiet, keys::EXPORT, Message::Exported))
                .live(file),
        )
        .add(became(member, Task::Export))
        .add(el("p").say(words.say(keys::LEAVE_INTRO)))
        .add(el_of("div", "contact").add_some(leave).add(to_view(
            member,
            Look::Quiet,
            keys::ERASE,
            View::Erase,
        )))
}

/// "Do you want to leave?"
pub(super) fn leave(member: Member, membership: &Membership) -> El {
    let (question, text, yes) = match membership.state {
        JoinState::Approved => (keys::LEAVE_TITLE, keys::LEAVE_TEXT, keys::LEAVE_YES),
        _ => (
            keys::TAKE_BACK_TITLE,
            keys::TAKE_BACK_TEXT,
            keys::TAKE_BACK_YES,
        ),
    };
    let words = member.flow.words;
    let question = words.fill(question, &[("group", &membership.name)]);
    el("div")
        .add(title(member, &question))
        .add(el("p").say(words.say(text)))
        .add(became(member, Task::Leave))
        .add(buttons(
            member,
            press(member, Look::Main, yes, Message::Left),
            keys::STAY,
        ))
}

/// "Do you want to erase everything?"
pub(super) fn erase(member: Member) -> El {
    let words = member.flow.words;
    el("div")
        .add(title(member, words.say(keys::ERASE_TITLE)))
        .add(el("p").say(words.say(keys::ERASE_TEXT)))
        .add(became(member, Task::Erase))
        .add(buttons(
            member,
            press(member, Look::Main, keys::ERASE_YES, Message::Erased),
            keys::ERASE_NO,
        ))
}
