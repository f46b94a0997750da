//! What members see of a survey while it is written: drawn by their own widget's views, and asked anew a
//! moment after the last change.

use std::rc::Rc;

use api_types::{SurveyOfStaff, SurveyToPublish};
use js_sys::JSON;
use serde_json::Value;
use wasm_bindgen::JsValue;

use super::edit::Editor;
use crate::{
    api::{Line, console::Refused},
    browser::{self, Pause},
    console::{
        Console,
        parts::{Frame, Kept, Loaded, kept, members_view},
    },
    i18n::console_keys as keys,
    js::{get, object},
    ui::{El, Live, el, el_of},
};

/// So long after the last change it is asked anew, ms.
const REST: u32 = 600;

const FRAME: Frame = Frame {
    id: "survey-preview",
    name: keys::FEEDBACK_PREVIEW,
    hint: keys::FEEDBACK_PREVIEW_HINT,
};

/// What is beside the editor.
pub(super) struct Beside {
    pub(super) languages: Kept<Vec<String>>,
    /// In which it is seen.
    language: Kept<String>,
    /// What the server made of the record last.
    shown: Live<Option<Rc<Value>>>,
    /// The question from which on it shows.
    from: Live<Option<String>>,
    state: Live<State>,
    pause: Pause,
    line: Line,
}

/// How what shows stands to what is typed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
enum State {
    /// It is what is typed.
    #[default]
    Same,
    /// Words are missing where nobody has written yet.
    Waiting,
    /// Something is wrong, which the form says.
    Faulty,
    /// The server did not answer.
    Failed,
}

impl Beside {
    pub(super) fn new(languages: &[String], console: Console) -> Self {
        let own = console.words().language();
        let own = languages.iter().find(|tag| *tag == own);
        let first = own.or(languages.first()).cloned();
        Self {
            languages: kept(languages.to_vec()),
            language: kept(first.unwrap_or_default()),
            shown: Live::default(),
            from: Live::default(),
            state: Live::default(),
            pause: Pause::default(),
            line: Line::default(),
        }
    }
}

/// Asks a moment after the last change.
pub(super) fn ask_soon(editor: &Rc<Editor>) {
    let later = Rc::downgrade(editor);
    editor.beside.pause.then(REST, move || {
        if let Some(editor) = later.upgrade() {
            ask(&editor);
        }
    });
}

/// Asks what members would see of what is typed, or what is wrong with it.
pub(super) fn ask(editor: &Rc<Editor>) {
    let beside = &editor.beside;
    let written = SurveyToPublish {
        record: editor.draft.peek().write(),
        language: Some(beside.language.peek().clone()),
    };
    let console = editor.console;
    let told = console
        .server()
        .preview_survey(&editor.slug, &written, &beside.line);
    let editor = editor.clone();
    browser::spawn(async move {
        let state = match told.await {
            Ok(found) => {
                editor.complain(&[], true);
                // The key of a new question may be another by now.
                let key = editor.current_key();
                if *editor.beside.from.peek() != key {
                    editor.beside.from.set(key);
                }
                let same = editor.beside.shown.peek().as_deref() == Some(&found);
                if !same {
                    editor.beside.shown.set(Some(Rc::new(found)));
                }
                State::Same
            }
            Err(Refused::Problem(problem)) if !problem.errors.is_empty() => {
                match editor.complain(&problem.errors, true) {
                    0 => State::Waiting,
                    _ => State::Faulty,
                }
            }
            Err(Refused::Stale | Refused::SignedOut) => return,
            Err(_) => State::Failed,
        };
        if *editor.beside.state.peek() != state {
            editor.beside.state.set(state);
        }
    });
}

/// Shows the question that somebody works on.
pub(super) fn follow(editor: &Rc<Editor>) {
    let key = editor.current_key();
    if *editor.beside.from.peek() != key {
        editor.beside.from.set(key);
    }
}

/// The part beside the form.
pub(super) fn draw(editor: &Rc<Editor>) -> El {
    let console = editor.console;
    let (seen, chosen, stands) = (editor.clone(), editor.clone(), editor.clone());
    let status = el_of("p", "hint feedback-preview-state")
        .set("role", "status")
        .live_text(move || {
            let key = match *stands.beside.state.get() {
                State::Same => return String::new(),
                State::Waiting => keys::FEEDBACK_PREVIEW_WAITING,
                State::Faulty => keys::FEEDBACK_PREVIEW_FAULTY,
                State::Failed => keys::FAILED_TEXT,
            };
            console.say(key).to_owned()
        });
    el_of("section", "stack feedback-beside")
        .set("aria-labelledby", "feedback-preview-title")
        .add(
            el_of("h2", "card-title")
                .set("id", "feedback-preview-title")
                .say(console.say(keys::FEEDBACK_PREVIEW)),
        )
        .live(move || choose(&chosen))
        .add(status)
        .add(members_view(console, FRAME, move || {
            let shown = seen.beside.shown.get().clone()?;
            let from = seen.beside.from.get().clone();
            options(console, &shown, (&seen.beside.language.peek(), 3), from)
        }))
}

/// In which language it is seen, where there are several.
fn choose(editor: &Rc<Editor>) -> Option<El> {
    let languages = editor.beside.languages.get();
    if languages.len() < 2 {
        return None;
    }
    let console = editor.console;
    let mut list = el_of("select", "field").set("id", "feedback-preview-language");
    for tag in languages.iter() {
        let chosen = *tag == *editor.beside.language.peek();
        let option = el("option").set("value", tag).flag("selected", chosen);
        list = list.add(option.text(console.intl().language(tag)));
    }
    let asks = editor.clone();
    let list = list.on("change", move |event| {
        asks.beside.language.set(browser::value(event));
        ask(&asks);
    });
    Some(
        el_of("div", "feedback-preview-language")
            .add(
                el_of("label", "label")
                    .set("for", "feedback-preview-language")
                    .say(console.say(keys::FEEDBACK_PREVIEW_LANGUAGE)),
            )
            .add(list),
    )
}

/// What the members' program is given: what is shown, in which language, and the level of its headings.
fn options(
    console: Console,
    shown: &Value,
    (language, level): (&str, u8),
    from: Option<String>,
) -> Option<JsValue> {
    let found = JSON::parse(&shown.to_string()).ok()?;
    Some(object(&[
        ("lang", language.into()),
        ("headingLevel", level.into()),
        ("form", get(&found, "form")),
        ("site", get(&found, "site")),
        ("question", from.map_or(JsValue::NULL, JsValue::from)),
        ("said", console.say(keys::FEEDBACK_PREVIEW_SENT).into()),
        ("saidLang", console.words().language().into()),
    ]))
}

/// What members see, for who does not write surveys.
pub(super) fn alone(console: Console, slug: &str, found: &Rc<SurveyOfStaff>) -> El {
    let language = console.words().language();
    let written = SurveyToPublish {
        record: found.record.clone(),
        language: Some(language.to_owned()),
    };
    let slug = slug.to_owned();
    let preview = Loaded::new(console, move |line| {
        console.server().preview_survey(&slug, &written, line)
    });
    let source = found.source.as_ref();
    let source = source.map(|source| super::ready::terms(console, source));
    el_of("div", "stack feedback-alone")
        .add_some(source)
        .add(preview.draw(move |found| {
            let found = found.clone();
            members_view(console, FRAME, move || {
                options(console, &found, (language, 2), None)
            })
        }))
}
