//! `/m/{token}/guidelines`: newer guidelines are read on the member's page.

use serde_json::json;

use super::{asks, press, proves, said};
use crate::{harness::Answer, joining::server, membership::read_guidelines};

/// What the page's own button sends.
fn button(page: &Answer) -> String {
    let html = page.text();
    let form = html.split("/guidelines\">").nth(1).expect("a button");
    let value = |name: &str| {
        let value = form.split(&format!("name=\"{name}\" value=\"")).nth(1);
        value.unwrap().split('"').next().unwrap().to_owned()
    };
    let (version, hash, language) = (value("version"), value("hash"), value("language"));
    format!("version={version}&hash={hash}&language={language}")
}

#[tokio::test]
async fn newer_guidelines_are_shown_with_what_is_new_and_acknowledged_with_one_button() {
    let server = server().await;
    server.publish_guidelines("First rule").await;
    let read = read_guidelines(&server).await;
    asks(&server, "rosa", &json!({ "guidelines": read })).await;
    let member = proves(&server, "rosa").await;
    assert!(
        !server
            .get(&member)
            .await
            .text()
            .contains("id=\"guidelines\"")
    );
    server.publish_guidelines("Second rule").await;
    let page = server.get(&member).await;
    assert!(page.text().contains("<section id=\"guidelines\">"));
    let shown = said(&page);
    let shown = shown.split("The guidelines have changed").nth(1).unwrap();
    insta::assert_snapshot!(shown.split("Next meetings").next().unwrap().trim());
    let second = button(&page);

    // They move on once more while somebody reads.
    server.publish_guidelines("Third rule").await;
    let stale = press(&server, &format!("{member}/guidelines"), &second).await;
    assert_eq!(stale.status.as_u16(), 409);
    assert!(said(&stale).contains("have changed again just now"));
    assert!(said(&stale).contains("Third rule"));
    let third = button(&stale);
    let forged = third.replace("hash=", "hash=x");
    let forged = press(&server, &format!("{member}/guidelines"), &forged).await;
    assert_eq!(forged.status.as_u16(), 422);
    let torn = press(&server, &format!("{member}/guidelines"), "choice=yes").await;
    assert_eq!(torn.status.as_u16(), 400);
    assert!(
        server
            .get(&member)
            .await
            .text()
            .contains("id=\"guidelines\"")
    );

    for _ in 0..2 {
        let kept = press(&server, &format!("{member}/guidelines"), &third).await;
        assert_eq!(kept.status.as_u16(), 303);
    }
    let page = server.get(&format!("{member}?saved")).await;
    assert!(!page.text().contains("id=\"guidelines\""));
    let page = said(&page);
    assert!(page.contains("It is saved") && page.contains("You read version 3.0"));
    server.publish_guidelines("Fourth rule").await;
    press(&server, &format!("{member}/leave"), "choice=yes").await;
    let fourth = button_of(&read_guidelines(&server).await);
    let over = press(&server, &format!("{member}/guidelines"), &fourth).await;
    assert_eq!(over.status.as_u16(), 409);
    assert!(said(&over).contains("cannot be done any more"));
}

fn button_of(read: &serde_json::Value) -> String {
    let part = |name: &str| read[name].as_str().unwrap().to_owned();
    let (version, hash, language) = (part("version"), part("hash"), part("language"));
    format!("version={version}&hash={hash}&language={language}")
}
