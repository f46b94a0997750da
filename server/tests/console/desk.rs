//! People who ask to join, and staff who answer them.

use axum::{
    body::Body,
    http::{Method, Request, header},
};
use serde_json::{Value, json};
use server::{
    domain::merge_patch,
    joining::enter_request,
    store::{Entered, StoredRequest},
};

use crate::{
    harness::{Answer, Server, plain_group},
    team::Browser,
};

/// The evening circle, whose facilitator answers each request, with so many places.
pub async fn evening_circle(server: &Server, capacity: Option<u32>) {
    circle(server, "evening-circle", capacity).await;
}

/// A group like it.
pub async fn circle(server: &Server, slug: &str, capacity: Option<u32>) {
    let name = slug.replace('-', " ");
    let name = format!("{}{}", name[..1].to_uppercase(), &name[1..]);
    let mut group = serde_json::to_value(plain_group(slug, &name)).unwrap();
    let approval = json!({ "join_policy": "approval", "capacity": capacity });
    merge_patch::apply(&mut group, &approval);
    server
        .import(vec![serde_json::from_value(group).unwrap()])
        .await;
}

fn answers(name: &str, kind: &str, contact: &str) -> Value {
    json!({
        "on_behalf_of": "me", "display_name": name, "language": "en", "consents": ["keep"],
        "contact": { "kind": kind, "value": contact },
        "introduction": "I was told last week.",
    })
}

/// Somebody asks to join the evening circle, and waits for its facilitator or for a place.
pub async fn asks(server: &Server, name: &str) {
    let site = server.state.site("riverside").await.unwrap();
    let email = format!("{name}@example.org");
    let new = serde_json::from_value(answers(name, "email", &email)).unwrap();
    let entered = enter_request(&server.state, &site, "evening-circle", new, true, None).await;
    assert!(matches!(entered, Ok(Entered::Now { .. })), "{entered:?}");
}

/// Somebody asks by the form, without proof of work: a person rings them or looks first.
pub async fn writes(server: &Server, name: &str, kind: &str, contact: &str) {
    let key = format!(
        "018f2d3a-7b1c-7e00-9d3f-0a1b2c3d{:04x}",
        name.len() * 257 + usize::from(name.as_bytes()[0])
    );
    let request = Request::post("/v1/sites/riverside/groups/evening-circle/join-requests")
        .header(header::HOST, "groups.example.org")
        .header(header::ORIGIN, "https://www.riverside.example.org")
        .header(header::CONTENT_TYPE, "application/json")
        .header("idempotency-key", key)
        .body(Body::from(answers(name, kind, contact).to_string()));
    let answer = server.send(request.unwrap()).await;
    assert_eq!(answer.status.as_u16(), 201, "{}", answer.text());
}

/// The request of somebody to the evening circle.
pub async fn request_of(server: &Server, name: &str) -> StoredRequest {
    let (store, site) = (
        &server.state.store,
        server.state.site("riverside").await.unwrap(),
    );
    let group = store
        .find_group(&site.id, "evening-circle")
        .await
        .unwrap()
        .unwrap();
    let all = store.list_requests(&site.id, &group.id).await.unwrap();
    let mut all = all.into_iter();
    all.find(|one| one.application.display_name == name)
        .expect("they asked")
}

/// Somebody on the staff approves a request, in their browser; gives the batch of letters, if
/// one is on its way.
pub async fn approved_by(browser: &Browser<'_>, name: &str) -> Option<String> {
    let id = request_of(browser.server, name).await.id;
    let done = browser.does(&id, "approve", &json!(null)).await;
    assert_eq!(done.status.as_u16(), 200, "{}", done.text());
    done.json()["mail"]["batch"].as_str().map(str::to_owned)
}

impl Browser<'_> {
    /// Does something about a request.
    pub async fn does(&self, request: &str, what: &str, body: &Value) -> Answer {
        let path = format!("/console/api/requests/{request}/{what}");
        match body {
            Value::Null => self.ask(Method::POST, &path, "", String::new()).await,
            body => self.post(&path, body).await,
        }
    }
}
