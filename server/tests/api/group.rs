//! `GET /v1/sites/{site}/groups/{group}`

use crate::harness::Server;

#[tokio::test]
async fn a_group_tells_everything_that_is_public() {
    let server = Server::start().await;
    let answer = server
        .get("/v1/sites/riverside/groups/evening-circle")
        .await;
    insta::assert_json_snapshot!(answer.json());
}

#[tokio::test]
async fn a_members_only_address_is_a_town() {
    let server = Server::start().await;
    let page = server
        .get("/v1/sites/riverside/groups/men-and-mugs")
        .await
        .json();
    insta::assert_json_snapshot!(page["group"]["place"], @r#"
    {
      "town": "Springfield",
      "region": "IL",
      "country": "US",
      "position": {
        "lat": 39.8,
        "lon": -89.7
      },
      "members_only": true
    }
    "#);
    assert_eq!(
        page["contact"]["name"], "The groups desk",
        "the site's, for want of its own"
    );
}

#[tokio::test]
async fn a_paused_group_has_a_page_without_meetings() {
    let server = Server::start().await;
    let page = server
        .get("/v1/sites/riverside/groups/resting")
        .await
        .json();
    assert_eq!(page["group"]["status"], "paused");
    assert!(page.get("next_meetings").is_none() && page["group"].get("next_meeting").is_none());
}

#[tokio::test]
async fn an_unknown_group_is_a_problem() {
    let server = Server::start().await;
    let answer = server.get("/v1/sites/riverside/groups/nobody").await;
    assert_eq!(
        (answer.status.as_u16(), answer.problem().as_str()),
        (404, "unknown-group")
    );
    assert_eq!(answer.header("cache-control"), "no-store");
    let answer = server
        .get("/v1/sites/riverside/groups/evening-circle?x=1")
        .await;
    assert_eq!(answer.problem(), "bad-parameter");
}

#[tokio::test]
async fn a_group_says_at_once_whether_there_is_a_form() {
    let with_mail = crate::joining::server().await;
    let without_mail = Server::start().await;
    let without_form = async |server: &Server, slug: &str| {
        let path = format!("/v1/sites/riverside/groups/{slug}");
        server.get(&path).await.json()["without_form"] == true
    };
    assert!(!without_form(&with_mail, "evening-circle").await);
    assert!(without_form(&without_mail, "evening-circle").await);
    for slug in ["circulo-de-apoyo", "resting"] {
        assert!(without_form(&with_mail, slug).await, "{slug}");
    }
    // Nobody is written to where a group lives elsewhere.
    assert!(!without_form(&without_mail, "one-talk").await);
}
