//! Letters that come by themselves, before meetings and when guidelines have changed: who gets one
//! when, and how it is stopped.

use std::time::Duration;

use axum::{
    body::Body,
    http::{Method, Request, header},
};
use serde_json::{Value, json};
use server::{joining::write_what_is_due, notify::send_due, start};

use crate::{
    harness::{Answer, Server},
    joining::{KEY, REQUESTS, letters, post, request, server},
};

const HOUR: i64 = 60 * 60 * 1_000;
const DAY: i64 = 24 * HOUR;
const FORM: &str = "application/x-www-form-urlencoded";
const ONE_CLICK: &str = "List-Unsubscribe=One-Click";

/// A POST as a mail program's server sends it: it names no page that it comes from.
async fn post_from_afar(server: &Server, path: &str, kind: &str, body: &str) -> Answer {
    let request = Request::post(path)
        .header(header::HOST, "groups.example.org")
        .header(header::CONTENT_TYPE, kind)
        .body(Body::from(body.to_owned()));
    server.send(request.unwrap()).await
}

/// Letters of one kind that wait, oldest first.
async fn letters_of(server: &Server, kind: &str) -> Vec<Value> {
    let all = letters(server).await.into_iter();
    all.filter(|letter| letter["letter"].get(kind).is_some())
        .collect()
}

fn path(link: &Value) -> String {
    let link = link.as_str().unwrap();
    let path = link.strip_prefix("https://groups.example.org").unwrap();
    path.to_owned()
}

/// Rosa asks for a place, and for what `changes` says, and gets it.
async fn rosa_joins(server: &Server, changes: &Value) -> String {
    let mut body = request(&json!({ "proof_of_work": server.solve_challenge().await }));
    server::domain::merge_patch::apply(&mut body, changes);
    let asked = post(server, REQUESTS, KEY, &body).await;
    assert_eq!(asked.status.as_u16(), 201, "{}", asked.text());
    if let Some(prove) = letters_of(server, "prove-address").await.pop() {
        let prove = path(&prove["letter"]["prove-address"]["link"]);
        post_from_afar(server, &prove, FORM, "choice=yes").await;
    }
    let staff = letters(server).await.into_iter().rev().find_map(|letter| {
        let letter = letter["letter"].as_object()?.values().next()?.clone();
        letter.get("review_link").cloned()
    });
    let review = path(&staff.expect("staff hear of it"));
    let approved = post_from_afar(server, &review, FORM, "choice=approve").await;
    assert!(approved.text().contains("They have a place now"));
    match letters_of(server, "placed").await.pop() {
        Some(placed) => path(&placed["letter"]["placed"]["link"]),
        None => String::new(),
    }
}

/// A server where Rosa got a letter before a meeting and one about new guidelines; gives the paths
/// that stop each, and the one of her page.
async fn both_letters() -> (Server, String, String, String) {
    let server = server().await;
    let page = rosa_joins(&server, &json!({ "reminders": true })).await;
    server
        .publish_guidelines("What is said here stays here")
        .await;
    // Monday at noon; the group meets on Tuesday at seven.
    server.wait_ms(7 * HOUR);
    write_what_is_due(&server.state).await;
    let reminder = letters_of(&server, "reminder").await.remove(0);
    let guidelines = letters_of(&server, "guidelines-changed").await.remove(0);
    let stops = [
        path(&reminder["letter"]["reminder"]["unsubscribe"]),
        path(&guidelines["letter"]["guidelines-changed"]["unsubscribe"]),
    ];
    let [reminders, guidelines] = stops;
    (server, reminders, guidelines, page)
}

/// What a page says, without its frame.
fn said(answer: &Answer) -> String {
    let html = answer.text();
    let main = html.split("<main>").nth(1).expect("a page");
    main.split("</main>").next().unwrap().replace("><", ">\n<")
}

#[tokio::test]
async fn a_reminder_comes_a_day_before_with_the_time_and_the_way_to_stop_it() {
    let server = server().await;
    rosa_joins(
        &server,
        &json!({ "reminders": true, "time_zone": "America/New_York" }),
    )
    .await;
    server.wait_ms(6 * HOUR);
    write_what_is_due(&server.state).await;
    assert!(
        letters_of(&server, "reminder").await.is_empty(),
        "six hours too early"
    );
    server.wait_ms(HOUR);
    for _ in 0..2 {
        write_what_is_due(&server.state).await;
    }
    let sent = letters_of(&server, "reminder").await;
    assert_eq!(
        (sent.len(), &sent[0]["to"]),
        (1, &json!("rosa@example.org"))
    );
    let said = &sent[0]["letter"]["reminder"];
    assert_eq!(said["starts_at"], "2026-01-06T19:00:00-06:00");
    assert_eq!(said["zone"], "America/Chicago");
    let shown = server.get(&path(&said["link"])).await;
    assert!(
        shown.text().contains("hidden-room-77"),
        "the way in stands there"
    );
    // The meeting of the week after is left out: 20 January is the next.
    let starts = async || {
        let sent = letters_of(&server, "reminder").await.into_iter();
        sent.map(|one| one["letter"]["reminder"]["starts_at"].clone())
            .collect::<Vec<_>>()
    };
    server.wait_ms(12 * DAY);
    write_what_is_due(&server.state).await;
    assert_eq!(starts().await, ["2026-01-06T19:00:00-06:00"]);
    server.wait_ms(2 * DAY);
    write_what_is_due(&server.state).await;
    // What never went makes way.
    assert_eq!(starts().await, ["2026-01-20T19:00:00-06:00"]);
}

#[tokio::test]
async fn a_server_that_runs_writes_them_by_itself() {
    let server = server().await;
    rosa_joins(&server, &json!({ "reminders": true })).await;
    server
        .publish_guidelines("What is said here stays here")
        .await;
    server.wait_ms(7 * HOUR);
    let house = tokio::spawn(start::keep_house(server.state.clone()));
    for kind in ["reminder", "guidelines-changed"] {
        let waiting = async {
            while letters_of(&server, kind).await.is_empty() {
                tokio::time::sleep(Duration::from_millis(10)).await;
            }
        };
        let came = tokio::time::timeout(Duration::from_secs(20), waiting);
        assert!(came.await.is_ok(), "no {kind}");
    }
    house.abort();
}

#[tokio::test]
async fn a_site_says_how_long_before_a_meeting_members_are_reminded() {
    let server = server().await;
    let site = std::fs::read_to_string(server.site_file()).unwrap();
    let sooner = site.replace("[join]\n", "[join]\nremind_hours_before = 3\n");
    std::fs::write(server.site_file(), sooner).unwrap();
    server.wait_ms(2_000);
    rosa_joins(&server, &json!({ "reminders": true })).await;
    server.wait_ms(28 * HOUR - 3_000);
    write_what_is_due(&server.state).await;
    assert!(letters_of(&server, "reminder").await.is_empty());
    server.wait_ms(1_000);
    write_what_is_due(&server.state).await;
    assert_eq!(letters_of(&server, "reminder").await.len(), 1);
}

#[tokio::test]
async fn a_reminder_that_could_not_leave_before_the_meeting_never_does() {
    let (server, ..) = both_letters().await;
    server.wait_ms(DAY);
    while send_due(&server.state).await.unwrap() > 0 {}
    let store = &server.state.store;
    assert_eq!(store.count_letters().await.unwrap().dead, 1);
    assert!(letters_of(&server, "reminder").await.is_empty());
}

#[tokio::test]
async fn who_gave_a_number_is_refused_nothing_and_gets_no_letter() {
    let server = server().await;
    let phone = json!({
        "reminders": true, "contact": { "kind": "phone", "value": "312-555-0142" },
    });
    rosa_joins(&server, &phone).await;
    server
        .publish_guidelines("What is said here stays here")
        .await;
    server.wait_ms(7 * HOUR);
    write_what_is_due(&server.state).await;
    for kind in ["reminder", "guidelines-changed"] {
        assert!(letters_of(&server, kind).await.is_empty(), "{kind}");
    }
    let site = server.state.site("riverside").await.unwrap();
    let store = &server.state.store;
    let group = store.find_group(&site.id, "evening-circle").await.unwrap();
    let requests = store.list_requests(&site.id, &group.unwrap().id).await;
    assert!(!requests.unwrap()[0].reminders);
}

#[tokio::test]
async fn a_letter_about_new_guidelines_leads_to_them_on_the_members_page() {
    let server = server().await;
    rosa_joins(&server, &json!({})).await;
    server
        .publish_guidelines("What is said here stays here")
        .await;
    server.wait_ms(HOUR - 2_000);
    write_what_is_due(&server.state).await;
    assert!(letters_of(&server, "guidelines-changed").await.is_empty());
    server.wait_ms(1_000);
    for _ in 0..2 {
        write_what_is_due(&server.state).await;
    }
    let sent = letters_of(&server, "guidelines-changed").await;
    assert_eq!(sent.len(), 1);
    let link = path(&sent[0]["letter"]["guidelines-changed"]["link"]);
    let (page, part) = link.split_once('#').unwrap();
    assert_eq!(
        (server.get(page).await.status.as_u16(), part),
        (200, "guidelines")
    );
}

#[tokio::test]
async fn one_click_in_a_mail_program_stops_what_the_letter_was_and_nothing_else() {
    let (server, reminders, guidelines, page) = both_letters().await;
    let multipart = "--b\r\nContent-Disposition: form-data; name=\"List-Unsubscribe\"\r\n\r\n\
                     One-Click\r\n--b--\r\n";
    for (kind, body) in [
        (FORM, ONE_CLICK),
        ("multipart/form-data; boundary=b", multipart),
    ] {
        let stopped = post_from_afar(&server, &reminders, kind, body).await;
        assert_eq!(stopped.status.as_u16(), 200, "{kind}");
        assert!(said(&stopped).contains("These emails have stopped"));
    }
    let held = async || server.get(&format!("{page}/export")).await.json();
    let held_then = held().await;
    assert_eq!(held_then["reminders"], false);
    assert_eq!(held_then["letters_about_new_guidelines"], true);
    assert!(letters_of(&server, "reminder").await.is_empty());
    assert_eq!(letters_of(&server, "guidelines-changed").await.len(), 1);
    post_from_afar(&server, &guidelines, FORM, ONE_CLICK).await;
    assert_eq!(held().await["letters_about_new_guidelines"], false);
    assert!(letters_of(&server, "guidelines-changed").await.is_empty());
    server.publish_guidelines("Another rule").await;
    server.wait_ms(7 * DAY);
    write_what_is_due(&server.state).await;
    for kind in ["reminder", "guidelines-changed"] {
        assert!(letters_of(&server, kind).await.is_empty(), "{kind}");
    }
}

#[tokio::test]
async fn the_page_behind_the_link_asks_once_in_neutral_words() {
    let (server, reminders, guidelines, _) = both_letters().await;
    insta::assert_snapshot!(said(&server.get(&reminders).await));
    let asked = server.get(&guidelines).await;
    insta::assert_snapshot!(said(&asked));
    for private in ["Evening", "rosa", "Rosa", "breast"] {
        assert!(!asked.text().contains(private), "{private}");
    }
    let browser = Request::post(&guidelines)
        .header(header::HOST, "groups.example.org")
        .header(header::ORIGIN, "null")
        .header("sec-fetch-site", "same-origin")
        .header(header::CONTENT_TYPE, FORM)
        .body(Body::from("choice=yes"));
    let stopped = server.send(browser.unwrap()).await;
    insta::assert_snapshot!(said(&stopped));
    assert_eq!(
        said(&server.get(&guidelines).await),
        said(&stopped),
        "it stays so"
    );
    let stopped = post_from_afar(&server, &reminders, FORM, ONE_CLICK).await;
    insta::assert_snapshot!(said(&stopped));
    let foreign = Request::post(&reminders)
        .header(header::HOST, "groups.example.org")
        .header(header::ORIGIN, "https://evil.example")
        .body(Body::empty());
    assert_eq!(server.send(foreign.unwrap()).await.status.as_u16(), 403);
}

#[tokio::test]
async fn a_link_to_stop_letters_opens_no_other_door_and_ends_one_day() {
    let (server, reminders, _, page) = both_letters().await;
    let token = reminders.strip_prefix("/unsubscribe/").unwrap();
    for door in ["m", "prove", "offer", "review"] {
        let other = server.get(&format!("/{door}/{token}")).await;
        assert_eq!(other.status.as_u16(), 404, "{door}");
    }
    let calendar = format!("/calendar/{token}/dates.ics");
    assert_eq!(server.get(&calendar).await.status.as_u16(), 404);
    let member = page.strip_prefix("/m/").unwrap();
    for unknown in [member, "none"] {
        let path = format!("/unsubscribe/{unknown}");
        assert_eq!(server.get(&path).await.status.as_u16(), 404);
        let pressed = post_from_afar(&server, &path, FORM, ONE_CLICK).await;
        assert_eq!(pressed.status.as_u16(), 404);
    }
    server.wait_ms(401 * DAY);
    assert_eq!(server.get(&reminders).await.status.as_u16(), 410);
    let pressed = post_from_afar(&server, &reminders, FORM, ONE_CLICK).await;
    assert_eq!(pressed.status.as_u16(), 410);
}

#[tokio::test]
async fn a_scanner_that_opens_the_links_of_these_letters_changes_nothing() {
    let (server, reminders, guidelines, _) = both_letters().await;
    let mut links = vec![reminders, guidelines];
    for kind in ["reminder", "guidelines-changed"] {
        let letter = letters_of(&server, kind).await.remove(0);
        links.push(path(&letter["letter"][kind]["link"]));
    }
    let bytes = || {
        let files = ["kindred.db", "kindred.db-wal"].map(|name| server.folder.path().join(name));
        files.map(|file| std::fs::read(file).unwrap_or_default())
    };
    let before = bytes();
    for link in links {
        let page = link.split('#').next().unwrap();
        for method in [Method::GET, Method::HEAD, Method::OPTIONS] {
            let answer = server.ask(method, page, &[]).await;
            assert!(!answer.status.is_server_error(), "{page}");
        }
    }
    assert!(before == bytes(), "something was written");
}
