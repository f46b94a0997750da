//! [`El`] as a Leptos view: how it becomes nodes of the page, and follows its signals there.

use gloo::events::{EventListener, EventListenerOptions};
use leptos::{
    prelude::*,
    reactive::effect::RenderEffect,
    tachys::view::{Mountable, Render},
};
use wasm_bindgen::{JsCast, JsValue, UnwrapThrowExt};
use web_sys::{Document, Element, Node};

use super::el::{Child, El, Parts, Row, Wire};

/// An element on the page. Dropping it stops what follows signals; the node itself is taken away
/// by [`Mountable::unmount`].
// These are held, not read: what follows and hears does so for as long as it is held.
#[allow(dead_code)]
pub(crate) struct Built {
    node: Element,
    effects: Vec<RenderEffect<()>>,
    ears: Vec<EventListener>,
    children: Vec<Built>,
}

impl Render for El {
    type State = Built;

    fn build(self) -> Built {
        build(self)
    }

    // Views of ours are replaced, never patched into one another.
    fn rebuild(self, state: &mut Built) {
        let mut new = build(self);
        state.insert_before_this(&mut new);
        state.unmount();
        *state = new;
    }
}

impl Mountable for Built {
    fn unmount(&mut self) {
        self.node.remove();
    }

    fn mount(&mut self, parent: &Element, marker: Option<&Node>) {
        let _ = parent.insert_before(&self.node, marker);
    }

    fn insert_before_this(&self, child: &mut dyn Mountable) -> bool {
        let Some(parent) = self.node.parent_node() else {
            return false;
        };
        child.mount(parent.unchecked_ref(), Some(&self.node));
        true
    }

    fn elements(&self) -> Vec<Element> {
        vec![self.node.clone()]
    }
}

fn document() -> Document {
    gloo::utils::document()
}

fn build(el: El) -> Built {
    let Parts {
        tag,
        attributes,
        wires,
        children,
    } = *el.0;
    // A tag of ours is always a name that the browser takes.
    let made = match tag {
        "svg" | "path" => document().create_element_ns(Some("http://www.w3.org/2000/svg"), tag),
        _ => document().create_element(tag),
    };
    let node = made.unwrap_throw();
    for (name, value) in attributes {
        let _ = node.set_attribute(name, &value);
    }
    let mut built = Built {
        node,
        effects: Vec::new(),
        ears: Vec::new(),
        children: Vec::new(),
    };
    for child in children {
        built.add(child);
    }
    // After the children: a list's value is only taken when its options are there.
    for wire in wires {
        built.connect(wire);
    }
    built
}

impl Built {
    fn connect(&mut self, wire: Wire) {
        let node = self.node.clone();
        match wire {
            Wire::Attribute(name, mut value) => self.follow(Box::new(move || {
                let _ = match value() {
                    Some(value) => node.set_attribute(name, &value),
                    None => node.remove_attribute(name),
                };
            })),
            Wire::Property(name, mut value) => self.follow(Box::new(move || {
                let _ = js_sys::Reflect::set(&node, &JsValue::from_str(name), &value());
            })),
            Wire::Text(mut text) => {
                self.follow(Box::new(move || node.set_text_content(Some(&text()))));
            }
            Wire::On(name, handler) => {
                let may_prevent = EventListenerOptions::enable_prevent_default();
                let ear = EventListener::new_with_options(&node, name, may_prevent, handler);
                self.ears.push(ear);
            }
        }
    }

    /// Runs now, and again when a signal that it read changes.
    fn follow(&mut self, mut work: Box<dyn FnMut()>) {
        self.effects.push(RenderEffect::new(move |_| work()));
    }

    fn add(&mut self, child: Child) {
        match child {
            Child::Text(text) => {
                let _ = self.node.append_child(&document().create_text_node(&text));
            }
            Child::El(el) => {
                let mut built = build(el);
                built.mount(&self.node, None);
                self.children.push(built);
            }
            Child::Live(draw) => self.add_live(draw),
            Child::Rows(rows) => self.add_rows(rows),
        }
    }

    /// An invisible node that keeps a place.
    fn add_marker(&self) -> Node {
        let marker: Node = document().create_comment("").unchecked_into();
        let _ = self.node.append_child(&marker);
        marker
    }

    fn add_live(&mut self, mut draw: Box<dyn FnMut() -> Option<El>>) {
        let marker = self.add_marker();
        let parent = self.node.clone();
        let mut shown: Option<Built> = None;
        self.follow(Box::new(move || {
            let new = draw();
            if let Some(mut old) = shown.take() {
                old.unmount();
            }
            shown = new.map(build);
            if let Some(new) = &mut shown {
                new.mount(&parent, Some(&marker));
            }
        }));
    }

    fn add_rows(&mut self, mut rows: Box<dyn FnMut() -> Vec<Row>>) {
        let marker = self.add_marker();
        let parent = self.node.clone();
        // What a row makes must outlive the next run of this effect.
        let owner = Owner::current().unwrap_or_default();
        let mut shown: Vec<Placed> = Vec::new();
        self.follow(Box::new(move || {
            let mut old = std::mem::take(&mut shown);
            for (key, draw) in rows() {
                let place = old.iter().position(|placed| placed.key == key);
                shown.push(match place {
                    // Lists mostly stay in order, so the place is mostly the first.
                    Some(place) => old.remove(place),
                    None => Placed::new(key, &owner, draw),
                });
            }
            for mut gone in old {
                gone.built.unmount();
            }
            put_in_order(&parent, &marker, &mut shown);
        }));
    }
}

/// A row on the page, with the owner of what it made.
struct Placed {
    key: String,
    built: Built,
    _owner: Owner,
}

impl Placed {
    fn new(key: String, owner: &Owner, draw: Box<dyn FnOnce() -> El>) -> Self {
        let owner = owner.child();
        let built = owner.with(|| build(draw()));
        Self {
            key,
            built,
            _owner: owner,
        }
    }
}

/// Puts rows one after another before the marker. A row that already stands right is not touched,
/// since moving an element takes the focus from it.
fn put_in_order(parent: &Element, marker: &Node, rows: &mut [Placed]) {
    let mut next: Node = marker.clone();
    for row in rows.iter_mut().rev() {
        let node: &Node = &row.built.node;
        let right = node
            .next_sibling()
            .is_some_and(|after| after.is_same_node(Some(&next)));
        if !right {
            let _ = parent.insert_before(node, Some(&next));
        }
        next = node.clone();
    }
}
