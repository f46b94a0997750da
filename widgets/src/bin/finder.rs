//! What JavaScript can call: `mount` and `unmount`, nothing else.

#![allow(missing_docs)] // The two functions are documented; wasm-bindgen's own items are not.

/// Handles of what is mounted, and the two functions.
#[cfg(target_arch = "wasm32")]
mod exports {
    use std::{any::Any, cell::RefCell};

    use wasm_bindgen::prelude::*;
    use web_sys::ShadowRoot;

    thread_local! {
        // A slot a widget, by handle. Dropping what it holds takes the widget off the page.
        static MOUNTED: RefCell<Vec<Option<Box<dyn Any>>>> = const { RefCell::new(Vec::new()) };
    }

    /// Draws the widget `kind` into an open shadow root and gives a handle to take it away with.
    /// Fails, saying why, on a kind or options that it does not know.
    #[wasm_bindgen]
    pub fn mount(kind: &str, root: ShadowRoot, options: JsValue) -> Result<u32, JsValue> {
        let options = widgets::Options::read(kind, &root, &options)?;
        let held: Box<dyn Any> = Box::new(widgets::draw(&root, options));
        Ok(MOUNTED.with_borrow_mut(|slots| {
            let free = slots
                .iter()
                .position(Option::is_none)
                .unwrap_or(slots.len());
            if free == slots.len() {
                slots.push(None);
            }
            slots[free] = Some(held);
            u32::try_from(free).unwrap_or(u32::MAX)
        }))
    }

    /// Takes a widget off the page. An unknown handle does nothing.
    #[wasm_bindgen]
    pub fn unmount(handle: u32) {
        let held = MOUNTED.with_borrow_mut(|slots| slots.get_mut(handle as usize)?.take());
        drop(held);
    }
}

fn main() {}
