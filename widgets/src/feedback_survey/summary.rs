//! What is wrong, above the questions: each a link to its question.

use api_types::{AnswerFault, SurveyKind};

use super::{
    Flow, Message, Summary,
    state::{Field, limit, question},
};
use crate::{
    asking::Asked,
    i18n::survey_keys as keys,
    ui::{El, Icon, el, el_of, notice},
};

/// The list of faults; nothing where none is said.
pub(super) fn summary(flow: Flow) -> Option<El> {
    let model = flow.model();
    let kind = *model.summary.get();
    if kind == Summary::No {
        return None;
    }
    let words = flow.words;
    let mut list = el_of("ul", "faults").set("role", "list");
    for (at, fault) in model.faults.get().iter() {
        let at = *at;
        let link = el("a")
            .set_text("href", ["#", &Field::Question(at).id()].concat())
            .text(named_fault(flow, at, *fault))
            .on("click", move |event| {
                // The page's own fragment cannot reach into a shadow root.
                event.prevent_default();
                flow.send(Message::Look(at));
            });
        list = list.add(el("li").add(link));
    }
    let more = (kind == Summary::More).then(|| el("p").say(words.say(keys::FAULT_OTHER)));
    Some(
        notice(
            "error",
            Icon::Help,
            flow.heading(1),
            words.say(keys::FAULTS_TITLE),
        )
        .set("id", "kd-summary")
        .set("role", "alert")
        .set("tabindex", "-1")
        .add(list)
        .add_some(more),
    )
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
