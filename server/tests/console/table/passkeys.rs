//! One's own passkeys.

use axum::http::Method;
use serde_json::{Value, json};

use super::{Endpoint, SIGNED_IN};
use crate::{passkeys::Device, team::Browser};

#[rustfmt::skip] // A table.
pub fn endpoints() -> Vec<Endpoint> {
    // A question of nobody's: whoever is signed in is heard, and refused.
    let new: fn() -> Value = || json!({ "token": "nobody's", "name": "My phone", "credential": "{}" });
    vec![
        Endpoint { method: Method::GET, route: "/console/api/passkeys", body: None, may: SIGNED_IN, status: 200 },
        Endpoint { method: Method::POST, route: "/console/api/passkeys/question", body: None, may: SIGNED_IN, status: 200 },
        Endpoint { method: Method::POST, route: "/console/api/passkeys", body: Some(new), may: SIGNED_IN, status: 422 },
        // Theirs alone who is none of these.
        Endpoint { method: Method::DELETE, route: "/console/api/passkeys/{passkey}", body: None, may: &[], status: 204 },
    ]
}

/// A passkey of who is signed in here; gives its id.
pub async fn make(browser: &Browser<'_>) -> String {
    let added = Device::new().add(browser, "A phone").await;
    assert_eq!(added.status.as_u16(), 201, "{}", added.text());
    let list = browser.get("/console/api/passkeys").await.json();
    list["passkeys"][0]["id"].as_str().unwrap().to_owned()
}
