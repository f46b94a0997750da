//! Groups: their records, where they stand, and their meetings.

use axum::http::Method;
use serde_json::{Value, json};

use super::{
    COORDINATORS, Endpoint, SIGNED_IN,
    Who::{Coordinator, Facilitator, ReadOnly},
};

/// Who may work in the evening circle.
const WORK: &[super::Who] = &[Coordinator, Facilitator];
const SEE: &[super::Who] = &[Coordinator, Facilitator, ReadOnly];

fn record() -> Value {
    json!({ "name": "Evening tea", "language": "en", "format": "online", "join_policy": "approval" })
}

/// Two who may cannot both save one revision or cancel one meeting: these ask for what is over, and are
/// told so. `console/groups.rs` does it.
#[rustfmt::skip] // A table.
pub fn endpoints() -> Vec<Endpoint> {
    let (get, post) = (Method::GET, Method::POST);
    let new: fn() -> Value = || json!({ "name": "Morning tea" });
    let saved: fn() -> Value = || json!({ "revision": 0, "record": record() });
    let preview: fn() -> Value = || json!({ "record": record() });
    let schedule: fn() -> Value = || json!({ "schedule": {
        "starts_at": "2026-01-06T19:00", "duration_minutes": 60, "time_zone": "UTC",
    } });
    let draft: fn() -> Value = || json!({ "standing": "draft" });
    let pause: fn() -> Value = || json!({ "paused": true });
    let keepers: fn() -> Value = || json!({ "owner": "{staff}", "deputy": null });
    let cancel: fn() -> Value = || json!({ "starts_at": "2020-01-07T19:00:00Z", "note": "The flu" });
    let undo: fn() -> Value = || json!({ "original": "2020-01-07T19:00:00Z" });
    vec![
        Endpoint { method: get.clone(), route: "/console/api/groups", body: None, may: SIGNED_IN, status: 200 },
        Endpoint { method: post.clone(), route: "/console/api/groups", body: Some(new), may: COORDINATORS, status: 201 },
        Endpoint { method: get.clone(), route: "/console/api/groups/{group}", body: None, may: SEE, status: 200 },
        Endpoint { method: Method::PUT, route: "/console/api/groups/{group}", body: Some(saved), may: WORK, status: 409 },
        Endpoint { method: post.clone(), route: "/console/api/groups/{group}/standing", body: Some(draft), may: &[Coordinator], status: 204 },
        Endpoint { method: post.clone(), route: "/console/api/groups/{group}/pause", body: Some(pause), may: WORK, status: 204 },
        Endpoint { method: post.clone(), route: "/console/api/groups/{group}/checked", body: None, may: WORK, status: 204 },
        Endpoint { method: post.clone(), route: "/console/api/groups/{group}/keepers", body: Some(keepers), may: &[Coordinator], status: 204 },
        Endpoint { method: post.clone(), route: "/console/api/groups/{group}/preview", body: Some(preview), may: SEE, status: 200 },
        Endpoint { method: get.clone(), route: "/console/api/groups/{group}/meetings", body: None, may: SEE, status: 200 },
        Endpoint { method: post.clone(), route: "/console/api/groups/{group}/meetings/change", body: Some(cancel), may: WORK, status: 409 },
        Endpoint { method: post.clone(), route: "/console/api/groups/{group}/meetings/undo", body: Some(undo), may: WORK, status: 409 },
        Endpoint { method: get, route: "/console/api/groups/{group}/slip", body: None, may: SEE, status: 200 },
        Endpoint { method: post, route: "/console/api/schedule-preview", body: Some(schedule), may: SIGNED_IN, status: 200 },
    ]
}
