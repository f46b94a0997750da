//! Going on to a group that lives on another platform: guidelines first, then the stored link.

use api_types::{Format, HostPlatform, JoinPolicy};
use serde_json::{Value, json};
use server::{domain::group::GroupRecord, joining::delete_what_is_over, store::StoredHandOver};

use crate::{
    harness::{Answer, Server, plain_group},
    joining::{KEY, post, request},
};

const PATH: &str = "/v1/sites/riverside/groups/walks/hand-overs";
const LINK: &str = "https://meetup.example.org/riverside/walks";
const DAY: i64 = 24 * 60 * 60 * 1_000;

fn walks() -> GroupRecord {
    GroupRecord {
        format: Format::InPerson,
        join_policy: JoinPolicy::Elsewhere,
        host_platform: Some(HostPlatform::Meetup),
        host_url: Some(LINK.to_owned()),
        ..plain_group("walks", "Walks")
    }
}

/// A server without mail, since nobody is written to.
async fn server() -> Server {
    let server = Server::start().await;
    server.import(vec![walks()]).await;
    server.wait_ms(1_500);
    server
}

/// The guidelines as somebody read them.
async fn read(server: &Server) -> Value {
    let form = "/v1/sites/riverside/groups/walks/join-form";
    let guidelines = server.get(form).await.json()["guidelines"].clone();
    json!({ "guidelines": {
        "version": guidelines["version"], "hash": guidelines["hash"],
        "language": guidelines["language"],
    } })
}

async fn kept(server: &Server, answer: &Answer) -> Option<StoredHandOver> {
    let site = server.state.site("riverside").await.unwrap();
    let reference = answer.json()["reference"].as_str().unwrap().to_owned();
    let found = server.state.store.find_hand_over(&site.id, &reference);
    found.await.unwrap()
}

#[tokio::test]
async fn who_has_read_the_guidelines_is_given_the_link_and_a_receipt() {
    let server = server().await;
    server.publish_guidelines("Be kind.").await;
    let form = server.get("/v1/sites/riverside/groups/walks/join-form");
    let form = form.await.json();
    assert_eq!(form["unavailable"], Value::Null, "it needs no mail");
    assert_eq!(form["host_platform"], "meetup");
    assert!(!form.to_string().contains(LINK));
    let body = read(&server).await;
    let answer = post(&server, PATH, KEY, &body).await;
    assert_eq!(answer.status.as_u16(), 201, "{}", answer.text());
    assert_eq!(answer.header("cache-control"), "no-store");
    let mut told = answer.json();
    assert_eq!(told["reference"].as_str().unwrap().len(), 9);
    told["reference"] = json!("[reference]");
    insta::assert_json_snapshot!(told);
    let kept = kept(&server, &answer).await.unwrap().acknowledged.unwrap();
    assert_eq!(json!(kept), answer.json()["guidelines"]);
    // Again with the same key it is the same hand-over; the key belongs to this group and body.
    let again = post(&server, PATH, KEY, &body).await;
    assert_eq!((again.status.as_u16(), again.json()), (201, answer.json()));
    let other = post(&server, PATH, KEY, &json!({})).await;
    assert_eq!(other.problem(), "idempotency-key-reused");
    let elsewhere = "/v1/sites/riverside/groups/one-talk/hand-overs";
    let other = post(&server, elsewhere, KEY, &body).await;
    assert_eq!(other.problem(), "idempotency-key-reused");
}

#[tokio::test]
async fn the_guidelines_come_before_the_link() {
    let server = server().await;
    server.publish_guidelines("Be kind.").await;
    let body = read(&server).await;
    let ask = async |key: &str, body: &Value| {
        let answer = post(&server, PATH, key, body).await;
        assert!(!answer.text().contains(LINK), "{}", answer.text());
        answer.problem()
    };
    assert_eq!(
        ask("a-key-of-sixteen-1", &json!({})).await,
        "invalid-fields"
    );
    let mut forged = body.clone();
    forged["guidelines"]["hash"] = json!("another");
    assert_eq!(
        ask("a-key-of-sixteen-2", &forged).await,
        "guidelines-forged"
    );
    let mut unknown = body.clone();
    unknown["guidelines"]["version"] = json!("9.9");
    assert_eq!(
        ask("a-key-of-sixteen-3", &unknown).await,
        "guidelines-unknown"
    );
    let more = json!({ "guidelines": body["guidelines"], "name": "Rosa" });
    assert_eq!(ask("a-key-of-sixteen-4", &more).await, "bad-body");
    server.publish_guidelines("Be kind and quiet.").await;
    server.wait_ms(1_500);
    assert_eq!(ask("a-key-of-sixteen-5", &body).await, "guidelines-changed");
}

#[tokio::test]
async fn a_group_without_guidelines_is_handed_over_to_at_once() {
    let server = server().await;
    let answer = post(&server, PATH, KEY, &json!({})).await;
    assert_eq!(answer.json()["url"], LINK);
    assert_eq!(answer.json()["guidelines"], Value::Null);
    assert_eq!(kept(&server, &answer).await.unwrap().acknowledged, None);
}

#[tokio::test]
async fn a_receipt_is_deleted_as_long_after_as_a_membership() {
    let server = server().await;
    let answer = post(&server, PATH, KEY, &json!({})).await;
    server.wait_ms(30 * DAY);
    assert!(delete_what_is_over(&server.state).await);
    assert!(kept(&server, &answer).await.is_some());
    server.wait_ms(1);
    assert!(delete_what_is_over(&server.state).await);
    assert!(kept(&server, &answer).await.is_none());
}

#[tokio::test]
async fn only_a_group_that_lives_elsewhere_hands_over_and_it_takes_no_requests() {
    let server = server().await;
    let circle = "/v1/sites/riverside/groups/evening-circle/hand-overs";
    assert_eq!(
        post(&server, circle, KEY, &json!({})).await.problem(),
        "no-join-form"
    );
    let mut lost = walks();
    lost.host_url = None;
    server.import(vec![lost]).await;
    server.wait_ms(1_500);
    assert_eq!(
        post(&server, PATH, KEY, &json!({})).await.problem(),
        "no-join-form"
    );
    let form = server.get("/v1/sites/riverside/groups/walks/join-form");
    assert_eq!(form.await.json()["unavailable"], "not-set-up");
    let nobody = "/v1/sites/riverside/groups/nobody/hand-overs";
    assert_eq!(
        post(&server, nobody, KEY, &json!({})).await.problem(),
        "unknown-group"
    );
}

#[tokio::test]
async fn a_request_to_join_a_group_that_lives_elsewhere_is_refused() {
    let server = crate::joining::server().await;
    server.import(vec![walks()]).await;
    server.wait_ms(1_500);
    let requests = "/v1/sites/riverside/groups/walks/join-requests";
    let refused = post(&server, requests, KEY, &request(&json!({}))).await;
    assert_eq!(refused.problem(), "no-join-form");
    assert_eq!(refused.json()["detail"], "elsewhere");
}

#[tokio::test]
async fn it_is_a_write_that_is_limited_and_the_sites_own() {
    let server = server().await;
    let app = server.app.clone();
    let foreign = axum::http::Request::post(PATH)
        .header("host", "groups.example.org")
        .header("origin", "https://evil.example")
        .header("content-type", "application/json")
        .header("idempotency-key", KEY)
        .body(axum::body::Body::from("{}"));
    let foreign = crate::harness::send(app, foreign.unwrap()).await;
    assert_eq!(foreign.problem(), "foreign-origin");
    let bad = post(&server, PATH, "short", &json!({})).await;
    assert_eq!(bad.problem(), "bad-idempotency-key");
    for number in 0..30 {
        let key = format!("a-key-of-sixteen-{number}");
        let answer = post(&server, PATH, &key, &json!({})).await;
        assert_eq!(answer.status.as_u16(), 201, "{number}");
    }
    let refused = post(&server, PATH, "a-key-of-sixteen-30", &json!({})).await;
    assert_eq!(refused.problem(), "slow-down");
    assert!(!refused.header("retry-after").is_empty());
}
