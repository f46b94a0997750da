//! What time does to requests: a clock that moves, and the house that is kept.

use api_types::JoinState;
use serde_json::{Value, json};
use server::{
    joining::{delete_what_is_over, keep_promises},
    store::StoredRequest,
};

use crate::{
    harness::Server,
    joining::{KEY, REQUESTS, letters, post, request, server},
};

const DAY: i64 = 24 * 60 * 60 * 1_000;

/// Somebody asks, with proof of work, and proves the address.
async fn join(server: &Server) {
    let solved = json!({ "proof_of_work": server.solve_challenge().await });
    let receipt = post(server, REQUESTS, KEY, &request(&solved)).await.json();
    let code = letters(server).await[0]["letter"]["prove-address"]["code"].clone();
    let body = json!({ "follow_up": receipt["follow_up"], "code": code });
    let prove = "/v1/sites/riverside/join-requests/prove";
    let proved = post(server, prove, KEY, &body).await;
    assert_eq!(proved.json()["state"], "pending");
}

async fn requests(server: &Server) -> Vec<StoredRequest> {
    let site = server.state.site("riverside").await.unwrap();
    let store = &server.state.store;
    let group = store.find_group(&site.id, "evening-circle").await.unwrap();
    let group = group.unwrap().id;
    store.list_requests(&site.id, &group).await.unwrap()
}

/// Those of one kind: to whom, and what they say.
async fn letters_of(server: &Server, kind: &str) -> Vec<(String, Value)> {
    let all = letters(server).await.into_iter();
    all.filter(|letter| letter["letter"].get(kind).is_some())
        .map(|letter| {
            let to = letter["to"].as_str().unwrap().to_owned();
            (to, letter["letter"][kind].clone())
        })
        .collect()
}

#[tokio::test]
async fn when_nobody_answers_in_time_the_coordinator_and_the_member_hear_of_it_once() {
    let server = server().await;
    join(&server).await;
    // Monday noon: promised by the end of Thursday, which is over 84 hours later.
    server.wait_ms(DAY * 7 / 2 - 1);
    keep_promises(&server.state).await;
    assert!(letters_of(&server, "answer-late").await.is_empty());
    server.wait_ms(1);
    for _ in 0..2 {
        keep_promises(&server.state).await;
    }
    let late = letters_of(&server, "answer-late").await;
    assert_eq!((late.len(), late[0].0.as_str()), (1, "rosa@example.org"));
    assert_eq!(late[0].1["phone"], "312-555-0111", "the group's own number");
    let overdue = letters_of(&server, "answer-overdue").await;
    assert_eq!(overdue.len(), 1);
    assert_eq!(overdue[0].0, "desk@riverside.example.org");
    let reference = requests(&server).await[0].reference.clone();
    for said in [&late[0].1, &overdue[0].1] {
        assert_eq!(said["reference"], json!(reference));
    }
    let link = overdue[0].1["review_link"].as_str().unwrap();
    assert!(
        link.starts_with("https://groups.example.org/review/"),
        "{link}"
    );
}

#[tokio::test]
async fn who_proves_late_reads_of_a_day_that_is_still_to_come() {
    let server = server().await;
    let solved = json!({ "proof_of_work": server.solve_challenge().await });
    let receipt = post(&server, REQUESTS, KEY, &request(&solved)).await.json();
    assert_eq!(receipt["answer_by"], "2026-01-08", "if it is proved today");
    let code = letters(&server).await[0]["letter"]["prove-address"]["code"].clone();
    // Monday noon, and proved on Wednesday.
    server.wait_ms(2 * DAY - 1);
    let body = json!({ "follow_up": receipt["follow_up"], "code": code });
    let prove = "/v1/sites/riverside/join-requests/prove";
    post(&server, prove, KEY, &body).await;
    for kind in ["received", "new-request"] {
        let told = letters_of(&server, kind).await;
        assert_eq!(told[0].1["answer_by"], "2026-01-12", "{kind}");
    }
    server.wait_ms(DAY * 7 / 2);
    keep_promises(&server.state).await;
    assert!(letters_of(&server, "answer-overdue").await.is_empty());
    // Until Monday is over.
    server.wait_ms(2 * DAY + 1);
    keep_promises(&server.state).await;
    assert_eq!(letters_of(&server, "answer-overdue").await.len(), 1);
}

#[tokio::test]
async fn an_address_that_nobody_proved_gets_no_letter_about_a_late_answer() {
    let server = server().await;
    post(&server, REQUESTS, KEY, &request(&json!({}))).await;
    server.wait_ms(DAY * 7 / 2);
    keep_promises(&server.state).await;
    assert_eq!(letters_of(&server, "answer-overdue").await.len(), 1);
    assert!(letters_of(&server, "answer-late").await.is_empty());
    assert_eq!(requests(&server).await[0].state, JoinState::Requested);
}

#[tokio::test]
async fn a_request_that_nobody_proved_lapses_and_goes_after_thirty_days() {
    let server = server().await;
    let solved = json!({ "proof_of_work": server.solve_challenge().await });
    post(&server, REQUESTS, KEY, &request(&solved)).await;
    server.wait_ms(2 * DAY);
    keep_promises(&server.state).await;
    assert_eq!(requests(&server).await[0].state, JoinState::Left);
    server.wait_ms(30 * DAY);
    assert!(delete_what_is_over(&server.state).await);
    assert_eq!(requests(&server).await.len(), 1, "not longer than 30 days");
    server.wait_ms(1);
    assert!(delete_what_is_over(&server.state).await);
    assert!(requests(&server).await.is_empty());
    assert!(letters(&server).await.is_empty(), "its letter went with it");
}

#[tokio::test]
async fn a_site_says_how_long_it_keeps_requests() {
    let server = server().await;
    let solved = json!({ "proof_of_work": server.solve_challenge().await });
    post(&server, REQUESTS, KEY, &request(&solved)).await;
    server.wait_ms(2 * DAY);
    keep_promises(&server.state).await;
    let file = server.site_file();
    let text = std::fs::read_to_string(&file).unwrap();
    let shorter = text.replace("[join]\n", "[join]\nrequests_kept_days = 7\n");
    std::fs::write(&file, shorter).unwrap();
    server.wait_ms(7 * DAY + 1);
    let now = server.now();
    server
        .state
        .sites
        .look(&server.state.store, now)
        .await
        .unwrap();
    delete_what_is_over(&server.state).await;
    assert!(requests(&server).await.is_empty());
}

#[tokio::test]
async fn who_has_a_place_or_waits_for_an_answer_is_kept_for_good() {
    let server = server().await;
    join(&server).await;
    server.wait_ms(900 * DAY);
    keep_promises(&server.state).await;
    delete_what_is_over(&server.state).await;
    assert_eq!(requests(&server).await[0].state, JoinState::Pending);
}
