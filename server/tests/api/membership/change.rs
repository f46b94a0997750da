//! What a member wants otherwise.

use serde_json::json;

use super::{change, do_it, show, token};
use crate::{
    joining::{letters, server},
    pages::{becomes_member, joins, link},
};

#[tokio::test]
async fn what_is_written_anew_is_held_to_the_rules_of_the_form_and_read_by_the_facilitator() {
    let server = server().await;
    let member = token(&joins(&server, "rosa").await);
    let before = letters(&server).await.len();
    let words = json!({
        "display_name": " Rosario ", "introduction": "It is better now.\nMuch better.",
        "share_introduction": true,
    });
    for _ in 0..2 {
        let changed = change(&server, &member, &json!({ "written": words })).await;
        assert_eq!(changed.status.as_u16(), 200, "{}", changed.text());
        assert_eq!(changed.header("cache-control"), "no-store");
        assert_eq!(changed.json(), show(&server, &member).await.json());
        let kept = json!({
            "display_name": "Rosario", "introduction": "It is better now.\nMuch better.",
            "share_introduction": true,
        });
        assert_eq!(changed.json()["written"], kept);
    }
    let review = link(&server, "new-request", "desk@riverside.example.org").await;
    let read = server.get(&review).await.text();
    assert!(read.contains("Much better.") && read.contains("Changed what they wrote"));
    assert_eq!(letters(&server).await.len(), before, "no letter about it");

    let bad = json!({ "written": {
        "display_name": "", "pronouns": "she\u{202e}", "introduction": "x".repeat(2_001),
        "access_needs": "A ramp.",
    } });
    let refused = change(&server, &member, &bad).await;
    assert_eq!(refused.problem(), "invalid-fields");
    insta::assert_json_snapshot!(refused.json()["errors"]);
    for strange in [
        json!({ "written": { "display_name": "Rosa", "contact": "x" } }),
        json!({ "state": "approved" }),
        json!({ "written": {} }),
        json!([]),
    ] {
        let refused = change(&server, &member, &strange).await;
        assert_eq!(refused.problem(), "bad-body", "{strange}");
    }
    assert_eq!(
        show(&server, &member).await.json()["written"]["display_name"],
        "Rosario"
    );
}

#[tokio::test]
async fn what_is_not_asked_any_more_may_stay_or_go() {
    let server = server().await;
    let member = token(&joins(&server, "rosa").await);
    let groups: serde_json::Value =
        serde_json::from_str(include_str!("../fixtures/groups.json")).unwrap();
    let mut circle = groups["groups"][0].clone();
    circle["join_form"] = json!({ "fields": [{ "field": "pronouns", "required": true }] });
    server
        .import(vec![serde_json::from_value(circle).unwrap()])
        .await;
    let written = |introduction: Option<&str>| {
        json!({ "written": {
            "display_name": "Rosa", "pronouns": "she", "introduction": introduction,
        } })
    };
    let stays = change(&server, &member, &written(Some("I was told last week."))).await;
    assert_eq!(stays.status.as_u16(), 200, "{}", stays.text());
    let other = change(&server, &member, &written(Some("More."))).await;
    assert_eq!(other.json()["errors"][0]["field"], "/written/introduction");
    let goes = change(&server, &member, &written(None)).await;
    assert!(goes.json()["written"].get("introduction").is_none());
    let missing = json!({ "written": { "display_name": "Rosa" } });
    let missing = change(&server, &member, &missing).await;
    assert_eq!(missing.json()["errors"][0]["field"], "/written/pronouns");
}

#[tokio::test]
async fn an_offer_is_taken_in_the_widget_and_all_is_done_or_nothing() {
    let server = server().await;
    let first = token(&becomes_member(&server, "rosa").await);
    let second = token(&becomes_member(&server, "bea").await);
    let third = token(&joins(&server, "cleo").await);
    assert_eq!(show(&server, &third).await.json()["state"], "waitlisted");
    let take = json!({ "take_place": true, "reminders": true });
    let early = change(&server, &third, &take).await;
    assert_eq!(early.problem(), "wrong-state");
    let unchanged = show(&server, &third).await.json();
    assert_eq!(unchanged["reminders"], false);
    do_it(&server, "/leave", &first).await;
    let offered = show(&server, &third).await.json();
    assert_eq!(
        (&offered["state"], &offered["held_until"]),
        (&json!("offered"), &json!("2026-01-07T18:00:00Z"))
    );
    for _ in 0..2 {
        let taken = change(&server, &third, &take).await.json();
        assert_eq!(taken["state"], "pending", "the group approves first");
        assert_eq!(taken["reminders"], true);
    }
    let asked = letters(&server).await;
    let asked = asked
        .iter()
        .filter(|one| one["letter"]["new-request"].is_object());
    assert_eq!(asked.count(), 3, "the facilitator is asked once for each");
    // Left, it goes to the next, and is gone.
    do_it(&server, "/leave", &second).await;
    let fourth = token(&joins(&server, "dora").await);
    assert_eq!(show(&server, &fourth).await.json()["state"], "pending");
}

#[tokio::test]
async fn a_new_address_is_written_to_and_answered_alike_whatever_there_is() {
    let server = server().await;
    let member = token(&joins(&server, "rosa").await);
    joins(&server, "bea").await;
    for new in ["rosario@example.org", "bea@example.org"] {
        let changed = change(&server, &member, &json!({ "new_email": new })).await;
        assert_eq!(changed.status.as_u16(), 200, "{}", changed.text());
        let told = changed.json();
        assert_eq!(told["new_email"], new);
        assert_eq!(told["contact"]["value"], "rosa@example.org");
        assert!(
            link(&server, "new-address", new)
                .await
                .starts_with("/address/")
        );
    }
    let off = json!({ "new_email": "Rosa@example.org" });
    let told = change(&server, &member, &off).await.json();
    assert!(told.get("new_email").is_none(), "called off");

    for (typed, code) in [
        ("", "missing"),
        ("rosa", "bad-email"),
        ("a\u{202e}@example.org", "bad-characters"),
    ] {
        let body = json!({ "new_email": typed, "written": { "display_name": "" } });
        let refused = change(&server, &member, &body).await;
        assert_eq!(refused.problem(), "invalid-fields");
        let errors = refused.json()["errors"].clone();
        assert_eq!(errors[0]["field"], "/written/display_name");
        assert_eq!(
            (&errors[1]["field"], &errors[1]["code"]),
            (&json!("/new_email"), &json!(code))
        );
    }
    for number in 0..3 {
        let body = json!({ "new_email": format!("rosa{number}@example.org") });
        assert_eq!(change(&server, &member, &body).await.status.as_u16(), 200);
    }
    let body =
        json!({ "new_email": "rosa3@example.org", "written": { "display_name": "Rosario" } });
    let refused = change(&server, &member, &body).await;
    assert_eq!(refused.json()["errors"][0]["code"], "too-often");
    let told = show(&server, &member).await.json();
    assert_eq!(
        told["written"]["display_name"], "rosa",
        "all of it or nothing"
    );
    assert_eq!(told["new_email"], "rosa2@example.org");
}

#[tokio::test]
async fn new_addresses_count_towards_the_limit_of_who_asks() {
    let server = server().await;
    let members = [
        token(&joins(&server, "rosa").await),
        token(&joins(&server, "bea").await),
        token(&joins(&server, "cleo").await),
    ];
    let mut said = Vec::new();
    for member in &members {
        for number in 0..4 {
            let body = json!({ "new_email": format!("a{number}@example.org") });
            said.push(change(&server, member, &body).await);
        }
    }
    let refused: Vec<_> = said
        .iter()
        .filter(|one| one.status.as_u16() != 200)
        .collect();
    assert_eq!(refused.len(), 2);
    assert!(refused.iter().all(|one| one.problem() == "slow-down"));
    let words = json!({ "reminders": true });
    assert_eq!(
        change(&server, &members[2], &words).await.status.as_u16(),
        200
    );
}
