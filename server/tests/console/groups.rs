//! Groups: made, written, published, and their meetings changed.

use axum::http::Method;
use serde_json::{Value, json};

use crate::{
    desk::{asks, request_of},
    harness::Server,
    roster::{as_member, token_of},
    team::{Browser, Who, empty, letters},
};

const CIRCLE: &str = "/console/api/groups/evening-circle";

async fn put(browser: &Browser<'_>, path: &str, body: &Value) -> crate::harness::Answer {
    let body = body.to_string();
    browser
        .ask(Method::PUT, path, "application/json", body)
        .await
}

/// Opens a group, changes its record and saves it; the answer.
async fn save(browser: &Browser<'_>, path: &str, change: impl Fn(&mut Value)) -> Value {
    let mut opened = browser.get(path).await.json();
    change(&mut opened["record"]);
    let body = json!({ "revision": opened["revision"], "record": opened["record"] });
    put(browser, path, &body).await.json()
}

/// What members read at an address, once their second with what they read before is over.
async fn public(server: &Server, path: &str) -> crate::harness::Answer {
    server.wait_ms(1_000);
    server.get(&format!("/v1/sites/riverside/{path}")).await
}

/// The names that members find.
async fn found(server: &Server) -> Vec<String> {
    let list = public(server, "groups").await.json();
    let groups = list["groups"].as_array().unwrap().iter();
    groups
        .map(|group| group["name"].as_str().unwrap().to_owned())
        .collect()
}

fn weekly(record: &mut Value) {
    record["schedule"] = json!({
        "starts_at": "2025-01-07T19:00", "duration_minutes": 90,
        "time_zone": "America/Chicago", "rrule": "FREQ=WEEKLY;BYDAY=TU",
    });
}

#[tokio::test]
async fn a_coordinator_makes_writes_and_publishes_a_group() {
    let server = empty().await;
    let cleo = Browser::of(&server, Who::Coordinator).await;
    let named = json!({ "name": "Café de los martes" });
    let made = cleo.post("/console/api/groups", &named).await;
    assert_eq!(made.status.as_u16(), 201, "{}", made.text());
    assert_eq!(made.json()["slug"], "cafe-de-los-martes");
    let again = cleo.post("/console/api/groups", &named).await.json();
    assert_eq!(again["slug"], "cafe-de-los-martes-2");
    let chosen = json!({ "name": "Another", "slug": "evening-circle" });
    let taken = cleo.post("/console/api/groups", &chosen).await;
    assert_eq!(taken.problem(), "slug-taken");
    let path = "/console/api/groups/cafe-de-los-martes";
    let publish = json!({ "standing": "published" });
    let standing = format!("{path}/standing");
    let refused = cleo.post(&standing, &publish).await;
    assert_eq!(refused.problem(), "purpose-missing");
    assert_eq!(refused.json()["errors"][0]["field"], "/record/purpose");
    let saved = save(&cleo, path, |record| {
        record["purpose"] = "both".into();
        record["capacity"] = 0.into();
    });
    assert_eq!(saved.await["errors"][0]["field"], "/record/capacity");
    let saved = save(&cleo, path, |record| {
        record["purpose"] = "both".into();
        record["places_taken"] = 3.into();
        record["join"] = json!({ "url": "https://meet.example.org/cafe" });
        weekly(record);
    });
    assert_eq!(saved.await["revision"], 2);
    assert!(
        !found(&server)
            .await
            .contains(&"Café de los martes".to_owned())
    );
    assert_eq!(cleo.post(&standing, &publish).await.status.as_u16(), 204);
    assert!(
        found(&server)
            .await
            .contains(&"Café de los martes".to_owned())
    );
    let saved = save(&cleo, path, |record| {
        record.as_object_mut().unwrap().remove("purpose");
    });
    let refused = saved.await;
    assert_eq!(
        refused["errors"][0]["field"], "/record/purpose",
        "it goes on saying it"
    );
    let list = cleo.get("/console/api/groups").await.json();
    let group = &list["groups"][0];
    assert_eq!(group["needs"], json!(["no-owner", "no-deputy"]));
    assert_eq!(group["members"], 3, "who never joined here is in it, too");
    assert!(
        group["next_meeting"]["starts_at"]
            .as_str()
            .unwrap()
            .contains("T19:00")
    );
    assert_eq!(list["counts"]["draft"], 1);
    let drafts = cleo
        .get("/console/api/groups?standing=draft&text=caf%C3%A9")
        .await
        .json();
    assert_eq!(drafts["total"], 1);
}

#[tokio::test]
async fn who_saves_over_a_change_is_told_and_can_see_it() {
    let server = empty().await;
    let cleo = Browser::of(&server, Who::Coordinator).await;
    let fay = Browser::of(&server, Who::Facilitator).await;
    let opened = fay.get(CIRCLE).await.json();
    save(&cleo, CIRCLE, |record| record["summary"] = "Hers".into()).await;
    let mut mine = opened["record"].clone();
    mine["summary"] = "Mine".into();
    let body = json!({ "revision": opened["revision"], "record": mine });
    let refused = put(&fay, CIRCLE, &body).await;
    assert_eq!(refused.status.as_u16(), 409);
    assert_eq!(refused.problem(), "changed-since");
    let now = fay.get(CIRCLE).await.json();
    assert_eq!(now["record"]["summary"], "Hers");
    assert_eq!(now["changed_by"], "cleo");
    let body = json!({ "revision": now["revision"], "record": mine });
    assert_eq!(put(&fay, CIRCLE, &body).await.status.as_u16(), 200);
}

#[tokio::test]
async fn who_only_reads_sees_a_group_but_not_how_to_get_in() {
    let server = empty().await;
    let cleo = Browser::of(&server, Who::Coordinator).await;
    save(&cleo, CIRCLE, |record| {
        record["join"] = json!({ "url": "https://meet.example.org/secret" });
    })
    .await;
    let rita = Browser::of(&server, Who::ReadOnly).await;
    let opened = rita.get(CIRCLE).await;
    assert!(!opened.text().contains("secret"));
    assert_eq!(opened.json()["may_work"], false);
    assert_eq!(opened.json()["keepers"], json!([]));
    assert!(cleo.get(CIRCLE).await.text().contains("secret"));
    let slip = cleo.get(&format!("{CIRCLE}/slip")).await;
    assert!(!slip.text().contains("secret"));
    assert!(
        slip.json()["address"]
            .as_str()
            .unwrap()
            .ends_with("/g/riverside/evening-circle")
    );
}

#[tokio::test]
async fn a_paused_group_is_found_and_takes_nobody() {
    let server = empty().await;
    let fay = Browser::of(&server, Who::Facilitator).await;
    let pause = format!("{CIRCLE}/pause");
    let paused = fay.post(&pause, &json!({ "paused": true })).await;
    assert_eq!(paused.status.as_u16(), 204);
    let page = public(&server, "groups/evening-circle").await.json();
    assert_eq!(page["group"]["status"], "paused");
    assert_eq!(page["without_form"], true);
    assert_eq!(fay.get(CIRCLE).await.json()["standing"], "paused");
    fay.post(&pause, &json!({ "paused": false })).await;
    assert_eq!(fay.get(CIRCLE).await.json()["standing"], "published");
}

#[tokio::test]
async fn a_preview_is_the_very_page_that_members_get_then() {
    let server = empty().await;
    let fay = Browser::of(&server, Who::Facilitator).await;
    let opened = fay.get(CIRCLE).await.json();
    let mut record = opened["record"].clone();
    record["description"] = "## Hello\n\nCome *as you are*.".into();
    record["last_checked"] = "2026-01-01".into();
    weekly(&mut record);
    let preview = format!("{CIRCLE}/preview");
    let shown = fay
        .post(&preview, &json!({ "record": record }))
        .await
        .json();
    let before = public(&server, "groups/evening-circle").await.json();
    assert_ne!(shown["page"], before, "nothing is kept");
    save(&fay, CIRCLE, |wanted| wanted.clone_from(&record)).await;
    let after = public(&server, "groups/evening-circle").await.json();
    assert_eq!(shown["page"], after);
    record["format"] = "by post".into();
    let refused = fay.post(&preview, &json!({ "record": record })).await;
    assert_eq!(refused.json()["errors"][0]["field"], "/record/format");
}

#[tokio::test]
async fn a_schedule_is_shown_as_it_is_written() {
    let server = empty().await;
    let rita = Browser::of(&server, Who::ReadOnly).await;
    let ask = async |schedule: Value| {
        let body = json!({ "schedule": schedule });
        rita.post("/console/api/schedule-preview", &body)
            .await
            .json()
    };
    let mut record = json!({});
    weekly(&mut record);
    let shown = ask(record["schedule"].clone()).await;
    assert_eq!(shown["meetings"].as_array().unwrap().len(), 10);
    assert_eq!(shown["schedule"]["pattern"]["kind"], "weekly");
    let wrong = |name: &str, value: &str| {
        let mut schedule = record["schedule"].clone();
        schedule[name] = value.into();
        schedule
    };
    for (name, value, code) in [
        ("rrule", "FREQ=HOURLY", "bad-rule"),
        ("time_zone", "America/Chicgo", "bad-zone"),
        ("starts_at", "soon", "bad-time"),
    ] {
        let refused = ask(wrong(name, value)).await;
        assert_eq!(refused["errors"][0]["field"], format!("/schedule/{name}"));
        assert_eq!(refused["errors"][0]["code"], code);
    }
}

#[tokio::test]
async fn a_cancelled_meeting_is_gone_at_once_and_its_letter_can_be_stopped() {
    let server = empty().await;
    let fay = Browser::of(&server, Who::Facilitator).await;
    asks(&server, "rosa").await;
    crate::desk::approved_by(&fay, "rosa").await;
    save(&fay, CIRCLE, weekly).await;
    let meetings = format!("{CIRCLE}/meetings");
    let list = fay.get(&meetings).await.json();
    let second = list["meetings"][1]["starts_at"].clone();
    let change = format!("{meetings}/change");
    let cancel = json!({ "starts_at": second, "note": "Bea has the flu." });
    let told = fay.post(&change, &cancel).await;
    assert_eq!(
        told.json(),
        json!({ "letters": 1, "to_ring": 0 }),
        "{}",
        told.text()
    );
    let page = public(&server, "groups/evening-circle").await;
    let next = page.json()["next_meetings"].to_string();
    assert!(!next.contains(second.as_str().unwrap()));
    let calendar = public(&server, "groups/evening-circle/calendar.ics").await;
    assert!(calendar.text().contains("EXDATE"));
    let list = fay.get(&meetings).await.json();
    assert_eq!(list["meetings"][1]["change"]["cancelled"], true);
    let of_meetings = async || {
        let letters = letters(&server).await.into_iter();
        letters
            .filter(|letter| letter["letter"].get("meeting-cancelled").is_some())
            .count()
    };
    assert_eq!(of_meetings().await, 0, "it waits ten minutes");
    let outgoing = fay.get("/console/api/outgoing").await.text();
    assert!(outgoing.contains("meeting-cancelled"), "{outgoing}");
    server.wait_ms(10 * 60 * 1_000);
    assert_eq!(of_meetings().await, 1);
    let undo = json!({ "original": second });
    let told = fay.post(&format!("{meetings}/undo"), &undo).await.json();
    assert_eq!(told["letters"], 1);
    let page = public(&server, "groups/evening-circle").await;
    let next = page.json()["next_meetings"].to_string();
    assert!(next.contains(second.as_str().unwrap()));
    let long = json!({ "starts_at": second, "note": "a".repeat(401) });
    let refused = fay.post(&change, &long).await;
    assert_eq!(refused.json()["errors"][0]["field"], "/note");
    let taken = json!({ "starts_at": second, "moved_to": "2026-01-06T19:00" });
    let refused = fay.post(&change, &taken).await;
    assert_eq!(refused.json()["errors"][0]["field"], "/moved_to");
}

#[tokio::test]
async fn members_see_which_meeting_is_cancelled_which_is_moved_and_why() {
    let server = empty().await;
    let fay = Browser::of(&server, Who::Facilitator).await;
    asks(&server, "rosa").await;
    crate::desk::approved_by(&fay, "rosa").await;
    save(&fay, CIRCLE, weekly).await;
    let meetings = format!("{CIRCLE}/meetings");
    let list = fay.get(&meetings).await.json();
    let start = |at: usize| {
        list["meetings"][at]["starts_at"]
            .as_str()
            .unwrap()
            .to_owned()
    };
    let change = format!("{meetings}/change");
    let cancel = json!({ "starts_at": start(1), "note": "Bea has the flu." });
    assert_eq!(fay.post(&change, &cancel).await.status.as_u16(), 200);
    let moved_to = format!("{}T18:15", &start(2)[..10]);
    let shift = json!({ "starts_at": start(2), "moved_to": moved_to, "note": "The hall is let." });
    assert_eq!(fay.post(&change, &shift).await.status.as_u16(), 200);
    let token = token_of(&server, "rosa").await;
    let told = async || {
        as_member(&server, &token, Method::GET, "", &json!(null))
            .await
            .json()
    };
    let membership = told().await;
    let on = membership["meetings"].as_array().unwrap();
    assert_eq!(on.len(), 5, "a cancelled one takes nobody's line");
    assert!(on.iter().all(|one| one["starts_at"] != start(1).as_str()));
    let changed = &membership["changed_meetings"];
    assert_eq!(changed[0]["was"]["starts_at"], start(1));
    assert_eq!(changed[0]["moved_to"], Value::Null);
    assert_eq!(changed[0]["note"], "Bea has the flu.");
    assert_eq!(changed[1]["was"]["starts_at"], start(2));
    assert_eq!(changed[1]["moved_to"], on[1]["starts_at"]);
    let page = async || server.get(&format!("/m/{token}")).await.text();
    let shown = page().await;
    let words = [
        "Cancelled: this meeting does not take place.",
        "Bea has the flu.",
        "Moved from Tuesday",
        "The hall is let.",
    ];
    for words in words {
        assert!(shown.contains(words), "{words}: {shown}");
    }
    // Who is kept out for a while sees the dates, and not what is said among members.
    let id = request_of(&server, "rosa").await.id;
    let pause = format!("/console/api/members/{id}/pause");
    let paused = fay
        .post(&pause, &json!({ "reason": "A talk first." }))
        .await;
    assert!(paused.status.is_success(), "{}", paused.text());
    let membership = told().await;
    assert_eq!(membership["changed_meetings"].as_array().unwrap().len(), 2);
    assert_eq!(membership["changed_meetings"][0]["note"], Value::Null);
    let shown = page().await;
    assert!(shown.contains(words[0]) && !shown.contains("flu") && !shown.contains("let."));
}

#[tokio::test]
async fn a_meeting_that_is_moved_to_very_soon_is_told_of_at_once() {
    let server = empty().await;
    let fay = Browser::of(&server, Who::Facilitator).await;
    for name in ["rosa", "pia"] {
        asks(&server, name).await;
        crate::desk::approved_by(&fay, name).await;
    }
    let pia = request_of(&server, "pia").await.id;
    let paused = fay
        .post(
            &format!("/console/api/members/{pia}/pause"),
            &json!({ "reason": "A talk first." }),
        )
        .await;
    assert!(paused.status.is_success(), "{}", paused.text());
    save(&fay, CIRCLE, weekly).await;
    let meetings = format!("{CIRCLE}/meetings");
    let list = fay.get(&meetings).await.json();
    let third = list["meetings"][2]["starts_at"].clone();
    // It is noon where the group is.
    let soon = json!({ "starts_at": third, "moved_to": "2026-01-05T12:20" });
    let told = fay.post(&format!("{meetings}/change"), &soon).await;
    let only_rosa = json!({ "letters": 1, "to_ring": 0 });
    assert_eq!(
        told.json(),
        only_rosa,
        "who pauses comes to no meeting: {}",
        told.text()
    );
    let letters = letters(&server).await;
    let moved = letters
        .iter()
        .filter(|one| one["letter"].get("meeting-moved").is_some());
    assert_eq!(moved.count(), 1, "ten minutes would be half of the time");
}

#[tokio::test]
async fn a_slips_short_address_leads_to_the_group_and_never_in() {
    let server = empty().await;
    let cleo = Browser::of(&server, Who::Coordinator).await;
    save(&cleo, CIRCLE, |record| {
        record["join"] = json!({ "url": "https://meet.example.org/secret" });
        record["summary"] = "Tea <b>and</b> talk.".into();
        weekly(record);
    })
    .await;
    server.wait_ms(1_000);
    let page = server.get("/g/riverside/evening-circle").await;
    assert_eq!(page.status.as_u16(), 200);
    let text = page.text();
    assert!(text.contains("Evening circle") && text.contains("Tea &lt;b&gt;and&lt;/b&gt; talk."));
    assert!(text.contains("Tuesday, 6 January 2026"), "{text}");
    assert!(!text.contains("secret"));
    for nothing in ["/g/riverside/nothing", "/g/nowhere/evening-circle"] {
        assert_eq!(server.get(nothing).await.status.as_u16(), 404, "{nothing}");
    }
    let draft = json!({ "standing": "draft" });
    cleo.post(&format!("{CIRCLE}/standing"), &draft).await;
    server.wait_ms(1_000);
    let gone = server.get("/g/riverside/evening-circle").await;
    assert_eq!(gone.status.as_u16(), 404);
}
