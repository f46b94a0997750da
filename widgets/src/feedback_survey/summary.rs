//! What is wrong, above the questions: each a link to its question.

use api_types::{AnswerFault, SurveyKind};

use super::{
    Flow, Message, Summary,
    state::{Field, limit, question},
};
use crate::{
    asking::Asked,
    form::{fault_link, fault_list},
    i18n::survey_keys as keys,
    ui::El,
};

/// The list of faults; nothing where none is said.
pub(super) fn summary(flow: Flow) -> Option<El> {
    let model = flow.model();
    let kind = *model.summary.get();
    if kind == Summary::No {
        return None;
    }
    let words = flow.words;
    let faults = model.faults.get();
    let links = faults.iter().map(|(at, fault)| {
        let (at, named) = (*at, named_fault(flow, *at, *fault));
        let id = Field::Question(at).id();
        fault_link(&id, named, move || flow.send(Message::Look(at)))
    });
    let more = (kind == Summary::More).then(|| words.say(keys::FAULT_OTHER));
    let (heading, title) = (flow.heading(1), words.say(keys::FAULTS_TITLE));
    Some(fault_list(heading, title, links, more))
}

/// A fault in words that make sense away from its question.
fn named_fault(flow: Flow, at: usize, fault: AnswerFault) -> String {
    let asked = match &*flow.model().form.peek() {
        Asked::Yes(form) => question(&form.survey, at).map(|one| (one.text.clone(), one.kind)),
        _ => None,
    };
    let Some((text, kind)) = asked else {
        return String::new();
    };
    // Most end with a mark of their own.
    let between = if text.ends_with(['?', '.', '!', '…']) {
        " "
    } else {
        ": "
    };
    [&text, between, &fault_words(flow, kind, fault)].concat()
}

/// A fault in words: what to do about it.
pub(super) fn fault_words(flow: Flow, kind: SurveyKind, fault: AnswerFault) -> String {
    let words = flow.words;
    match fault {
        AnswerFault::Missing => words.say(keys::FAULT_MISSING).to_owned(),
        AnswerFault::TooLong => {
            let most = u32::try_from(limit(kind)).unwrap_or(0);
            let most = flow.model().intl.number(most);
            words.fill(keys::FAULT_LONG, &[("n", &most)])
        }
        _ => words.say(keys::FAULT_OTHER).to_owned(),
    }
}
