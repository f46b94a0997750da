//! A screen of questions: how far one is, the questions, and the way on. A question stays where it is drawn
//! while it shows; what a new answer brings comes below it.

use std::rc::Rc;

use api_types::{Survey, SurveyForm};

use super::{
    Flow, Message, has_start, last, question, start,
    state::{Progress, Step, moved, page_of, progress, screen},
    summary::summary,
};
use crate::{
    i18n::survey_keys as keys,
    ui::{El, Icon, Look, Row, button, el, el_of},
};

/// The screen with this question.
pub(super) fn view(flow: Flow, form: &Rc<SurveyForm>, at: usize, wide: bool, section: El) -> El {
    let survey = &form.survey;
    let first = is_first(flow, form, at, wide);
    let page = survey.pages.get(page_of(survey, at));
    let page_title = page.and_then(|page| page.title.as_ref()).map(|title| {
        // Above a single question it is only where one is.
        let line = if wide {
            el_of(flow.heading(1), "page-title")
        } else {
            el_of("p", "hint")
        };
        line.set_some("lang", flow.foreign(survey)).say(title)
    });
    let caption = el_of(flow.heading(0), "caption")
        .set_some("lang", flow.foreign(survey))
        .say(&survey.title);
    // One question takes the focus itself; a page of them does by its first line.
    let where_one_is = where_one_is(flow, form, at, wide);
    let where_one_is = if wide {
        where_one_is.set("id", "kd-step").set("tabindex", "-1")
    } else {
        where_one_is
    };
    section
        .add(caption)
        .add(where_one_is)
        .live(move || summary(flow))
        .add_some(page_title)
        .add(questions(flow, form, at, wide))
        .add(buttons(flow, form, at, wide))
        .add_some(first.then(|| start::promise(flow)))
        .add_some(first.then(|| last::decline(flow)).flatten())
}

/// Whether a screen is the first of all: what a start would have said stands here.
fn is_first(flow: Flow, form: &SurveyForm, at: usize, wide: bool) -> bool {
    let model = flow.model();
    let draft = model.draft.peek();
    !has_start(form) && moved(&form.survey, &draft.answers, at, wide, false) == Step::Start
}

/// Where one is, in words and as a quiet bar.
fn where_one_is(flow: Flow, form: &Rc<SurveyForm>, at: usize, wide: bool) -> El {
    let (said, drawn) = (form.clone(), form.clone());
    let now = move |survey: &Survey| {
        let model = flow.model();
        progress(survey, &model.draft.get().answers, at, wide)
    };
    let text = el_of("p", "progress-text")
        .set("id", "kd-progress")
        .live_text(move || in_words(flow, now(&said.survey)));
    el_of("div", "progress")
        .add(text)
        .live(move || Some(bar(now(&drawn.survey))))
}

fn in_words(flow: Flow, now: Progress) -> String {
    let (from, to, total) = (
        now.from.to_string(),
        now.to.to_string(),
        now.total.to_string(),
    );
    let key = if now.from == now.to {
        keys::ONE_OF
    } else {
        keys::SOME_OF
    };
    flow.words
        .fill(key, &[("n", &from), ("to", &to), ("total", &total)])
}

/// A part a question. The words say the same.
fn bar(now: Progress) -> El {
    let mut bar = el_of("div", "bar").set("aria-hidden", "true");
    for number in 1..=now.total {
        let state = if number < now.from {
            "done"
        } else if number <= now.to {
            "now"
        } else {
            "later"
        };
        bar = bar.add(el("span").set("data-state", state));
    }
    bar
}

fn questions(flow: Flow, form: &Rc<SurveyForm>, at: usize, wide: bool) -> El {
    let form = form.clone();
    el_of("div", "questions").rows(move || {
        let here = {
            let model = flow.model();
            screen(&form.survey, &model.draft.get().answers, at, wide)
        };
        let row = |one: usize| -> Row {
            let form = form.clone();
            let draw = move || question::view(flow, &form, one, wide);
            (one.to_string(), Box::new(draw))
        };
        here.into_iter().map(row).collect()
    })
}

fn buttons(flow: Flow, form: &SurveyForm, at: usize, wide: bool) -> El {
    let words = flow.words;
    let on = button(Look::Main, None, words.say(keys::NEXT), move |_| {
        flow.send(Message::WentOn);
    });
    let row = el_of("div", "step-buttons").add(on.set("part", "continue"));
    if is_first(flow, form, at, wide) {
        return row;
    }
    row.add(back(flow))
}

/// The way to the screen before.
pub(super) fn back(flow: Flow) -> El {
    let words = flow.words;
    button(
        Look::Quiet,
        Some(Icon::Back),
        words.say(keys::BACK),
        move |_| {
            flow.send(Message::WentBack);
        },
    )
}
