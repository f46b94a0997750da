//! Requests to join: `{request}` waits for an answer, `{waiting}` for a place, `{ringing}` for a call,
//! `{held}` for somebody to look.

use axum::http::Method;
use serde_json::{Value, json};

use super::{
    Endpoint, SIGNED_IN,
    Who::{self, Coordinator, Facilitator, ReadOnly},
};

/// Who works on the group.
const WORKERS: &[Who] = &[Coordinator, Facilitator];
/// Who sees it.
const READERS: &[Who] = &[Coordinator, Facilitator, ReadOnly];

/// Which route of the router it is: a request, whichever.
pub fn routed(route: &str) -> String {
    let mut route = route.to_owned();
    for request in ["{waiting}", "{ringing}", "{held}"] {
        route = route.replace(request, "{request}");
    }
    route
}

#[rustfmt::skip] // A table.
pub fn endpoints() -> Vec<Endpoint> {
    let (get, post) = (Method::GET, Method::POST);
    let text: fn() -> Value = || json!({ "text": "We are sorry." });
    let call: fn() -> Value = || json!({ "outcome": "not-reached" });
    let to: fn() -> Value = || json!({ "group": "{group}" });
    let several: fn() -> Value = || json!({ "requests": ["{request}"] });
    let caller: fn() -> Value = || json!({
        "said": {
            "on_behalf_of": "me", "display_name": "Nadia", "language": "en", "consents": ["keep"],
            "contact": { "kind": "phone", "value": "312-555-0177" },
        },
    });
    vec![
        Endpoint { method: get.clone(), route: "/console/api/requests", body: None, may: SIGNED_IN, status: 200 },
        Endpoint { method: get.clone(), route: "/console/api/groups/{group}/caller-form", body: None, may: WORKERS, status: 200 },
        Endpoint { method: get, route: "/console/api/requests/{request}", body: None, may: READERS, status: 200 },
        Endpoint { method: post.clone(), route: "/console/api/requests/approve", body: Some(several), may: WORKERS, status: 200 },
        Endpoint { method: post.clone(), route: "/console/api/requests/{request}/approve", body: None, may: WORKERS, status: 200 },
        Endpoint { method: post.clone(), route: "/console/api/requests/{request}/decline", body: Some(text), may: WORKERS, status: 200 },
        Endpoint { method: post.clone(), route: "/console/api/requests/{held}/release", body: None, may: WORKERS, status: 200 },
        // Nothing was decided.
        Endpoint { method: post.clone(), route: "/console/api/requests/{request}/take-back", body: None, may: WORKERS, status: 409 },
        Endpoint { method: post.clone(), route: "/console/api/requests/{request}/question", body: Some(text), may: WORKERS, status: 200 },
        Endpoint { method: post.clone(), route: "/console/api/requests/{request}/answered", body: None, may: WORKERS, status: 200 },
        Endpoint { method: post.clone(), route: "/console/api/requests/{ringing}/call", body: Some(call), may: WORKERS, status: 200 },
        Endpoint { method: post.clone(), route: "/console/api/requests/{waiting}/offer", body: None, may: WORKERS, status: 200 },
        Endpoint { method: post.clone(), route: "/console/api/requests/{waiting}/skip", body: None, may: WORKERS, status: 200 },
        Endpoint { method: post.clone(), route: "/console/api/requests/{request}/move", body: Some(to), may: WORKERS, status: 200 },
        Endpoint { method: post, route: "/console/api/groups/{group}/requests", body: Some(caller), may: WORKERS, status: 200 },
    ]
}
