//! The host's side of a widget: the options that the loader hands over, the root element, the
//! events out. The public surface is written down in `custom-elements.json`, which a test holds
//! against this file.

use js_sys::{Array, Function, Object, Promise, Reflect};
use leptos::mount::mount_to_renderer;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{CustomEvent, CustomEventInit, Element, HtmlElement, ShadowRoot};

use crate::{
    i18n::{Program, Words},
    ui::{El, el_of},
};

/// Events that a widget sends out; they bubble, cross shadow roots and carry no personal data.
pub(crate) mod events {
    /// The first view stands.
    pub(crate) const READY: &str = "kindred-ready";
    /// Data could not be had: `detail.code`.
    pub(crate) const ERROR: &str = "kindred-error";
    /// A group's page opened: `detail.group`, its slug.
    pub(crate) const GROUP_OPEN: &str = "kindred-group-open";
    /// Join was pressed: `detail.group`. A host that prevents the default takes over from here.
    pub(crate) const JOIN: &str = "kindred-join";
    /// Another step of the join form: `detail.step`, from 1.
    pub(crate) const JOIN_STEP: &str = "kindred-join-step";
    /// Answers to a survey were taken: `detail.survey` and `detail.group`, their slugs.
    pub(crate) const FEEDBACK_SENT: &str = "kindred-feedback-sent";
    /// A join request was taken.
    pub(crate) const JOINED: &str = "kindred-joined";
}

/// What a widget is told when it is mounted.
pub(crate) struct Options {
    /// Origin and path of the server, without a slash at the end.
    pub(crate) server: String,
    /// Slug of the site.
    pub(crate) site: String,
    /// All texts.
    pub(crate) words: Words,
    /// Level of the widget's first heading, 1 to 6.
    pub(crate) heading_level: u8,
    /// The element that the host wrote.
    pub(crate) host: HtmlElement,
    /// The root that the widget lives in; the loader's fallback slot is in it, too.
    pub(crate) root: ShadowRoot,
    /// Slug of the group to open at once, to read the guidelines of, or to join.
    pub(crate) group: Option<String>,
    /// Fetches the second program before it is needed.
    pub(crate) prepare: Option<Function>,
    /// What the loader asked for early: the site.
    pub(crate) first_site: Option<Promise>,
    /// What the loader asked for early: what this kind of widget shows.
    pub(crate) first_data: Option<Promise>,
}

impl Options {
    /// Reads the loader's object. Fails with a sentence for the console.
    pub(crate) fn read(
        program: &'static Program,
        root: &ShadowRoot,
        options: &JsValue,
    ) -> Result<Self, JsValue> {
        let get = |name: &str| Reflect::get(options, &JsValue::from_str(name)).unwrap_or_default();
        let text = |name: &str| get(name).as_string().filter(|text| !text.is_empty());
        let missing = |name: &str| JsValue::from_str(&["mount needs ", name].concat());
        let language = text("lang").unwrap_or_else(|| "en".to_owned());
        let first = |name: &str| {
            let first = Reflect::get(&get("first"), &JsValue::from_str(name)).ok()?;
            first.dyn_into::<Promise>().ok()
        };
        // Only 1 to 6 pass, whatever the page says.
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
        let level = get("headingLevel")
            .as_f64()
            .map_or(2, |level| level.clamp(1.0, 6.0) as u8);
        let server = text("server").ok_or_else(|| missing("server"))?;
        let site = text("site").ok_or_else(|| missing("site"))?;
        Ok(Self {
            words: Words::from_js(
                program,
                &[&*server, "/", &site].concat(),
                &language,
                &get("text"),
            ),
            server,
            site,
            heading_level: level,
            host: get("host")
                .dyn_into()
                .or(root.host().dyn_into())
                .map_err(|_| missing("host"))?,
            root: root.clone(),
            group: text("group"),
            prepare: get("prepare").dyn_into().ok(),
            first_site: first("site"),
            first_data: first("data"),
        })
    }
}

/// An attribute of the host's element in either of its forms, where it says something.
pub(crate) fn attribute(host: &Element, name: &str) -> Option<String> {
    let own = host.get_attribute(name).filter(|value| !value.is_empty());
    own.or_else(|| host.get_attribute(&["data-", name].concat()))
        .filter(|value| !value.is_empty())
}

/// The theme that a host keeps to: the element's own, or that of the widget which opened it.
pub(crate) fn theme_of(host: &Element) -> Option<String> {
    let own = host.get_attribute("theme");
    own.or_else(|| host.get_attribute("data-theme"))
        .or_else(|| {
            let root: ShadowRoot = host.get_root_node().dyn_into().ok()?;
            theme_of(&root.host())
        })
}

/// Draws a widget into its shadow root. Dropping what comes back takes it away again.
pub(crate) fn draw(
    root: &ShadowRoot,
    widget: impl FnOnce() -> El + 'static,
) -> impl Sized + 'static {
    // Leptos asks for an element, but only appends to it, which a shadow root can as well.
    mount_to_renderer(root.unchecked_ref(), widget)
}

/// The widget's own root. Session recorders are asked in their own words to keep out: what
/// people read and choose here says a lot about their health.
pub(crate) fn root(words: Words) -> El {
    let mut root = el_of("div", "kindred fs-mask sentry-mask rr-mask ph-no-capture")
        .set("part", "root")
        .set("lang", words.language())
        .set("dir", words.direction());
    for (name, value) in [
        ("data-hj-suppress", ""),
        ("data-clarity-mask", "true"),
        ("data-dd-privacy", "mask"),
        ("data-private", "lipsum"),
        ("data-recording-sensitive", ""),
        ("data-sentry-mask", ""),
    ] {
        root = root.set(name, value);
    }
    root
}

/// Sends an event out of the host element; false when the host prevented its default.
pub(crate) fn emit(host: &HtmlElement, name: &str, detail: &[(&str, &str)]) -> bool {
    let entries: Array = detail
        .iter()
        .map(|(key, value)| Array::of2(&JsValue::from_str(key), &JsValue::from_str(value)))
        .collect();
    send_out(host, name, &entries)
}

/// Tells the host which step of the join form shows, from 1.
pub(crate) fn emit_step(host: &HtmlElement, step: u32) {
    let entry = Array::of2(
        &JsValue::from_str("step"),
        &JsValue::from_f64(f64::from(step)),
    );
    send_out(host, events::JOIN_STEP, &Array::of1(&entry));
}

fn send_out(host: &HtmlElement, name: &str, entries: &Array) -> bool {
    let init = CustomEventInit::new();
    init.set_bubbles(true);
    init.set_composed(true);
    init.set_cancelable(true);
    if let Ok(detail) = Object::from_entries(entries) {
        init.set_detail(&detail);
    }
    CustomEvent::new_with_event_init_dict(name, &init)
        .and_then(|event| host.dispatch_event(&event))
        .unwrap_or(true)
}

/// Shows or hides what the host wrote inside its element: the way to a person when nothing loads.
pub(crate) fn show_fallback(root: &ShadowRoot, shown: bool) {
    if let Ok(Some(slot)) = root.query_selector("slot") {
        let _ = slot.toggle_attribute_with_force("hidden", !shown);
    }
}

#[cfg(test)]
#[path = "element_tests.rs"]
mod tests;
