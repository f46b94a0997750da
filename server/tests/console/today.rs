//! Today as a browser of staff sees it, and the day of a meeting.

use axum::http::Method;
use serde_json::json;

use crate::{
    desk::{approved_by, asks, evening_circle, request_of},
    roster::{MEETING, as_member, meets, to_do, token_of},
    team::{Browser, Who, empty, letters},
};

#[tokio::test]
async fn today_tells_what_waits_and_a_meeting_has_its_sheet() {
    let server = empty().await;
    let fay = Browser::of(&server, Who::Facilitator).await;
    evening_circle(&server, None).await;
    asks(&server, "rosa").await;
    approved_by(&fay, "rosa").await;
    asks(&server, "sam").await;
    meets(&server).await;
    to_do(&fay).await;
    let today = fay.get("/console/api/today").await.json();
    let next = &today["meetings"][0];
    assert_eq!(next["starts_at"], "2026-01-05T19:00:00-06:00");
    assert_eq!(
        (&next["key"], &next["members"]),
        (&json!(MEETING), &json!(2))
    );
    assert_eq!(today["requests"][0]["name"], "sam");
    assert_eq!(today["requests_in_all"], 1);
    assert_eq!(
        today["calls"][0]["message"],
        json!(["Another room", "We meet upstairs."])
    );
    assert_eq!(today["concerns"], serde_json::Value::Null, "not for her");
    let path = format!("/console/api/groups/evening-circle/meetings/{MEETING}");
    let sheet = fay.get(&path).await.json();
    assert_eq!(
        sheet["way_in"]["url"],
        "https://meet.example.org/evening-secret"
    );
    assert_eq!(sheet["register_open"], true, "it is that day");
    let names: Vec<_> = sheet["members"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| &one["name"])
        .collect();
    assert_eq!(names, ["rosa", "ruth"]);
    let rita = Browser::of(&server, Who::ReadOnly).await;
    let seen = rita.get(&path).await.json();
    assert!(
        !seen.to_string().contains("evening-secret"),
        "who only reads has no way in"
    );
    for nothing in ["x", "1", "99999999999999999999"] {
        let path = format!("/console/api/groups/evening-circle/meetings/{nothing}");
        assert_eq!(fay.get(&path).await.problem(), "not-found");
    }
}

#[tokio::test]
async fn who_came_is_noted_in_a_press_and_taken_back_in_another() {
    let server = empty().await;
    let fay = Browser::of(&server, Who::Facilitator).await;
    asks(&server, "rosa").await;
    approved_by(&fay, "rosa").await;
    meets(&server).await;
    let rosa = request_of(&server, "rosa").await.id;
    let sheet = format!("/console/api/groups/evening-circle/meetings/{MEETING}");
    let path = format!("{sheet}/attendance/{rosa}");
    let put = async |came: bool| {
        let body = json!({ "came": came }).to_string();
        let answer = fay.ask(Method::PUT, &path, "application/json", body).await;
        assert_eq!(answer.status.as_u16(), 204, "{}", answer.text());
    };
    let came = async || fay.get(&sheet).await.json()["members"][0]["came"].clone();
    put(true).await;
    assert_eq!(came().await, true);
    put(false).await;
    assert_eq!(came().await, false);
    fay.ask(Method::DELETE, &path, "", String::new()).await;
    assert_eq!(came().await, serde_json::Value::Null);
}

#[tokio::test]
async fn a_question_is_kept_with_its_meeting_and_taken_away() {
    let server = empty().await;
    let fay = Browser::of(&server, Who::Facilitator).await;
    meets(&server).await;
    let sheet = format!("/console/api/groups/evening-circle/meetings/{MEETING}");
    let put = async |text: &str| {
        let (path, body) = (
            format!("{sheet}/prompt"),
            json!({ "text": text }).to_string(),
        );
        fay.ask(Method::PUT, &path, "application/json", body).await
    };
    assert_eq!(put("What helped?").await.status.as_u16(), 204);
    assert_eq!(fay.get(&sheet).await.json()["prompt"], "What helped?");
    assert_eq!(put(&"x".repeat(601)).await.problem(), "invalid-fields");
    assert_eq!(put(" ").await.status.as_u16(), 204);
    assert_eq!(
        fay.get(&sheet).await.json()["prompt"],
        serde_json::Value::Null
    );
}

#[tokio::test]
async fn what_a_member_says_is_wrong_is_the_coordinators_alone() {
    let server = empty().await;
    let cleo = Browser::of(&server, Who::Coordinator).await;
    let fay = Browser::of(&server, Who::Facilitator).await;
    asks(&server, "rosa").await;
    approved_by(&fay, "rosa").await;
    let token = token_of(&server, "rosa").await;
    // On the server's page as in the widget, with the same rules.
    let form = async |body: &str| {
        let browser = Browser::new(&server);
        let path = format!("/m/{token}/concern");
        browser
            .ask(Method::POST, &path, crate::team::FORM, body.to_owned())
            .await
    };
    let shown = server.get(&format!("/m/{token}/concern")).await.text();
    assert!(
        shown.contains("Who leads the group does not see it"),
        "{shown}"
    );
    let empty = form("text=").await;
    assert_eq!(empty.status.as_u16(), 422);
    assert!(empty.text().contains("Please write something here."));
    let sent = form("text=He+shouts.&ring=yes").await;
    assert!(
        sent.text().contains("Thank you for telling us"),
        "{}",
        sent.text()
    );
    let again = json!({ "text": "He shouts.", "ring": true });
    let told = as_member(&server, &token, Method::POST, "/concerns", &again).await;
    assert_eq!(told.status.as_u16(), 204);

    let of_concern: Vec<_> = letters(&server)
        .await
        .into_iter()
        .filter(|one| !one["letter"]["concern"].is_null())
        .collect();
    assert_eq!(of_concern.len(), 1, "once, and not to who leads the group");
    assert_eq!(of_concern[0]["to"], "cleo@example.org");
    assert!(!of_concern[0].to_string().contains("rosa"));
    let today = fay.get("/console/api/today").await.text();
    assert!(!today.contains("He shouts"), "{today}");
    let concern = cleo.get("/console/api/today").await.json()["concerns"][0].clone();
    assert_eq!(
        (&concern["text"], &concern["ring"]),
        (&json!("He shouts."), &json!(true))
    );
    let path = format!("/console/api/concerns/{}", concern["id"].as_str().unwrap());
    cleo.post(&path, &json!({ "settled": false })).await;
    let seen = cleo.get("/console/api/today").await.json();
    assert_eq!(seen["concerns"][0]["seen_by"], "cleo");
    cleo.post(&path, &json!({ "settled": true })).await;
    let settled = cleo.get("/console/api/today").await.json();
    assert_eq!(settled["concerns"], serde_json::Value::Null);
    let held = as_member(&server, &token, Method::GET, "/export", &json!({}))
        .await
        .json();
    assert_eq!(held["told_the_coordinators"][0]["text"], "He shouts.");
    for number in 0..5 {
        form(&format!("text=And+{number}")).await;
    }
    let often = form("text=More").await;
    assert_eq!(often.status.as_u16(), 429);
    assert!(
        often.text().contains("several times today"),
        "{}",
        often.text()
    );
    assert!(often.text().contains("More"), "what was typed is kept");
}
