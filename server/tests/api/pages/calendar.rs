//! `/m/{token}/calendar` and the private calendar that it makes.

use super::{becomes_member, press, said};
use crate::joining::server;

#[tokio::test]
async fn a_members_calendar_is_private_neutral_and_replaced_by_the_next() {
    let server = server().await;
    let member = becomes_member(&server, "rosa").await;
    let make = async || {
        let made = press(&server, &format!("{member}/calendar"), "choice=yes").await;
        let html = made.text();
        let url = html.split("webcal://groups.example.org").nth(1).unwrap();
        (said(&made), url.split('"').next().unwrap().to_owned())
    };
    let (shown, first) = make().await;
    insta::assert_snapshot!(shown.replace(&first, "/calendar/TOKEN/dates.ics"));
    let calendar = server.get(&first).await;
    assert_eq!(
        calendar.header("content-type"),
        "text/calendar; charset=utf-8"
    );
    let text = calendar.text();
    assert!(
        text.contains("SUMMARY:Appointment") && text.contains("RRULE:"),
        "{text}"
    );
    for private in [
        "Evening",
        "riverside",
        "cancer",
        "hidden-room",
        "4815",
        "rosa",
        "support",
    ] {
        assert!(
            !text.to_lowercase().contains(&private.to_lowercase()),
            "{private}: {text}"
        );
    }
    let (_, second) = make().await;
    assert_eq!(server.get(&first).await.status.as_u16(), 410);
    assert_eq!(server.get(&second).await.status.as_u16(), 200);
    // It reads and nothing else.
    let token = second.split('/').nth(2).unwrap();
    assert_eq!(
        server.get(&format!("/m/{token}")).await.status.as_u16(),
        404
    );
    press(&server, &format!("{member}/leave"), "choice=yes").await;
    let empty = server.get(&second).await;
    assert!(!empty.text().contains("VEVENT") && empty.status.as_u16() == 200);
}

#[tokio::test]
async fn a_calendar_names_the_group_where_the_site_lets_its_letters_do_so() {
    let server = server().await;
    let site = std::fs::read_to_string(server.site_file()).unwrap();
    let plain = site.replace("[join]", "[join]\nplain_letters = true");
    std::fs::write(server.site_file(), plain).unwrap();
    server.wait_ms(2_000);
    let member = becomes_member(&server, "bea").await;
    let pressed = press(&server, &format!("{member}/calendar"), "choice=yes").await;
    let html = pressed.text();
    let url = html.split("webcal://groups.example.org").nth(1).unwrap();
    let text = server.get(url.split('"').next().unwrap()).await.text();
    assert!(
        text.contains("SUMMARY:Evening circle") && !text.contains("hidden-room"),
        "{text}"
    );
}
