//! Who is signed in, and the staff of the site.

use axum::http::Method;
use serde_json::{Value, json};

use super::{COORDINATORS, Endpoint, SIGNED_IN, Who::Coordinator};

#[rustfmt::skip] // A table.
pub fn endpoints() -> Vec<Endpoint> {
    let (get, post) = (Method::GET, Method::POST);
    let role: fn() -> Value = || json!({ "role": "read-only" });
    let invitation: fn() -> Value = || json!({
        "name": "Nina", "email": "nina@example.org", "language": "es", "role": "read-only",
    });
    vec![
        Endpoint { method: get.clone(), route: "/console/api/me", body: None, may: SIGNED_IN, status: 200 },
        Endpoint { method: get.clone(), route: "/console/api/group-names", body: None, may: SIGNED_IN, status: 200 },
        Endpoint { method: get, route: "/console/api/staff", body: None, may: COORDINATORS, status: 200 },
        Endpoint { method: post.clone(), route: "/console/api/staff", body: Some(invitation), may: COORDINATORS, status: 201 },
        Endpoint { method: post.clone(), route: "/console/api/staff/{staff}/role", body: Some(role), may: &[Coordinator], status: 204 },
        Endpoint { method: post, route: "/console/api/staff/{staff}/end", body: None, may: &[Coordinator], status: 204 },
    ]
}
