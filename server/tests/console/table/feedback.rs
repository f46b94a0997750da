//! What members are asked, what they say, and what came of it.

use axum::http::Method;
use serde_json::{Value, json};

use super::{
    Endpoint, SIGNED_IN,
    Who::{Coordinator, Elsewhere, Facilitator, OtherFacilitator, ReadOnly},
};
use crate::{feedback, harness::Server, team::Browser};

/// A survey of riverside's with a plan, a note of Rosa's, and what came of it: their ids.
pub async fn make(server: &Server, browser: &Browser<'_>) -> [String; 3] {
    feedback::publish(server, &feedback::own()).await;
    let plan = feedback::ask_after_joining(server).await;
    feedback::rosa_writes(server).await;
    let notes = browser.get("/console/api/feedback/notes").await.json();
    let said = json!({ "said": "It is cold.", "did": "We heat.", "language": "en" });
    let path = "/console/api/groups/evening-circle/said";
    let written = browser.post(path, &said).await;
    assert_eq!(written.status.as_u16(), 201, "{}", written.text());
    let all = browser.get("/console/api/feedback/said").await.json();
    let id = |list: &Value| {
        list["notes"][0]["id"]
            .as_str()
            .unwrap_or_else(|| panic!("{list}"))
            .to_owned()
    };
    [plan, id(&notes), id(&all)]
}

#[rustfmt::skip] // A table.
pub fn endpoints() -> Vec<Endpoint> {
    const RIVERSIDE: &[super::Who] = &[Coordinator, Facilitator, OtherFacilitator, ReadOnly];
    let (get, post) = (Method::GET, Method::POST);
    let record: fn() -> Value = || json!({ "record": serde_json::to_value(feedback::own()).unwrap() });
    let plan: fn() -> Value = || json!({ "survey": "{survey}", "occasion": "after-meeting", "rest_days": 14 });
    let said: fn() -> Value = || json!({ "said": "It is cold.", "did": "We heat.", "language": "en" });
    vec![
        Endpoint { method: get.clone(), route: "/console/api/feedback", body: None, may: SIGNED_IN, status: 200 },
        Endpoint { method: get.clone(), route: "/console/api/feedback/surveys/{survey}", body: None, may: RIVERSIDE, status: 200 },
        // Whoever coordinates a site has a survey of this name there, then.
        Endpoint { method: Method::PUT, route: "/console/api/feedback/surveys/{survey}", body: Some(record), may: &[Coordinator, Elsewhere], status: 200 },
        // Of nothing but what they wrote.
        Endpoint { method: post.clone(), route: "/console/api/feedback/surveys/{survey}/preview", body: Some(record), may: SIGNED_IN, status: 200 },
        Endpoint { method: get.clone(), route: "/console/api/feedback/surveys/{survey}/comparison", body: None, may: RIVERSIDE, status: 200 },
        Endpoint { method: get.clone(), route: "/console/api/feedback/surveys/{survey}/comparison.csv", body: None, may: RIVERSIDE, status: 200 },
        Endpoint { method: get.clone(), route: "/console/api/feedback/surveys/{survey}/groups/{group}", body: None, may: &[Coordinator, Facilitator, ReadOnly], status: 200 },
        Endpoint { method: get.clone(), route: "/console/api/feedback/surveys/{survey}/groups/{group}/results.csv", body: None, may: &[Coordinator, Facilitator, ReadOnly], status: 200 },
        Endpoint { method: post.clone(), route: "/console/api/feedback/plans", body: Some(plan), may: &[Coordinator], status: 201 },
        Endpoint { method: Method::DELETE, route: "/console/api/feedback/plans/{plan}", body: None, may: &[Coordinator], status: 204 },
        Endpoint { method: get.clone(), route: "/console/api/feedback/notes", body: None, may: SIGNED_IN, status: 200 },
        Endpoint { method: post.clone(), route: "/console/api/feedback/notes/{note}/read", body: None, may: &[Coordinator, Facilitator], status: 204 },
        Endpoint { method: get, route: "/console/api/feedback/said", body: None, may: SIGNED_IN, status: 200 },
        Endpoint { method: post, route: "/console/api/groups/{group}/said", body: Some(said), may: &[Coordinator, Facilitator], status: 201 },
        Endpoint { method: Method::DELETE, route: "/console/api/groups/{group}/said/{said}", body: None, may: &[Coordinator, Facilitator], status: 204 },
    ]
}
