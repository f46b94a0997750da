//! Something is wrong in the group: a few words to the coordinators, who alone read them. The fields
//! are the join form's, with its checks and its crisis notice.

use api_types::Membership;

use super::{
    Member, Message,
    frame::{became, buttons, press, section as titled, title, to_view},
    state::{Task, View},
};
use crate::{
    i18n::join_keys as keys,
    join_form::{Field, Kind, label, summary, text, tick},
    ui::{El, Look, el},
};

/// The way there, with who reads it and when.
pub(super) fn section(member: Member, membership: &Membership) -> Option<El> {
    Some(
        titled(member, keys::CONCERN_TITLE)
            .add(readers(member, membership)?)
            .add(to_view(
                member,
                Look::Quiet,
                keys::CONCERN_OPEN,
                View::Concern,
            )),
    )
}

fn readers(member: Member, membership: &Membership) -> Option<El> {
    let days = u32::from(membership.concern_days?);
    let flow = member.flow;
    let shown = flow.model().intl.number(days);
    let who = if membership.concern_by_leader {
        keys::CONCERN_LEADER
    } else {
        keys::CONCERN_READERS
    };
    let text = flow.words.count(who, days, &shown, &[]);
    Some(el("p").text(text))
}

pub(super) fn view(member: Member, membership: &Membership) -> El {
    let flow = member.flow;
    let Some(form) = flow.form() else {
        return el("div");
    };
    let send = press(member, Look::Main, keys::CONCERN_SEND, Message::Concerned);
    el("div")
        .live(move || summary(flow))
        .add(title(member, flow.words.say(keys::CONCERN_TITLE)))
        .add_some(readers(member, membership))
        .add(text(flow, &form, Field::Concern, Kind::Area))
        .add(tick(
            flow,
            &form,
            Field::Ring,
            &label(flow, &form, Field::Ring),
        ))
        .add(became(member, Task::Concern))
        .add(buttons(member, send, keys::BACK_UNSAVED))
}
