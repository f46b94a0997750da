//! The finder's own drawing of a group in a shadow root of the console's page: its views, its style, its
//! words. The console's style does not reach in, and the finder's not out.

use std::{any::Any, cell::RefCell, rc::Rc};

use api_types::GroupPreview;
use js_sys::{Array, JSON, Reflect};
use leptos::prelude::*;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, ShadowRoot};

use crate::{
    api::{Line, console::Refused},
    browser,
    console::{Console, parts::Loaded, screen},
    element,
    group_finder::preview::{Preview, preview},
    i18n::{FINDER, Words, console_keys as keys},
    js::{call, make, object},
    ui::{El, el_of},
};

/// Of the element that the finder's drawing is in; there is one at a time.
const HOST: &str = "groups-preview";
const HINT: &str = "groups-preview-hint";
/// What the loader gives every widget beside the program's style.
const BASE: &str = ":host{display:block}[hidden]{display:none!important}";

/// Style sheet and texts.
type Files = (String, String);

/// The group as members see it; `level` is that of its headings.
pub(super) fn as_members(console: Console, found: &Rc<GroupPreview>, level: u8) -> El {
    let lines = Rc::new(<[Line; 2]>::default());
    let files = Loaded::<Files>::new(console, move |_| {
        let file = |at: u32, line| {
            let address = console.finder_file(at);
            console.server().program_file(&address, line)
        };
        let (style, texts) = (file(0, &lines[0]), file(1, &lines[1]));
        Box::pin(async move { Ok::<Files, Refused>((style.await?, texts.await?)) })
    });
    let found = found.clone();
    files.draw(move |files| {
        // What draws in the root lives as long as what this is drawn in.
        let drawn: Rc<RefCell<Option<Box<dyn Any>>>> = Rc::default();
        let waiting = Rc::downgrade(&drawn);
        let (found, files) = (found.clone(), files.clone());
        browser::after(0, move || {
            if let Some((host, drawn)) = screen::find(HOST).zip(waiting.upgrade()) {
                drawn.replace(begin(console, &host, &files, &found, level));
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

/// Draws into a root of the host's own. `None` in a browser that has none.
fn begin(
    console: Console,
    host: &Element,
    (style, texts): &Files,
    found: &GroupPreview,
    level: u8,
) -> Option<Box<dyn Any>> {
    let root = call(host, "attachShadow", &[object(&[("mode", "open".into())])])?;
    let root: ShadowRoot = root.dyn_into().ok()?;
    let sheets: Option<Array> = [BASE, style].into_iter().map(sheet).collect();
    Reflect::set(&root, &"adoptedStyleSheets".into(), &sheets?.into()).ok()?;
    let texts = JSON::parse(texts).ok()?;
    let shown = Preview {
        words: Words::from_js(&FINDER, console.words().language(), &texts),
        site: found.site.clone(),
        page: found.page.clone(),
        titles: [
            console.say(keys::GROUPS_PREVIEW_CARD),
            console.say(keys::GROUPS_PREVIEW_PAGE),
        ],
        level,
    };
    Some(Box::new(element::draw(&root, move || preview(shown))))
}

fn sheet(style: &str) -> Option<JsValue> {
    let sheet = make(&browser::window(), "CSSStyleSheet", &Array::new())?;
    call(&sheet, "replaceSync", &[style.into()])?;
    Some(sheet)
}
