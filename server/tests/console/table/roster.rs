//! Who is in a group, and what staff do to a membership.

use axum::http::Method;
use serde_json::{Value, json};

use super::{
    Endpoint, SIGNED_IN,
    Who::{Coordinator, Facilitator, ReadOnly},
};
use crate::team::Who;

/// Of a group of theirs.
pub const SEE: &[Who] = &[Coordinator, Facilitator, ReadOnly];
/// Who changes something in it.
pub const WORK: &[Who] = &[Coordinator, Facilitator];

#[rustfmt::skip] // A table.
pub fn endpoints() -> Vec<Endpoint> {
    let (get, post, delete) = (Method::GET, Method::POST, Method::DELETE);
    let silence: fn() -> Value = || json!({ "reason": "asked" });
    let pause: fn() -> Value = || json!({ "reason": "A quarrel" });
    let message: fn() -> Value = || json!({ "subject": "Another room", "text": "We meet upstairs." });
    vec![
        Endpoint { method: get.clone(), route: "/console/api/rosters", body: None, may: SIGNED_IN, status: 200 },
        Endpoint { method: get, route: "/console/api/groups/{group}/members", body: None, may: SEE, status: 200 },
        Endpoint { method: post.clone(), route: "/console/api/groups/{group}/messages", body: Some(message), may: WORK, status: 200 },
        Endpoint { method: post.clone(), route: "/console/api/members/{member}/reach", body: None, may: WORK, status: 200 },
        Endpoint { method: post.clone(), route: "/console/api/members/{member}/silence", body: Some(silence), may: WORK, status: 200 },
        Endpoint { method: delete.clone(), route: "/console/api/members/{member}/silence", body: None, may: WORK, status: 204 },
        Endpoint { method: post.clone(), route: "/console/api/members/{member}/pause", body: Some(pause), may: WORK, status: 204 },
        Endpoint { method: delete, route: "/console/api/members/{member}/pause", body: None, may: WORK, status: 204 },
        Endpoint { method: post.clone(), route: "/console/api/members/{member}/remove", body: Some(pause), may: WORK, status: 204 },
        Endpoint { method: post, route: "/console/api/members/{member}/in-touch", body: None, may: WORK, status: 204 },
    ]
}
