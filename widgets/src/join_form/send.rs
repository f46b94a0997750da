//! The fourth step: everything once more, what one is asked to agree to, and sending.

use api_types::{JoinForm, QuestionKind};

use super::{
    Flow, Message, Sending, Trouble,
    fields::tick,
    said::label,
    state::{Field, Step, fields},
    without::by_voice,
};
use crate::{
    contact::contact_links,
    i18n::{Key, join_keys as keys, joined},
    ui::{El, Icon, Look, button, el, el_of, notice},
};

pub(crate) fn view(flow: Flow, form: &JoinForm) -> El {
    let words = flow.words;
    let mut agree = el("div");
    for field in fields(form, &flow.model().draft.peek(), Step::Send) {
        agree = agree.add(tick(flow, form, field, &label(flow, form, field)));
    }
    let days = u32::from(form.answer_within_days);
    let promise = words.count(keys::SEND_PROMISE, days, &days.to_string(), &[]);
    el("div")
        .add(el_of("p", "intro").say(words.say(keys::SEND_INTRO)))
        .add(answers(flow, form))
        .add(agree)
        .add(el_of("p", "promise").text(promise))
        .live(move || outcome(flow, keys::NOT_SENT, &Message::Sent))
}

/// What was said so far, each with a way to change it.
fn answers(flow: Flow, form: &JoinForm) -> El {
    let words = flow.words;
    let model = flow.model();
    let draft = model.draft.peek();
    let mut list = el_of("dl", "answers");
    for step in [Step::Fit, Step::About] {
        for field in fields(form, &draft, step) {
            let Some(text) = shown(flow, form, field, draft.text(field)) else {
                continue;
            };
            let term = label(flow, form, field);
            let change = button(Look::Plain, None, words.say(keys::CHANGE), move |_| {
                flow.send(Message::Change(field));
            })
            .set_text(
                "aria-label",
                [words.say(keys::CHANGE), ": ", &term].concat(),
            );
            list = list.add(
                el("div")
                    .add(el("dt").text(term))
                    .add(el("dd").text(text))
                    .add(el_of("dd", "change").add(change)),
            );
        }
    }
    list
}

/// An answer in words; `None` for what only steers the form, and for what was left empty.
fn shown(flow: Flow, form: &JoinForm, field: Field, text: &str) -> Option<String> {
    let words = flow.words;
    let list = |name: &str| -> String {
        let all: Vec<String> = text.split(' ').map(|word| words.word(name, word)).collect();
        joined(&all, " · ")
    };
    if text.trim().is_empty() {
        return None;
    }
    Some(match field {
        Field::ContactKind => return None,
        Field::Behalf => list("behalf"),
        Field::Audience => list("audience"),
        Field::Stage => list("stage"),
        Field::PersonAgrees | Field::Share => words.word("answer", "yes"),
        Field::Answer(at) => {
            let question = &form.questions[at];
            let option = question.options.iter().find(|one| one.value == text);
            let named = option.and_then(|option| option.label.clone());
            match question.kind {
                QuestionKind::YesNo => named.unwrap_or_else(|| words.word("answer", text)),
                QuestionKind::Choice => named.unwrap_or_else(|| text.to_owned()),
                QuestionKind::ShortText => text.to_owned(),
            }
        }
        _ => text.trim().to_owned(),
    })
}

/// What became of sending. `title` says that it did not work, `again` tries once more.
pub(super) fn outcome(flow: Flow, title: Key, again: &Message) -> Option<El> {
    let words = flow.words;
    let model = flow.model();
    let trouble = match *model.sending.get() {
        Sending::No => return None,
        Sending::Now(slow) => {
            let key = if slow {
                keys::SENDING_SLOW
            } else {
                keys::SENDING
            };
            return Some(el_of("p", "sending").say(words.say(key)));
        }
        Sending::Failed(trouble) => trouble,
    };
    let form = flow.form()?;
    let text = match trouble {
        Trouble::Offline => keys::NOT_SENT_OFFLINE,
        Trouble::Failed => keys::NOT_SENT_FAILED,
        Trouble::Wait => keys::NOT_SENT_WAIT,
        Trouble::NoForm => keys::NOT_SENT_NO_FORM,
    };
    let again = (trouble != Trouble::NoForm).then(|| {
        let again = again.clone();
        button(Look::Main, None, words.say(keys::RETRY), move |_| {
            flow.send(again.clone());
        })
    });
    let contact = by_voice(&form);
    let ask = (!contact.is_empty()).then(|| {
        el_of("div", "ask")
            .add(el_of("p", "strong").say(words.say(keys::ASK_PERSON)))
            .add(contact_links(words, &contact))
    });
    Some(
        notice("error", Icon::Help, flow.heading(1), words.say(title))
            .set("id", "kd-failed")
            .set("role", "alert")
            .set("tabindex", "-1")
            .add(el("p").say(words.say(text)))
            .add_some(again)
            .add_some(ask),
    )
}
