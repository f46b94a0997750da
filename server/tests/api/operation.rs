//! `/healthz`, `/readyz`, `/openapi.json`, `/docs`, `/`

use std::collections::BTreeSet;

use crate::harness::Server;

#[tokio::test]
async fn the_process_is_alive_and_the_server_ready() {
    let server = Server::start().await;
    assert_eq!(server.get("/healthz").await.json()["status"], "alive");
    let ready = server.get("/readyz").await;
    assert_eq!(ready.status.as_u16(), 200);
    let ready = ready.json();
    assert_eq!(ready["ready"], true);
    assert_eq!(ready["sites"], serde_json::json!(["riverside"]));
    assert!(
        ready["assets"]
            .as_str()
            .unwrap()
            .contains("cargo xtask build")
    );
}

#[tokio::test]
async fn a_server_without_its_database_is_not_ready_but_alive() {
    let server = Server::start().await;
    server.state.store.close().await;
    let ready = server.get("/readyz").await;
    assert_eq!(ready.status.as_u16(), 503);
    assert_eq!(ready.json()["database"], false);
    assert_eq!(server.get("/healthz").await.status.as_u16(), 200);
    let answer = server.get("/v1/sites/riverside/groups").await;
    assert!(answer.status.is_server_error());
    assert!(!answer.text().contains("sqlx") && !answer.text().contains("pool"));
}

#[tokio::test]
async fn groups_in_memory_outlive_a_database_that_went_away() {
    let server = Server::start().await;
    let before = server.get("/v1/sites/riverside/groups").await;
    server.state.store.close().await;
    server.wait_ms(5_000);
    let after = server.get("/v1/sites/riverside/groups").await;
    assert_eq!(after.status.as_u16(), 200);
    assert_eq!(after.bytes, before.bytes);
}

/// The paths that the router's own text names. Files and pages are left out, and the console, whose
/// API is for itself alone.
fn routed() -> BTreeSet<String> {
    let text = include_str!("../../src/router.rs");
    let rows = text.split(".route(\"").skip(1);
    let rows = rows.filter_map(|rest| rest.lines().next()?.split_once('"'));
    rows.filter(|(path, _)| *path != "/docs" && !path.starts_with("/console"))
        .filter(|(_, handlers)| !handlers.contains("pages::"))
        .map(|(path, _)| path)
        .map(str::to_owned)
        .collect()
}

#[tokio::test]
async fn the_document_has_every_address_and_no_other() {
    let server = Server::start().await;
    server.publish_survey().await;
    let document = server.get("/openapi.json").await.json();
    let paths = document["paths"].as_object().unwrap().keys();
    assert_eq!(paths.cloned().collect::<BTreeSet<_>>(), routed());
    for path in routed() {
        let asked = path
            .replace("{site}", "riverside")
            .replace("{group}", "evening-circle")
            .replace("{survey}", "after-meeting");
        let asked = if asked.ends_with("places") {
            asked + "?text=r"
        } else {
            asked
        };
        // A write says that it cannot be read; its own tests write.
        let of = &document["paths"][&path];
        let status = match (of.get("get"), of.get("post")) {
            // Nobody is a member without a token.
            (Some(read), _) if read.get("security").is_some() => 404,
            (Some(_), None) => 200,
            _ => 405,
        };
        assert_eq!(server.get(&asked).await.status.as_u16(), status, "{asked}");
    }
}

#[tokio::test]
async fn every_reference_in_the_document_leads_somewhere() {
    let server = Server::start_empty().await;
    let answer = server.get("/openapi.json").await;
    let document = answer.json();
    for reference in answer.text().split("\"$ref\":\"#").skip(1) {
        let pointer = reference.split('"').next().unwrap();
        assert!(document.pointer(pointer).is_some(), "{pointer}");
    }
    assert!(document["components"]["schemas"]["GroupList"].is_object());
}

#[tokio::test]
async fn the_pages_run_no_script_and_ask_no_other_host() {
    let server = Server::start_empty().await;
    for path in ["/", "/docs"] {
        let page = server.get(path).await;
        assert_eq!(page.header("content-type"), "text/html; charset=utf-8");
        let policy = page.header("content-security-policy");
        assert!(
            policy.starts_with("default-src 'none'; style-src 'sha256-"),
            "{policy}"
        );
        let html = page.text();
        assert!(
            !html.contains("<script") && !html.contains("src=\"http"),
            "{path}"
        );
    }
    let docs = server.get("/docs").await.text();
    assert!(docs.contains("/v1/sites/{site}/groups/{group}/calendar.ics"));
}
