//! A group as members see it: the finder's own views draw it, with their style and words, in a root of its
//! own in the console's page. They come as a program of their own, once somebody wants to look. The console's style does not reach in, and the finder's not out.

use std::{cell::RefCell, rc::Rc};

use js_sys::{Array, Function, JSON};
use leptos::prelude::*;
use serde_json::Value;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::Element;

use crate::{
    api::console::Refused,
    browser,
    console::{Console, parts::Loaded, screen},
    i18n::console_keys as keys,
    js::{get, object},
    ui::{El, el_of},
};

/// Of the element that the finder's drawing is in; there is one at a time.
const HOST: &str = "groups-preview";
const HINT: &str = "groups-preview-hint";

/// What takes a drawing away again, which is done when nobody holds it any more.
struct Drawn(Function);

impl Drop for Drawn {
    fn drop(&mut self) {
        let _ = self.0.call0(&JsValue::NULL);
    }
}

/// The group as members see it; `level` is that of its headings.
pub(super) fn as_members(console: Console, found: &Rc<Value>, level: u8) -> El {
    let program = Loaded::<Function>::new(console, move |_| {
        Box::pin(async move {
            let brought = console.bring_preview().ok_or(Refused::Failed)?;
            let draw = JsFuture::from(brought).await;
            let draw = draw.map_err(|_| Refused::Failed)?;
            draw.dyn_into().map_err(|_| Refused::Failed)
        })
    });
    let found = found.clone();
    program.draw(move |draw| {
        // What is drawn lives as long as what this is drawn in.
        let drawn: Rc<RefCell<Option<Drawn>>> = Rc::default();
        let waiting = Rc::downgrade(&drawn);
        let (found, draw) = (found.clone(), draw.clone());
        browser::after(0, move || {
            if let Some((host, drawn)) = screen::find(HOST).zip(waiting.upgrade()) {
                drawn.replace(begin(console, &draw, &host, &found, level));
            }
        });
        StoredValue::new_local(drawn);
        let hint = console.say(keys::GROUPS_PREVIEW_HINT);
        el_of("div", "stack")
            .add(el_of("p", "hint").set("id", HINT).say(hint))
            .add(
                el_of("div", "groups-preview")
                    .set("id", HOST)
                    .set("role", "group")
                    .set("aria-label", console.say(keys::GROUPS_PREVIEW))
                    .set("aria-describedby", HINT),
            )
    })
}

/// Has it drawn. `None` where it cannot.
fn begin(
    console: Console,
    draw: &Function,
    host: &Element,
    found: &Value,
    level: u8,
) -> Option<Drawn> {
    let found = JSON::parse(&found.to_string()).ok()?;
    let titles = [keys::GROUPS_PREVIEW_CARD, keys::GROUPS_PREVIEW_PAGE];
    let titles: Array = titles
        .into_iter()
        .map(|key| JsValue::from_str(console.say(key)))
        .collect();
    let options = object(&[
        ("lang", console.words().language().into()),
        ("headingLevel", level.into()),
        ("titles", titles.into()),
        ("site", get(&found, "site")),
        ("page", get(&found, "page")),
    ]);
    let undo = draw.call2(&JsValue::NULL, host, &options).ok()?;
    undo.dyn_into().ok().map(Drawn)
}
