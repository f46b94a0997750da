//! Newer guidelines: shown with the difference, and acknowledged.

use axum::http::Method;
use serde_json::{Value, json};

use super::{MEMBERSHIP, ask, do_it, read_guidelines, show, token};
use crate::{
    harness::{Answer, Server},
    joining::server,
    pages::{asks, joins, proves},
};

async fn acknowledge(server: &Server, token: &str, read: &Value) -> Answer {
    ask(server, Method::POST, "/acknowledgements", token, Some(read)).await
}

#[tokio::test]
async fn a_member_is_shown_what_is_new_and_acknowledges_it_once() {
    let server = server().await;
    server.publish_guidelines("First rule").await;
    let first = read_guidelines(&server).await;
    asks(&server, "rosa", &json!({ "guidelines": first })).await;
    let member = token(&proves(&server, "rosa").await);
    assert!(
        show(&server, &member)
            .await
            .json()
            .get("guidelines")
            .is_none()
    );
    server.publish_guidelines("Second rule").await;
    let told = show(&server, &member).await.json();
    let newer = &told["guidelines"];
    assert_eq!(newer["version"], "2.0");
    assert_eq!(newer["items"][0]["change"], "changed");
    assert_eq!(newer["what_changed"][0]["items"][0][0]["text"], "More.");
    let spanish = ask(&server, Method::GET, "?lang=es", &member, None).await;
    assert_eq!(spanish.json()["guidelines"]["language"], "es");

    let second = read_guidelines(&server).await;
    let stale = acknowledge(&server, &member, &first).await;
    assert_eq!(stale.problem(), "guidelines-changed");
    let mut forged = second.clone();
    forged["hash"] = json!("x");
    let forged = acknowledge(&server, &member, &forged).await;
    assert_eq!(forged.problem(), "guidelines-forged");
    let mut unknown = second.clone();
    unknown["version"] = json!("7.0");
    let unknown = acknowledge(&server, &member, &unknown).await;
    assert_eq!(unknown.problem(), "guidelines-unknown");
    let torn = acknowledge(&server, &member, &json!({ "version": "2.0" })).await;
    assert_eq!(torn.problem(), "bad-body");
    let receipts = show(&server, &member).await.json()["receipts"].clone();
    assert_eq!(receipts.as_array().unwrap().len(), 1, "nothing has changed");

    let kept = acknowledge(&server, &member, &second).await;
    assert_eq!(kept.status.as_u16(), 200, "{}", kept.text());
    assert_eq!(kept.header("cache-control"), "no-store");
    server.wait_ms(5_000);
    let again = acknowledge(&server, &member, &second).await;
    assert_eq!(again.json(), kept.json(), "with the time of the first");
    let told = show(&server, &member).await.json();
    assert!(told.get("guidelines").is_none());
    assert_eq!(told["receipts"][1], kept.json());
    do_it(&server, "/leave", &member).await;
    server.publish_guidelines("Third rule").await;
    assert!(
        show(&server, &member)
            .await
            .json()
            .get("guidelines")
            .is_none()
    );
    let third = read_guidelines(&server).await;
    let over = acknowledge(&server, &member, &third).await;
    assert_eq!(over.problem(), "wrong-state");
}

#[tokio::test]
async fn who_joined_without_guidelines_reads_the_first_ones() {
    let server = server().await;
    let member = token(&joins(&server, "rosa").await);
    server.publish_guidelines("First rule").await;
    let told = show(&server, &member).await.json();
    assert_eq!(told["guidelines"]["items"][0]["change"], "new");
    let page = server.get(MEMBERSHIP).await;
    assert_eq!(page.problem(), "unknown-token", "not without a token");
}
