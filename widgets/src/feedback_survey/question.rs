//! A question as a view: what is asked, help, the fault, then what is filled in. One that may hold the focus is
//! drawn once; what changes around it changes in place.

use std::rc::Rc;

use api_types::{AnswerFault, SurveyForm, SurveyKind, SurveyQuestion};

use super::{
    Flow, Message, choice,
    frame::crisis_lines,
    state::{Field, letters_left, limit, question},
    summary::fault_words,
};
use crate::{
    browser, crisis,
    i18n::survey_keys as keys,
    ui::{El, Icon, el, el_of, icon},
};

/// What all the views of one question draw from.
#[derive(Clone, Copy)]
pub(super) struct Asked<'a> {
    pub(super) flow: Flow,
    pub(super) form: &'a SurveyForm,
    pub(super) at: usize,
    pub(super) question: &'a SurveyQuestion,
}

impl Asked<'_> {
    /// The language of the survey's own words, where it is another than the widget's.
    pub(super) fn foreign(self) -> Option<String> {
        self.flow.foreign(&self.form.survey)
    }

    /// What a screen reader says of a control, beside what is asked.
    pub(super) fn described(self, control: El) -> El {
        let (flow, at) = (self.flow, self.at);
        let id = Field::Question(at).id();
        control
            .set_text("aria-describedby", [&id, "-help ", &id, "-fault"].concat())
            .live_attribute("aria-invalid", move || {
                fault_of(flow, at).map(|_| "true".to_owned())
            })
    }
}

/// A question. Where it is alone on its screen, what is asked is the heading that takes the focus.
pub(super) fn view(flow: Flow, form: &Rc<SurveyForm>, at: usize, wide: bool) -> El {
    let Some(question) = question(&form.survey, at) else {
        return el("div");
    };
    let asked = Asked {
        flow,
        form,
        at,
        question,
    };
    let is_text = question.kind.is_text();
    let frame = el_of(if is_text { "div" } else { "fieldset" }, "question")
        .live_attribute("data-fault", move || {
            fault_of(flow, at).map(|_| String::new())
        });
    let frame = if is_text {
        let label = el("label").set_text("for", Field::Question(at).id());
        frame.add(heading(asked, wide, el_of("div", "label"), label))
    } else {
        frame.add(heading(asked, wide, el_of("legend", "label"), el("span")))
    };
    let frame = frame
        .add_some(help(asked))
        .add_some(is_text.then(|| readers(flow)))
        .add(fault_line(asked));
    if is_text {
        frame
            .add(text(asked))
            .add(letters(flow, question.kind, question.key.clone()))
            .add(crisis_box(flow, Field::Question(at)))
    } else {
        frame.add(choice::view(asked))
    }
}

/// What is asked, in `words`, and whether it has to be answered. Alone on its screen it is a heading.
fn heading(asked: Asked<'_>, wide: bool, outer: El, words: El) -> El {
    let flow = asked.flow;
    let text = words
        .set_some("lang", asked.foreign())
        .say(&asked.question.text);
    // Optional is the rule and said once at the start; what has to be answered says so itself.
    let required = asked
        .question
        .required
        .then(|| el_of("span", "optional").text([" ", flow.words.say(keys::REQUIRED)].concat()));
    let tag = if wide { "span" } else { flow.heading(1) };
    let line = el_of(tag, "asked").add(text).add_some(required);
    outer.add(if wide {
        line
    } else {
        line.set("id", "kd-step")
            .set("tabindex", "-1")
            .set("aria-describedby", "kd-progress")
    })
}

fn help(asked: Asked<'_>) -> Option<El> {
    let question = asked.question;
    let line = el_of("p", "hint").set_text("id", help_id(asked.at));
    match (&question.help, question.kind) {
        (Some(help), _) => Some(line.set_some("lang", asked.foreign()).say(help)),
        (None, SurveyKind::Multiple) => Some(line.say(asked.flow.words.say(keys::CHOOSE_SEVERAL))),
        _ => None,
    }
}

fn help_id(at: usize) -> String {
    [&Field::Question(at).id(), "-help"].concat()
}

/// Who reads it, and that nobody is watching now.
pub(super) fn readers(flow: Flow) -> El {
    el_of("p", "hint readers")
        .add(icon(Icon::People))
        .add(el("span").say(flow.words.say(keys::READERS)))
}

fn text(asked: Asked<'_>) -> El {
    let (flow, at) = (asked.flow, asked.at);
    let model = flow.model();
    let draft = model.draft.peek();
    let written = draft.text(&asked.question.key);
    let control = if asked.question.kind == SurveyKind::ShortText {
        el_of("input", "field")
            .set("type", "text")
            .set("autocomplete", "off")
            .set("value", written)
            .on("keydown", move |event| {
                if browser::is_enter(event) {
                    flow.send(Message::WentOn);
                }
            })
    } else {
        el_of("textarea", "field").set("rows", "5").say(written)
    };
    asked
        .described(control)
        .set_text("id", Field::Question(at).id())
        .on("input", move |event| {
            flow.send(Message::Typed(Field::Question(at), browser::value(event)));
        })
}

/// How many characters are left, once that is worth saying.
fn letters(flow: Flow, kind: SurveyKind, key: String) -> El {
    el_of("p", "hint letters")
        .set("role", "status")
        .live_text(move || {
            let model = flow.model();
            let left = letters_left(model.draft.get().text(&key), limit(kind));
            left.map_or_else(String::new, |left| letters_words(flow, left))
        })
}

/// So many are left, or too many.
pub(super) fn letters_words(flow: Flow, left: isize) -> String {
    let n = u32::try_from(left.unsigned_abs()).unwrap_or(u32::MAX);
    let plural = if left < 0 {
        keys::LETTERS_OVER
    } else {
        keys::LETTERS_LEFT
    };
    let shown = flow.model().intl.number(n);
    flow.words.count(plural, n, &shown, &[])
}

/// Whom to reach now, where what was written reads like a crisis. It stays once it came.
pub(super) fn crisis_box(flow: Flow, field: Field) -> El {
    el_of("div", "crisis-near")
        .set("role", "status")
        .live(move || {
            let here = flow.model().crisis.get().contains(&field);
            here.then(|| crisis::near(flow.words.say(keys::CRISIS_NEAR), crisis_lines(flow)))
        })
}

fn fault_of(flow: Flow, at: usize) -> Option<AnswerFault> {
    let model = flow.model();
    let faults = model.faults.get();
    let found = faults.iter().find(|(known, _)| *known == at);
    found.map(|(_, fault)| *fault)
}

fn fault_line(asked: Asked<'_>) -> El {
    let (flow, at, kind) = (asked.flow, asked.at, asked.question.kind);
    el_of("p", "fault")
        .set_text("id", [&Field::Question(at).id(), "-fault"].concat())
        .live_attribute("hidden", move || {
            fault_of(flow, at).is_none().then(String::new)
        })
        .live_text(move || {
            let fault = fault_of(flow, at);
            fault.map_or_else(String::new, |fault| fault_words(flow, kind, fault))
        })
}
