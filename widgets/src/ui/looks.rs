//! Two switches for whoever finds the letters small or the page too much. They ask the loader, which does
//! it for all of Kindred's elements on the page (`set` in public/aside.js); nothing is stored.

use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, ShadowRoot};

use super::{El, Look, button, el_of};
use crate::{
    i18n::{Key, Words, shared},
    js::{call, get, object},
};

/// The switches, where `host` stands in the page itself: a widget inside another follows that one's.
pub(crate) fn looks(words: Words, host: &Element) -> Option<El> {
    if host.get_root_node().is_instance_of::<ShadowRoot>() {
        return None;
    }
    let switch = |key: Key, name: &'static str| {
        let press = move |_: &_| {
            let kindred = get(&js_sys::global(), "Kindred");
            call(&kindred, "set", &[object(&[("toggle", JsValue::from_str(name))])]);
        };
        button(Look::Plain, None, words.say(key), press)
            .set("data-look", name)
            .set("aria-pressed", if host.has_attribute(name) { "true" } else { "false" })
    };
    let row = el_of("div", "looks")
        .set("role", "group")
        .set("aria-label", words.say(shared::LOOKS_LABEL));
    Some(
        row.add(switch(shared::LOOKS_LARGE, "text-size"))
            .add(switch(shared::LOOKS_CALM, "calm")),
    )
}
