//! `/address/{token}`: a member has another email address.

use serde_json::json;

use super::{DAY, asks, becomes_member, joins, link, press, proves, said};
use crate::{
    harness::Server,
    joining::{letters, server},
};

/// Gives another address on the page, beside the name that stays.
async fn gives(server: &Server, page: &str, name: &str, address: &str) {
    let form = format!("display_name={name}&new_email={address}%40example.org");
    let saved = press(server, &format!("{page}/change"), &form).await;
    assert_eq!(saved.status.as_u16(), 303, "{}", saved.text());
}

#[tokio::test]
async fn a_new_address_counts_from_the_button_on_and_the_old_one_is_told_no_more_than_that() {
    let server = server().await;
    let page = becomes_member(&server, "rosa").await;
    gives(&server, &page, "rosa", "rosario").await;
    let shown = said(&server.get(&page).await);
    assert!(
        shown.contains("We have sent an email to rosario@example.org."),
        "{shown}"
    );
    assert!(shown.contains("Gave a new email address, not confirmed yet"));
    let held = server.get(&format!("{page}/export")).await.json();
    assert_eq!(held["new_address"]["value"], "rosario@example.org");
    assert_eq!(held["written"]["contact"]["value"], "rosa@example.org");

    let button = link(&server, "new-address", "rosario@example.org").await;
    for _ in 0..2 {
        let asked = server.get(&button).await;
        assert_eq!(asked.header("cache-control"), "no-store");
        insta::assert_snapshot!("the_question", said(&asked));
        for telling in ["rosa", "circle"] {
            assert!(!said(&asked).to_lowercase().contains(telling), "{telling}");
        }
    }
    assert_eq!(server.get(&page).await.status.as_u16(), 200);
    let strange = press(&server, &button, "choice=no").await;
    assert_eq!(strange.status.as_u16(), 400);

    let done = press(&server, &button, "choice=yes").await;
    insta::assert_snapshot!("it_counts", said(&done));
    let way = done.text().split("href=\"/m/").nth(1).unwrap().to_owned();
    let opened = format!("/m/{}", way.split('"').next().unwrap());
    let held = server.get(&format!("{opened}/export")).await.json();
    assert_eq!(held["written"]["contact"]["value"], "rosario@example.org");
    assert!(held["new_address"].is_null());
    assert_eq!(server.get(&page).await.status.as_u16(), 410);
    let again = press(&server, &button, "choice=yes").await;
    insta::assert_snapshot!("once_more", said(&again));
    assert_eq!(server.get(&button).await.status.as_u16(), 410);

    let by_letter = link(&server, "address-changed", "rosario@example.org").await;
    assert_eq!(server.get(&by_letter).await.status.as_u16(), 200);
    let letters = letters(&server).await;
    let last: Vec<_> = letters
        .iter()
        .filter(|one| one["to"] == "rosa@example.org")
        .collect();
    assert_eq!(last.len(), 1, "what waited for it is taken back");
    assert_eq!(
        last[0]["letter"], "address-left",
        "it has neither group nor address nor link"
    );
    let review = link(&server, "new-request", "desk@riverside.example.org").await;
    let review = said(&server.get(&review).await);
    assert!(review.contains("rosario@example.org"), "{review}");
    assert!(
        review.contains("The new email address was confirmed"),
        "{review}"
    );
}

#[tokio::test]
async fn an_address_in_use_is_told_behind_the_button_alone() {
    let server = server().await;
    let page = joins(&server, "rosa").await;
    joins(&server, "bea").await;
    gives(&server, &page, "rosa", "bea").await;
    let before = said(&server.get(&page).await);
    let button = link(&server, "new-address", "bea@example.org").await;
    let refused = press(&server, &button, "choice=yes").await;
    assert_eq!(refused.status.as_u16(), 409);
    insta::assert_snapshot!("in_use", said(&refused));
    assert_eq!(
        said(&server.get(&page).await),
        before,
        "nothing shows there"
    );
}

#[tokio::test]
async fn an_address_that_cannot_be_one_or_too_many_keep_what_was_typed() {
    let server = server().await;
    let page = joins(&server, "rosa").await;
    let change = format!("{page}/change");
    let refused = press(&server, &change, "display_name=&new_email=rosa%40home").await;
    assert_eq!(refused.status.as_u16(), 422);
    let html = refused.text();
    for part in [
        "<a href=\"#display_name\"",
        "<a href=\"#new_email\" rel=\"noopener noreferrer\">New email address: This does not",
        "<input type=\"email\" autocomplete=\"email\" inputmode=\"email\" id=\"new_email\"",
        "value=\"rosa@home\"",
    ] {
        assert!(html.contains(part), "{part} in {html}");
    }
    for number in 0..5 {
        gives(&server, &page, "rosa", &format!("rosa{number}")).await;
    }
    let form = "display_name=Rosario&new_email=rosa5%40example.org";
    let refused = press(&server, &change, form).await;
    assert_eq!(refused.status.as_u16(), 422);
    assert!(
        refused.text().contains("value=\"Rosario\""),
        "typed and not lost"
    );
    assert!(refused.text().contains("changed very often of late"));
    assert!(said(&server.get(&page).await).contains("rosa4@example.org"));
    let empty = press(&server, &change, "display_name=Rosario&new_email=+").await;
    assert_eq!(empty.status.as_u16(), 303, "no address is none");
}

#[tokio::test]
async fn after_two_days_nothing_of_it_is_left() {
    let server = server().await;
    let page = joins(&server, "rosa").await;
    gives(&server, &page, "rosa", "rosario").await;
    let button = link(&server, "new-address", "rosario@example.org").await;
    server.wait_ms(2 * DAY);
    assert_eq!(
        press(&server, &button, "choice=yes").await.status.as_u16(),
        410
    );
    server::joining::forget_new_addresses(&server.state).await;
    let held = server.get(&format!("{page}/export")).await;
    assert!(!held.text().contains("rosario"), "{}", held.text());
}

#[tokio::test]
async fn spanish_is_spoken() {
    let server = server().await;
    asks(&server, "bea", &json!({ "language": "es" })).await;
    let page = proves(&server, "bea").await;
    gives(&server, &page, "bea", "beatriz").await;
    assert!(
        said(&server.get(&page).await).contains("Hemos enviado un correo a beatriz@example.org.")
    );
    let button = link(&server, "new-address", "beatriz@example.org").await;
    assert!(said(&server.get(&button).await).starts_with("¿Es esta tu nueva dirección?"));
}
