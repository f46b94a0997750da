//! Above a step: where one is, and what is wrong.

use std::cmp::Ordering;

use api_types::JoinForm;

use super::{
    Flow, Message, Summary,
    check::Fault,
    said::{fault_words, label},
    state::{Field, Step},
};
use crate::{
    form::{fault_link, fault_list},
    i18n::join_keys as keys,
    ui::{El, Icon, el, el_of, icon},
};

/// Where one is: in a sentence, and as a list where there is room.
pub(super) fn stepper(flow: Flow, form: &JoinForm, now: Step) -> El {
    let words = flow.words;
    let all = Step::all(form);
    let at = now.place(form);
    let count = words.fill(
        keys::STEP_COUNT,
        &[
            ("n", &(at + 1).to_string()),
            ("total", &all.len().to_string()),
        ],
    );
    let mut list = el_of("ol", "steps").set("role", "list");
    for (place, step) in all.into_iter().enumerate() {
        let mark = if place < at {
            icon(Icon::Tick)
        } else {
            el_of("span", "step-number").text((place + 1).to_string())
        };
        let state = match place.cmp(&at) {
            Ordering::Less => "done",
            Ordering::Equal => "now",
            Ordering::Greater => "later",
        };
        let done = (place < at).then(|| {
            el_of("span", "hidden-words").text([" (", words.say(keys::STEP_DONE), ")"].concat())
        });
        let name = el("span")
            .text(words.word("step", step_word(step)))
            .add_some(done);
        let mut item = el("li").set("data-state", state).add(mark).add(name);
        if place == at {
            item = item.set("aria-current", "step");
        }
        list = list.add(item);
    }
    el_of("div", "stepper")
        .set("role", "group")
        .set("aria-label", words.say(keys::STEPS_LABEL))
        .add(el_of("p", "step-count").text(count))
        .add(list)
}

fn step_word(step: Step) -> &'static str {
    match step {
        Step::Fit => "fit",
        Step::About => "about",
        Step::Rules => "rules",
        Step::Send => "send",
        Step::Next => "next",
        Step::Go => "go",
    }
}

/// What is wrong, above the step: each a link to its field.
pub(crate) fn summary(flow: Flow) -> Option<El> {
    let model = flow.model();
    let kind = *model.summary.get();
    if kind == Summary::No {
        return None;
    }
    let words = flow.words;
    let faults = model.faults.get();
    let mut after_a_rule = false;
    let links = faults.iter().filter_map(|(field, fault)| {
        let (field, named) = (*field, named_fault(flow, *field, fault));
        let is_rule = matches!(field, Field::Rule(_));
        // Every box of the guidelines says the same; the first leads there.
        if after_a_rule && is_rule {
            return None;
        }
        after_a_rule = is_rule;
        let look = move || flow.send(Message::Look(field));
        Some(fault_link(&field.id(), named, look))
    });
    let more = (kind == Summary::More).then(|| words.say(keys::FAULT_OTHER));
    // It stands before the step's own heading, so it is not below it.
    let (heading, title) = (flow.heading(0), words.say(keys::FAULTS_TITLE));
    Some(fault_list(heading, title, links, more))
}

/// A fault in words that make sense away from its field.
fn named_fault(flow: Flow, field: Field, fault: &Fault) -> String {
    let words = fault_words(flow, field, fault);
    let by_itself = !matches!(field, Field::Answer(_) | Field::Consent(_))
        && !matches!(fault, Fault::Long(_) | Fault::Letters | Fault::Refused(_));
    match flow.form() {
        Some(form) if !by_itself => {
            let label = label(flow, &form, field);
            let label = label.trim_end_matches(['.', '。', '।']);
            // Between FSI and PDI (Unicode TR 9): it may be in another language than what follows.
            ["\u{2068}", label, "\u{2069}: ", &words].concat()
        }
        _ => words,
    }
}
