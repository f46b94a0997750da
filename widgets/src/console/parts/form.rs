//! A form: what is typed, what is wrong where, and what became of sending it. A failure is said beside
//! the button and at the fields, and nothing that was typed is lost.

use std::{
    cell::{Cell, OnceCell, RefCell},
    rc::Rc,
};

use super::{
    Field,
    ask::{Progress, in_words, said},
};
use crate::{
    api::{
        Line,
        console::{Refused, Told},
    },
    browser,
    console::{Console, screen},
    i18n::{Words, console_keys as keys},
    ui::{El, Live, el, el_of},
};

/// What a field holds, followed by views and read when the form is sent.
pub(crate) type Kept<T> = Rc<Live<T>>;

/// A field's first value.
pub(crate) fn kept<T>(value: T) -> Kept<T> {
    Rc::new(Live::new(value))
}

/// A form. Cheap to copy about.
#[derive(Clone)]
pub(crate) struct Form(Rc<Parts>);

struct Parts {
    console: Console,
    /// Begins the ids of all that is in it.
    id: &'static str,
    /// What each field is called, by its JSON pointer: said before its fault where all stand together.
    labels: RefCell<Vec<(String, String)>>,
    faults: Live<Vec<Fault>>,
    /// Whether the faults were found while somebody types, and not when they sent it.
    quiet: Cell<bool>,
    progress: Rc<Live<Progress>>,
    line: Line,
    /// What hears of every change.
    hears: OnceCell<Box<dyn Fn()>>,
}

/// What is wrong with a field.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Fault {
    /// JSON pointer, as the server names the field.
    at: String,
    text: String,
    /// What it is called where all stand together, if not by its field's label.
    name: Option<String>,
}

impl Form {
    /// `id` is like no other on the page.
    pub(crate) fn new(console: Console, id: &'static str) -> Self {
        Self(Rc::new(Parts {
            console,
            id,
            labels: RefCell::default(),
            faults: Live::default(),
            quiet: Cell::default(),
            progress: Rc::new(Live::default()),
            line: Line::default(),
            hears: OnceCell::new(),
        }))
    }

    /// Does `hear` on every change from now on; once a form.
    pub(crate) fn on_change(&self, hear: impl Fn() + 'static) {
        let _ = self.0.hears.set(Box::new(hear));
    }

    pub(super) fn console(&self) -> Console {
        self.0.console
    }

    /// The line on which it is sent.
    pub(crate) fn line(&self) -> &Line {
        &self.0.line
    }

    /// The id of the field at a JSON pointer.
    pub(crate) fn id_of(&self, at: &str) -> String {
        [self.0.id, &at.replace('/', "-")].concat()
    }

    /// What is wrong with the field at a JSON pointer, and with what it holds.
    pub(super) fn fault(&self, at: &str) -> Option<String> {
        let faults = self.0.faults.get();
        let found = faults.iter().find(|fault| fault.at == at);
        found.map(|fault| fault.text.clone())
    }

    /// A field is drawn under this name.
    pub(super) fn call(&self, at: &str, label: &str) {
        let mut labels = self.0.labels.borrow_mut();
        labels.retain(|(other, _)| other != at);
        labels.push((at.to_owned(), label.to_owned()));
    }

    /// A fault with the name of its field before it.
    fn named(&self, fault: &Fault) -> String {
        let labels = self.0.labels.borrow();
        let drawn = labels.iter().find(|(at, _)| *at == fault.at);
        let Some(label) = fault.name.as_ref().or(drawn.map(|(_, label)| label)) else {
            return fault.text.clone();
        };
        let joint = if label.ends_with('?') { " " } else { ": " };
        [label, joint, &fault.text].concat()
    }

    /// Somebody changed something.
    pub(crate) fn touch(&self) {
        self.0.console.set_unsaved(true);
        if matches!(*self.0.progress.peek(), Progress::Done(_)) {
            self.0.progress.set(Progress::Resting);
        }
        if let Some(hear) = self.0.hears.get() {
            hear();
        }
    }

    /// The form's element; `send` is done when it is sent, by button or by Enter.
    pub(crate) fn draw(&self, inside: El, send: impl Fn() + 'static) -> El {
        let progress = self.0.progress.clone();
        el_of("form", "form")
            .set("novalidate", "")
            .on("submit", move |event| {
                event.prevent_default();
                if *progress.peek() != Progress::Asking {
                    send();
                }
            })
            .add(self.summary())
            .add(inside)
    }

    /// The button that sends it, with what became of it beside; `more` are other ways out.
    pub(crate) fn buttons(&self, text: &str, more: Option<El>) -> El {
        let progress = self.0.progress.clone();
        let busy = move || (*progress.get() == Progress::Asking).then(|| "true".to_owned());
        let send = el_of("button", "button main")
            .set("type", "submit")
            .live_attribute("aria-disabled", busy)
            .add(el("span").say(text));
        el_of("div", "buttons")
            .add(send)
            .add_some(more)
            .add(said(self.0.console, self.0.progress.clone()))
    }

    /// What is wrong, all together, each leading to its field. It takes the focus when it comes.
    fn summary(&self) -> El {
        let form = self.clone();
        el("div").live(move || {
            let faults = form.0.faults.get();
            if faults.is_empty() {
                return None;
            }
            let words = form.0.console.words();
            let role = if form.0.quiet.get() { "group" } else { "alert" };
            let mut list = el("ul");
            for fault in faults.iter() {
                let id = form.id_of(&fault.at);
                let to = id.clone();
                let link = el("a")
                    .set_text("href", ["#", &id].concat())
                    .on("click", move |event| {
                        event.prevent_default();
                        screen::focus_soon(&to);
                    })
                    .text(form.named(fault));
                list = list.add(el("li").add(link));
            }
            Some(
                el_of("div", "notice")
                    .set("data-kind", "error")
                    .set_text("id", form.id_of("/summary"))
                    .set("tabindex", "-1")
                    .set("role", role)
                    .add(el_of("p", "strong").say(words.say(keys::FAULTS_TITLE)))
                    .add(list),
            )
        })
    }

    /// Says what is wrong before anything is sent: pointer and words of each. True where nothing is.
    pub(crate) fn check(&self, faults: Vec<(String, String)>) -> bool {
        let faults: Vec<Fault> = faults
            .into_iter()
            .map(|(at, text)| Fault {
                at,
                text,
                name: None,
            })
            .collect();
        let good = faults.is_empty();
        self.show(faults);
        good
    }

    /// Shows what the server finds wrong: pointer, code, and what each is called where all stand together.
    /// `quiet` is for what is found while somebody types: nothing moves the focus.
    pub(crate) fn complain(&self, found: Vec<(String, String, Option<String>)>, quiet: bool) {
        let words = self.0.console.words();
        let faults: Vec<Fault> = found
            .into_iter()
            .map(|(at, code, name)| Fault {
                text: fault_words(words, self.0.id, &at, &code),
                at,
                name,
            })
            .collect();
        if quiet {
            // Drawn anew without need, a link of the summary would lose the focus.
            if *self.0.faults.peek() != faults {
                self.0.quiet.set(true);
                self.0.faults.set(faults);
            }
        } else {
            self.show(faults);
        }
    }

    fn show(&self, faults: Vec<Fault>) {
        let any = !faults.is_empty();
        self.0.quiet.set(false);
        self.0.faults.set(faults);
        if any {
            screen::focus_soon(&self.id_of("/summary"));
        }
    }

    /// Sends it, and says what became of it: `saved` and then `done` on a yes.
    pub(crate) fn send<T: 'static>(
        &self,
        told: Told<T>,
        saved: &str,
        done: impl FnOnce(T) + 'static,
    ) {
        self.send_or(told, saved, done, |_| false);
    }

    /// The same, for a form that has an answer of its own to some refusals: `or` is true where it took
    /// care of one.
    pub(crate) fn send_or<T: 'static>(
        &self,
        told: Told<T>,
        saved: &str,
        done: impl FnOnce(T) + 'static,
        or: impl FnOnce(&Refused) -> bool + 'static,
    ) {
        let (form, saved) = (self.clone(), saved.to_owned());
        form.0.progress.set(Progress::Asking);
        browser::spawn(async move {
            match told.await {
                Ok(found) => {
                    form.show(Vec::new());
                    form.0.console.set_unsaved(false);
                    form.0.progress.set(Progress::Done(saved));
                    done(found);
                }
                Err(refused) if or(&refused) => form.0.progress.set(Progress::Resting),
                Err(refused) => form.refuse(&refused),
            }
        });
    }

    fn refuse(&self, refused: &Refused) {
        let words = self.0.console.words();
        if let Refused::Problem(problem) = refused
            && !problem.errors.is_empty()
        {
            self.0.progress.set(Progress::Resting);
            let faults = problem.errors.iter().map(|error| Fault {
                at: error.field.clone(),
                text: fault_words(words, self.0.id, &error.field, &error.code),
                name: None,
            });
            self.show(faults.collect());
            return;
        }
        let said = in_words(self.0.console, refused);
        self.0
            .progress
            .set(said.map_or(Progress::Resting, Progress::Failed));
    }
}

/// A fault in words: those of this form's field (`fault.<form>-<field>.<code>`), else those of the
/// code (`fault.<code>`), else that the field needs another look.
fn fault_words(words: Words, form: &str, at: &str, code: &str) -> String {
    let own = ["fault.", form, &at.replace('/', "-")].concat();
    words
        .find(&own, code)
        .or_else(|| words.find("fault", code))
        .unwrap_or(words.say(keys::FAULT_UNKNOWN))
        .to_owned()
}

/// What a field says of itself, beside what it holds.
pub(super) fn described(form: &Form, field: &Field) -> impl FnMut() -> Option<String> + 'static {
    let id = form.id_of(&field.at);
    let (form, at, hint) = (form.clone(), field.at.clone(), field.hint.is_some());
    move || {
        let mut ids = Vec::new();
        if hint {
            ids.push([&id, "-hint"].concat());
        }
        if form.fault(&at).is_some() {
            ids.push([&id, "-fault"].concat());
        }
        (!ids.is_empty()).then(|| ids.join(" "))
    }
}
