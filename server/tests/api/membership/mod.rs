//! `/v1/sites/{site}/membership`: a member's own page in the widget, by the token of their link.

mod change;
mod erasing;
mod guidelines;
mod resources;
mod tokens;

use axum::{
    body::Body,
    http::{Method, Request, header},
};
use serde_json::{Value, json};

use crate::{
    harness::{Answer, Server},
    joining::{OWN_PAGE, server},
    pages::{asks, becomes_member, joins, link, press, proves},
};

pub const MEMBERSHIP: &str = "/v1/sites/riverside/membership";

/// Asks as the widget does on the site's own page; `way` goes behind the membership's path.
pub async fn ask(
    server: &Server,
    method: Method,
    way: &str,
    token: &str,
    body: Option<&Value>,
) -> Answer {
    let mut request = Request::builder()
        .method(method)
        .uri(format!("{MEMBERSHIP}{way}"))
        .header(header::HOST, "groups.example.org")
        .header(header::ORIGIN, OWN_PAGE)
        .header(header::AUTHORIZATION, format!("Bearer {token}"));
    if body.is_some() {
        request = request.header(header::CONTENT_TYPE, "application/json");
    }
    let body = body.map_or_else(Body::empty, |body| Body::from(body.to_string()));
    server.send(request.body(body).unwrap()).await
}

pub async fn show(server: &Server, token: &str) -> Answer {
    ask(server, Method::GET, "", token, None).await
}

pub async fn change(server: &Server, token: &str, body: &Value) -> Answer {
    ask(server, Method::PATCH, "", token, Some(body)).await
}

pub async fn do_it(server: &Server, way: &str, token: &str) -> Answer {
    ask(server, Method::POST, way, token, None).await
}

/// The token in the path of a member's page.
pub fn token(page: &str) -> String {
    page.strip_prefix("/m/").unwrap().to_owned()
}

/// The newest guidelines, as somebody names them who read them.
pub async fn read_guidelines(server: &Server) -> Value {
    let form = "/v1/sites/riverside/groups/evening-circle/join-form";
    let read = server.get(form).await.json()["guidelines"].clone();
    json!({ "version": read["version"], "hash": read["hash"], "language": read["language"] })
}

#[tokio::test]
async fn a_member_sees_how_it_stands_and_the_way_in_with_the_place_alone() {
    let server = server().await;
    server
        .publish_guidelines("What is said here stays here")
        .await;
    let changes = json!({ "guidelines": read_guidelines(&server).await });
    let receipt = asks(&server, "rosa", &changes).await;
    let member = token(&proves(&server, "rosa").await);
    let waiting = show(&server, &member).await;
    assert_eq!(waiting.status.as_u16(), 200, "{}", waiting.text());
    assert_eq!(waiting.header("cache-control"), "no-store");
    assert_eq!(waiting.header("access-control-allow-origin"), "*");
    let told = waiting.json();
    assert_eq!(told["reference"], receipt["reference"]);
    assert_eq!(told["answer_by"], "2026-01-08");
    assert!(!waiting.text().contains("hidden-room-77"));
    assert!(told.get("way_in").is_none() && told.get("guidelines").is_none());

    let review = link(&server, "new-request", "desk@riverside.example.org").await;
    press(&server, &review, "choice=approve").await;
    let mut told = show(&server, &member).await.json();
    told["reference"] = json!("REFERENCE");
    insta::assert_json_snapshot!(told);
    let spanish = ask(&server, Method::GET, "?lang=es", &member, None).await;
    assert_eq!(spanish.status.as_u16(), 200);
    let wrong = ask(&server, Method::GET, "?language=es", &member, None).await;
    assert_eq!(wrong.problem(), "bad-parameter");
}

#[tokio::test]
async fn who_leaves_gives_the_place_back_and_may_say_so_twice() {
    let server = server().await;
    let member = token(&becomes_member(&server, "rosa").await);
    for _ in 0..2 {
        let left = do_it(&server, "/leave", &member).await;
        assert_eq!(left.json(), json!({ "state": "left" }));
        assert_eq!(left.header("cache-control"), "no-store");
    }
    let told = show(&server, &member).await;
    assert_eq!(told.json()["state"], "left");
    assert!(!told.text().contains("hidden-room-77") && told.json().get("meetings").is_none());
    let refused = do_it(&server, "/calendar", &member).await;
    assert_eq!(refused.problem(), "wrong-state");
    let words = json!({ "written": { "display_name": "Rosa" } });
    let refused = change(&server, &member, &words).await;
    assert_eq!(refused.problem(), "wrong-state");
}

#[tokio::test]
async fn a_private_calendar_is_made_in_the_widget_too() {
    let server = server().await;
    let page = joins(&server, "rosa").await;
    let member = token(&page);
    let early = do_it(&server, "/calendar", &member).await;
    assert_eq!(early.problem(), "wrong-state");
    let review = link(&server, "new-request", "desk@riverside.example.org").await;
    press(&server, &review, "choice=approve").await;
    let make = async || {
        let made = do_it(&server, "/calendar", &member).await.json();
        let url = made["url"].as_str().unwrap().to_owned();
        let path = url.strip_prefix("https://groups.example.org").unwrap();
        path.to_owned()
    };
    let (first, second) = (make().await, make().await);
    assert_eq!(server.get(&first).await.status.as_u16(), 410);
    assert!(server.get(&second).await.text().contains("RRULE:"));
}

#[tokio::test]
async fn the_export_is_that_of_the_page() {
    let server = server().await;
    let page = becomes_member(&server, "rosa").await;
    let export = ask(&server, Method::GET, "/export", &token(&page), None).await;
    assert_eq!(export.header("cache-control"), "no-store");
    let file = server.get(&format!("{page}/export")).await;
    assert_eq!(export.json(), file.json());
    assert_eq!(
        export.json()["written"]["introduction"],
        "I was told last week."
    );
}
