//! Where somebody is signed in, and the way out.

use api_types::StaffRole;
use axum::{
    body::Body,
    http::{Request, header},
};

use crate::{
    harness::Server,
    team::{Browser, Who, empty, letters, letters_come, path_of, take_on},
};

/// Signs `ana` in in another browser.
async fn enter(server: &Server) -> Browser<'_> {
    let mut browser = Browser::new(server);
    let before = letters(server).await.len();
    browser
        .press("/console/sign-in", "email=ana%40example.org")
        .await;
    let link = path_of(letters_come(server, before + 1).await.last().unwrap());
    browser.press(&link, "site=riverside&choice=today").await;
    assert!(browser.me().await.is_some());
    browser
}

/// The ids that the page has buttons for.
async fn buttons(browser: &Browser<'_>) -> Vec<String> {
    let page = browser.get("/console/sessions").await.text();
    let values = page.split("name=\"choice\" value=\"").skip(1);
    values
        .map(|rest| rest.split('"').next().unwrap().to_owned())
        .collect()
}

#[tokio::test]
async fn everybody_sees_where_they_are_signed_in_and_ends_it() {
    let server = empty().await;
    take_on(&server, ("ana", "riverside", StaffRole::Coordinator, &[])).await;
    let mut here = enter(&server).await;
    let there = enter(&server).await;
    let third = enter(&server).await;
    let page = here.get("/console/sessions").await.text();
    assert_eq!(page.matches("Firefox, Linux").count(), 3);
    assert_eq!(page.matches("the one that you are using now").count(), 1);
    let before = buttons(&here).await;
    assert_eq!(before.len(), 3, "two others, and all others");
    here.press("/console/sessions", &format!("choice={}", before[0]))
        .await;
    let left = [there.me().await.is_some(), third.me().await.is_some()];
    assert_eq!(left.iter().filter(|holds| **holds).count(), 1);
    here.press("/console/sessions", "choice=others").await;
    assert!(there.me().await.is_none() && third.me().await.is_none());
    assert!(here.me().await.is_some());
    assert!(buttons(&here).await.is_empty());
}

#[tokio::test]
async fn nobody_ends_somebody_elses_session() {
    let server = empty().await;
    take_on(&server, ("ana", "riverside", StaffRole::Coordinator, &[])).await;
    let ana = enter(&server).await;
    let second = enter(&server).await;
    let ids = buttons(&ana).await;
    for who in [Who::Coordinator, Who::Elsewhere] {
        let mut other = Browser::of(&server, who).await;
        let pressed = other
            .press("/console/sessions", &format!("choice={}", ids[0]))
            .await;
        assert_eq!(
            pressed.status.as_u16(),
            303,
            "as for a session that has ended"
        );
    }
    assert!(ana.me().await.is_some() && second.me().await.is_some());
}

#[tokio::test]
async fn signing_out_ends_the_session_and_takes_the_cookie_away() {
    let server = empty().await;
    let mut browser = Browser::of(&server, Who::Facilitator).await;
    let cookie = browser.cookie.clone();
    let out = browser.press("/console/sign-out", "choice=yes").await;
    assert_eq!(out.header("location"), "/console/sign-in");
    assert!(out.header("set-cookie").ends_with("Max-Age=0"));
    browser.cookie = cookie;
    assert!(
        browser.me().await.is_none(),
        "a copy of the cookie opens nothing"
    );
}

#[tokio::test]
async fn a_site_whose_file_is_gone_is_closed_to_its_staff() {
    let server = empty().await;
    let browser = Browser::of(&server, Who::Coordinator).await;
    std::fs::remove_file(server.site_file()).unwrap();
    server.wait_ms(2_000);
    assert!(browser.me().await.is_none());
}

#[tokio::test]
async fn another_role_counts_from_the_next_request_on() {
    let server = empty().await;
    let cleo = Browser::of(&server, Who::Coordinator).await;
    let (ana, link) = take_on(&server, ("ana", "riverside", StaffRole::Coordinator, &[])).await;
    let mut browser = Browser::new(&server);
    browser.press(&link, "site=riverside&choice=today").await;
    assert_eq!(browser.get("/console/api/staff").await.status.as_u16(), 200);
    let role = serde_json::json!({ "role": "read-only" });
    let changed = cleo
        .post(&format!("/console/api/staff/{ana}/role"), &role)
        .await;
    assert_eq!(changed.status.as_u16(), 204);
    assert_eq!(browser.get("/console/api/staff").await.status.as_u16(), 404);
    assert_eq!(browser.me().await.unwrap()["role"], "read-only");
}

#[tokio::test]
async fn answers_are_compressed_for_pages_of_our_own_alone() {
    let server = empty().await;
    let cleo = Browser::of(&server, Who::Coordinator).await;
    for (site, encoding) in [
        (Some("same-origin"), "gzip"),
        (Some("none"), ""),
        (Some("same-site"), ""),
        (None, ""),
    ] {
        let mut asks = Request::get("/console/api/groups")
            .header(header::ACCEPT_ENCODING, "gzip, br")
            .header(header::COOKIE, &cleo.cookie);
        if let Some(site) = site {
            asks = asks.header("sec-fetch-site", site);
        }
        let answer = server.send(asks.body(Body::empty()).unwrap()).await;
        assert_eq!(answer.status.as_u16(), 200);
        assert_eq!(answer.header("content-encoding"), encoding, "{site:?}");
    }
}
