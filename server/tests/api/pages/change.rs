//! `/m/{token}/change`: a member writes anew what they wrote.

use serde_json::json;

use super::{asks, joins, link, press, proves, said};
use crate::joining::{letters, server};

#[tokio::test]
async fn what_is_written_anew_is_kept_and_the_facilitator_reads_it() {
    let server = server().await;
    let member = joins(&server, "rosa").await;
    let change = format!("{member}/change");
    insta::assert_snapshot!(said(&server.get(&change).await));
    let before = letters(&server).await.len();
    let form = "display_name=Rosario&introduction=It+is+better.%0D%0AMuch.&share_introduction=yes";
    for _ in 0..2 {
        let saved = press(&server, &change, form).await;
        let back = format!("{member}?saved");
        assert_eq!(
            (saved.status.as_u16(), saved.header("location")),
            (303, back.as_str())
        );
        let page = said(&server.get(&back).await);
        assert!(page.contains("It is saved. Thank you."), "{page}");
        assert!(page.contains("The group may read this."), "{page}");
    }
    assert!(!said(&server.get(&member).await).contains("It is saved"));
    let held = server.get(&format!("{member}/export")).await.json();
    assert_eq!(held["written"]["display_name"], "Rosario");
    assert_eq!(held["written"]["introduction"], "It is better.\nMuch.");
    let steps = held["steps"].as_array().unwrap();
    let changes = steps.iter().filter(|one| one["step"] == "details-changed");
    assert_eq!(changes.count(), 1);
    assert_eq!(letters(&server).await.len(), before, "no letter about it");
    let review = link(&server, "new-request", "desk@riverside.example.org").await;
    assert!(said(&server.get(&review).await).contains("It is better.\nMuch."));
}

#[tokio::test]
async fn a_fault_stands_beside_its_field_with_everything_that_was_typed() {
    let server = server().await;
    let member = joins(&server, "rosa").await;
    let change = format!("{member}/change");
    let long = "%3Cb%3E".to_owned() + &"x".repeat(2_000);
    let form = format!("display_name=+&introduction={long}&share_introduction=yes");
    let answer = press(&server, &change, &form).await;
    assert_eq!(answer.status.as_u16(), 422);
    assert_eq!(answer.header("cache-control"), "no-store");
    let html = answer.text();
    for part in [
        "<title>Please look at this again: Change what you wrote</title>",
        "role=\"alert\"",
        "<a href=\"#display_name\" rel=\"noopener noreferrer\">Name: Please write something here.",
        "<a href=\"#introduction\" rel=\"noopener noreferrer\">Introduction: Please make this shorter",
        "at most 2000 letters and signs.",
        "aria-describedby=\"introduction-hint introduction-fault\" aria-invalid=\"true\"",
        "<p class=\"fault\" id=\"display_name-fault\">Please write something here.</p>",
        "name=\"share_introduction\" value=\"yes\" checked",
        "&lt;b&gt;xxx",
    ] {
        assert!(html.contains(part), "{part} in {html}");
    }
    let held = server.get(&format!("{member}/export")).await.json();
    assert_eq!(held["written"]["introduction"], "I was told last week.");
    for strange in [
        "",
        "display_name=a&state=approved",
        "display_name=a&share_introduction=x",
    ] {
        let refused = press(&server, &change, strange).await;
        assert_eq!(refused.status.as_u16(), 400, "{strange}");
    }
}

#[tokio::test]
async fn the_form_speaks_the_members_language_and_ends_with_the_membership() {
    let server = server().await;
    asks(&server, "rosa", &json!({ "language": "es" })).await;
    let member = proves(&server, "rosa").await;
    let change = format!("{member}/change");
    assert!(said(&server.get(&change).await).starts_with("Cambiar lo que escribiste"));
    press(&server, &format!("{member}/leave"), "choice=yes").await;
    assert_eq!(server.get(&change).await.status.as_u16(), 409);
    let late = press(&server, &change, "display_name=Rosario").await;
    assert_eq!(late.status.as_u16(), 409);
    let page = server.get(&member).await.text();
    assert!(!page.contains("/change"), "nothing leads there any more");
}
