//! The browser's objects by the names of their parts: for what web-sys would import a function of
//! its own for each, and for what a browser may lack. Every call copes with what is not there.

use js_sys::{Array, Function, Object, Reflect};
use wasm_bindgen::{JsCast, JsValue};

/// A part of an object; undefined where it has none.
#[inline(never)]
pub(crate) fn get(object: &JsValue, name: &str) -> JsValue {
    Reflect::get(object, &JsValue::from_str(name)).unwrap_or_default()
}

/// Whether an object has a part, and it is not nothing.
pub(crate) fn has(object: &JsValue, name: &str) -> bool {
    get(object, name).is_truthy()
}

/// Calls a method; `None` where there is none, and where it throws.
#[inline(never)]
pub(crate) fn call(object: &JsValue, name: &str, arguments: &[JsValue]) -> Option<JsValue> {
    let function = get(object, name).dyn_into::<Function>().ok()?;
    function.apply(object, &arguments.iter().collect()).ok()
}

/// `new {class}(…)` of a class in `home`; `None` where there is none, and where it throws.
#[inline(never)]
pub(crate) fn make(home: &JsValue, class: &str, arguments: &Array) -> Option<JsValue> {
    let class = get(home, class).dyn_into::<Function>().ok()?;
    Reflect::construct(&class, arguments).ok()
}

/// An object with these parts.
#[inline(never)]
pub(crate) fn object(parts: &[(&str, JsValue)]) -> JsValue {
    let object = Object::new();
    for (name, value) in parts {
        let _ = Reflect::set(&object, &JsValue::from_str(name), value);
    }
    object.into()
}
