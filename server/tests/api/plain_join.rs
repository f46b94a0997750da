//! `/s/{site}/groups/{group}/join`: the join form without script.

use api_types::{Format, HostPlatform, JoinPolicy};
use server::domain::group::GroupRecord;

use crate::{
    harness::{Answer, Server, plain_group},
    joining::{self, letters},
    pages::press,
};

const JOIN: &str = "/s/riverside/groups/evening-circle/join";
const WHOLE: &str = "behalf=me&name=Rosa&contact-kind=email&email=rosa%40example.org\
                     &introduction=I+was+told+last+week.&consent%3Akeep=on";

/// What a hidden control holds.
fn hidden<'a>(html: &'a str, name: &str) -> &'a str {
    let control = format!("type=\"hidden\" name=\"{name}\" value=\"");
    let rest = html.split(&control).nth(1).unwrap_or_default();
    rest.split('"').next().unwrap_or_default()
}

/// Fills in the page as it stands and sends it.
async fn send(server: &Server, path: &str, filled: &str) -> Answer {
    let html = server.get(path).await.text();
    let (key, read) = (hidden(&html, "key"), hidden(&html, "guidelines"));
    press(
        server,
        path,
        &format!("key={key}&guidelines={read}&{filled}"),
    )
    .await
}

/// How many requests for a place there are.
async fn requests(server: &Server) -> usize {
    letters(server).await.len()
}

#[tokio::test]
async fn every_step_stands_on_one_page_that_needs_no_script() {
    let server = joining::server().await;
    server.publish_guidelines("Be kind.").await;
    let answer = server.get(JOIN).await;
    assert_eq!(answer.status.as_u16(), 200);
    assert_eq!(answer.header("cache-control"), "no-store");
    let html = answer.text();
    for control in [
        "name=\"behalf\"",
        "name=\"filled-in-by\"",
        "name=\"name\"",
        "name=\"email\"",
        "name=\"phone\"",
        "name=\"introduction\"",
        "name=\"consent:keep\"",
        "Be kind.",
        "href=\"tel:988\"",
    ] {
        assert!(html.contains(control), "{control}: {html}");
    }
    assert!(!html.contains("<script") && !html.contains("type=\"button\""));
    assert!(hidden(&html, "key").len() >= 16);
    assert_ne!(
        hidden(&html, "key"),
        hidden(&server.get(JOIN).await.text(), "key")
    );
}

#[tokio::test]
async fn a_request_is_kept_and_a_person_looks_at_it_first() {
    let server = joining::server().await;
    let answer = send(&server, JOIN, WHOLE).await;
    assert_eq!(answer.status.as_u16(), 200, "{}", answer.text());
    let html = answer.text();
    assert!(html.contains("class=\"reference-code\""), "{html}");
    assert!(html.contains("<title>What happens next"), "{html}");
    assert!(
        html.contains("A person looks at your request first."),
        "{html}"
    );
    // Nothing goes to an address before somebody has looked.
    let kept = letters(&server).await;
    assert!(!kept.is_empty(), "staff are told");
    assert!(kept.iter().all(|letter| letter["to"] != "rosa@example.org"));
}

#[tokio::test]
async fn the_same_page_sent_twice_is_one_request() {
    let server = joining::server().await;
    let html = server.get(JOIN).await.text();
    let body = format!(
        "key={}&guidelines={}&{WHOLE}",
        hidden(&html, "key"),
        hidden(&html, "guidelines")
    );
    let first = press(&server, JOIN, &body).await.text();
    let code = |html: &str| html.split("reference-code").nth(1).unwrap()[..60].to_owned();
    let again = press(&server, JOIN, &body).await.text();
    assert_eq!(code(&first), code(&again));
    // Guidelines that came since change nothing of what was answered.
    server.publish_guidelines("Be kind.").await;
    let later = press(&server, JOIN, &body).await;
    assert_eq!(
        (later.status.as_u16(), code(&later.text())),
        (200, code(&first))
    );
    assert!(
        !later.text().contains("hreflang"),
        "a link would lose the number"
    );
}

#[tokio::test]
async fn a_word_that_was_changed_on_the_way_back_is_another_request() {
    let server = joining::server().await;
    let html = server.get(JOIN).await.text();
    let (key, read) = (hidden(&html, "key"), hidden(&html, "guidelines"));
    let body = format!("key={key}&guidelines={read}&{WHOLE}");
    let code = |html: &str| html.split("reference-code").nth(1).unwrap()[..60].to_owned();
    let first = press(&server, JOIN, &body).await.text();
    let changed = press(&server, JOIN, &body.replace("Rosa", "Rosario")).await;
    assert_eq!(changed.status.as_u16(), 200);
    assert_ne!(code(&changed.text()), code(&first));
}

#[tokio::test]
async fn what_is_wrong_is_said_beside_what_was_filled_in() {
    let server = joining::server().await;
    let filled = "behalf=me&contact-kind=email&email=rosa.example.org&introduction=%3Cb%3Ehello";
    let answer = send(&server, JOIN, filled).await;
    assert_eq!(answer.status.as_u16(), 422);
    let html = answer.text();
    for shown in [
        "<title>Something",
        "id=\"kd-summary\"",
        "href=\"#kd-name\"",
        "href=\"#kd-email\"",
        "href=\"#kd-consent-0\"",
        "value=\"rosa.example.org\"",
        "&lt;b&gt;hello",
        "aria-invalid=\"true\"",
    ] {
        assert!(html.contains(shown), "{shown}: {html}");
    }
    assert!(
        !html.contains("href=\"#kd-phone\""),
        "nobody asked to be rung"
    );
    assert_eq!(requests(&server).await, 0);
}

#[tokio::test]
async fn guidelines_that_changed_meanwhile_are_read_again() {
    let server = joining::server().await;
    server.publish_guidelines("Be kind.").await;
    let html = server.get(JOIN).await.text();
    let read = hidden(&html, "guidelines").to_owned();
    let boxes = html.split("name=\"rule").skip(1);
    let boxes = boxes.filter_map(|rest| rest.split('"').next());
    let ticked = boxes.fold(String::new(), |all, name| {
        all + "&rule" + &name.replace(':', "%3A") + "=on"
    });
    server.wait_ms(1_500);
    server.publish_guidelines("Be kinder still.").await;
    let filled = format!("key=0123456789abcdef&guidelines={read}&{WHOLE}{ticked}");
    let answer = press(&server, JOIN, &filled).await;
    assert_eq!(answer.status.as_u16(), 422);
    let html = answer.text();
    assert!(
        html.contains("Be kinder still.") && html.contains("value=\"Rosa\""),
        "{html}"
    );
    assert_eq!(requests(&server).await, 0);
    assert_eq!(
        send(&server, JOIN, &format!("{WHOLE}{ticked}"))
            .await
            .status
            .as_u16(),
        200
    );
}

#[tokio::test]
async fn who_writes_of_dying_reads_at_once_whom_to_reach() {
    let server = joining::server().await;
    let dark = WHOLE.replace("I+was+told+last+week.", "I+want+to+kill+myself.");
    let html = send(&server, JOIN, &dark).await.text();
    assert!(html.contains("class=\"crisis-near\""), "{html}");
    assert!(html.contains("reference-code"), "and nothing is held back");
}

#[tokio::test]
async fn a_field_that_people_do_not_see_and_a_foreign_page_send_nothing_on() {
    let server = joining::server().await;
    let body = format!("key=0123456789abcdef&{WHOLE}");
    let foreign = crate::pages::press_from(&server, JOIN, &body, "https://evil.example.org").await;
    assert_eq!(foreign.status.as_u16(), 403);
    assert_eq!(requests(&server).await, 0);
    let unkeyed = press(&server, JOIN, WHOLE).await;
    assert_eq!(unkeyed.status.as_u16(), 400);
    assert_eq!(requests(&server).await, 0);
}

#[tokio::test]
async fn where_there_is_no_form_it_says_whom_to_ask() {
    let server = Server::start().await;
    let html = server.get(JOIN).await.text();
    assert!(
        html.contains("href=\"tel:3125550111\"") && !html.contains("<form"),
        "{html}"
    );
    let sent = press(&server, JOIN, &format!("key=0123456789abcdef&{WHOLE}")).await;
    assert_eq!(sent.status.as_u16(), 409);
    let nobody = server.get("/s/riverside/groups/nobody/join").await;
    assert_eq!(nobody.status.as_u16(), 404);
}

#[tokio::test]
async fn to_a_group_elsewhere_it_leads_when_the_guidelines_were_read() {
    let server = Server::start().await;
    let link = "https://meetup.example.org/riverside/walks";
    let walks = GroupRecord {
        format: Format::InPerson,
        join_policy: JoinPolicy::Elsewhere,
        host_platform: Some(HostPlatform::Meetup),
        host_url: Some(link.to_owned()),
        ..plain_group("walks", "Walks")
    };
    server.import(vec![walks]).await;
    server.wait_ms(1_500);
    server.publish_guidelines("Be kind.").await;
    let path = "/s/riverside/groups/walks/join";
    let unread = send(&server, path, "").await;
    assert_eq!(unread.status.as_u16(), 422);
    assert!(!unread.text().contains(link));
    let html = server.get(path).await.text();
    assert!(!html.contains(link) && !html.contains("name=\"name\""));
    let rule = html
        .split("name=\"rule")
        .nth(1)
        .unwrap()
        .split('"')
        .next()
        .unwrap();
    let read = send(
        &server,
        path,
        &format!("rule{}=on", rule.replace(':', "%3A")),
    )
    .await;
    assert_eq!(read.status.as_u16(), 200);
    let html = read.text();
    assert!(
        html.contains(link) && html.contains("reference-code"),
        "{html}"
    );
}

#[tokio::test]
async fn the_form_speaks_the_pages_language_and_keeps_it() {
    let server = joining::server().await;
    let path = format!("{JOIN}?lang=es");
    let html = server.get(&path).await.text();
    assert!(html.contains("<html lang=\"es\"") && html.contains("action=\"join?lang=es\""));
    assert!(html.contains("Pueden guardar mis respuestas."));
    let sent = send(&server, &path, WHOLE).await.text();
    assert!(
        sent.contains("<html lang=\"es\"") && sent.contains("reference-code"),
        "{sent}"
    );
}

#[tokio::test]
async fn the_longest_answers_in_a_script_of_many_bytes_are_taken() {
    let server = joining::server().await;
    let long = "%E0%A4%95".repeat(2_000);
    let filled = WHOLE.replace("I+was+told+last+week.", &long);
    assert_eq!(send(&server, JOIN, &filled).await.status.as_u16(), 200);
    let longer = WHOLE.replace("I+was+told+last+week.", &"%E0%A4%95".repeat(9_000));
    let answer = send(&server, JOIN, &longer).await;
    assert_eq!(answer.status.as_u16(), 422, "and what is too long is said");
    assert!(answer.text().contains("href=\"#kd-introduction\""));
}
