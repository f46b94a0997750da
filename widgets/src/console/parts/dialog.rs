//! One dialog at a time, above everything else: the browser's own `<dialog>`, which keeps the focus in
//! and gives it back.

use std::rc::Rc;

use super::{Ask, ask_button};
use crate::{
    console::{Console, screen},
    i18n::console_keys as keys,
    ui::{El, Look, button, el, el_of},
};

const ID: &str = "dialog";
const TITLE: &str = "dialog-title";

/// What is in the dialog.
pub(crate) struct Dialog {
    title: String,
    draw: Box<dyn Fn() -> El>,
}

/// A question before something is done.
pub(crate) struct Confirm {
    /// The question.
    pub(crate) title: String,
    /// What will happen.
    pub(crate) text: String,
    /// The button that does it.
    pub(crate) yes: String,
    /// The button that does not.
    pub(crate) no: String,
}

/// Opens the dialog.
pub(crate) fn open(console: Console, title: &str, draw: impl Fn() -> El + 'static) {
    console.0.dialog.set(Some(Rc::new(Dialog {
        title: title.to_owned(),
        draw: Box::new(draw),
    })));
    screen::show_dialog(ID);
}

/// Closes it, and gives the focus back.
pub(crate) fn close(console: Console) {
    screen::close_dialog(ID);
    console.0.dialog.set(None);
}

/// Asks, and does `then` on a yes.
pub(crate) fn confirm(console: Console, question: Confirm, then: impl Fn() + 'static) {
    let then = Rc::new(then);
    let title = question.title.clone();
    open(console, &title, move || {
        let then = then.clone();
        let yes = button(Look::Main, None, &question.yes, move |_| {
            close(console);
            then();
        });
        asked(console, &question, yes)
    });
}

/// Asks, and on a yes asks the server. The dialog stays until it has answered, and says why if it is
/// not done.
pub(crate) fn confirm_asking<T: 'static>(
    console: Console,
    question: Confirm,
    ask: impl Fn() -> crate::api::console::Told<T> + 'static,
    done: impl Fn(T) + 'static,
) {
    let (ask, done) = (Rc::new(ask), Rc::new(done));
    let title = question.title.clone();
    open(console, &title, move || {
        let (ask, done) = (ask.clone(), done.clone());
        let ask = Ask::new(
            move || ask(),
            move |found| {
                close(console);
                done(found);
            },
        );
        let yes = ask_button(console, Look::Main, &question.yes, ask);
        asked(console, &question, yes)
    });
}

fn asked(console: Console, question: &Confirm, yes: El) -> El {
    let no = button(Look::Quiet, None, &question.no, move |_| close(console));
    el_of("div", "stack")
        .add(el("p").say(&question.text))
        .add(el_of("div", "buttons").add(yes).add(no))
}

/// Where the frame draws it.
pub(crate) fn drawn_dialog(console: Console) -> El {
    el("div").live(move || {
        let dialog = console.0.dialog.get().clone()?;
        let close_button = button(Look::Plain, None, console.say(keys::CLOSE), move |_| {
            close(console);
        });
        Some(
            el("dialog")
                .set("id", ID)
                .set("aria-labelledby", TITLE)
                // Escape: the browser closes it, and so do we.
                .on("cancel", move |event| {
                    event.prevent_default();
                    close(console);
                })
                .add(
                    el_of("div", "dialog-head")
                        .add(
                            el_of("h2", "dialog-title")
                                .set("id", TITLE)
                                .say(&dialog.title),
                        )
                        .add(close_button),
                )
                .add((dialog.draw)()),
        )
    })
}
