//! The first coordinator of a site.

use server::domain::staff::{LinkPurpose, StaffLink};

use crate::{
    harness::Server,
    team::{Browser, empty},
};

/// A set-up link of a site; its path.
pub async fn link(server: &Server, site: &str) -> String {
    let state = &server.state;
    let site = state.site(site).await.unwrap();
    let link = StaffLink::new(LinkPurpose::SetUp, &state.chance);
    let added = state
        .store
        .add_set_up_link(&site.id, &link, true, server.now());
    assert!(added.await.unwrap());
    link.path()
}

#[tokio::test]
async fn who_opens_the_link_says_who_they_are_and_is_in() {
    let server = empty().await;
    let link = link(&server, "riverside").await;
    let mut browser = Browser::new(&server);
    let form = browser.get(&link).await;
    assert_eq!(form.status.as_u16(), 200);
    assert!(form.text().contains("name=\"name\"") && form.text().contains("name=\"email\""));
    let wrong = browser.press(&link, "name=Ana+%22A%22&email=nowhere").await;
    assert_eq!(wrong.status.as_u16(), 422);
    assert!(
        wrong.text().contains("value=\"Ana &quot;A&quot;\""),
        "nothing typed is lost"
    );
    assert!(wrong.text().contains("value=\"nowhere\""));
    let done = browser
        .press(&link, "name=Ana&email=ana%40example.org")
        .await;
    assert_eq!(done.header("location"), "/console");
    let me = browser.me().await.unwrap();
    assert_eq!(
        (&me["name"], &me["role"]),
        (&"Ana".into(), &"coordinator".into())
    );
    let again = Browser::new(&server)
        .press(&link, "name=Eve&email=eve%40example.org")
        .await;
    assert_eq!(again.status.as_u16(), 410);
    assert_eq!(server.get(&link).await.status.as_u16(), 410);
    let list = browser.get("/console/api/staff").await.json();
    assert_eq!(list["staff"].as_array().unwrap().len(), 1);
}

#[tokio::test]
async fn a_set_up_link_signs_nobody_in_and_an_unknown_one_is_not_there() {
    let server = empty().await;
    let link = link(&server, "riverside").await;
    let elsewhere = link.replace("set-up", "link");
    assert_eq!(server.get(&elsewhere).await.status.as_u16(), 404);
    let unknown = "/console/set-up/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
    assert_eq!(server.get(unknown).await.status.as_u16(), 404);
    server.wait_ms(24 * 60 * 60 * 1_000);
    assert_eq!(
        server.get(&link).await.status.as_u16(),
        410,
        "a day is over"
    );
}
