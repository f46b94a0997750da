//! The last screen: how to send it, what the facilitator is told beside it, and that nobody has to.

use std::rc::Rc;

use api_types::{LONGEST_MEMBER_NOTE, SurveyForm};
use wasm_bindgen::JsValue;

use super::{
    Draft, Flow, Message, Sending, Trouble,
    frame::{busy, title},
    page::back,
    question::{crisis_box, letters_words},
    start::{needed, promise},
    state::{Field, letters_left},
    without::ask,
};
use crate::{
    browser,
    i18n::survey_keys as keys,
    ui::{El, Icon, Look, button, el, el_of, notice},
};

pub(super) fn view(flow: Flow, form: &Rc<SurveyForm>, section: El) -> El {
    let words = flow.words;
    let invited = flow.model().invited;
    let send = button(Look::Main, None, words.say(keys::SEND), move |_| {
        flow.send(Message::Sent);
    });
    // "Try again" stands in the notice that says what happened.
    let send = send.live_attribute("hidden", move || {
        let failed = matches!(*flow.model().sending.get(), Sending::Failed(_));
        failed.then(String::new)
    });
    let survey = &form.survey;
    let caption = el_of("p", "caption")
        .set_some("lang", flow.foreign(survey))
        .say(&survey.title);
    section
        .add(caption)
        .add(title(flow, words.say(keys::SEND_TITLE)))
        .add(if invited {
            with_or_without(flow)
        } else {
            promise(flow)
        })
        .add_some((invited && form.takes_notes).then(|| note(flow)))
        .live(move || outcome(flow))
        .add(
            el_of("div", "step-buttons")
                .add(busy(flow, send).set("part", "continue"))
                .add(back(flow)),
        )
        .add_some(decline(flow))
}

/// With the name, or without.
fn with_or_without(flow: Flow) -> El {
    let words = flow.words;
    let bound = move || flow.model().draft.get().is_bound();
    let pick = |named: bool, text, hint: String| {
        let control = el("input")
            .set("type", "radio")
            .set("name", "kd-named")
            .set("id", if named { "kd-named" } else { "kd-unnamed" })
            .live_property("checked", move || {
                JsValue::from_bool(flow.model().draft.get().named == named)
            })
            .live_attribute("disabled", move || bound().then(String::new))
            .on("change", move |_| flow.send(Message::Named(named)));
        let label = el("span")
            .add(el_of("span", "strong").say(words.say(text)))
            .add(el_of("span", "hint").text(hint));
        el_of("label", "option").add(control).add(label)
    };
    let without = words.fill(keys::WITHOUT_NAME_HINT, &[("n", &needed())]);
    let with = words.say(keys::WITH_NAME_HINT).to_owned();
    el_of("fieldset", "question")
        .add(el_of("legend", "label").say(words.say(keys::SEND_CHOICE)))
        .add(
            el_of("div", "picks")
                .add(pick(false, keys::WITHOUT_NAME, without))
                .add(pick(true, keys::WITH_NAME, with)),
        )
        .live(move || bound().then(|| el_of("p", "hint").say(words.say(keys::CHOICE_STAYS))))
}

/// The note to the facilitator. Once it has arrived it is there to be read no more.
fn note(flow: Flow) -> El {
    let words = flow.words;
    let model = flow.model();
    let written = model.draft.peek().note.text.clone();
    let arrived = move || flow.model().draft.get().note.sent;
    let control = el_of("textarea", "field")
        .set("rows", "4")
        .set("id", "kd-note")
        .set("aria-describedby", "kd-note-hint kd-note-fault")
        .live_attribute("aria-invalid", move || {
            is_note_too_long(&flow.model().draft.get()).then(|| "true".to_owned())
        })
        .on("input", move |event| {
            flow.send(Message::Typed(Field::Note, browser::value(event)));
        })
        .say(&written);
    let letters = el_of("p", "hint letters")
        .set("id", "kd-note-fault")
        .set("role", "status")
        .live_text(move || {
            let left = left(&flow.model().draft.get());
            left.map_or_else(String::new, |left| letters_words(flow, left))
        });
    let fold = el_of("details", "fold")
        .flag("open", !written.is_empty())
        .live_attribute("hidden", move || arrived().then(String::new))
        .add(el("summary").add(el("span").say(words.say(keys::NOTE_OPEN))))
        .add(
            el_of("div", "question")
                .add(
                    el_of("label", "label")
                        .set("for", "kd-note")
                        .say(words.say(keys::NOTE_LABEL)),
                )
                .add(
                    el_of("p", "hint")
                        .set("id", "kd-note-hint")
                        .say(words.say(keys::NOTE_HINT)),
                )
                .add(control)
                .add(letters)
                .add(crisis_box(flow, Field::Note)),
        );
    el_of("div", "note")
        .add(fold)
        .live(move || arrived().then(|| el_of("p", "strong").say(words.say(keys::NOTE_SENT))))
}

fn left(draft: &Draft) -> Option<isize> {
    letters_left(&draft.note.text, LONGEST_MEMBER_NOTE)
}

/// Whether the note has more characters than are taken.
pub(super) fn is_note_too_long(draft: &Draft) -> bool {
    left(draft).is_some_and(|left| left < 0)
}

/// What became of sending.
fn outcome(flow: Flow) -> Option<El> {
    let words = flow.words;
    let trouble = match *flow.model().sending.get() {
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
    let (title, text) = match trouble {
        Trouble::Nothing => (keys::NOTHING_TITLE, keys::NOTHING_TEXT),
        Trouble::Offline => (keys::NOT_SENT, keys::NOT_SENT_OFFLINE),
        Trouble::Failed => (keys::NOT_SENT, keys::NOT_SENT_FAILED),
        Trouble::Wait => (keys::NOT_SENT, keys::NOT_SENT_WAIT),
        Trouble::Over => (keys::OVER_TITLE, keys::OVER_TEXT),
        Trouble::Closed => (keys::NOT_SENT, keys::NOT_SENT_CLOSED),
    };
    let again = matches!(
        trouble,
        Trouble::Offline | Trouble::Failed | Trouble::Wait | Trouble::Nothing
    );
    let again = again.then(|| {
        let text = match trouble {
            Trouble::Nothing => keys::SEND,
            _ => keys::RETRY,
        };
        button(Look::Main, None, words.say(text), move |_| {
            flow.send(Message::Sent);
        })
    });
    Some(
        notice("error", Icon::Help, flow.heading(1), words.say(title))
            .set("id", "kd-failed")
            .set("role", "alert")
            .set("tabindex", "-1")
            .add(el("p").say(words.say(text)))
            .add_some(again)
            .add_some((trouble != Trouble::Nothing).then(|| ask(flow)).flatten()),
    )
}

/// That nobody has to answer, quietly; only who was invited can be asked again.
pub(super) fn decline(flow: Flow) -> Option<El> {
    if !flow.model().invited {
        return None;
    }
    Some(el_of("div", "decline").live(move || {
        let asked = *flow.model().never.get();
        Some(if asked { sure(flow) } else { offers(flow) })
    }))
}

fn offers(flow: Flow) -> El {
    let words = flow.words;
    let plain = |text, message: Message| {
        busy(
            flow,
            button(Look::Plain, None, words.say(text), move |_| {
                flow.send(message.clone());
            }),
        )
    };
    el_of("div", "tools")
        .add(plain(keys::DECLINE, Message::Declined(false)))
        .add(plain(keys::NEVER, Message::Never(true)).set("id", "kd-never"))
}

fn sure(flow: Flow) -> El {
    let words = flow.words;
    let choice = |look, text, message: Message| {
        busy(
            flow,
            button(look, None, words.say(text), move |_| {
                flow.send(message.clone());
            }),
        )
    };
    el_of("div", "sure")
        .set("role", "group")
        .set("aria-labelledby", "kd-sure")
        .add(
            el_of("p", "strong")
                .set("id", "kd-sure")
                .set("tabindex", "-1")
                .say(words.say(keys::NEVER_SURE)),
        )
        .add(
            el_of("div", "step-buttons")
                .add(choice(
                    Look::Quiet,
                    keys::NEVER_YES,
                    Message::Declined(true),
                ))
                .add(choice(Look::Plain, keys::NEVER_NO, Message::Never(false))),
        )
}
