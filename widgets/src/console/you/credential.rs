//! A new passkey from the browser: its `navigator.credentials`, in the JSON that the server speaks.

use js_sys::{Array, JSON, Promise, Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

use crate::{
    browser,
    js::{call, get, has, object},
};

/// Why there is none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Trouble {
    /// The person closed the question, or took too long.
    Closed,
    /// This device has one here already.
    Already,
    /// The browser could not.
    Failed,
}

/// Whether this browser knows passkeys.
pub(super) fn is_there() -> bool {
    has(&browser::window(), "PublicKeyCredential")
}

/// Asks the person for a new one; `options` is the server's.
pub(super) async fn make(options: &str) -> Result<String, Trouble> {
    let options = JSON::parse(options).map_err(|_| Trouble::Failed)?;
    let asked = get(&options, "publicKey");
    to_bytes(&asked, "challenge");
    to_bytes(&get(&asked, "user"), "id");
    if let Ok(known) = get(&asked, "excludeCredentials").dyn_into::<Array>() {
        known.iter().for_each(|one| to_bytes(&one, "id"));
    }
    let credentials = get(&browser::window().navigator(), "credentials");
    let made = call(&credentials, "create", &[options]).ok_or(Trouble::Failed)?;
    let made = JsFuture::from(made.unchecked_into::<Promise>()).await;
    let made = made.map_err(|error| match get(&error, "name").as_string().as_deref() {
        Some("NotAllowedError" | "AbortError") => Trouble::Closed,
        Some("InvalidStateError") => Trouble::Already,
        _ => Trouble::Failed,
    })?;
    let response = get(&made, "response");
    let answer = object(&[
        ("id", get(&made, "id")),
        ("rawId", text(&get(&made, "rawId"))),
        ("type", get(&made, "type")),
        ("extensions", object(&[])),
        (
            "response",
            object(&[
                (
                    "attestationObject",
                    text(&get(&response, "attestationObject")),
                ),
                ("clientDataJSON", text(&get(&response, "clientDataJSON"))),
            ]),
        ),
    ]);
    let answer = JSON::stringify(&answer)
        .ok()
        .and_then(|text| text.as_string());
    answer.ok_or(Trouble::Failed)
}

/// Bytes in place of a part that is base64url.
fn to_bytes(home: &JsValue, name: &str) {
    let text = get(home, name).as_string().unwrap_or_default();
    let text = text.replace('-', "+").replace('_', "/");
    let letters = browser::window().atob(&text).unwrap_or_default();
    // A letter a byte, none above 255.
    let bytes: Vec<u8> = letters
        .chars()
        .filter_map(|letter| u8::try_from(u32::from(letter)).ok())
        .collect();
    let bytes = Uint8Array::from(bytes.as_slice());
    let _ = Reflect::set(home, &JsValue::from_str(name), &bytes);
}

/// An `ArrayBuffer` as base64url without padding.
fn text(buffer: &JsValue) -> JsValue {
    let bytes = Uint8Array::new(buffer).to_vec();
    let letters: String = bytes.into_iter().map(char::from).collect();
    let text = browser::base64(&letters);
    let text = text.replace('+', "-").replace('/', "_");
    JsValue::from_str(text.trim_end_matches('='))
}
