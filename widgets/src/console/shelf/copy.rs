//! The button that copies a question, and says whether it did.

use std::rc::Rc;

use crate::{
    browser,
    console::{Console, parts::kept, screen},
    i18n::{Key, console_keys as keys},
    ui::{El, Look, button, el, el_of},
};

/// `text` is what is copied, `label` what the button says.
pub(super) fn copy_button(console: Console, text: &str, label: Key) -> El {
    let said = kept(None::<bool>);
    let (shown, text): (_, Rc<str>) = (said.clone(), text.into());
    // Beside many questions each button says which it is for.
    let name = [console.say(label), ": ", &*text].concat();
    let press = button(Look::Quiet, None, console.say(label), move |_| {
        let (said, text) = (said.clone(), text.clone());
        browser::spawn(async move {
            said.set(Some(screen::copy(&text).await));
        });
    });
    let told = el_of("span", "asked").set("role", "status").live(move || {
        let (kind, key) = if (*shown.get())? {
            ("done", keys::SHELF_COPIED)
        } else {
            ("failed", keys::SHELF_NOT_COPIED)
        };
        Some(el("span").set("data-kind", kind).say(console.say(key)))
    });
    el_of("span", "asking")
        .add(press.set_text("aria-label", name))
        .add(told)
}
