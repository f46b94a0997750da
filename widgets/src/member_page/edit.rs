//! Changing what was written: the join form's own fields, with who reads them and its crisis
//! notice.

use api_types::{ContactKind, JoinForm, Membership};

use super::{
    Member, Message,
    frame::{became, buttons, press, title},
    state::{Task, edited},
};
use crate::{
    i18n::join_keys as keys,
    join_form::{Field, Kind, label, summary, text, tick},
    ui::{El, Look, el},
};

pub(super) fn view(member: Member, membership: &Membership) -> El {
    let flow = member.flow;
    let Some(form) = flow.form() else {
        return el("div");
    };
    let mut view = el("div")
        .live(move || summary(flow))
        .add(title(member, flow.words.say(keys::WRITTEN_CHANGE)));
    // A number is rung before it counts; who is reached by one asks.
    let by_email = membership.contact.kind == ContactKind::Email;
    let address = by_email.then_some(Field::NewEmail);
    for field in edited(&form, &membership.written)
        .into_iter()
        .chain(address)
    {
        view = view.add(control(member, &form, field));
    }
    let save = press(member, Look::Main, keys::SAVE, Message::Saved);
    view.add(became(member, Task::Save))
        .add(buttons(member, save, keys::BACK_UNSAVED))
}

fn control(member: Member, form: &JoinForm, field: Field) -> El {
    let flow = member.flow;
    match field {
        Field::Share => tick(flow, form, field, &label(flow, form, field)),
        Field::Name => text(flow, form, field, Kind::Line("nickname")),
        Field::NewEmail => text(flow, form, field, Kind::Email),
        Field::Pronouns => text(flow, form, field, Kind::Line("off")),
        _ => text(flow, form, field, Kind::Area),
    }
}
