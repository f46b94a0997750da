//! Links that do not work, and `/send-link`.

use super::{DAY, becomes_member, joins, link, press, said};
use crate::joining::{letters, server};

const UNKNOWN: &str = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

#[tokio::test]
async fn a_link_that_does_not_work_leads_to_one_calm_page() {
    let server = server().await;
    let member = becomes_member(&server, "rosa").await;
    let token = member.strip_prefix("/m/").unwrap();
    for kind in ["prove", "offer", "review"] {
        let wrong = server.get(&format!("/{kind}/{token}")).await;
        assert_eq!(
            wrong.status.as_u16(),
            404,
            "a member's link is no {kind} link"
        );
        let pressed = press(&server, &format!("/{kind}/{token}"), "choice=take").await;
        let is_page = pressed.header("content-type") == "text/html; charset=utf-8";
        assert!(pressed.status.is_client_error() && is_page, "{kind}");
    }
    let calendar = format!("/calendar/{token}/dates.ics");
    assert_eq!(server.get(&calendar).await.status.as_u16(), 404);
    let unknown = server.get(&format!("/m/{UNKNOWN}")).await;
    assert_eq!(unknown.status.as_u16(), 404);
    insta::assert_snapshot!(said(&unknown));
    for path in ["/m/short", "/m/%00", "/prove/..%2f..", "/m/%C3%A9"] {
        assert_eq!(server.get(path).await.status.as_u16(), 404, "{path}");
    }
    server.wait_ms(401 * DAY);
    let old = server.get(&member).await;
    assert_eq!(old.status.as_u16(), 410);
    insta::assert_snapshot!(said(&old));
    for way in ["letters", "calendar", "leave", "erase"] {
        let choice = if way == "letters" {
            "reminders-on"
        } else {
            "yes"
        };
        let form = format!("choice={choice}");
        let pressed = press(&server, &format!("{member}/{way}"), &form).await;
        assert_eq!(pressed.status.as_u16(), 410, "{way}");
    }
    assert_eq!(
        server
            .get(&format!("{member}/export"))
            .await
            .status
            .as_u16(),
        410
    );
}

#[tokio::test]
async fn a_lost_link_is_sent_again_and_the_answer_tells_nothing() {
    let server = server().await;
    joins(&server, "rosa").await;
    let known = press(
        &server,
        "/send-link",
        "email=rosa%40example.org&site=riverside",
    )
    .await;
    let unknown = press(&server, "/send-link", "email=nobody%40example.org").await;
    assert_eq!(said(&known), said(&unknown));
    assert_eq!((known.status.as_u16(), unknown.status.as_u16()), (200, 200));
    insta::assert_snapshot!(said(&known));
    let again = link(&server, "link-again", "rosa@example.org").await;
    assert_eq!(server.get(&again).await.status.as_u16(), 200);
    let typo = press(&server, "/send-link", "email=rosa").await;
    assert_eq!(typo.status.as_u16(), 422);
    assert!(said(&typo).contains("name@example.org"));
    assert_eq!(
        press(&server, "/send-link", "email=a@example.org&site=none")
            .await
            .status
            .as_u16(),
        404
    );
    let mut slowed = None;
    for number in 0..12 {
        let answer = press(
            &server,
            "/send-link",
            &format!("email=a{number}@example.org"),
        )
        .await;
        if answer.status.as_u16() == 429 {
            slowed = Some(answer);
        }
    }
    let slowed = slowed.expect("ten an hour");
    assert!(said(&slowed).contains("wait a little") && !slowed.header("retry-after").is_empty());
}

#[tokio::test]
async fn a_link_opens_its_own_site_and_a_lost_one_is_looked_for_where_it_was_lost() {
    let server = server().await;
    let member = joins(&server, "rosa").await;
    let site = std::fs::read_to_string(server.site_file()).unwrap();
    let lakeside = site.replace("Riverside", "Lakeside");
    std::fs::write(server.site_file().with_file_name("lakeside.toml"), lakeside).unwrap();
    server.wait_ms(2_000);
    let page = server.get(&member).await.text();
    assert!(page.contains("Riverside") && !page.contains("Lakeside"));
    let unknown = server.get("/m/none").await.text();
    assert!(!unknown.contains("Riverside") && !unknown.contains("Lakeside"));
    let again = async || {
        let sent = letters(&server).await.into_iter();
        sent.filter(|one| one["letter"]["link-again"].is_object())
            .count()
    };
    let elsewhere = "email=rosa@example.org&site=lakeside";
    assert_eq!(
        press(&server, "/send-link", elsewhere)
            .await
            .status
            .as_u16(),
        200
    );
    assert_eq!(again().await, 0);
    press(&server, "/send-link", "email=rosa@example.org").await;
    assert_eq!(
        again().await,
        1,
        "looked for at every site where none is named"
    );
}
