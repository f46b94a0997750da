//! Join details and members-only addresses are in no public answer, in whatever encoding.

use crate::harness::Server;

const PRIVATE: &[&str] = &[
    "hidden-room-77",
    "room-2718",
    "312-555-0199",
    "48151623",
    "Quiet House",
    "Unlisted Alley",
    "62799",
    "39.78",
    "89.65",
];

#[tokio::test]
async fn nothing_private_is_in_any_public_answer() {
    let server = Server::start().await;
    let site = "/v1/sites/riverside";
    let mut paths = vec![
        site.to_owned(),
        format!("{site}/groups"),
        format!("{site}/groups?text=quiet&limit=100"),
        format!("{site}/groups?near=39.78,-89.65"),
        format!("{site}/calendar.ics"),
        format!("{site}/places?text=spring"),
        format!("{site}/places?text=627"),
        "/readyz".to_owned(),
        "/openapi.json".to_owned(),
    ];
    let groups = server.get(&format!("{site}/groups?limit=100")).await.json();
    for group in groups["groups"].as_array().unwrap() {
        let slug = group["slug"].as_str().unwrap();
        paths.push(format!("{site}/groups/{slug}"));
        for more in ["calendar.ics", "guidelines", "join-form", "set-up"] {
            paths.push(format!("{site}/groups/{slug}/{more}"));
        }
    }
    assert!(paths.len() > 18);
    for path in paths {
        // Folded lines of a calendar must not hide anything from this test.
        let text = server.get(&path).await.text().replace("\r\n ", "");
        for private in PRIVATE {
            assert!(!text.contains(private), "{private} in {path}: {text}");
        }
    }
}

#[tokio::test]
async fn words_of_a_members_only_address_find_nothing() {
    let server = Server::start().await;
    for text in ["unlisted", "quiet house", "62799"] {
        let path = format!("/v1/sites/riverside/groups?text={}", text.replace(' ', "+"));
        assert_eq!(server.get(&path).await.json()["total"], 0, "{text}");
    }
}
