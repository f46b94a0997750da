//! After it: thanks, or that not answering is fine.

use api_types::SurveyForm;

use super::{Flow, frame::title, notes};
use crate::{
    i18n::survey_keys as keys,
    ui::{El, el, el_of},
};

/// It has been sent; `answered` is whether there were answers beside the note.
pub(super) fn thanks(flow: Flow, form: &SurveyForm, answered: bool, section: El) -> El {
    let words = flow.words;
    let survey = &form.survey;
    let text = match (&survey.thanks, answered) {
        (Some(own), true) => el_of("p", "survey-text")
            .set_some("lang", flow.foreign(survey))
            .say(own),
        (None, true) => el("p").say(words.say(keys::DONE_TEXT)),
        (_, false) => el("p").say(words.say(keys::DONE_NOTE)),
    };
    let note = answered && flow.model().draft.peek().note.sent;
    section
        .add(title(flow, words.say(keys::DONE_TITLE)))
        .add(text)
        .add_some(note.then(|| el("p").say(words.say(keys::DONE_NOTE))))
        .add_some(notes::view(flow, form))
}

/// They will not answer.
pub(super) fn declined(flow: Flow, never: bool, section: El) -> El {
    let words = flow.words;
    let text = if never {
        keys::DECLINED_NEVER
    } else {
        keys::DECLINED_TEXT
    };
    section
        .add(title(flow, words.say(keys::DECLINED_TITLE)))
        .add(el("p").say(words.say(text)))
}
