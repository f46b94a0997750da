//! Values of the browser's own JSON.parse, as `wire.rs` reads them.

use std::cell::RefCell;

use js_sys::{Array, Object, Reflect};
use wasm_bindgen::{JsCast, JsValue};

use crate::wire::Json;

thread_local! {
    // Field names as the browser's strings, by the address of ours: a list reads the same names
    // over and over.
    static NAMES: RefCell<Vec<(usize, JsValue)>> = const { RefCell::new(Vec::new()) };
}

impl Json for JsValue {
    #[inline(never)]
    fn get(&self, name: &'static str) -> Self {
        // Names may share their first letters in memory, so the length tells them apart.
        let address = name.as_ptr().addr() * 64 + name.len();
        NAMES.with_borrow_mut(|names| {
            let at = match names.binary_search_by_key(&address, |(address, _)| *address) {
                Ok(at) => at,
                Err(at) => {
                    names.insert(at, (address, JsValue::from_str(name)));
                    at
                }
            };
            Reflect::get(self, &names[at].1).unwrap_or_default()
        })
    }

    #[inline(never)]
    fn text(&self) -> Option<String> {
        self.as_string()
    }

    #[inline(never)]
    fn number(&self) -> Option<f64> {
        self.as_f64()
    }

    #[inline(never)]
    fn truth(&self) -> Option<bool> {
        self.as_bool()
    }

    #[inline(never)]
    fn items(&self) -> Vec<Self> {
        match self.dyn_ref::<Array>() {
            Some(array) => array.to_vec(),
            None => Vec::new(),
        }
    }

    fn entries(&self) -> Vec<(String, Self)> {
        let Some(object) = self.dyn_ref::<Object>() else {
            return Vec::new();
        };
        let entry = |entry: JsValue| {
            let entry: Array = entry.unchecked_into();
            Some((entry.get(0).as_string()?, entry.get(1)))
        };
        Object::entries(object).iter().filter_map(entry).collect()
    }

    fn is_object(&self) -> bool {
        JsValue::is_object(self)
    }
}
