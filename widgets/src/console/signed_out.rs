//! What shows when the session is over in the middle of something: the way to sign in beside it, so
//! that nothing typed is lost.

use super::{
    Console,
    parts::{Ask, ask_button},
    screen,
};
use crate::{
    api::console::Refused,
    i18n::console_keys as keys,
    ui::{El, Look, el, el_of},
};

const DIALOG: &str = "signed-out";

/// The dialog. Signing in happens in another tab; "Go on" asks the server whether it did.
pub(super) fn dialog(console: Console) -> El {
    el("div").live(move || {
        if !*console.0.signed_out.get() {
            return None;
        }
        screen::show_dialog(DIALOG);
        let sign_in = el_of("a", "button main")
            .set("href", "/console/sign-in")
            .set("target", "_blank")
            .set("rel", "noopener")
            .add(el("span").say(console.say(keys::SIGN_IN_BESIDE)));
        let go_on = ask_button(
            console,
            Look::Quiet,
            console.say(keys::GO_ON),
            Ask::new(
                move || console.server().me(&console.0.line),
                move |me| {
                    screen::close_dialog(DIALOG);
                    console.0.signed_out.set(false);
                    let before = console.me();
                    // Somebody else, or in another role: what shows may not be theirs.
                    if *before != me {
                        console.set_unsaved(false);
                        console.0.me.set(std::rc::Rc::new(me));
                    }
                },
            )
            .or(move |refused| {
                let still = matches!(refused, Refused::SignedOut);
                still.then(|| console.say(keys::STILL_SIGNED_OUT).to_owned())
            }),
        );
        Some(
            el("dialog")
                .set("id", DIALOG)
                .set("aria-labelledby", "signed-out-title")
                // There is nothing behind it to go back to.
                .on("cancel", web_sys::Event::prevent_default)
                .add(
                    el_of("h2", "dialog-title")
                        .set("id", "signed-out-title")
                        .say(console.say(keys::SIGNED_OUT_TITLE)),
                )
                .add(el("p").say(console.say(keys::SIGNED_OUT_TEXT)))
                .add(el_of("div", "buttons").add(sign_in).add(go_on)),
        )
    })
}
