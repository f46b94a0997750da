//! What goes wrong around the handlers is a problem document, too.

use axum::{
    Router,
    body::Body,
    http::{Method, Request},
    routing::get,
};
use server::layers;
use tower_http::catch_panic::CatchPanicLayer;

use crate::harness::{Server, send};

#[tokio::test]
async fn an_unknown_path_is_a_problem() {
    let server = Server::start_empty().await;
    for path in [
        "/nothing",
        "/v1",
        "/v1/sites",
        "/v2/sites/riverside",
        "/v1/sites/riverside/",
    ] {
        let answer = server.get(path).await;
        assert_eq!(
            (answer.status.as_u16(), answer.problem().as_str()),
            (404, "not-found"),
            "{path}"
        );
    }
    insta::assert_json_snapshot!(server.get("/nothing").await.json());
}

#[tokio::test]
async fn a_wrong_method_is_a_problem_that_names_the_right_ones() {
    let server = Server::start_empty().await;
    for path in [
        "/v1/sites/riverside/groups",
        "/healthz",
        "/kindred.js",
        "/assets/a.js",
    ] {
        let answer = server.ask(Method::DELETE, path, &[]).await;
        assert_eq!(answer.status.as_u16(), 405, "{path}");
        assert_eq!(answer.problem(), "method-not-allowed");
        assert!(
            answer.header("allow").contains("GET"),
            "{path}: {}",
            answer.header("allow")
        );
    }
}

#[tokio::test]
async fn head_is_answered_as_get_without_a_body() {
    let server = Server::start().await;
    let path = "/v1/sites/riverside/groups";
    let head = server.ask(Method::HEAD, path, &[]).await;
    assert_eq!(head.status.as_u16(), 200);
    assert!(head.bytes.is_empty());
    assert_eq!(head.header("etag"), server.get(path).await.header("etag"));
}

#[tokio::test]
async fn what_is_too_large_is_refused() {
    let server = Server::start_empty().await;
    let request = Request::builder()
        .method(Method::POST)
        .uri("/v1/sites/riverside/groups")
        .header("content-length", "10000000")
        .body(Body::from("x"))
        .unwrap();
    let answer = server.send(request).await;
    assert_eq!(
        (answer.status.as_u16(), answer.problem().as_str()),
        (413, "too-large")
    );
    for length in [5_000, 20_000] {
        let path = format!("/v1/sites/riverside/groups?text={}", "a".repeat(length));
        let answer = server.get(&path).await;
        assert_eq!(
            (answer.status.as_u16(), answer.problem().as_str()),
            (414, "uri-too-long")
        );
    }
}

#[tokio::test]
async fn a_panic_is_a_fault_that_says_nothing_of_its_inside() {
    async fn panics() -> &'static str {
        panic!("the secret of Jane Doe")
    }
    let app = Router::new()
        .route("/", get(panics))
        .layer(CatchPanicLayer::custom(layers::answer_panic));
    let answer = send(app, Request::new(Body::empty())).await;
    assert_eq!(
        (answer.status.as_u16(), answer.problem().as_str()),
        (500, "server-fault")
    );
    assert!(!answer.text().contains("Jane"));
}

#[tokio::test]
async fn every_refusal_is_numbered_and_every_answer_hardened() {
    let server = Server::start_empty().await;
    for path in ["/healthz", "/nothing", "/v1/sites/riverside", "/docs"] {
        let answer = server.get(path).await;
        let number = if path == "/nothing" { 16 } else { 0 };
        assert_eq!(answer.header("x-request-id").len(), number, "{path}");
        assert_eq!(answer.header("x-content-type-options"), "nosniff");
        let is_page = path == "/docs";
        let policy = if is_page { "no-referrer" } else { "" };
        assert_eq!(answer.header("referrer-policy"), policy, "{path}");
        assert_eq!(
            answer.header("cross-origin-resource-policy"),
            "cross-origin"
        );
    }
}
