//! Every endpoint of the console's API, asked by everybody: what is not theirs looks exactly like
//! what is not there.

use std::collections::BTreeSet;

use axum::http::Method;
use serde_json::{Value, json};

use crate::{
    harness::Answer,
    team::{Browser, Who, empty, take_on},
};

/// One endpoint.
struct Endpoint {
    method: Method,
    /// As in the router.
    route: &'static str,
    /// A good body.
    body: Option<fn() -> Value>,
    /// Who is served, and with which status.
    may: &'static [Who],
    status: u16,
}

/// `{staff}` is somebody of riverside's staff, `{group}` its `evening-circle`.
#[rustfmt::skip] // A table.
fn endpoints() -> Vec<Endpoint> {
    use Who::{Coordinator, Elsewhere, Facilitator, OtherFacilitator, ReadOnly};
    const SIGNED_IN: &[Who] = &[Coordinator, Facilitator, OtherFacilitator, ReadOnly, Elsewhere];
    // Of their own site, each coordinator.
    const COORDINATORS: &[Who] = &[Coordinator, Elsewhere];
    let (get, post) = (Method::GET, Method::POST);
    let role = || json!({ "role": "read-only" });
    let invitation = || json!({
        "name": "Nina", "email": "nina@example.org", "language": "es", "role": "read-only",
    });
    vec![
        Endpoint { method: get.clone(), route: "/console/api/me", body: None, may: SIGNED_IN, status: 200 },
        Endpoint { method: get, route: "/console/api/staff", body: None, may: COORDINATORS, status: 200 },
        Endpoint { method: post.clone(), route: "/console/api/staff", body: Some(invitation), may: COORDINATORS, status: 201 },
        Endpoint { method: post.clone(), route: "/console/api/staff/{staff}/role", body: Some(role), may: &[Coordinator], status: 204 },
        Endpoint { method: post, route: "/console/api/staff/{staff}/end", body: None, may: &[Coordinator], status: 204 },
    ]
}

/// Status, headers but the request's id, and body.
fn whole(answer: &Answer) -> (u16, Vec<(String, String)>, String) {
    let headers = answer.headers.iter();
    let mut headers: Vec<(String, String)> = headers
        .filter(|(name, _)| *name != "x-request-id")
        .map(|(name, value)| (name.to_string(), value.to_str().unwrap().to_owned()))
        .collect();
    headers.sort();
    (answer.status.as_u16(), headers, answer.text())
}

async fn asked(browser: &Browser<'_>, endpoint: &Endpoint, path: &str) -> Answer {
    let (kind, body) = match endpoint.body {
        Some(body) => ("application/json", body().to_string()),
        None => ("", String::new()),
    };
    browser.ask(endpoint.method.clone(), path, kind, body).await
}

#[tokio::test]
async fn what_is_not_theirs_looks_like_what_is_not_there() {
    for endpoint in endpoints() {
        let server = empty().await;
        let role = api_types::StaffRole::Facilitator;
        let (sam, _) = take_on(&server, ("sam", "riverside", role, &["evening-circle"])).await;
        let there = endpoint
            .route
            .replace("{staff}", &sam)
            .replace("{group}", "evening-circle");
        let not_there = endpoint
            .route
            .replace("{staff}", "nobody")
            .replace("{group}", "no-circle");
        let not_there = if not_there == there {
            "/console/api/nothing".to_owned()
        } else {
            not_there
        };
        // Those who may come last: they change things.
        let mut all = Who::ALL;
        all.sort_by_key(|who| endpoint.may.contains(who));
        for who in all {
            let said = format!("{} {} {who:?}", endpoint.method, endpoint.route);
            let browser = Browser::of(&server, who).await;
            let answer = asked(&browser, &endpoint, &there).await;
            assert!(
                !answer.headers.contains_key("access-control-allow-origin"),
                "{said}"
            );
            assert_eq!(answer.header("cache-control"), "no-store", "{said}");
            assert_eq!(answer.header("referrer-policy"), "no-referrer", "{said}");
            if who == Who::Nobody {
                assert_eq!(answer.problem(), "not-signed-in", "{said}");
                assert_eq!(answer.status.as_u16(), 401, "{said}");
            } else if endpoint.may.contains(&who) {
                assert_eq!(
                    answer.status.as_u16(),
                    endpoint.status,
                    "{said}: {}",
                    answer.text()
                );
                if who == Who::Elsewhere {
                    let text = answer.text().to_lowercase();
                    for foreign in ["riverside", "sam", "circle"] {
                        assert!(!text.contains(foreign), "{said}: {text}");
                    }
                }
            } else {
                let nothing = asked(&browser, &endpoint, &not_there).await;
                assert_eq!(answer.status.as_u16(), 404, "{said}");
                assert_eq!(whole(&answer), whole(&nothing), "{said}");
            }
        }
    }
}

#[test]
fn every_endpoint_stands_in_the_table() {
    let text = include_str!("../../src/router.rs");
    let mut routed = BTreeSet::new();
    for row in text.split(".route(\"").skip(1) {
        let (path, rest) = row.split_once('"').unwrap();
        let handlers = rest.lines().next().unwrap();
        if path.starts_with("/console/api") {
            for method in ["get", "post", "put", "patch", "delete"] {
                if handlers.contains(&format!("{method}(console::")) {
                    routed.insert((method.to_uppercase(), path.to_owned()));
                }
            }
        }
    }
    let table = endpoints().into_iter();
    let table: BTreeSet<_> = table
        .map(|one| (one.method.to_string(), one.route.to_owned()))
        .collect();
    assert_eq!(table, routed);
}

#[tokio::test]
async fn a_change_from_another_page_is_refused_whoever_is_signed_in() {
    for endpoint in endpoints()
        .into_iter()
        .filter(|one| one.method != Method::GET)
    {
        let server = empty().await;
        let role = api_types::StaffRole::ReadOnly;
        let (sam, _) = take_on(&server, ("sam", "riverside", role, &[])).await;
        let browser = Browser::of(&server, Who::Coordinator).await;
        let path = endpoint.route.replace("{staff}", &sam);
        let body = endpoint.body.map_or(json!({}), |body| body());
        for (name, value) in [
            ("origin", "https://evil.example"),
            ("origin", "null"),
            ("sec-fetch-site", "cross-site"),
            ("x-nothing", "no word of where it comes from"),
        ] {
            let request = axum::http::Request::post(&path)
                .header("host", "groups.example.org")
                .header("cookie", &browser.cookie)
                .header("content-type", "application/json")
                .header(name, value)
                .body(axum::body::Body::from(body.to_string()));
            let answer = server.send(request.unwrap()).await;
            assert_eq!(answer.problem(), "foreign-origin", "{path} {value}");
        }
        let list = browser.get("/console/api/staff").await.json();
        assert_eq!(list["staff"].as_array().unwrap().len(), 2, "{path}");
    }
}

#[tokio::test]
async fn a_coordinator_invites_changes_and_takes_off() {
    let server = empty().await;
    let cleo = Browser::of(&server, Who::Coordinator).await;
    let nina = json!({
        "name": "Nina", "email": "Nina@Example.org", "language": "es",
        "role": "facilitator", "groups": ["other-circle"],
    });
    assert_eq!(
        cleo.post("/console/api/staff", &nina).await.status.as_u16(),
        201
    );
    let again = cleo.post("/console/api/staff", &nina).await;
    assert_eq!(again.problem(), "already-staff");
    let letters = crate::team::letters(&server).await;
    assert_eq!(letters.len(), 1);
    assert_eq!(letters[0]["to"], "Nina@example.org");
    assert_eq!(letters[0]["language"], "es");
    let mut browser = Browser::new(&server);
    let link = crate::team::path_of(&letters[0]);
    browser.press(&link, "site=riverside&choice=week").await;
    let me = browser.me().await.expect("she is in");
    assert_eq!(
        me,
        json!({
            "name": "Nina", "role": "facilitator",
            "site": { "slug": "riverside", "name": me["site"]["name"] },
            "groups": [{ "slug": "other-circle", "name": "Other circle" }],
        })
    );
    let list = cleo.get("/console/api/staff").await.json();
    let id = list["staff"][0]["id"].as_str().unwrap();
    assert_eq!(
        list["staff"][0]["name"], "Nina",
        "N before c: capitals first"
    );
    let wrong = json!({ "role": "facilitator", "groups": ["no-circle"] });
    let refused = cleo
        .post(&format!("/console/api/staff/{id}/role"), &wrong)
        .await;
    assert_eq!(refused.problem(), "invalid-fields");
    let wrong = json!({ "name": "", "email": "x", "language": "en", "role": "read-only" });
    let refused = cleo.post("/console/api/staff", &wrong).await;
    assert_eq!(refused.json()["errors"].as_array().unwrap().len(), 2);
    let ended = cleo
        .post(&format!("/console/api/staff/{id}/end"), &json!({}))
        .await;
    assert_eq!(ended.status.as_u16(), 204);
    assert_eq!(browser.me().await, None, "she is out at once");
}
