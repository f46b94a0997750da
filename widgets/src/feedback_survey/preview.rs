//! A survey as members see it, for the staff's console: drawn by the very views that draw it for members. One
//! can choose, write, and go forward and back. Nothing is asked of a server, nothing is kept, and sending only
//! says that this is a preview.

use std::{
    cell::{Cell, OnceCell, RefCell},
    rc::Rc,
};

use api_types::{Site, SurveyForm};
use js_sys::Reflect;
use leptos::prelude::*;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, Event, ShadowRoot};

use super::{
    Draft, Flow, Message, Model, Sending, Step, Summary, actions,
    draft::picked,
    frame, has_start,
    state::{Field, after_change, faults, moved, place, question, screen, shown},
};
use crate::{
    asking::{Asked, leave_with},
    browser::{self, Landing, Watch},
    i18n::{SURVEY, Words},
    intl::Intl,
    ui::{El, Live, el_of},
    wire::{Json, Wire},
};

/// What is shown, and from where on.
pub(crate) struct Rehearsal {
    root: ShadowRoot,
    words: Words,
    form: Rc<SurveyForm>,
    site: Site,
    level: u8,
    /// The question that shows first; the start where there is none.
    key: Option<String>,
    /// What is said where one would send, in the console's language.
    said: String,
    console_language: String,
}

impl Rehearsal {
    /// Reads what the console's page hands over: `text`, `lang`, `headingLevel`, `form`, `site`, `question`,
    /// `said`, `saidLang`. `None` where that is no survey.
    pub(crate) fn read(root: &ShadowRoot, options: &JsValue) -> Option<Self> {
        let form = SurveyForm::read(&options.get("form"))?;
        let language = options.get("lang").text()?;
        // Headings have six levels.
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
        let level = options.get("headingLevel").number()? as u8;
        Some(Self {
            root: root.clone(),
            words: Words::from_js(&SURVEY, "", &language, &options.get("text")),
            form: Rc::new(form),
            site: Site::read(&options.get("site"))?,
            level,
            key: options.get("question").text(),
            said: options.get("said").text()?,
            console_language: options.get("saidLang").text()?,
        })
    }
}

/// The outside of a rehearsal.
struct Stage {
    root: ShadowRoot,
    model: Rc<Model>,
    form: Rc<SurveyForm>,
    /// Whether it says that nothing is sent.
    is_told: Live<bool>,
    gone: Cell<bool>,
    watch: RefCell<Option<Watch>>,
}

/// The survey, and what is said where one would send.
pub(crate) fn rehearse(shown: Rehearsal) -> El {
    let stage = stage(&shown);
    let flow = Flow {
        words: shown.words,
        level: shown.level,
        model: StoredValue::new_local(stage.model.clone()),
    };
    let hears = Rc::downgrade(&stage);
    let _ = stage.model.send.set(Box::new(move |message| {
        if let Some(stage) = hears.upgrade() {
            stage.hear(message);
        }
    }));
    follow_room(&stage);
    leave_with(stage.clone(), |stage| {
        stage.gone.set(true);
        stage.watch.take();
    });
    let (said, language) = (shown.said, shown.console_language);
    let told = el_of("div", "rehearsal")
        .set("role", "status")
        .live(move || {
            let is_told = *stage.is_told.get();
            is_told.then(|| {
                el_of("p", "notice")
                    .set("data-kind", "info")
                    .set("lang", &language)
                    .say(&said)
            })
        });
    frame::draw(flow).on("click", stay).add(told)
}

fn stage(shown: &Rehearsal) -> Rc<Stage> {
    let mut draft = Draft::new(String::new(), String::new());
    draft.step = first_step(&shown.form, shown.key.as_deref());
    let model = Model {
        form: Live::new(Asked::Yes(shown.form.clone())),
        site: Live::new(Some(Rc::new(shown.site.clone()))),
        // A survey that only who was asked may answer is seen as they see it.
        invited: !shown.form.anyone,
        invitation: Live::default(),
        draft: Live::new(draft),
        wide: Live::default(),
        faults: Live::default(),
        summary: Live::default(),
        crisis: Live::default(),
        sending: Live::default(),
        never: Live::default(),
        status: Live::default(),
        intl: Intl::new(shown.words.language()),
        send: OnceCell::new(),
    };
    Rc::new(Stage {
        root: shown.root.clone(),
        model: Rc::new(model),
        form: shown.form.clone(),
        is_told: Live::default(),
        gone: Cell::default(),
        watch: RefCell::default(),
    })
}

/// A question shows as if one had come to it; one that waits for an answer has a screen all the same.
fn first_step(form: &SurveyForm, key: Option<&str>) -> Step {
    if let Some(at) = key.and_then(|key| place(&form.survey, key)) {
        return Step::Question(at);
    }
    if has_start(form) {
        Step::Start
    } else {
        Step::Question(0)
    }
}

/// The element that says whether there is room is there once it is drawn.
fn follow_room(stage: &Rc<Stage>) {
    let waiting = Rc::downgrade(stage);
    browser::after(0, move || {
        let Some(stage) = waiting.upgrade().filter(|stage| !stage.gone.get()) else {
            return;
        };
        stage.look_at_room();
        let weak = Rc::downgrade(&stage);
        let watch = browser::watch_size(&stage.root, actions::ROOM, move || {
            if let Some(stage) = weak.upgrade() {
                stage.look_at_room();
            }
        });
        stage.watch.replace(watch);
    });
}

impl Stage {
    fn look_at_room(&self) {
        let room = browser::is_drawn(&self.root, actions::ROOM);
        if room != *self.model.wide.peek() {
            self.model.wide.set(room);
        }
    }

    fn hear(&self, message: Message) {
        self.is_told.set(false);
        let survey = &self.form.survey;
        match message {
            Message::Started => {
                let first = shown(survey, &self.model.draft.peek().answers);
                self.go(Step::Question(first.first().copied().unwrap_or(0)));
            }
            Message::Picked(at, word) => self.change(at, |draft| {
                if let Some(question) = question(survey, at) {
                    draft.answer(&question.key, Some(picked(question.kind, &word)));
                }
            }),
            Message::Chose(at, word, on) => {
                self.change(at, |draft| draft.choose(survey, at, &word, on));
            }
            Message::Cleared(at) => self.change(at, |draft| {
                if let Some(question) = question(survey, at) {
                    draft.answer(&question.key, None);
                }
            }),
            Message::Typed(Field::Question(at), text) => self.change(at, |draft| {
                if let Some(question) = question(survey, at) {
                    let answer = (!text.is_empty()).then(|| picked(question.kind, &text));
                    draft.answer(&question.key, answer);
                }
            }),
            Message::Typed(Field::Note, text) => {
                let write = |draft: &mut Draft| draft.write_note(text, String::new);
                self.model.draft.update(write);
            }
            Message::WentOn => self.walk(true),
            Message::WentBack => self.walk(false),
            Message::Look(at) => self.focus_soon(Field::Question(at).id(), Landing::Near),
            Message::Named(named) => self.model.draft.update(|draft| draft.named = named),
            Message::Never(asked) => self.model.never.set(asked),
            Message::Sent | Message::Declined(_) => self.is_told.set(true),
            Message::Retried => {}
        }
    }

    fn change(&self, at: usize, change: impl FnOnce(&mut Draft)) {
        self.model.draft.update(|draft| {
            change(draft);
            if matches!(draft.step, Step::Question(_)) {
                draft.step = Step::Question(at);
            }
        });
        let known = self.model.faults.peek().clone();
        if !known.is_empty() {
            let answers = self.model.draft.peek().answers.clone();
            let now = after_change(&self.form.survey, &answers, &known);
            if now.is_empty() {
                self.model.summary.set(Summary::No);
            }
            self.model.faults.set(now);
        }
    }

    fn walk(&self, on: bool) {
        let survey = &self.form.survey;
        let wide = *self.model.wide.peek();
        let (answers, step) = {
            let draft = self.model.draft.peek();
            (draft.answers.clone(), draft.step)
        };
        match step {
            Step::Question(at) => {
                let here = screen(survey, &answers, at, wide);
                let found = faults(survey, &answers, &here);
                if on && !found.is_empty() {
                    self.model.faults.set(found);
                    self.model.summary.set(Summary::Faults);
                    self.focus_soon("kd-summary".to_owned(), Landing::Near);
                    return;
                }
                let next = moved(survey, &answers, at, wide, on);
                self.go(next);
            }
            _ if on => {}
            _ => {
                let last = shown(survey, &answers).last().copied();
                self.go(Step::Question(last.unwrap_or(0)));
            }
        }
    }

    fn go(&self, step: Step) {
        self.model.faults.set(Vec::new());
        self.model.summary.set(Summary::No);
        self.model.sending.set(Sending::No);
        self.model.never.set(false);
        self.model.draft.update(|draft| draft.step = step);
        self.focus_soon("kd-step".to_owned(), Landing::Near);
    }

    fn focus_soon(&self, id: String, landing: Landing) {
        let root = self.root.clone();
        browser::after(0, move || browser::focus(&root, &id, landing));
    }
}

/// No link leads away from here, so that nobody is rung by a look.
fn stay(event: &Event) {
    let target = Reflect::get(event, &JsValue::from_str("target")).unwrap_or_default();
    let link = target
        .dyn_ref::<Element>()
        .and_then(|element| element.closest("a").ok().flatten());
    if link.is_some() {
        event.prevent_default();
    }
}
