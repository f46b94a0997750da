//! What stands around every step: the crisis notice, the buttons, the disclaimer.

use api_types::JoinForm;
use leptos::prelude::*;

use super::{
    Flow, Message, Sending, about,
    actions::has_form,
    fit, go,
    lost::lost_link,
    next, own_page, rules, send,
    state::{Step, is_elsewhere},
    stepper::{stepper, summary},
    without::without_form,
};
use crate::{
    asking::{Asked, outcome},
    crisis, element,
    form::sheet,
    i18n::join_keys as keys,
    member_page,
    ui::{El, Icon, Look, button, el, el_of, memo},
};

/// All that the widget shows.
pub(crate) fn draw(flow: Flow) -> El {
    let site = move || flow.model().site.get().clone();
    let status = move || flow.model().status.get().clone();
    let sheet = sheet(flow.words, site, status, |sheet| {
        sheet.live(move || Some(body(flow)))
    });
    element::root(flow.words)
        .live_attribute("data-framed", move || own_page::mark(flow))
        .add(sheet)
        .live(move || own_page::frame(flow))
}

/// The lines of the site's country, or what is true everywhere.
pub(super) fn crisis_lines(flow: Flow) -> El {
    crisis::lines_of(flow.words, flow.model().site.get().as_deref())
}

fn body(flow: Flow) -> El {
    let model = flow.model();
    if *model.in_page.get()
        && let Some(member) = flow.member()
    {
        return member_page::draw(member);
    }
    let asked = model.form.get();
    let waiting = |asked: &Asked<JoinForm>| {
        outcome(flow.words, flow.level, asked, keys::JOIN_TITLE, move || {
            flow.send(Message::Retried);
        })
    };
    match &*asked {
        Asked::Yes(_) if model.own_page.address.get().is_some() => {
            waiting(&Asked::Waiting).live(move || own_page::way_out(flow))
        }
        Asked::Yes(form) if has_form(form) => steps(flow, form),
        Asked::Yes(form) => without_form(flow, form),
        other => waiting(other),
    }
}

fn steps(flow: Flow, form: &JoinForm) -> El {
    let place = memo(move || {
        let place = flow.form().map_or(0, |form| flow.step().place(&form));
        u32::try_from(place).unwrap_or(0)
    });
    let title = flow.words.fill(keys::JOIN_GROUP, &[("group", &form.name)]);
    el_of("div", "flow")
        .add(el_of("p", "caption").text(title))
        .live(move || {
            let form = flow.form()?;
            let step = *Step::all(&form).get(place.get() as usize)?;
            Some(draw_step(flow, &form, step))
        })
}

fn draw_step(flow: Flow, form: &JoinForm, step: Step) -> El {
    let content = match step {
        Step::Fit => fit::view(flow, form),
        Step::About => about::view(flow, form),
        Step::Rules => rules::view(flow, form),
        Step::Send => send::view(flow, form),
        Step::Next => next::view(flow, form),
        Step::Go => go::view(flow, form),
    };
    let title = el_of(flow.heading(0), "title")
        .set("id", "kd-step")
        .set("tabindex", "-1")
        .say(flow.words.say(name(step)));
    let section = el_of("section", "step")
        .set("part", "step")
        .add(stepper(flow, form, step))
        .live(move || summary(flow))
        .add(title)
        .add(content);
    if step.is_last() {
        return section;
    }
    // What is noted before one goes on may fail like what is sent.
    let noting = (is_elsewhere(form) && step.moved(form, 1) == Step::Go)
        .then(|| el("div").live(move || send::outcome(flow, keys::NOT_NOTED, &Message::Continued)));
    let before = step == Step::Fit && !is_elsewhere(form);
    section
        .add_some(noting)
        .add(buttons(flow, form, step))
        .add_some(before.then(|| lost_link(flow, form)))
}

/// A step's question, as its heading.
pub(super) fn name(step: Step) -> crate::i18n::Key {
    match step {
        Step::Fit => keys::STEP_FIT,
        Step::About => keys::STEP_ABOUT,
        Step::Rules => keys::STEP_RULES,
        Step::Send => keys::STEP_SEND,
        Step::Next => keys::STEP_NEXT,
        Step::Go => keys::STEP_GO,
    }
}

fn buttons(flow: Flow, form: &JoinForm, step: Step) -> El {
    let words = flow.words;
    let busy = memo(move || u32::from(matches!(*flow.model().sending.get(), Sending::Now(_))));
    let (text, message) = match step {
        Step::Send => (keys::SEND, Message::Sent),
        Step::Rules if is_elsewhere(form) => (keys::RULES_SEND, Message::Continued),
        _ => (keys::CONTINUE, Message::Continued),
    };
    let on = button(Look::Main, None, words.say(text), move |_| {
        flow.send(message.clone());
    });
    let on = on
        .live_attribute("aria-disabled", move || {
            (busy.get() != 0).then(|| "true".to_owned())
        })
        // "Try again" stands in the notice that says what happened.
        .live_attribute("hidden", move || {
            let failed = matches!(*flow.model().sending.get(), Sending::Failed(_));
            failed.then(String::new)
        });
    let mut row = el_of("div", "step-buttons").add(on.set("part", "continue"));
    if step != Step::Fit {
        let back = button(
            Look::Quiet,
            Some(Icon::Back),
            words.say(keys::STEP_BACK),
            move |_| flow.send(Message::WentBack),
        );
        row = row.add(back);
    }
    row
}
