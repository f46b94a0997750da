//! The second step: who fills it in, what the group may call the person, one way to reach them,
//! and whatever else this group asks.

use api_types::{Choice, ContactKind, FieldAsked, JoinField, JoinForm, OnBehalfOf};
use leptos::prelude::*;

use super::{
    Flow,
    fields::{Kind, Options, choice, text, tick},
    said::label,
    state::Field,
};
use crate::{
    i18n::join_keys as keys,
    ui::{El, el, el_of, memo},
};

pub(crate) fn view(flow: Flow, form: &JoinForm) -> El {
    let who = Options::of::<OnBehalfOf>(flow, false, "behalf", &[]);
    // What follows is worded anew for who fills it in; the question itself stays.
    let another = memo(move || u32::from(flow.model().draft.get().for_another()));
    el("div")
        .add(choice(flow, form, Field::Behalf, &who))
        .live(move || {
            let another = another.get() != 0;
            let form = flow.form()?;
            Some(rest(flow, &form, another))
        })
}

fn rest(flow: Flow, form: &JoinForm, another: bool) -> El {
    let mut view = el("div");
    if another {
        let agrees = label(flow, form, Field::PersonAgrees);
        view = view
            .add(text(flow, form, Field::FilledInBy, Kind::Line("name")))
            .add(tick(flow, form, Field::PersonAgrees, &agrees));
    }
    if !form.ages.is_open() {
        view = view.add(text(flow, form, Field::Age, Kind::Digits("off")));
    }
    let token = if another { "off" } else { "nickname" };
    view = view
        .add(text(flow, form, Field::Name, Kind::Line(token)))
        .add(reach(flow, form));
    for asked in &form.fields {
        view = view.add(further(flow, form, *asked));
    }
    view.add(trap(flow))
}

/// One way to reach the person. Both fields keep what was typed, whichever shows.
fn reach(flow: Flow, form: &JoinForm) -> El {
    let kinds = (form.contact_kinds.len() > 1)
        .then(|| Options::of(flow, false, "contact", &form.contact_kinds))
        .map(|options| choice(flow, form, Field::ContactKind, &options));
    let kind = memo(move || {
        let form = flow.form();
        let kind = form.and_then(|form| flow.model().draft.get().contact_kind(&form));
        kind.map_or(0, |kind| u32::try_from(kind.index()).unwrap_or(0) + 1)
    });
    el("div").add_some(kinds).live(move || {
        let form = flow.form()?;
        let kind = ContactKind::ALL.get((kind.get() as usize).checked_sub(1)?)?;
        Some(match kind {
            ContactKind::Email => text(flow, &form, Field::Email, Kind::Email),
            ContactKind::Phone => text(flow, &form, Field::Phone, Kind::Phone),
        })
    })
}

pub(super) fn further(flow: Flow, form: &JoinForm, asked: FieldAsked) -> El {
    match asked.field {
        JoinField::Pronouns => text(flow, form, Field::Pronouns, Kind::Line("off")),
        JoinField::Audience => {
            let options = Options::of(flow, true, "audience", &form.audience);
            choice(flow, form, Field::Audience, &options)
        }
        JoinField::Stage => {
            let options = Options::of(flow, false, "stage", &form.stage);
            choice(flow, form, Field::Stage, &options)
        }
        JoinField::AccessNeeds => text(flow, form, Field::AccessNeeds, Kind::Area),
        JoinField::Introduction => {
            let share = label(flow, form, Field::Share);
            el("div")
                .add(text(flow, form, Field::Introduction, Kind::Area))
                .add(tick(flow, form, Field::Share, &share))
        }
    }
}

/// A field that people neither see nor hear of: whoever fills it in is a program.
pub(super) fn trap(flow: Flow) -> El {
    el_of("div", "hidden-words").set("aria-hidden", "true").add(
        el("label").say(flow.words.say(keys::TRAP)).add(
            el("input")
                .set("type", "text")
                .set("name", "website")
                .set("tabindex", "-1")
                .set("autocomplete", "off")
                .on("input", move |event| {
                    let text = crate::browser::value(event);
                    flow.send(super::Message::Typed(Field::Website, text));
                }),
        ),
    )
}
