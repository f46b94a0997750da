//! Asking for a place: the form, the request, and what follows until the address is proved.

use axum::{
    body::Body,
    http::{Request, header},
};
use serde_json::{Value, json};
use server::{
    domain::merge_patch,
    notify::{MailState, Mailer},
};

use crate::harness::{Answer, Server};

const FORM: &str = "/v1/sites/riverside/groups/evening-circle/join-form";
pub const REQUESTS: &str = "/v1/sites/riverside/groups/evening-circle/join-requests";
pub const OWN_PAGE: &str = "https://www.riverside.example.org";
pub const KEY: &str = "018f2d3a-7b1c-7e00-9d3f-0a1b2c3d4e5f";

/// A server that can write letters; they stay in the outbox.
pub async fn server() -> Server {
    let server = Server::start_with(|_| {
        let from = "groups@riverside.example.org".parse().unwrap();
        let public_url = "https://groups.example.org".parse().unwrap();
        MailState::new(Mailer::memory(), &from, public_url)
    })
    .await;
    server.import_fixture().await;
    server
}

pub fn request(changes: &Value) -> Value {
    let mut request = json!({
        "on_behalf_of": "me", "display_name": "Rosa", "language": "en",
        "contact": { "kind": "email", "value": "rosa@example.org" },
        "introduction": "I was told last week.", "consents": ["keep"],
    });
    merge_patch::apply(&mut request, changes);
    request
}

pub async fn post(server: &Server, path: &str, key: &str, body: &Value) -> Answer {
    let request = Request::post(path)
        .header(header::HOST, "groups.example.org")
        .header(header::ORIGIN, OWN_PAGE)
        .header(header::CONTENT_TYPE, "application/json")
        .header("idempotency-key", key)
        .body(Body::from(body.to_string()));
    server.send(request.unwrap()).await
}

/// What the letters in the outbox say, oldest first: kind, code, link.
pub async fn letters(server: &Server) -> Vec<Value> {
    let claimed = server
        .state
        .store
        .claim_letters(server.now() + 1, 0, 100)
        .await
        .unwrap();
    let letters = claimed.into_iter().map(|claimed| claimed.letter.unwrap());
    letters
        .map(|letter| serde_json::to_value(letter).unwrap())
        .collect()
}

#[tokio::test]
async fn the_form_says_what_is_asked_and_who_reads_it() {
    let server = server().await;
    insta::assert_json_snapshot!(server.get(FORM).await.json());
    let spanish = server.get(&format!("{FORM}?lang=es")).await.json();
    assert_eq!(
        spanish["consents"][0]["text"],
        "Pueden guardar mis respuestas."
    );
    assert_eq!(
        server.get(&format!("{FORM}?x=1")).await.problem(),
        "bad-parameter"
    );
    let unknown = "/v1/sites/riverside/groups/nobody/join-form";
    assert_eq!(server.get(unknown).await.problem(), "unknown-group");
}

#[tokio::test]
async fn without_mail_a_group_shows_its_contact_instead_of_a_form() {
    let server = Server::start().await;
    let form = server.get(FORM).await.json();
    assert_eq!(form["unavailable"], "no-mail");
    assert!(form["contact"]["phone"].is_string());
    let refused = post(&server, REQUESTS, KEY, &request(&json!({}))).await;
    assert_eq!(refused.problem(), "no-join-form");
}

#[tokio::test]
async fn a_request_is_answered_with_its_reference_and_says_nothing_more() {
    let server = server().await;
    let answer = post(&server, REQUESTS, KEY, &request(&json!({}))).await;
    assert_eq!(answer.status.as_u16(), 201, "{}", answer.text());
    assert_eq!(answer.header("cache-control"), "no-store");
    let receipt = answer.json();
    assert_eq!(receipt["state"], "requested");
    assert_eq!(receipt["reference"].as_str().unwrap().len(), 9);
    assert_eq!(
        receipt["answer_by"], "2026-01-08",
        "three working days from Monday"
    );
    // Sent again, it is answered in the same way, and nothing happens twice.
    let again = post(&server, REQUESTS, KEY, &request(&json!({}))).await;
    assert_eq!((again.status.as_u16(), again.json()), (201, receipt));
    let other = request(&json!({ "display_name": "Rosario" }));
    assert_eq!(
        post(&server, REQUESTS, KEY, &other).await.problem(),
        "idempotency-key-reused"
    );
    // The same words to another group are another request.
    let elsewhere = REQUESTS.replace("evening-circle", "men-and-mugs");
    let elsewhere = post(&server, &elsewhere, KEY, &request(&json!({}))).await;
    assert_eq!(elsewhere.problem(), "idempotency-key-reused");
    assert_eq!(letters(&server).await.len(), 1);
}

#[tokio::test]
async fn without_proof_of_work_a_person_looks_first_and_nothing_goes_to_the_address() {
    let server = server().await;
    let answer = post(&server, REQUESTS, KEY, &request(&json!({})))
        .await
        .json();
    assert_eq!(answer["held_for_review"], true);
    let letters = letters(&server).await;
    assert_eq!(letters[0]["to"], "desk@riverside.example.org");
    let link = letters[0]["letter"]["to-review"]["review_link"]
        .as_str()
        .unwrap();
    assert!(
        link.starts_with("https://groups.example.org/review/"),
        "{link}"
    );
}

#[tokio::test]
async fn who_did_the_work_proves_the_address_by_six_digits() {
    let server = server().await;
    let solved = json!({ "proof_of_work": server.solve_challenge().await });
    let answer = post(&server, REQUESTS, KEY, &request(&solved)).await.json();
    assert_eq!(answer["held_for_review"], Value::Null);
    let sent = letters(&server).await;
    assert_eq!(sent[0]["to"], "rosa@example.org");
    let code = sent[0]["letter"]["prove-address"]["code"].as_str().unwrap();
    let prove = async |code: &str| {
        let body = json!({ "follow_up": answer["follow_up"], "code": code });
        post(
            &server,
            "/v1/sites/riverside/join-requests/prove",
            KEY,
            &body,
        )
        .await
    };
    let wrong = if code == "123456" { "654321" } else { "123456" };
    assert_eq!(prove(wrong).await.problem(), "wrong-code");
    let spaced = format!("{} {}", &code[..3], &code[3..]);
    let standing = prove(&spaced).await.json();
    assert_eq!(standing["state"], "pending");
    let page = standing["member_page"].as_str().unwrap();
    assert!(page.starts_with("https://groups.example.org/m/"), "{page}");
    assert_eq!(prove(code).await.json(), json!({ "state": "pending" }));
    // The same work again is refused.
    let again = post(
        &server,
        REQUESTS,
        "another-key-of-sixteen",
        &request(&solved),
    )
    .await;
    assert_eq!(again.problem(), "bad-proof-of-work");
}

#[tokio::test]
async fn a_filled_in_hidden_field_is_looked_at_by_a_person() {
    let server = server().await;
    let trapped = json!({
        "proof_of_work": server.solve_challenge().await, "website": "https://spam.example",
    });
    let answer = post(&server, REQUESTS, KEY, &request(&trapped))
        .await
        .json();
    assert_eq!(answer["held_for_review"], true);
}

#[tokio::test]
async fn a_mistyped_address_is_corrected_and_a_request_taken_back() {
    let server = server().await;
    let answer = post(&server, REQUESTS, KEY, &request(&json!({})))
        .await
        .json();
    let follow_up = answer["follow_up"].clone();
    let correct = async |value: &str| {
        let contact = json!({ "kind": "email", "value": value });
        let body = json!({ "follow_up": follow_up, "contact": contact });
        post(
            &server,
            "/v1/sites/riverside/join-requests/correct",
            KEY,
            &body,
        )
        .await
    };
    let wrong = correct("rosa").await;
    assert_eq!(wrong.problem(), "invalid-fields");
    assert_eq!(wrong.json()["errors"][0]["field"], "/contact/value");
    assert_eq!(
        correct("rosa@example.com").await.json()["contact_kind"],
        "email"
    );
    let back = "/v1/sites/riverside/join-requests/take-back";
    let take_back = json!({ "follow_up": follow_up });
    for _ in 0..2 {
        assert_eq!(
            post(&server, back, KEY, &take_back).await.json()["state"],
            "left"
        );
    }
    assert_eq!(correct("rosa@example.com").await.problem(), "spent-token");
    let unknown = json!({ "follow_up": "nobody's" });
    assert_eq!(
        post(&server, back, KEY, &unknown).await.problem(),
        "unknown-token"
    );
}

#[tokio::test]
async fn a_link_is_sent_again_with_the_same_answer_for_everybody() {
    let server = server().await;
    let path = "/v1/sites/riverside/join-requests/send-link";
    for address in ["rosa@example.org", "nobody@example.org"] {
        let body = json!({ "contact": { "kind": "email", "value": address } });
        let answer = post(&server, path, KEY, &body).await;
        assert_eq!(
            (answer.status.as_u16(), answer.text()),
            (202, String::new())
        );
    }
}

#[tokio::test]
async fn guidelines_come_first_and_only_those_that_hold() {
    let server = server().await;
    server.publish_guidelines("First rule").await;
    let form = server.get(FORM).await.json();
    let shown = &form["guidelines"];
    let read = json!({
        "version": shown["version"], "hash": shown["hash"], "language": shown["language"],
    });
    let ask = async |guidelines: Value, key: &str| {
        let body = request(&json!({ "guidelines": guidelines }));
        post(&server, REQUESTS, key, &body).await
    };
    assert_eq!(
        ask(Value::Null, "key-of-sixteen-1").await.problem(),
        "invalid-fields"
    );
    let mut forged = read.clone();
    forged["hash"] = json!("x");
    assert_eq!(
        ask(forged, "key-of-sixteen-2").await.problem(),
        "guidelines-forged"
    );
    let mut unknown = read.clone();
    unknown["version"] = json!("7.0");
    assert_eq!(
        ask(unknown, "key-of-sixteen-3").await.problem(),
        "guidelines-unknown"
    );
    let taken = ask(read.clone(), "key-of-sixteen-4").await;
    assert_eq!(taken.json()["guidelines"]["version"], "1.0");
    server.publish_guidelines("Second rule").await;
    // What was accepted before is answered as before.
    let again = ask(read.clone(), "key-of-sixteen-4").await;
    assert_eq!(again.json(), taken.json());
    assert_eq!(
        ask(read, "key-of-sixteen-5").await.problem(),
        "guidelines-changed"
    );
}

#[tokio::test]
async fn what_cannot_be_taken_is_named_and_changes_nothing() {
    let server = server().await;
    let problem = async |body: &str, key: Option<&str>, kind: &str, origin: &str| {
        let mut request = Request::post(REQUESTS)
            .header(header::HOST, "groups.example.org")
            .header(header::ORIGIN, origin)
            .header(header::CONTENT_TYPE, kind);
        if let Some(key) = key {
            request = request.header("idempotency-key", key);
        }
        server
            .send(request.body(Body::from(body.to_owned())).unwrap())
            .await
    };
    let json_type = "application/json";
    let good = request(&json!({})).to_string();
    let bad_key = problem(&good, Some("short"), json_type, OWN_PAGE).await;
    assert_eq!(bad_key.problem(), "bad-idempotency-key");
    assert_eq!(
        problem(&good, None, json_type, OWN_PAGE).await.problem(),
        "bad-idempotency-key"
    );
    assert_eq!(
        problem(&good, Some(KEY), "text/plain", OWN_PAGE)
            .await
            .problem(),
        "not-json"
    );
    let foreign = problem(&good, Some(KEY), json_type, "https://evil.example").await;
    assert_eq!(foreign.problem(), "foreign-origin");
    let torn = problem(&good[..40], Some(KEY), json_type, OWN_PAGE).await;
    assert_eq!(torn.problem(), "bad-body");
    let unknown = request(&json!({ "diagnosis": "breast" })).to_string();
    let unknown = problem(&unknown, Some(KEY), json_type, OWN_PAGE).await;
    assert_eq!(unknown.problem(), "bad-body");
    assert!(!unknown.text().contains("breast"));
    let wrong_type = request(&json!({ "age": "old" })).to_string();
    let wrong_type = problem(&wrong_type, Some(KEY), json_type, OWN_PAGE).await;
    assert_eq!(wrong_type.json()["errors"][0]["field"], "/age");
    let huge = request(&json!({ "introduction": "x".repeat(10_000_000) })).to_string();
    assert_eq!(
        problem(&huge, Some(KEY), json_type, OWN_PAGE)
            .await
            .problem(),
        "too-large"
    );
    let fields = request(&json!({ "display_name": "", "consents": [] })).to_string();
    let fields = problem(&fields, Some(KEY), json_type, OWN_PAGE).await;
    assert_eq!(
        (fields.status.as_u16(), fields.problem().as_str()),
        (422, "invalid-fields")
    );
    insta::assert_json_snapshot!(fields.json()["errors"]);
    let mut bytes = good.into_bytes();
    bytes.extend([0xff, 0xfe]);
    let raw = Request::post(REQUESTS)
        .header(header::CONTENT_TYPE, json_type)
        .header("idempotency-key", KEY)
        .body(Body::from(bytes));
    assert_eq!(server.send(raw.unwrap()).await.problem(), "bad-body");
    assert!(letters(&server).await.is_empty());
}

#[tokio::test]
async fn a_flood_is_slowed_down() {
    let server = server().await;
    let mut slowed = 0;
    for number in 0..14 {
        let body = request(&json!({ "contact": { "value": format!("a{number}@example.org") } }));
        let answer = post(&server, REQUESTS, &format!("key-number-{number:06}"), &body).await;
        if answer.status.as_u16() == 429 {
            assert_eq!(answer.problem(), "slow-down");
            assert!(answer.header("retry-after").parse::<u32>().unwrap() > 0);
            slowed += 1;
        }
    }
    assert_eq!(slowed, 4, "ten an hour without proof of work");
    // Who got through still gets a lost link sent again, and a mistyped address corrected.
    let contact = json!({ "kind": "email", "value": "a0@example.org" });
    let send = json!({ "contact": contact });
    let correct = json!({ "follow_up": "nobody's", "contact": contact });
    for (path, body, taken) in [("send-link", send, 202), ("correct", correct, 404)] {
        let path = format!("/v1/sites/riverside/join-requests/{path}");
        for number in 0..11 {
            let status = post(&server, &path, KEY, &body).await.status.as_u16();
            assert_eq!(status, if number < 10 { taken } else { 429 }, "{path}");
        }
    }
}

#[tokio::test]
async fn nothing_that_was_typed_can_be_found_in_the_databases_bytes() {
    let server = server().await;
    let solved = json!({
        "display_name": "Rosalinde", "pronouns": null, "introduction": "Glioblastoma since May.",
        "contact": { "value": "rosalinde.secret@example.org" },
        "proof_of_work": server.solve_challenge().await,
    });
    let answer = post(&server, REQUESTS, KEY, &request(&solved)).await;
    let receipt = answer.json();
    assert_eq!(answer.status.as_u16(), 201);
    let code = letters(&server).await[0]["letter"]["prove-address"]["code"].clone();
    let body = json!({ "follow_up": receipt["follow_up"], "code": code });
    post(
        &server,
        "/v1/sites/riverside/join-requests/prove",
        KEY,
        &body,
    )
    .await;
    let mut bytes = Vec::new();
    for entry in std::fs::read_dir(server.folder.path()).unwrap() {
        let path = entry.unwrap().path();
        if path
            .file_name()
            .unwrap()
            .to_string_lossy()
            .starts_with("kindred.db")
        {
            bytes.extend(std::fs::read(path).unwrap());
        }
    }
    assert!(
        bytes.windows(14).any(|at| at == b"evening-circle"),
        "the file is the right one"
    );
    let follow_up = receipt["follow_up"].as_str().unwrap();
    for typed in [
        "Rosalinde",
        "rosalinde.secret",
        "Glioblastoma",
        "keep my answers",
        follow_up,
        KEY,
    ] {
        let found = bytes.windows(typed.len()).any(|at| at == typed.as_bytes());
        assert!(!found, "{typed}");
    }
}
