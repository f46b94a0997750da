//! Every endpoint of the console's API, asked by everybody: what is not theirs looks exactly like
//! what is not there.

mod data;
mod feedback;
mod groups;
mod outgoing;
mod passkeys;
mod requests;
mod roster;
mod shelf;
mod staff;
mod today;
mod website;

use std::collections::BTreeSet;

use axum::http::Method;
use serde_json::{Value, json};

use crate::{
    desk::{approved_by, asks, evening_circle, request_of, writes},
    harness::{Answer, Server},
    roster::{MEETING, meets, to_do},
    team::{Browser, Who, empty, take_on},
};

use Who::{Coordinator, Elsewhere, Facilitator, OtherFacilitator, ReadOnly};

/// Whoever is signed in, each about what is theirs.
const SIGNED_IN: &[Who] = &[
    Coordinator,
    Facilitator,
    OtherFacilitator,
    ReadOnly,
    Elsewhere,
];
/// Of their own site, each coordinator.
const COORDINATORS: &[Who] = &[Coordinator, Elsewhere];

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

/// Every part's.
fn endpoints() -> Vec<Endpoint> {
    [
        shelf::endpoints(),
        staff::endpoints(),
        passkeys::endpoints(),
        outgoing::endpoints(),
        groups::endpoints(),
        data::endpoints(),
        feedback::endpoints(),
        requests::endpoints(),
        roster::endpoints(),
        today::endpoints(),
        website::endpoints(),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// All that the endpoints are asked about, on a server of its own: what stands in braces in a route
/// or a body, and what it is called there.
struct Things(Vec<(&'static str, String)>);

impl Things {
    /// All of riverside: staff `{staff}` with their passkey `{passkey}`; group `{group}` with its
    /// `{resource}` and a meeting `{meeting}` of that day; a letter that Sam sends there, `{batch}`;
    /// requests (see `requests.rs`); a member `{member}`, who says that something is wrong,
    /// `{concern}`, and a `{call}` to make; `{item}` of the shelf; and a `{survey}` with a `{plan}`, a `{note}`
    /// of Rosa's, and what was `{said}` and done. Each site has a `{version}` of its settings, in which a `{key}`
    /// can be set, and words in a `{language}`.
    async fn make(server: &Server) -> Self {
        let role = api_types::StaffRole::Facilitator;
        let (sam, link) = take_on(server, ("sam", "riverside", role, &["evening-circle"])).await;
        let mut browser = Browser::new(server);
        browser.press(&link, "site=riverside&choice=today").await;
        let passkey = passkeys::make(&browser).await;
        let resource = shelf::lay_out(&browser).await;
        evening_circle(server, Some(2)).await;
        for name in ["rosa", "iris", "wanda"] {
            asks(server, name).await;
        }
        let batch = approved_by(&browser, "rosa").await.unwrap();
        // There is room, and Wanda waits still.
        evening_circle(server, Some(9)).await;
        writes(server, "ringo", "phone", "312-555-0143").await;
        writes(server, "hedda", "email", "hedda@example.org").await;
        let id = async |name| request_of(server, name).await.id;
        meets(server).await;
        let [call, concern] = to_do(&browser).await;
        let [plan, note, said] = feedback::make(server, &browser).await;
        website::set(server).await;
        Self(vec![
            ("{request}", id("iris").await),
            ("{waiting}", id("wanda").await),
            ("{ringing}", id("ringo").await),
            ("{held}", id("hedda").await),
            ("{staff}", sam),
            ("{passkey}", passkey),
            ("{group}", "evening-circle".to_owned()),
            ("{batch}", batch),
            ("{file}", "members.csv".to_owned()),
            ("{resource}", resource),
            ("{item}", "listening-to-each-other".to_owned()),
            ("{member}", request_of(server, "rosa").await.id),
            ("{meeting}", MEETING.to_string()),
            ("{call}", call),
            ("{concern}", concern),
            ("{survey}", crate::feedback::own().slug),
            ("{plan}", plan),
            ("{note}", note),
            ("{said}", said),
            ("{key}", "theme".to_owned()),
            ("{version}", "1".to_owned()),
            ("{language}", "es".to_owned()),
        ])
    }

    /// A route or a body that is about things which are there.
    fn there(&self, text: &str) -> String {
        let mut text = text.to_owned();
        for (name, thing) in &self.0 {
            text = text.replace(name, thing);
        }
        text
    }

    /// The same about things which are not; where it is about none, something else that is not there.
    fn nowhere(&self, route: &str) -> String {
        let mut text = route.to_owned();
        for (name, _) in &self.0 {
            text = text.replace(name, "nothing");
        }
        if text == route {
            "/console/api/nothing".to_owned()
        } else {
            text
        }
    }
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

async fn asked(browser: &Browser<'_>, endpoint: &Endpoint, path: &str, things: &Things) -> Answer {
    let (kind, body) = match endpoint.body {
        Some(body) => ("application/json", things.there(&body().to_string())),
        None => ("", String::new()),
    };
    browser.ask(endpoint.method.clone(), path, kind, body).await
}

#[tokio::test]
async fn what_is_not_theirs_looks_like_what_is_not_there() {
    for endpoint in endpoints() {
        let server = empty().await;
        let things = Things::make(&server).await;
        let there = things.there(endpoint.route);
        let nowhere = things.nowhere(endpoint.route);
        // Those who may come last: they change things.
        let mut all = Who::ALL;
        all.sort_by_key(|who| endpoint.may.contains(who));
        for who in all {
            let said = format!("{} {} {who:?}", endpoint.method, endpoint.route);
            let browser = Browser::of(&server, who).await;
            let answer = asked(&browser, &endpoint, &there, &things).await;
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
                if who == Elsewhere {
                    let text = answer.text().to_lowercase();
                    for foreign in ["riverside", "\"sam\"", "evening-circle", "evening circle"] {
                        assert!(!text.contains(foreign), "{said}: {text}");
                    }
                }
            } else {
                let nothing = asked(&browser, &endpoint, &nowhere, &things).await;
                assert_eq!(answer.status.as_u16(), 404, "{said}");
                assert_eq!(whole(&answer), whole(&nothing), "{said}");
            }
        }
    }
}

#[test]
fn every_endpoint_stands_in_the_table() {
    let text = include_str!("../../../src/router/console.rs");
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
        .map(|one| (one.method.to_string(), requests::routed(one.route)))
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
        let things = Things::make(&server).await;
        let browser = Browser::of(&server, Coordinator).await;
        let path = things.there(endpoint.route);
        let body = endpoint.body.map_or(json!({}), |body| body());
        let body = things.there(&body.to_string());
        for (name, value) in [
            ("origin", "https://evil.example"),
            ("origin", "null"),
            ("sec-fetch-site", "cross-site"),
            ("x-nothing", "no word of where it comes from"),
        ] {
            let request = axum::http::Request::builder()
                .method(endpoint.method.clone())
                .uri(&path)
                .header("host", "groups.example.org")
                .header("cookie", &browser.cookie)
                .header("content-type", "application/json")
                .header(name, value)
                .body(axum::body::Body::from(body.clone()));
            let answer = server.send(request.unwrap()).await;
            assert_eq!(answer.problem(), "foreign-origin", "{path} {value}");
        }
        let list = browser.get("/console/api/staff").await.json();
        assert_eq!(list["staff"].as_array().unwrap().len(), 2, "{path}");
    }
}
