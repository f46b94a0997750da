//! Staff enter a request for somebody who rang: the letters that go, and what the person reads of
//! it.

use serde_json::{Value, json};
use server::{joining::enter_request, store::Entered};

use crate::{
    harness::Server,
    joining::{letters, request, server},
};

async fn enter(server: &Server, changes: &Value) {
    let site = server.state.site("riverside").await.unwrap();
    let new = serde_json::from_value(request(changes)).unwrap();
    let entered = enter_request(&server.state, &site, "evening-circle", new, true, None).await;
    assert!(matches!(entered, Ok(Entered::Now { .. })), "{entered:?}");
}

fn kinds(letters: &[Value]) -> Vec<(&str, &str)> {
    let kind = |letter: &'_ Value| letter["letter"].as_object().unwrap().keys().next().cloned();
    let named = letters.iter().map(|letter| {
        let kind = kind(letter).unwrap();
        let known = ["received", "new-request"]
            .into_iter()
            .find(|one| *one == kind);
        (known.expect("a known kind"), letter["to"].as_str().unwrap())
    });
    named.collect()
}

#[tokio::test]
async fn a_caller_with_an_address_is_written_to_and_the_facilitator_asked() {
    let server = server().await;
    server.publish_guidelines("Be kind.").await;
    enter(&server, &json!({})).await;
    let sent = letters(&server).await;
    let desk = "desk@riverside.example.org";
    assert_eq!(
        kinds(&sent),
        [("received", "rosa@example.org"), ("new-request", desk)]
    );
    // The person reads that staff entered it, and what was read out to them.
    let link = sent[0]["letter"]["received"]["link"].as_str().unwrap();
    let path = link.strip_prefix("https://groups.example.org").unwrap();
    let page = server.get(path).await.text();
    assert!(page.contains("Asked to join (the coordinator)"));
    assert!(page.contains("The guidelines were read out on the phone (the coordinator)"));
    assert!(page.contains("You read version 1.0"));
}

#[tokio::test]
async fn a_caller_with_a_number_alone_is_not_written_to() {
    let server = server().await;
    let phone = json!({ "contact": { "kind": "phone", "value": "312-555-0142" } });
    enter(&server, &phone).await;
    let sent = letters(&server).await;
    assert_eq!(
        kinds(&sent),
        [("new-request", "desk@riverside.example.org")]
    );
}
