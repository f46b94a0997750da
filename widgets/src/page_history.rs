//! The page's history, shared with the host and with other widgets: each has its own entry under
//! our one key of `history.state`, and its own name in the fragment. What others put there stays.

use js_sys::{Object, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{HtmlElement, Window};

use crate::{
    browser,
    group_finder::state::{fragment_value, with_fragment},
};

const KEY: &str = "kindred";

/// One widget's part of the history.
#[derive(Clone)]
pub(crate) struct PageHistory {
    /// Tells this widget from others on the page: its site and its place among them.
    entry: String,
    /// `kindred`; from the second widget on `kindred2`, `kindred3` …
    name: String,
}

impl PageHistory {
    /// For the widget in `host`. Its place in the document is the same after a reload, in whatever
    /// order widgets come near the screen.
    pub(crate) fn of(host: &HtmlElement, site: &str) -> Self {
        let place = place_among_widgets(host);
        let number = (place + 1).to_string();
        Self {
            entry: [site, "/", &number].concat(),
            name: if place == 0 {
                KEY.to_owned()
            } else {
                [KEY, &number].concat()
            },
        }
    }

    /// Which of the page's widgets this is, from 1.
    pub(crate) fn number(&self) -> &str {
        self.entry.split('/').fold("", |_, part| part)
    }

    /// What this widget wrote into the current entry.
    pub(crate) fn read(&self) -> Option<String> {
        let ours = get(&state(), KEY)?;
        get(&ours, &self.entry)?.as_string()
    }

    /// What the address says to this widget.
    pub(crate) fn fragment(&self) -> Option<String> {
        fragment_value(&fragment(), &self.name).map(str::to_owned)
    }

    /// Writes this widget's view: into a new entry, or into the current one. Browsers refuse
    /// when it happens too often, and in some sandboxes always: the view just is not kept then.
    pub(crate) fn write(&self, view: &str, fragment: Option<&str>, new_entry: bool) {
        let before = state();
        if !before.is_null() && !before.is_undefined() && !before.is_object() {
            return; // The host keeps something there that cannot hold ours as well.
        }
        let copy = Object::assign(&Object::new(), before.unchecked_ref());
        let ours = get(&before, KEY).unwrap_or_default();
        let ours = Object::assign(&Object::new(), ours.unchecked_ref());
        set(&ours, &self.entry, &JsValue::from_str(view));
        set(&copy, KEY, &ours);
        let url = self.address(fragment);
        let Ok(history) = window().history() else {
            return;
        };
        let _ = if new_entry {
            history.push_state_with_url(&copy, "", Some(&url))
        } else {
            history.replace_state_with_url(&copy, "", Some(&url))
        };
    }

    /// The page's address with our part of the fragment. In full: a host's `<base>` would bend
    /// a relative one.
    pub(crate) fn address(&self, ours: Option<&str>) -> String {
        let href = window().location().href().unwrap_or_default();
        let page = href.split('#').next().unwrap_or_default();
        let fragment = with_fragment(&fragment(), &self.name, ours);
        if fragment.is_empty() {
            page.to_owned()
        } else {
            [page, "#", &fragment].concat()
        }
    }
}

fn place_among_widgets(host: &HtmlElement) -> u32 {
    let Some(document) = window().document() else {
        return 0;
    };
    let all = document.query_selector_all("kindred-group-finder,[data-kindred]");
    let Ok(all) = all else { return 0 };
    let is_host = |at: &u32| {
        all.item(*at)
            .is_some_and(|node| host.is_same_node(Some(&node)))
    };
    (0..all.length()).find(is_host).unwrap_or(0)
}

fn window() -> Window {
    browser::window()
}

fn fragment() -> String {
    let hash = window().location().hash().unwrap_or_default();
    hash.trim_start_matches('#').to_owned()
}

fn state() -> JsValue {
    window()
        .history()
        .and_then(|history| history.state())
        .unwrap_or_default()
}

fn get(object: &JsValue, name: &str) -> Option<JsValue> {
    let value = Reflect::get(object, &JsValue::from_str(name)).ok()?;
    (!value.is_undefined() && !value.is_null()).then_some(value)
}

fn set(object: &Object, name: &str, value: &JsValue) {
    let _ = Reflect::set(object, &JsValue::from_str(name), value);
}
