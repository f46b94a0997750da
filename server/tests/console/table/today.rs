//! What waits, and the day of a meeting.

use axum::http::Method;
use serde_json::{Value, json};

use super::{
    Endpoint, SIGNED_IN,
    Who::Coordinator,
    roster::{SEE, WORK},
};

#[rustfmt::skip] // A table.
pub fn endpoints() -> Vec<Endpoint> {
    let (get, post, put, delete) = (Method::GET, Method::POST, Method::PUT, Method::DELETE);
    let came: fn() -> Value = || json!({ "came": true });
    let prompt: fn() -> Value = || json!({ "text": "What helped?" });
    let seen: fn() -> Value = || json!({ "settled": false });
    vec![
        Endpoint { method: get.clone(), route: "/console/api/today", body: None, may: SIGNED_IN, status: 200 },
        Endpoint { method: get, route: "/console/api/groups/{group}/meetings/{meeting}", body: None, may: SEE, status: 200 },
        Endpoint { method: put.clone(), route: "/console/api/groups/{group}/meetings/{meeting}/prompt", body: Some(prompt), may: WORK, status: 204 },
        Endpoint { method: put, route: "/console/api/groups/{group}/meetings/{meeting}/attendance/{member}", body: Some(came), may: WORK, status: 204 },
        Endpoint { method: delete.clone(), route: "/console/api/groups/{group}/meetings/{meeting}/attendance/{member}", body: None, may: WORK, status: 204 },
        Endpoint { method: post.clone(), route: "/console/api/calls/{call}/done", body: None, may: WORK, status: 204 },
        Endpoint { method: delete, route: "/console/api/calls/{call}/done", body: None, may: WORK, status: 204 },
        Endpoint { method: post, route: "/console/api/concerns/{concern}", body: Some(seen), may: &[Coordinator], status: 204 },
    ]
}
