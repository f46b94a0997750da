//! Two switches for whoever finds the letters small or the page too much. They ask the loader, which does
//! it for all of Kindred's elements on the page (`set` in public/aside.js); nothing is stored.

use wasm_bindgen::JsValue;
use web_sys::HtmlElement;

use super::{El, Look, button, el_of};
use crate::{
    i18n::{Key, Words, shared},
    js::{call, get, object},
};

/// The switches. A widget inside another has none of its own: the style sheet leaves them out there.
pub(crate) fn looks(words: Words, host: &HtmlElement) -> El {
    // As the page has it when the widget comes; afterwards `set` says it.
    let switch = |key: Key, name: &'static str, on: &str| {
        let on = call(host, "matches", &[JsValue::from_str(on)]);
        let press = move |_: &_| {
            let kindred = get(&js_sys::global(), "Kindred");
            call(
                &kindred,
                "set",
                &[object(&[("toggle", JsValue::from_str(name))])],
            );
        };
        button(Look::Plain, None, words.say(key), press)
            .set("data-look", name)
            .set(
                "aria-pressed",
                if on == Some(JsValue::TRUE) {
                    "true"
                } else {
                    "false"
                },
            )
    };
    let row = el_of("div", "looks")
        .set("role", "group")
        .set("aria-label", words.say(shared::LOOKS_LABEL));
    row.add(switch(
        shared::LOOKS_LARGE,
        "text-size",
        "[text-size],[data-text-size]",
    ))
    .add(switch(shared::LOOKS_CALM, "calm", "[calm],[data-calm]"))
}
