//! A button that asks the server for something, and says beside itself what became of it.

use std::rc::Rc;

use crate::{
    api::console::{Refused, Told},
    browser,
    console::Console,
    i18n::console_keys as keys,
    ui::{El, Live, Look, button, el, el_of},
};

/// What a press asks, what follows a yes, and in which words a refusal is said.
pub(crate) struct Ask<T> {
    call: Box<dyn Fn() -> Told<T>>,
    done: Box<dyn Fn(T)>,
    words: Box<Words>,
}

/// A refusal in words of one's own, where there are any.
type Words = dyn Fn(&Refused) -> Option<String>;

impl<T: 'static> Ask<T> {
    pub(crate) fn new(ask: impl Fn() -> Told<T> + 'static, done: impl Fn(T) + 'static) -> Self {
        Self {
            call: Box::new(ask),
            done: Box::new(done),
            words: Box::new(|_| None),
        }
    }

    /// Words of one's own for some refusals.
    pub(crate) fn or(mut self, words: impl Fn(&Refused) -> Option<String> + 'static) -> Self {
        self.words = Box::new(words);
        self
    }
}

/// Where a call is.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) enum Progress {
    #[default]
    Resting,
    Asking,
    Done(String),
    Failed(String),
}

/// A refusal in words; `None` where there is nothing to say.
pub(super) fn in_words(console: Console, refused: &Refused) -> Option<String> {
    let words = console.words();
    Some(match refused {
        Refused::Stale => return None,
        Refused::SignedOut => words.say(keys::SIGNED_OUT_KEPT).to_owned(),
        Refused::Missing => words.say(keys::GONE_TEXT).to_owned(),
        Refused::Failed if browser::is_offline() => words.say(keys::OFFLINE_TEXT).to_owned(),
        Refused::Failed => words.say(keys::FAILED_TEXT).to_owned(),
        Refused::Problem(problem) => words
            .find("problem", &problem.code)
            .unwrap_or(words.say(keys::FAILED_TEXT))
            .to_owned(),
    })
}

/// The button, and below it what is being done or could not be. While it is being done another
/// press does nothing.
pub(crate) fn ask_button<T: 'static>(console: Console, look: Look, text: &str, ask: Ask<T>) -> El {
    let progress = Rc::new(Live::new(Progress::default()));
    let ask = Rc::new(ask);
    let shown = progress.clone();
    let press = move |_: &_| {
        if *progress.peek() == Progress::Asking {
            return;
        }
        progress.set(Progress::Asking);
        let (progress, ask) = (progress.clone(), ask.clone());
        browser::spawn(async move {
            match (ask.call)().await {
                Ok(found) => {
                    progress.set(Progress::Resting);
                    (ask.done)(found);
                }
                Err(refused) => {
                    let said = (ask.words)(&refused).or_else(|| in_words(console, &refused));
                    progress.set(said.map_or(Progress::Resting, Progress::Failed));
                }
            }
        });
    };
    let busy = shown.clone();
    let pressed = button(look, None, text, press).live_attribute("aria-disabled", move || {
        (*busy.get() == Progress::Asking).then(|| "true".to_owned())
    });
    el_of("span", "asking")
        .add(pressed)
        .add(said(console, shown))
}

/// What became of a press, read out as it changes.
pub(super) fn said(console: Console, progress: Rc<Live<Progress>>) -> El {
    el_of("span", "asked").set("role", "status").live(move || {
        let (kind, text) = match &*progress.get() {
            Progress::Resting => return None,
            Progress::Asking => ("asking", console.say(keys::WORKING).to_owned()),
            Progress::Done(text) => ("done", text.clone()),
            Progress::Failed(text) => ("failed", text.clone()),
        };
        Some(el("span").set("data-kind", kind).text(text))
    })
}
