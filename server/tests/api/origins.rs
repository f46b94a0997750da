//! Everybody may read; only the site's own pages may write.

use axum::{
    Router,
    body::Body,
    http::{Method, Request},
    middleware::from_fn_with_state,
    routing::post,
};
use server::layers;

use crate::harness::{Server, send};

#[tokio::test]
async fn every_page_may_read_without_credentials() {
    let server = Server::start().await;
    for path in [
        "/v1/sites/riverside",
        "/v1/sites/riverside/groups",
        "/v1/sites/riverside/calendar.ics",
        "/v1/sites/nowhere",
        "/openapi.json",
        "/kindred.js",
    ] {
        let answer = server
            .get_with(path, &[("origin", "https://host.example")])
            .await;
        assert_eq!(answer.header("access-control-allow-origin"), "*", "{path}");
        assert_eq!(answer.header("access-control-allow-credentials"), "");
    }
    let health = server
        .get_with("/readyz", &[("origin", "https://host.example")])
        .await;
    assert_eq!(health.header("access-control-allow-origin"), "");
}

#[tokio::test]
async fn the_browsers_question_beforehand_is_answered() {
    let server = Server::start().await;
    let asked = [
        ("origin", "https://host.example"),
        ("access-control-request-method", "GET"),
        ("access-control-request-headers", "if-none-match"),
    ];
    let answer = server
        .ask(Method::OPTIONS, "/v1/sites/riverside/groups", &asked)
        .await;
    assert_eq!(answer.status.as_u16(), 204);
    let methods = answer.header("access-control-allow-methods");
    assert_eq!(methods, "GET, HEAD, POST, PATCH, DELETE");
    let headers = answer.header("access-control-allow-headers");
    assert_eq!(headers, "*, authorization", "the star has no Authorization");
    assert_eq!(answer.header("access-control-allow-origin"), "*");
}

#[tokio::test]
async fn a_write_from_a_foreign_page_is_refused() {
    let server = Server::start().await;
    let app = Router::new()
        .route("/v1/sites/{site}/write", post(async || "written"))
        .layer(from_fn_with_state(
            server.state.clone(),
            layers::refuse_foreign_origin,
        ))
        .with_state(server.state.clone());
    let write = async |site: &str, origin: Option<&str>| {
        let mut request = Request::post(format!("/v1/sites/{site}/write"));
        if let Some(origin) = origin {
            request = request.header("origin", origin);
        }
        let request = request
            .header("host", "groups.example.org")
            .body(Body::empty())
            .unwrap();
        send(app.clone(), request).await
    };
    let own = "https://www.riverside.example.org";
    assert_eq!(write("riverside", Some(own)).await.text(), "written");
    assert_eq!(write("riverside", None).await.text(), "written");
    let foreign = write("riverside", Some("https://evil.example")).await;
    assert_eq!(
        (foreign.status.as_u16(), foreign.problem().as_str()),
        (403, "foreign-origin")
    );
    assert_eq!(write("nowhere", Some(own)).await.problem(), "unknown-site");
}
