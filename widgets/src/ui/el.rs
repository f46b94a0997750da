//! The one view type of the widgets: an element with what is in it.
//!
//! `view!` gives every element, attribute and handler a type of its own, and the compiler writes
//! the code of each anew. Measured on a page like this widget's (size flags, brotli): `view!` with
//! `--cfg erase_components` 3.0 kB, a builder over one element type of Leptos 1.2 kB; with a view
//! type of our own the whole finder was 14 kB smaller again. A member on a slow line feels the difference. An [`El`] is an ordinary
//! Leptos view all the same (`render.rs`): signals, memos and owners work as always.
//!
//! Two rules. [`El::live_text`], [`El::live_attribute`] and [`El::live_property`] change in place.
//! [`El::live`] replaces what it drew when a signal that it read changes, so a field that may hold
//! the focus never goes in one; [`memo`] keeps it from doing so without need.

use leptos::prelude::*;
use wasm_bindgen::JsValue;
use web_sys::Event;

/// An element on its way to a view.
pub(crate) struct El(pub(super) Box<Parts>);

pub(super) struct Parts {
    pub(super) tag: &'static str,
    pub(super) attributes: Vec<(&'static str, String)>,
    pub(super) wires: Vec<Wire>,
    pub(super) children: Vec<Child>,
}

/// What makes an element live.
pub(super) enum Wire {
    /// An attribute that follows signals; `None` takes it away.
    Attribute(&'static str, Box<dyn FnMut() -> Option<String>>),
    /// A property that follows signals.
    Property(&'static str, Box<dyn FnMut() -> JsValue>),
    /// The whole text of the element, following signals.
    Text(Box<dyn FnMut() -> String>),
    /// What to do on an event.
    On(&'static str, Box<dyn FnMut(&Event)>),
}

/// What is in an element.
pub(super) enum Child {
    Text(String),
    El(El),
    /// Drawn anew when a signal that it read changes.
    Live(Box<dyn FnMut() -> Option<El>>),
    /// One element a row; a row whose key stays keeps its element.
    Rows(Box<dyn FnMut() -> Vec<Row>>),
}

/// A row of a list: its key, and how to draw it where it is new.
pub(crate) type Row = (String, Box<dyn FnOnce() -> El>);

/// An element of this tag.
#[inline(never)]
pub(crate) fn el(tag: &'static str) -> El {
    El(Box::new(Parts {
        tag,
        attributes: Vec::new(),
        wires: Vec::new(),
        children: Vec::new(),
    }))
}

/// An element of this tag and class.
#[inline(never)]
pub(crate) fn el_of(tag: &'static str, class: &'static str) -> El {
    el(tag).set("class", class)
}

impl El {
    #[inline(never)]
    pub(crate) fn set(self, name: &'static str, value: &str) -> Self {
        self.set_text(name, value.to_owned())
    }

    #[inline(never)]
    pub(crate) fn set_text(mut self, name: &'static str, value: String) -> Self {
        self.0.attributes.push((name, value));
        self
    }

    /// An attribute where there is a value for it.
    #[inline(never)]
    pub(crate) fn set_some(self, name: &'static str, value: Option<String>) -> Self {
        match value {
            Some(value) => self.set_text(name, value),
            None => self,
        }
    }

    /// An attribute without a value, there or not.
    #[inline(never)]
    pub(crate) fn flag(self, name: &'static str, on: bool) -> Self {
        if on { self.set(name, "") } else { self }
    }

    #[inline(never)]
    fn wire(mut self, wire: Wire) -> Self {
        self.0.wires.push(wire);
        self
    }

    /// An attribute that follows signals; `None` takes it away.
    pub(crate) fn live_attribute(
        self,
        name: &'static str,
        value: impl FnMut() -> Option<String> + 'static,
    ) -> Self {
        self.wire(Wire::Attribute(name, Box::new(value)))
    }

    /// An attribute without a value that is there while the number is not zero.
    #[inline(never)]
    pub(crate) fn live_flag(self, name: &'static str, on: Memo<u32>) -> Self {
        self.live_attribute(name, move || (on.get() != 0).then(String::new))
    }

    /// A property that follows signals: `value`, `checked`.
    pub(crate) fn live_property(
        self,
        name: &'static str,
        value: impl FnMut() -> JsValue + 'static,
    ) -> Self {
        self.wire(Wire::Property(name, Box::new(value)))
    }

    pub(crate) fn on(self, name: &'static str, handler: impl FnMut(&Event) + 'static) -> Self {
        self.wire(Wire::On(name, Box::new(handler)))
    }

    /// Words.
    #[inline(never)]
    pub(crate) fn say(self, text: &str) -> Self {
        self.text(text.to_owned())
    }

    /// Words that come in two languages where the site says so: its own line, and English beneath it.
    #[inline(never)]
    pub(crate) fn both(self, text: &str) -> Self {
        let Some((own, english)) = text.split_once('\n') else {
            return self.say(text);
        };
        let english = el_of("span", "small")
            .set("lang", "en")
            .set("dir", "ltr")
            .say(english);
        self.say(own).add(el("br")).add(english)
    }

    #[inline(never)]
    fn child(mut self, child: Child) -> Self {
        self.0.children.push(child);
        self
    }

    /// Text that was put together.
    #[inline(never)]
    pub(crate) fn text(self, text: String) -> Self {
        self.child(Child::Text(text))
    }

    /// The whole text of the element, following signals.
    pub(crate) fn live_text(self, text: impl FnMut() -> String + 'static) -> Self {
        self.wire(Wire::Text(Box::new(text)))
    }

    #[inline(never)]
    pub(crate) fn add(self, child: El) -> Self {
        self.child(Child::El(child))
    }

    #[inline(never)]
    pub(crate) fn add_some(self, child: Option<El>) -> Self {
        match child {
            Some(child) => self.add(child),
            None => self,
        }
    }

    /// Something that is drawn anew when a signal that it read changes.
    pub(crate) fn live(self, draw: impl FnMut() -> Option<El> + 'static) -> Self {
        self.child(Child::Live(Box::new(draw)))
    }

    /// A row an element; a row whose key stays keeps its element.
    pub(crate) fn rows(self, rows: impl FnMut() -> Vec<Row> + 'static) -> Self {
        self.child(Child::Rows(Box::new(rows)))
    }
}

/// A number that is worked out anew when a signal changes, and tells its readers only when it is
/// another number.
pub(crate) fn memo(work: impl Fn() -> u32 + Send + Sync + 'static) -> Memo<u32> {
    boxed_memo(Box::new(work))
}

#[inline(never)]
fn boxed_memo(work: Box<dyn Fn() -> u32 + Send + Sync>) -> Memo<u32> {
    Memo::new(move |_| work())
}
