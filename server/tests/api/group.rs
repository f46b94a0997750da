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
