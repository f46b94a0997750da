//! The first screen: what it is about, what happens with answers, and that nobody has to.

use api_types::{ANSWERS_NEEDED, SurveyForm};

use super::{
    Flow, Message,
    frame::{busy, title},
    last, notes,
    state::shown,
};
use crate::{
    i18n::survey_keys as keys,
    ui::{El, Look, button, el, el_of},
};

pub(super) fn view(flow: Flow, form: &SurveyForm, section: El) -> El {
    let words = flow.words;
    let survey = &form.survey;
    let model = flow.model();
    let (total, begun) = {
        let draft = model.draft.peek();
        let begun = !draft.answers.is_empty();
        (shown(survey, &draft.answers).len(), begun)
    };
    let total = u32::try_from(total).unwrap_or(0);
    let count = words.count(keys::QUESTIONS, total, &total.to_string(), &[]);
    let go = if begun { keys::GO_ON } else { keys::START };
    let start = button(Look::Main, None, words.say(go), move |_| {
        flow.send(Message::Started);
    });
    section
        .add(el_of("p", "caption").say(&form.group_name))
        .add(title(flow, &survey.title).set_some("lang", flow.foreign(survey)))
        .live(move || {
            let model = flow.model();
            let invitation = model.invitation.get();
            let date = invitation.as_ref()?.meeting_on.as_ref()?;
            let date = model.intl.date(date);
            Some(el_of("p", "hint").text(words.fill(keys::ABOUT_MEETING, &[("date", &date)])))
        })
        .add_some(survey.intro.as_ref().map(|intro| {
            el_of("p", "survey-text")
                .set_some("lang", flow.foreign(survey))
                .say(intro)
        }))
        .add(promise(flow))
        .add(el("p").text(count))
        .add(el_of("div", "step-buttons").add(busy(flow, start).set("part", "continue")))
        .add_some(last::decline(flow))
        .add_some(notes::view(flow, form))
}

/// What happens with answers, in one line.
pub(super) fn promise(flow: Flow) -> El {
    el_of("p", "promise").text(flow.words.fill(keys::WHO_READS, &[("n", &needed())]))
}

/// From so many answers on staff read any of them.
pub(super) fn needed() -> String {
    ANSWERS_NEEDED.to_string()
}
