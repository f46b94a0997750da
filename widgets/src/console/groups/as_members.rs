//! A group as members see it, drawn by the finder's own views: its card and its page.

use std::rc::Rc;

use js_sys::{Array, JSON};
use serde_json::Value;
use wasm_bindgen::JsValue;

use crate::{
    console::{
        Console,
        parts::{Frame, members_view},
    },
    i18n::console_keys as keys,
    js::{get, object},
    ui::El,
};

const FRAME: Frame = Frame {
    id: "groups-preview",
    name: keys::GROUPS_PREVIEW,
    hint: keys::GROUPS_PREVIEW_HINT,
};

/// The group as members see it; `level` is that of its headings.
pub(super) fn as_members(console: Console, found: &Rc<Value>, level: u8) -> El {
    let found = found.clone();
    members_view(console, FRAME, move || {
        let found = JSON::parse(&found.to_string()).ok()?;
        let titles = [keys::GROUPS_PREVIEW_CARD, keys::GROUPS_PREVIEW_PAGE];
        let titles: Array = titles
            .into_iter()
            .map(|key| JsValue::from_str(console.say(key)))
            .collect();
        Some(object(&[
            ("lang", console.words().language().into()),
            ("headingLevel", level.into()),
            ("titles", titles.into()),
            ("site", get(&found, "site")),
            ("page", get(&found, "page")),
        ]))
    })
}
