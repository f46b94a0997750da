//! Tokens that open nothing: of another site, of another kind, too old, torn.

use axum::{
    body::Body,
    http::{Method, Request, header},
};
use serde_json::{Value, json};

use super::{MEMBERSHIP, ask, show, token};
use crate::{
    harness::Server,
    joining::{OWN_PAGE, server},
    pages::{DAY, becomes_member, bytes, link},
};

const WAYS: [(Method, &str); 7] = [
    (Method::GET, ""),
    (Method::PATCH, ""),
    (Method::POST, "/acknowledgements"),
    (Method::POST, "/leave"),
    (Method::POST, "/calendar"),
    (Method::GET, "/export"),
    (Method::DELETE, ""),
];

/// Tries every way with a token; each must be refused so.
async fn try_all(server: &Server, token: &str, code: &str) {
    let acknowledgement = json!({ "version": "0.0", "hash": "x", "language": "en" });
    for (method, way) in WAYS {
        let body = match (&method, way) {
            (&Method::PATCH, _) => Some(json!({ "reminders": true })),
            (_, "/acknowledgements") => Some(acknowledgement.clone()),
            _ => None,
        };
        let refused = ask(server, method.clone(), way, token, body.as_ref()).await;
        assert_eq!(refused.problem(), code, "{method} {way}");
        assert_eq!(refused.header("cache-control"), "no-store");
    }
}

#[tokio::test]
async fn a_token_that_is_none_of_this_sites_members_opens_nothing_and_changes_nothing() {
    let server = server().await;
    let page = becomes_member(&server, "rosa").await;
    let review = link(&server, "new-request", "desk@riverside.example.org").await;
    let site = std::fs::read_to_string(server.site_file()).unwrap();
    std::fs::write(server.site_file().with_file_name("lakeside.toml"), site).unwrap();
    server.wait_ms(2_000);
    server.get("/v1/sites/lakeside").await;
    let before = bytes(&server);
    try_all(&server, "", "unknown-token").await;
    let of_staff = review.strip_prefix("/review/").unwrap();
    try_all(&server, of_staff, "unknown-token").await;
    // Another hour, or guessing would be slowed down by now.
    server.wait_ms(DAY / 24);
    let elsewhere = Request::get("/v1/sites/lakeside/membership")
        .header(header::AUTHORIZATION, format!("Bearer {}", token(&page)));
    let elsewhere = server.send(elsewhere.body(Body::empty()).unwrap()).await;
    assert_eq!(elsewhere.problem(), "unknown-token", "another site's");
    for malformed in ["Basic x", "Bearer", "Bearer \u{e9}", &token(&page)] {
        let request = Request::get(MEMBERSHIP).header(header::AUTHORIZATION, malformed);
        let refused = server.send(request.body(Body::empty()).unwrap()).await;
        assert_eq!(refused.problem(), "unknown-token", "{malformed:?}");
    }
    assert_eq!(
        server.get("/v1/sites/nowhere/membership").await.problem(),
        "unknown-site"
    );
    server.wait_ms(401 * DAY);
    try_all(&server, &token(&page), "spent-token").await;
    assert!(before == bytes(&server), "something was written");
}

#[tokio::test]
async fn who_tries_many_tokens_is_slowed_down_and_members_are_not() {
    let server = server().await;
    let member = token(&becomes_member(&server, "rosa").await);
    for number in 0..21 {
        let refused = show(&server, &format!("guess-{number}")).await;
        let code = if number < 20 {
            "unknown-token"
        } else {
            "slow-down"
        };
        assert_eq!(refused.problem(), code);
        assert_eq!(refused.header("retry-after").is_empty(), number < 20);
    }
    for _ in 0..40 {
        assert_eq!(show(&server, &member).await.status.as_u16(), 200);
    }
    let without = server.get(MEMBERSHIP).await;
    assert_eq!(
        without.problem(),
        "unknown-token",
        "who names none tries none"
    );
}

#[tokio::test]
async fn only_the_sites_own_pages_may_write() {
    let server = server().await;
    let member = token(&becomes_member(&server, "rosa").await);
    let from = async |method: Method, origin: &str, body: Option<Value>| {
        let mut request = Request::builder()
            .method(method)
            .uri(MEMBERSHIP)
            .header(header::HOST, "groups.example.org")
            .header(header::ORIGIN, origin)
            .header(header::AUTHORIZATION, format!("bearer  {member}"));
        if body.is_some() {
            request = request.header(header::CONTENT_TYPE, "application/json");
        }
        let body = body.map_or_else(Body::empty, |body| Body::from(body.to_string()));
        server.send(request.body(body).unwrap()).await
    };
    let evil = "https://evil.example";
    let on = json!({ "reminders": true });
    for (method, body) in [(Method::PATCH, Some(on.clone())), (Method::DELETE, None)] {
        let refused = from(method, evil, body).await;
        assert_eq!(refused.problem(), "foreign-origin");
    }
    let changed = from(Method::PATCH, OWN_PAGE, Some(on)).await;
    assert_eq!(changed.json()["reminders"], true);
    let text = from(Method::PATCH, OWN_PAGE, None).await;
    assert_eq!(text.problem(), "not-json");
    let other = from(Method::PUT, OWN_PAGE, None).await;
    assert_eq!(other.problem(), "method-not-allowed");
}
