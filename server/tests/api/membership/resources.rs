//! What staff laid out for a group, as its members see it.

use api_types::StaffRole;
use axum::http::Method;
use serde_json::json;

use super::{ask, show, token};
use crate::{
    joining::server,
    pages::{joins, link, press, said},
    team::{Browser, take_on},
};

#[tokio::test]
async fn members_see_what_staff_laid_out_in_their_language_and_others_do_not() {
    let server = server().await;
    let fay = (
        "fay",
        "riverside",
        StaffRole::Facilitator,
        &["evening-circle"][..],
    );
    let (_, invitation) = take_on(&server, fay).await;
    let mut browser = Browser::new(&server);
    browser
        .press(&invitation, "site=riverside&choice=today")
        .await;
    for resource in [
        json!({ "shelf": "listening-to-each-other", "note": "From <Fay>" }),
        json!({ "title": "Parking", "url": "https://example.org/p.pdf", "language": "en" }),
    ] {
        let path = "/console/api/groups/evening-circle/resources";
        assert_eq!(browser.post(path, &resource).await.status.as_u16(), 201);
    }
    let page = joins(&server, "rosa").await;
    let member = token(&page);
    assert!(
        show(&server, &member)
            .await
            .json()
            .get("resources")
            .is_none()
    );
    assert!(!said(&server.get(&page).await).contains("For your group"));

    let review = link(&server, "new-request", "desk@riverside.example.org").await;
    press(&server, &review, "choice=approve").await;
    let told = show(&server, &member).await.json();
    let resources = told["resources"].as_array().unwrap();
    assert_eq!(resources[0]["title"], "Listening to each other");
    assert_eq!(resources[0]["note"], "From <Fay>");
    assert!(!resources[0]["text"].as_array().unwrap().is_empty());
    assert_eq!(
        resources[1],
        json!({ "title": "Parking", "url": "https://example.org/p.pdf", "language": "en" })
    );
    let spanish = ask(&server, Method::GET, "?lang=es", &member, None)
        .await
        .json();
    assert_eq!(spanish["resources"][0]["title"], "Escucharnos");
    let html = server.get(&page).await;
    let words = said(&html);
    for part in [
        "For your group",
        "Listening to each other",
        "Let them finish.",
        "Parking",
    ] {
        assert!(words.contains(part), "{part}: {words}");
    }
    assert!(html.text().contains("From &lt;Fay&gt;"));
    assert!(html.text().contains("href=\"https://example.org/p.pdf\""));
    let public = server
        .get("/v1/sites/riverside/groups/evening-circle")
        .await;
    assert!(!public.text().contains("p.pdf"));
}
