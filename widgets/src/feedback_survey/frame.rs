//! What stands around every screen: the crisis notice, what is said quietly, the disclaimer.

use std::rc::Rc;

use api_types::SurveyForm;
use leptos::prelude::*;

use super::{
    Flow, Sending, actions, done, last, page, start,
    state::{Step, page_of},
    without,
};
use crate::{
    asking::Asked,
    crisis, element,
    form::sheet,
    ui::{El, el_of, memo},
};

/// All that the widget shows.
pub(super) fn draw(flow: Flow) -> El {
    let site = move || flow.model().site.get().clone();
    let status = move || flow.model().status.get().clone();
    let sheet = sheet(flow.words, site, status, |sheet| {
        sheet
            .add(el_of("div", "room").set("id", actions::ROOM))
            .live(move || Some(body(flow)))
    });
    element::root(flow.words).add(sheet)
}

/// The lines of the site's country, or what is true everywhere.
pub(super) fn crisis_lines(flow: Flow) -> El {
    crisis::lines_of(flow.words, flow.model().site.get().as_deref())
}

fn body(flow: Flow) -> El {
    match &*flow.model().form.get() {
        Asked::Yes(form) => {
            let form = form.clone();
            let screen = memo(move || screen(flow));
            el_of("div", "flow").live(move || {
                screen.get();
                Some(draw_step(flow, &form))
            })
        }
        other => without::outcome(flow, other),
    }
}

/// A number for each screen: another screen, another number.
fn screen(flow: Flow) -> u32 {
    let model = flow.model();
    let wide = *model.wide.get();
    let number = match model.draft.get().step {
        Step::Start => 0,
        Step::Last => 1,
        Step::Done(_) => 2,
        Step::Declined(_) => 3,
        Step::Over => 4,
        Step::Question(at) if wide => match &*model.form.get() {
            Asked::Yes(form) => 6 + 2 * page_of(&form.survey, at),
            _ => 0,
        },
        Step::Question(at) => 5 + 2 * at,
    };
    u32::try_from(number).unwrap_or(0)
}

fn draw_step(flow: Flow, form: &Rc<SurveyForm>) -> El {
    let model = flow.model();
    let step = model.draft.peek().step;
    let section = el_of("section", "step").set("part", "step");
    match step {
        // Who was invited, and where anybody may answer; others are told how.
        _ if !model.invited && !form.anyone => without::closed(flow, form, section),
        Step::Start => start::view(flow, form, section),
        Step::Question(at) => page::view(flow, form, at, *model.wide.peek(), section),
        Step::Last => last::view(flow, form, section),
        Step::Done(answered) => done::thanks(flow, form, answered, section),
        Step::Declined(never) => done::declined(flow, never, section),
        Step::Over => without::over(flow, section),
    }
}

/// The heading of a screen, which takes the focus when the screen comes.
pub(super) fn title(flow: Flow, text: &str) -> El {
    el_of(flow.heading(0), "title")
        .set("id", "kd-step")
        .set("tabindex", "-1")
        .say(text)
}

/// A button that waits while something is on its way.
pub(super) fn busy(flow: Flow, button: El) -> El {
    let busy = memo(move || u32::from(matches!(*flow.model().sending.get(), Sending::Now(_))));
    button.live_attribute("aria-disabled", move || {
        (busy.get() != 0).then(|| "true".to_owned())
    })
}
