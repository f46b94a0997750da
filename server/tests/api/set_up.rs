//! `GET /v1/sites/{site}/groups/{group}/set-up`

use serde_json::{Value, json};

use crate::harness::{Server, plain_group};

fn path(group: &str) -> String {
    format!("/v1/sites/riverside/groups/{group}/set-up")
}

/// The names of the parts.
fn parts(told: &Value) -> Vec<&str> {
    let parts = told["parts"].as_array().unwrap().iter();
    parts.map(|part| part["part"].as_str().unwrap()).collect()
}

#[tokio::test]
async fn a_member_reads_how_the_groups_platform_works() {
    let server = Server::start().await;
    let told = server.get(&path("evening-circle")).await;
    assert_eq!(told.header("content-type"), "application/json");
    insta::assert_json_snapshot!(told.json());
    let spanish = format!("{}?lang=es-MX", path("evening-circle"));
    let spanish = server.get(&spanish).await.json();
    assert_eq!(spanish["language"], "es");
    assert_eq!(spanish["parts"][0]["title"], "Qué necesitas");
    assert_eq!(parts(&spanish), parts(&told.json()));
    assert_eq!(
        spanish["from_group"],
        told.json()["from_group"],
        "the group's words stay in its language"
    );
}

#[tokio::test]
async fn groups_in_a_room_or_on_the_telephone_read_of_no_screen() {
    let server = Server::start().await;
    let room = server.get(&path("by-appointment")).await.json();
    assert_eq!(
        parts(&room),
        [
            "need", "seen", "get-in", "mute", "captions", "name", "leave"
        ]
    );
    assert_eq!(room["uses_device"], Value::Null);
    let phone = server.get(&path("one-talk")).await.json();
    assert!(!parts(&phone).contains(&"chat"));
    let hybrid = server.get(&path("circulo-de-apoyo")).await.json();
    assert_eq!(hybrid["uses_device"], true);
}

#[tokio::test]
async fn it_is_kept_by_caches_until_the_group_changes() {
    let server = Server::start().await;
    let first = server.get(&path("evening-circle")).await;
    assert!(first.header("cache-control").starts_with("public"));
    let tag = [("if-none-match", first.header("etag"))];
    let again = server.get_with(&path("evening-circle"), &tag).await;
    assert_eq!(again.status.as_u16(), 304);
    let mut other = plain_group("evening-circle", "Evening circle");
    other.host_platform = Some(api_types::HostPlatform::Jitsi);
    server.import(vec![other]).await;
    server.wait_ms(1_500);
    let changed = server.get_with(&path("evening-circle"), &tag).await;
    assert_eq!(changed.json()["host_platform"], json!("jitsi"));
}

#[tokio::test]
async fn what_cannot_be_answered_is_a_problem() {
    let server = Server::start().await;
    let problem = async |path: &str| server.get(path).await.problem();
    assert_eq!(problem(&path("nobody")).await, "unknown-group");
    let nowhere = "/v1/sites/nowhere/groups/evening-circle/set-up";
    assert_eq!(problem(nowhere).await, "unknown-site");
    let odd = format!("{}?since=1", path("evening-circle"));
    assert_eq!(problem(&odd).await, "bad-parameter");
}
