//! The program of a group's preview in the staff's console. What JavaScript can call: `mount` and `unmount`,
//! nothing else.

#![allow(missing_docs)]
// The two functions are documented; wasm-bindgen's own items are not.
// A module has no `main`: what the standard library does around one is a kilobyte.
#![cfg_attr(target_arch = "wasm32", no_main)]

/// The two functions.
#[cfg(target_arch = "wasm32")]
mod exports {
    use wasm_bindgen::prelude::*;
    use web_sys::ShadowRoot;

    /// Draws a group's card and page into an open shadow root and gives a handle to take them away
    /// with. Fails, saying why, on options that it cannot read.
    #[wasm_bindgen]
    pub fn mount(root: ShadowRoot, options: JsValue) -> Result<u32, JsValue> {
        widgets::mount_preview(&root, &options)
    }

    /// Takes them off the page. An unknown handle does nothing.
    #[wasm_bindgen]
    pub fn unmount(handle: u32) {
        widgets::unmount(handle);
    }
}

#[cfg(not(target_arch = "wasm32"))]
fn main() {}
