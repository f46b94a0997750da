//! The shelf, which all staff read, and what is laid out for a group's members.

use axum::http::Method;
use serde_json::{Value, json};

use super::{
    Endpoint, SIGNED_IN,
    Who::{Coordinator, Facilitator, ReadOnly},
};
use crate::team::Browser;

/// Lays something out for the members of the evening circle; gives its id.
pub async fn lay_out(browser: &Browser<'_>) -> String {
    let item = json!({ "shelf": "any-group" });
    let path = "/console/api/groups/evening-circle/resources";
    let all = browser.post(path, &item).await.json();
    all["resources"][0]["id"].as_str().unwrap().to_owned()
}

#[rustfmt::skip] // A table.
pub fn endpoints() -> Vec<Endpoint> {
    let (get, put, post) = (Method::GET, Method::PUT, Method::POST);
    let item: fn() -> Value = || json!({ "shelf": "{item}" });
    let link: fn() -> Value = || json!({
        "title": "A leaflet", "url": "https://example.org/leaflet.pdf", "language": "en",
    });
    let order: fn() -> Value = || json!({ "order": ["{resource}"] });
    vec![
        Endpoint { method: get.clone(), route: "/console/api/shelf", body: None, may: SIGNED_IN, status: 200 },
        Endpoint { method: get.clone(), route: "/console/api/shelf/{item}", body: None, may: SIGNED_IN, status: 200 },
        Endpoint { method: get.clone(), route: "/console/api/resources", body: None, may: SIGNED_IN, status: 200 },
        Endpoint { method: get, route: "/console/api/groups/{group}/resources", body: None, may: &[Coordinator, Facilitator, ReadOnly], status: 200 },
        Endpoint { method: post, route: "/console/api/groups/{group}/resources", body: Some(item), may: &[Coordinator, Facilitator], status: 201 },
        Endpoint { method: put.clone(), route: "/console/api/groups/{group}/resources", body: Some(order), may: &[Coordinator, Facilitator], status: 200 },
        Endpoint { method: put, route: "/console/api/groups/{group}/resources/{resource}", body: Some(link), may: &[Coordinator, Facilitator], status: 200 },
        // It is gone after the first, so that one alone can take it away here.
        Endpoint { method: Method::DELETE, route: "/console/api/groups/{group}/resources/{resource}", body: None, may: &[Coordinator, Facilitator], status: 200 },
    ]
}
