//! People who ask to join, and staff who answer them.

use api_types::NewJoinRequest;
use serde_json::json;
use server::{
    domain::{join::hash_of, merge_patch},
    joining::{Desk, enter_request},
    store::{Decision, Entered, StoredRequest},
};

use crate::{
    harness::{Server, plain_group},
    team::Browser,
};

/// Somebody asks to join the evening circle, and waits for its facilitator.
pub async fn asks(server: &Server, name: &str) {
    let mut group = serde_json::to_value(plain_group("evening-circle", "Evening circle")).unwrap();
    merge_patch::apply(&mut group, &json!({ "join_policy": "approval" }));
    server
        .import(vec![serde_json::from_value(group).unwrap()])
        .await;
    let site = server.state.site("riverside").await.unwrap();
    let new: NewJoinRequest = serde_json::from_value(json!({
        "on_behalf_of": "me", "display_name": name, "language": "en", "consents": ["keep"],
        "contact": { "kind": "email", "value": format!("{name}@example.org") },
        "introduction": "I was told last week.",
    }))
    .unwrap();
    let entered = enter_request(&server.state, &site, "evening-circle", new, true).await;
    assert!(matches!(entered, Ok(Entered::Now { .. })), "{entered:?}");
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

/// Somebody on the staff approves a request, in their browser; gives the batch of letters.
pub async fn approved_by(browser: &Browser<'_>, name: &str) -> String {
    let server = browser.server;
    let state = &server.state;
    let request = request_of(server, name).await;
    let claimed = state
        .store
        .claim_letters(server.now(), 0, 100)
        .await
        .unwrap();
    let letters = claimed.into_iter().filter_map(|one| one.letter);
    let mut about = letters.filter(|one| one.request.as_deref() == Some(&*request.id));
    let link = about.find_map(|one| {
        let told = serde_json::to_value(&one.letter).unwrap();
        let link = told["new-request"]["review_link"].as_str()?.to_owned();
        Some(link.rsplit('/').next()?.to_owned())
    });
    let cookie = browser.cookie.split_once('=').unwrap().1;
    let signed = state
        .store
        .find_signed_in(hash_of(cookie), server.now())
        .await;
    let viewer = signed.unwrap().expect("they are signed in").viewer;
    let sending = state.store.sending(&viewer, server.now());
    let batch = sending.batch().to_owned();
    let site = state.site("riverside").await.unwrap();
    let desk = Desk::new(state, &site).sent_by(sending);
    let (hash, approve) = (hash_of(&link.unwrap()), Decision::Approve);
    let decided = state
        .store
        .decide(&site.id, hash, approve, &desk, server.now());
    decided.await.unwrap();
    batch
}
