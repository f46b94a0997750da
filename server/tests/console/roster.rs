//! The roster as a browser of staff sees it, and what it does to a member's own page and letters.

use api_types::NewJoinRequest;
use axum::{
    body::Body,
    http::{Method, Request},
};
use serde_json::{Value, json};
use server::{
    domain::merge_patch,
    joining::enter_request,
    store::{Entered, Viewer},
};

use crate::{
    desk::{approved_by, asks, request_of},
    harness::{Answer, NOW, Server, plain_group},
    team::{Browser, Who, empty, letters},
};

/// The evening circle meets at seven that Monday, in Chicago.
pub const MEETING: i64 = NOW + 7 * 60 * 60 * 1_000;

/// It does so every week.
pub async fn meets(server: &Server) {
    let mut group = serde_json::to_value(plain_group("evening-circle", "Evening circle")).unwrap();
    let changes = json!({
        "join_policy": "approval",
        "join": { "url": "https://meet.example.org/evening-secret" },
        "schedule": {
            "starts_at": "2026-01-05T19:00", "duration_minutes": 90,
            "time_zone": "America/Chicago", "rrule": "FREQ=WEEKLY",
        },
    });
    merge_patch::apply(&mut group, &changes);
    let group = serde_json::from_value(group).unwrap();
    server.import(vec![group]).await;
}

/// Somebody rings, is entered and gets a place: they are reached by telephone alone.
pub async fn rings(browser: &Browser<'_>, name: &str) {
    let server = browser.server;
    let site = server.state.site("riverside").await.unwrap();
    let new: NewJoinRequest = serde_json::from_value(json!({
        "on_behalf_of": "me", "display_name": name, "language": "en", "consents": ["keep"],
        "contact": { "kind": "phone", "value": "312-555-0142" },
        "introduction": "I was told last week.",
    }))
    .unwrap();
    let entered = enter_request(&server.state, &site, "evening-circle", new, true, None).await;
    assert!(matches!(entered, Ok(Entered::Now { .. })), "{entered:?}");
    approved_by(browser, name).await;
}

/// The token of a member's link, from the first letter with one.
pub async fn token_of(server: &Server, name: &str) -> String {
    let to = format!("{name}@example.org");
    let all = letters(server).await;
    let mut links = all.iter().filter(|one| one["to"] == to).filter_map(|one| {
        let facts = one["letter"].as_object()?.values().next()?;
        let (_, token) = facts["link"].as_str()?.split_once("/m/")?;
        Some(token.to_owned())
    });
    links.next().expect("a letter with their link")
}

/// What a member does on their page in the widget.
pub async fn as_member(
    server: &Server,
    token: &str,
    method: Method,
    at: &str,
    body: &Value,
) -> Answer {
    let request = Request::builder()
        .method(method)
        .uri(format!("/v1/sites/riverside/membership{at}"))
        .header("host", "groups.example.org")
        .header("origin", "https://groups.example.org")
        .header("authorization", format!("Bearer {token}"))
        .header("content-type", "application/json")
        .body(Body::from(body.to_string()));
    server.send(request.unwrap()).await
}

/// A call to make in the evening circle, and something that rosa says is wrong in it.
pub async fn to_do(facilitator: &Browser<'_>) -> [String; 2] {
    let server = facilitator.server;
    rings(facilitator, "ruth").await;
    let message = json!({ "subject": "Another room", "text": "We meet upstairs." });
    let path = "/console/api/groups/evening-circle/messages";
    let sent = facilitator.post(path, &message).await;
    assert_eq!(sent.status.as_u16(), 200, "{}", sent.text());
    let token = token_of(server, "rosa").await;
    let wrong = json!({ "text": "He shouts." });
    let told = as_member(server, &token, Method::POST, "/concerns", &wrong).await;
    assert_eq!(told.status.as_u16(), 204, "{}", told.text());
    let site = server.state.site("riverside").await.unwrap();
    let operator = Viewer::operator(&site.id);
    let store = &server.state.store;
    let today = facilitator.get("/console/api/today").await.json();
    let call = today["calls"][0]["id"].as_str().unwrap().to_owned();
    let concern = store.find_today(&operator, server.now()).await.unwrap();
    [call, concern.concerns[0].of.id.clone()]
}

async fn roster(browser: &Browser<'_>) -> Value {
    let answer = browser
        .get("/console/api/groups/evening-circle/members")
        .await;
    assert_eq!(answer.status.as_u16(), 200, "{}", answer.text());
    answer.json()
}

async fn without_body(browser: &Browser<'_>, method: Method, path: &str) -> Answer {
    browser.ask(method, path, "", String::new()).await
}

#[tokio::test]
async fn the_roster_tells_who_is_there_and_how_to_reach_them_only_when_asked() {
    let server = empty().await;
    let fay = Browser::of(&server, Who::Facilitator).await;
    asks(&server, "rosa").await;
    approved_by(&fay, "rosa").await;
    meets(&server).await;
    let told = roster(&fay).await;
    let rosa = &told["members"][0];
    assert_eq!(rosa["name"], "rosa");
    assert_eq!(
        (&told["may_work"], &told["has_way_in"]),
        (&json!(true), &json!(true))
    );
    assert!(
        !told.to_string().contains("example.org/evening"),
        "no way in"
    );
    assert!(!told.to_string().contains("rosa@"), "nor how to reach her");
    let path = format!(
        "/console/api/members/{}/reach",
        rosa["id"].as_str().unwrap()
    );
    let reach = without_body(&fay, Method::POST, &path).await.json();
    assert_eq!(reach["contact"]["value"], "rosa@example.org");
    let rita = Browser::of(&server, Who::ReadOnly).await;
    assert_eq!(roster(&rita).await["may_work"], false);
    let rosters = fay.get("/console/api/rosters").await.json();
    assert_eq!(rosters["rosters"][0]["members"], 1);
    assert_eq!(rosters["rosters"].as_array().unwrap().len(), 1);
}

#[tokio::test]
async fn who_pauses_reads_so_on_their_page_and_finds_no_way_in() {
    let server = empty().await;
    let fay = Browser::of(&server, Who::Facilitator).await;
    asks(&server, "rosa").await;
    approved_by(&fay, "rosa").await;
    meets(&server).await;
    let (token, id) = (
        token_of(&server, "rosa").await,
        request_of(&server, "rosa").await.id,
    );
    let page = async || server.get(&format!("/m/{token}")).await.text();
    let widget = async || {
        as_member(&server, &token, Method::GET, "", &json!({}))
            .await
            .json()
    };
    assert!(page().await.contains("evening-secret"));
    assert_eq!(
        widget().await["way_in"]["url"],
        "https://meet.example.org/evening-secret"
    );
    let path = format!("/console/api/members/{id}/pause");
    let empty = fay.post(&path, &json!({ "reason": " " })).await;
    assert_eq!(empty.json()["errors"][0]["field"], "/reason");
    let paused = fay.post(&path, &json!({ "reason": "A quarrel" })).await;
    assert_eq!(paused.status.as_u16(), 204);
    let text = page().await;
    assert!(!text.contains("evening-secret") && text.contains("Your place is paused"));
    let told = widget().await;
    assert_eq!(
        (&told["way_in"], &told["by_staff"]),
        (&Value::Null, &json!("paused"))
    );
    let calendar = as_member(&server, &token, Method::POST, "/calendar", &json!({})).await;
    assert_eq!(calendar.problem(), "wrong-state");
    let held = as_member(&server, &token, Method::GET, "/export", &json!({}))
        .await
        .json();
    assert_eq!(held["written_by_staff"]["pause"], "A quarrel");
    without_body(&fay, Method::DELETE, &path).await;
    assert!(page().await.contains("evening-secret"));
}

#[tokio::test]
async fn who_is_taken_out_reads_the_letter_that_staff_wrote_and_can_still_ask() {
    let server = empty().await;
    let fay = Browser::of(&server, Who::Facilitator).await;
    asks(&server, "rosa").await;
    approved_by(&fay, "rosa").await;
    let (token, id) = (
        token_of(&server, "rosa").await,
        request_of(&server, "rosa").await.id,
    );
    let path = format!("/console/api/members/{id}/remove");
    let words = json!({ "reason": "He shouted.", "letter": "Thank you for coming.\n\nFay" });
    assert_eq!(fay.post(&path, &words).await.status.as_u16(), 204);
    let page = server.get(&format!("/m/{token}")).await.text();
    assert!(
        page.contains("You are not in this group any more"),
        "{page}"
    );
    let removed = async || {
        let all = letters(&server).await;
        all.iter()
            .filter(|one| !one["letter"]["removed"].is_null())
            .count()
    };
    assert_eq!(removed().await, 0, "it waits, to be stopped");
    server.wait_ms(10 * 60_000);
    assert_eq!(removed().await, 1);
    // They are asked nothing and lose nothing of what they may say.
    let wrong = json!({ "text": "It was not me.", "ring": true });
    let told = as_member(&server, &token, Method::POST, "/concerns", &wrong).await;
    assert_eq!(told.status.as_u16(), 204);
}

#[tokio::test]
async fn a_message_waits_and_is_stopped_as_one() {
    let server = empty().await;
    let fay = Browser::of(&server, Who::Facilitator).await;
    for name in ["rosa", "sam"] {
        asks(&server, name).await;
        approved_by(&fay, name).await;
    }
    let path = "/console/api/groups/evening-circle/messages";
    let wrong = json!({ "subject": "a\nb", "text": "" });
    let refused = fay.post(path, &wrong).await.json();
    assert_eq!(refused["errors"].as_array().unwrap().len(), 2);
    let message = json!({ "subject": "Another room", "text": "We meet upstairs." });
    let sent = fay.post(path, &message).await.json();
    assert_eq!(sent["letters"], 2);
    let batch = sent["batch"].as_str().unwrap();
    let stop = format!("/console/api/outgoing/{batch}/stop");
    let stopped = without_body(&fay, Method::POST, &stop).await.json();
    assert_eq!(stopped, json!({ "stopped": 2, "gone": 0 }));
    let sent = fay.post(path, &message).await.json();
    assert_eq!(sent["letters"], 2);
    server.wait_ms(10 * 60_000);
    let all = letters(&server).await;
    let of_group: Vec<_> = all
        .iter()
        .filter(|one| !one["letter"]["group-message"].is_null())
        .collect();
    assert_eq!(of_group.len(), 2);
    let to: Vec<_> = of_group.iter().map(|one| &one["to"]).collect();
    assert_ne!(to[0], to[1], "to each by a letter of their own");
    // Each stops them by their own letter.
    let link = of_group[0]["letter"]["group-message"]["unsubscribe"].as_str();
    let link = link
        .unwrap()
        .strip_prefix("https://groups.example.org")
        .unwrap();
    let asked = server.get(link).await.text();
    assert!(
        asked.contains("Who leads your group sometimes writes"),
        "{asked}"
    );
    assert_eq!(
        server.ask(Method::POST, link, &[]).await.status.as_u16(),
        200
    );
    assert_eq!(fay.post(path, &message).await.json()["stopped"], 1);
}

#[tokio::test]
async fn a_message_that_is_sent_twice_goes_to_nobody_twice() {
    let server = empty().await;
    let fay = Browser::of(&server, Who::Facilitator).await;
    asks(&server, "rosa").await;
    approved_by(&fay, "rosa").await;
    let path = "/console/api/groups/evening-circle/messages";
    let send = async |text: &str| {
        let message = json!({ "subject": "Another room", "text": text }).to_string();
        let body = ("application/json", message);
        fay.ask_once(Method::POST, path, body, "one-and-the-same-key")
            .await
    };
    let first = send("We meet upstairs.").await.json();
    assert_eq!(
        send("We meet upstairs.").await.json(),
        first,
        "the answer was lost"
    );
    let batches = fay.get("/console/api/outgoing").await.text();
    assert_eq!(batches.matches("group-message").count(), 1, "{batches}");
    let other = send("We meet downstairs.").await;
    assert_eq!(other.problem(), "idempotency-key-reused");
}

#[tokio::test]
async fn nobody_writes_to_who_has_died() {
    let server = empty().await;
    let fay = Browser::of(&server, Who::Facilitator).await;
    asks(&server, "rosa").await;
    approved_by(&fay, "rosa").await;
    let id = request_of(&server, "rosa").await.id;
    let path = format!("/console/api/members/{id}/silence");
    let silenced = fay.post(&path, &json!({ "reason": "died" })).await.json();
    assert!(
        silenced["letters_stopped"].as_u64().unwrap() >= 1,
        "{silenced}"
    );
    server.wait_ms(60 * 60_000);
    let to_rosa = letters(&server).await;
    assert!(to_rosa.iter().all(|one| one["to"] != "rosa@example.org"));
    let told = roster(&fay).await;
    assert_eq!(told["members"][0]["silence"]["reason"], "died");
    let lifted = without_body(&fay, Method::DELETE, &path).await;
    assert_eq!(lifted.status.as_u16(), 204);
    assert_eq!(roster(&fay).await["members"][0]["silence"], Value::Null);
}

#[tokio::test]
async fn the_form_says_where_who_leads_the_group_reads_it_too() {
    let server = empty().await;
    let cleo = Browser::of(&server, Who::Coordinator).await;
    asks(&server, "rosa").await;
    approved_by(&cleo, "rosa").await;
    let token = token_of(&server, "rosa").await;
    let said = async || {
        let held = as_member(&server, &token, Method::GET, "", &json!(null)).await;
        let page = server.get(&format!("/m/{token}")).await.text();
        let form = server.get(&format!("/m/{token}/concern")).await.text();
        let says = "Who leads this group reads it";
        let by_leader = held.json()["concern_by_leader"].clone();
        (by_leader, page.contains(says), form.contains(says))
    };
    assert_eq!(said().await, (Value::Null, false, false));
    let staff = cleo.get("/console/api/staff").await.json();
    let keepers = json!({ "owner": staff["staff"][0]["id"], "deputy": null });
    let path = "/console/api/groups/evening-circle/keepers";
    assert_eq!(cleo.post(path, &keepers).await.status.as_u16(), 204);
    assert_eq!(said().await, (json!(true), true, true));
    let other = (
        "dora",
        "riverside",
        api_types::StaffRole::Coordinator,
        &[][..],
    );
    crate::team::take_on(&server, other).await;
    assert_eq!(said().await, (Value::Null, false, false));
}
