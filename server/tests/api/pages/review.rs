//! `/review/{token}`: staff read a request and answer it.

use serde_json::json;

use super::{asks, link, press, proves, said};
use crate::joining::{letters, server};

#[tokio::test]
async fn staff_read_everything_and_answer_with_one_button() {
    let server = server().await;
    let changes = json!({
        "on_behalf_of": "someone-i-care-for", "filled_in_by": "Luz, her sister",
        "person_agrees": true, "time_zone": "Europe/Madrid",
    });
    let receipt = asks(&server, "rosa", &changes).await;
    let member = proves(&server, "rosa").await;
    let review = link(&server, "new-request", "desk@riverside.example.org").await;
    let page = server.get(&review).await;
    let reference = receipt["reference"].as_str().unwrap();
    insta::assert_snapshot!(said(&page).replace(reference, "REFERENCE"));
    assert!(!server.get(&member).await.text().contains("hidden-room-77"));
    for _ in 0..2 {
        let approved = press(&server, &review, "choice=approve").await;
        assert!(said(&approved).contains("They have a place now"));
        assert!(
            !approved.text().contains("<form"),
            "there is nothing more to answer"
        );
    }
    let declined = press(&server, &review, "choice=decline").await;
    assert!(said(&declined).contains("answered already"));
    let sent = letters(&server).await;
    let placed = sent
        .iter()
        .filter(|one| one["letter"]["placed"].is_object());
    assert_eq!(placed.count(), 1);
    assert!(server.get(&member).await.text().contains("hidden-room-77"));
}

#[tokio::test]
async fn staff_ring_who_gave_a_number_and_let_a_held_letter_go() {
    let server = server().await;
    let phone = json!({ "contact": { "kind": "phone", "value": "(312) 555-0123" } });
    let receipt = asks(&server, "rosa", &phone).await;
    let review = link(&server, "to-ring", "desk@riverside.example.org").await;
    let page = server.get(&review).await;
    assert!(page.text().contains("href=\"tel:3125550123\""));
    assert!(
        said(&page).contains("Please ring them") && !said(&page).contains("Send them the email")
    );
    let released = press(&server, &review, "choice=release").await;
    assert!(
        said(&released).contains("answered already"),
        "there is no address"
    );
    let reference = receipt["reference"].as_str().unwrap();
    assert!(said(&page).contains(reference) && said(&page).contains("Ask for rosa"));
    for _ in 0..2 {
        let rang = press(&server, &review, "choice=rang").await;
        assert!(said(&rang).contains("The number is confirmed"));
        assert!(said(&rang).contains("Waiting for an answer"));
        assert!(!said(&rang).contains("What to say on the phone"));
    }
    let approved = press(&server, &review, "choice=approve").await;
    assert!(said(&approved).contains("They have a place now"));
    server.wait_ms(1_000);

    asks(&server, "bea", &json!({ "proof_of_work": null })).await;
    let review = link(&server, "to-review", "desk@riverside.example.org").await;
    let page = server.get(&review).await;
    assert!(
        said(&page).contains("no email has gone to them yet"),
        "{}",
        said(&page)
    );
    for _ in 0..2 {
        let released = press(&server, &review, "choice=release").await;
        assert!(said(&released).contains("The email is on its way"));
    }
    let sent = letters(&server).await;
    let prove = sent
        .iter()
        .filter(|one| one["letter"]["prove-address"].is_object());
    assert_eq!(prove.count(), 1);
    let member = proves(&server, "bea").await;
    assert!(said(&server.get(&member).await).starts_with("We have your request"));
}

#[tokio::test]
async fn an_address_that_nobody_confirmed_gets_neither_a_place_nor_a_refusal() {
    let server = server().await;
    asks(&server, "bea", &json!({ "proof_of_work": null })).await;
    let review = link(&server, "to-review", "desk@riverside.example.org").await;
    let page = server.get(&review).await;
    assert!(
        !page.text().contains("value=\"approve\""),
        "{}",
        said(&page)
    );
    assert!(
        said(&page).contains("nobody is written to"),
        "{}",
        said(&page)
    );
    // An old page with the button does what comes first.
    let approved = press(&server, &review, "choice=approve").await;
    assert!(said(&approved).contains("The email is on its way"));
    let declined = press(&server, &review, "choice=decline").await;
    assert!(
        said(&declined).contains("Nobody is written to"),
        "{}",
        said(&declined)
    );
    let sent = letters(&server).await;
    let named = sent.iter().filter(|one| one["to"] == "bea@example.org");
    let kinds: Vec<_> = named
        .map(|one| one["letter"].as_object().unwrap().keys().next().unwrap())
        .collect();
    assert_eq!(kinds, ["prove-address"]);
}
