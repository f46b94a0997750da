//! `/m/{token}`: the member's own page.

use serde_json::{Value, json};
use server::domain::{join::hash_of, letter::Series};

use super::{asks, becomes_member, joins, link, press, proves, said};
use crate::{harness::Answer, joining::server};

#[tokio::test]
async fn a_member_sees_the_way_in_and_everything_that_is_held() {
    let server = server().await;
    server
        .publish_guidelines("What is said here stays here")
        .await;
    let form = server
        .get("/v1/sites/riverside/groups/evening-circle/join-form")
        .await;
    let read = form.json()["guidelines"].clone();
    let read = json!({
        "version": read["version"], "hash": read["hash"], "language": read["language"],
    });
    let changes = json!({ "guidelines": read, "time_zone": "America/New_York" });
    let receipt = asks(&server, "rosa", &changes).await;
    let member = proves(&server, "rosa").await;
    let reference = receipt["reference"].as_str().unwrap();
    let clean = |answer: &Answer| said(answer).replace(reference, "REFERENCE");
    insta::assert_snapshot!(clean(&server.get(&member).await));
    let review = link(&server, "new-request", "desk@riverside.example.org").await;
    press(&server, &review, "choice=approve").await;
    insta::assert_snapshot!(clean(&server.get(&member).await));

    let export = server.get(&format!("{member}/export")).await;
    assert!(
        export
            .header("content-disposition")
            .starts_with("attachment")
    );
    assert_eq!(export.header("cache-control"), "no-store");
    let export = export.json();
    assert_eq!(export["written"]["introduction"], "I was told last week.");
    assert_eq!(export["guidelines_acknowledged"][0]["version"], "1.0");
    assert_eq!(export["steps"].as_array().unwrap().len(), 3);
    assert!(!export.to_string().contains("hidden-room-77"));

    let on = press(&server, &format!("{member}/letters"), "choice=reminders-on").await;
    assert_eq!(
        (on.status.as_u16(), on.header("location")),
        (303, member.as_str())
    );
    press(&server, &format!("{member}/letters"), "choice=reminders-on").await;
    assert!(said(&server.get(&member).await).contains("You get an email before each meeting."));
}

#[tokio::test]
async fn letters_that_were_stopped_can_be_had_again() {
    let server = server().await;
    let member = becomes_member(&server, "Rosa").await;
    let stopped = "We do not ask you how your group is for you.";
    assert!(!said(&server.get(&member).await).contains(stopped));
    let site = server.state.site("riverside").await.unwrap();
    let hash = hash_of(member.strip_prefix("/m/").unwrap());
    for series in Series::ALL {
        let (store, now) = (&server.state.store, server.now());
        let stopped = store
            .set_letters(&site.id, hash, (series, false), now)
            .await;
        assert!(stopped.unwrap());
    }
    let page = said(&server.get(&member).await);
    for words in [
        stopped,
        "that go to the whole group",
        "when the guidelines change",
    ] {
        assert!(page.contains(words), "{page}");
    }
    for choice in ["feedback-on", "messages-on", "guidelines-on"] {
        let body = format!("choice={choice}");
        assert_eq!(
            press(&server, &format!("{member}/letters"), &body)
                .await
                .status,
            303
        );
    }
    assert!(!said(&server.get(&member).await).contains("You get no emails that go"));
    assert!(!said(&server.get(&member).await).contains(stopped));
}

#[tokio::test]
async fn an_address_that_members_alone_may_see_is_told_with_the_place() {
    let server = server().await;
    let groups: Value = serde_json::from_str(include_str!("../fixtures/groups.json")).unwrap();
    let mut circle = groups["groups"][0].clone();
    circle["place"] = groups["groups"][1]["place"].clone();
    server
        .import(vec![serde_json::from_value(circle).unwrap()])
        .await;
    let member = joins(&server, "rosa").await;
    let told = async || {
        let page = server.get(&member).await.text();
        ["Quiet House", "77 Unlisted Alley", "62799"].map(|part| page.contains(part))
    };
    assert_eq!(told().await, [false; 3]);
    let review = link(&server, "new-request", "desk@riverside.example.org").await;
    press(&server, &review, "choice=approve").await;
    assert_eq!(told().await, [true; 3]);
}
