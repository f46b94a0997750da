//! The program of surveys. What JavaScript can call: `mount` and `unmount`, nothing else.

#![allow(missing_docs)]
// The two functions are documented; wasm-bindgen's own items are not.
// A module has no `main`: what the standard library does around one is a kilobyte.
#![cfg_attr(target_arch = "wasm32", no_main)]

/// The two functions.
#[cfg(target_arch = "wasm32")]
mod exports {
    use wasm_bindgen::prelude::*;
    use web_sys::ShadowRoot;

    /// Draws the widget `kind` into an open shadow root and gives a handle to take it away with.
    /// Fails, saying why, on a kind or options that it does not know.
    #[wasm_bindgen]
    pub fn mount(kind: &str, root: ShadowRoot, options: JsValue) -> Result<u32, JsValue> {
        widgets::mount_survey(kind, &root, &options)
    }

    /// Takes a widget off the page. An unknown handle does nothing.
    #[wasm_bindgen]
    pub fn unmount(handle: u32) {
        widgets::unmount(handle);
    }
}

#[cfg(not(target_arch = "wasm32"))]
fn main() {}
