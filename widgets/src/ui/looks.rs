//! Two switches for whoever finds the letters small or the page too much. They ask the loader, which does
//! it for all of Kindred's elements on the page (`set` in public/aside.js); nothing is stored.

use wasm_bindgen::JsValue;
use web_sys::HtmlElement;

use super::{El, Look, button, el_of};
use crate::{
    i18n::{Key, Words, shared},
    js::{call, get, has, object},
};

/// The switches. A widget inside another has none of its own: the style sheet leaves them out there.
pub(crate) fn looks(words: Words, host: &HtmlElement) -> El {
    let attributes = get(host, "attributes");
    let says = |name: &str| has(&attributes, name) || has(&attributes, &["data-", name].concat());
    let switch = |key: Key, name: &'static str| {
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
            .set_text("aria-pressed", says(name).to_string())
    };
    let row = el_of("div", "looks")
        .set("role", "group")
        .set("aria-label", words.say(shared::LOOKS_LABEL));
    row.add(switch(shared::LOOKS_LARGE, "text-size"))
        .add(switch(shared::LOOKS_CALM, "calm"))
}
