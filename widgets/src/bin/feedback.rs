//! The program of the console's section on what members are asked. What JavaScript can call: `mount`, nothing else.

#![allow(missing_docs)]
// The function is documented; wasm-bindgen's own items are not.
// A module has no `main`: what the standard library does around one is a kilobyte.
#![cfg_attr(target_arch = "wasm32", no_main)]

/// The function.
#[cfg(target_arch = "wasm32")]
mod exports {
    use wasm_bindgen::prelude::*;
    use web_sys::HtmlElement;

    /// Draws the console into `root`, where it stays for as long as the page. Fails, saying why,
    /// on options that it cannot read.
    #[wasm_bindgen]
    pub fn mount(root: HtmlElement, options: JsValue) -> Result<(), JsValue> {
        widgets::mount_feedback(&root, &options)
    }
}

#[cfg(not(target_arch = "wasm32"))]
fn main() {}
