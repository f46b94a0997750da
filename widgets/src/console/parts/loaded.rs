//! Something that the server is asked for before there is anything to show.

use std::rc::Rc;

use crate::{
    api::{
        Line,
        console::{Refused, Told},
    },
    browser,
    console::{Console, href},
    i18n::console_keys as keys,
    ui::{El, Icon, Live, Look, button, el, el_of, link, notice},
};

/// Something that is asked for, and shown once it is here. Cheap to copy about.
pub(crate) struct Loaded<T>(Rc<Parts<T>>);

struct Parts<T> {
    console: Console,
    ask: Box<Call<T>>,
    line: Line,
    state: Live<State<T>>,
}

/// What asks, on a line.
type Call<T> = dyn Fn(&Line) -> Told<T>;

enum State<T> {
    Waiting,
    Here(Rc<T>),
    Missing,
    /// Why not, in words.
    Failed(String),
}

impl<T> Clone for Loaded<T> {
    fn clone(&self) -> Self {
        Self(self.0.clone())
    }
}

impl<T: 'static> Loaded<T> {
    /// Asks, now.
    pub(crate) fn new(console: Console, ask: impl Fn(&Line) -> Told<T> + 'static) -> Self {
        let loaded = Self(Rc::new(Parts {
            console,
            ask: Box::new(ask),
            line: Line::default(),
            state: Live::new(State::Waiting),
        }));
        loaded.again();
        loaded
    }

    /// Asks anew; what shows stays until the answer is here.
    pub(crate) fn again(&self) {
        let parts = self.0.clone();
        browser::spawn(async move {
            let found = (parts.ask)(&parts.line).await;
            let state = match found {
                Ok(found) => State::Here(Rc::new(found)),
                Err(Refused::Stale) => return,
                Err(Refused::Missing) => State::Missing,
                Err(refused) => {
                    let said = super::ask::in_words(parts.console, &refused);
                    State::Failed(said.unwrap_or_default())
                }
            };
            parts.state.set(state);
        });
    }

    /// What is here, for a view that follows it.
    pub(crate) fn get(&self) -> Option<Rc<T>> {
        match &*self.0.state.get() {
            State::Here(found) => Some(found.clone()),
            _ => None,
        }
    }

    /// What is here.
    pub(crate) fn peek(&self) -> Option<Rc<T>> {
        match &*self.0.state.peek() {
            State::Here(found) => Some(found.clone()),
            _ => None,
        }
    }

    /// Shows something else, as after a change whose result is known.
    pub(crate) fn set(&self, found: T) {
        self.0.state.set(State::Here(Rc::new(found)));
    }

    /// What there is to show: `show` once it is here, and words in its place until then.
    pub(crate) fn draw(&self, show: impl Fn(&Rc<T>) -> El + 'static) -> El {
        let loaded = self.clone();
        el_of("div", "loaded").live(move || {
            let console = loaded.0.console;
            Some(match &*loaded.0.state.get() {
                State::Waiting => waiting(console),
                State::Here(found) => show(found),
                State::Missing => missing(console),
                State::Failed(text) => {
                    let again = loaded.clone();
                    let retry = move || {
                        again.0.state.set(State::Waiting);
                        again.again();
                    };
                    failed(console, text, Box::new(retry))
                }
            })
        })
    }
}

fn waiting(console: Console) -> El {
    el_of("p", "waiting")
        .set("role", "status")
        .say(console.say(keys::LOADING))
}

fn failed(console: Console, text: &str, mut retry: Box<dyn FnMut()>) -> El {
    let again = button(Look::Main, None, console.say(keys::RETRY), move |_| retry());
    notice("error", Icon::Help, "h2", console.say(keys::FAILED_TITLE))
        .set("role", "alert")
        .add(el("p").say(text))
        .add(again)
}

/// There is nothing here, or it is not theirs: the two look alike.
pub(crate) fn missing(console: Console) -> El {
    console.title(console.say(keys::MISSING_TITLE));
    el_of("div", "stack")
        .add(el("p").say(console.say(keys::MISSING_TEXT)))
        .add(el_of("div", "buttons").add(link(
            Look::Main,
            None,
            console.say(keys::TO_THE_START),
            href(""),
        )))
}
