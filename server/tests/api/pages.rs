//! The pages behind emailed links: what they show, that they act on POST alone, and that pressing
//! twice does no harm.

use axum::{
    body::Body,
    http::{Method, Request, header},
};
use serde_json::{Value, json};
use server::domain::letter::Letter;

use crate::{
    harness::{Answer, Server},
    joining::{REQUESTS, letters, post, request, server},
};

const DAY: i64 = 24 * 60 * 60 * 1000;
const UNKNOWN: &str = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

/// Presses a button, as a browser would on a page that tells nobody where it is.
async fn press(server: &Server, path: &str, form: &str) -> Answer {
    press_from(server, path, form, "null").await
}

async fn press_from(server: &Server, path: &str, form: &str, origin: &str) -> Answer {
    let request = Request::post(path)
        .header(header::HOST, "groups.example.org")
        .header(header::ORIGIN, origin)
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .body(Body::from(form.to_owned()));
    server.send(request.unwrap()).await
}

/// The newest letter of a kind to an address, and where its link leads.
async fn link(server: &Server, kind: &str, to: &str) -> String {
    let letters = letters(server).await;
    let newest = letters.iter().rev().find_map(|letter| {
        let facts = letter["letter"].get(kind)?;
        (letter["to"] == to).then_some(facts)
    });
    let facts = newest.unwrap_or_else(|| panic!("{kind} to {to}: {letters:?}"));
    let link = facts.get("link").or(facts.get("review_link")).unwrap();
    let link = link.as_str().unwrap();
    link.strip_prefix("https://groups.example.org")
        .unwrap()
        .to_owned()
}

fn address(name: &str) -> String {
    format!("{name}@example.org")
}

/// Somebody asks, with proof of work, and gives what `changes` says.
async fn asks(server: &Server, name: &str, changes: &Value) -> Value {
    let mut body = request(&json!({
        "display_name": name, "contact": { "value": address(name) },
        "proof_of_work": server.solve_challenge().await,
    }));
    server::domain::merge_patch::apply(&mut body, changes);
    let key = format!("key-of-sixteen-{name}");
    let answer = post(server, REQUESTS, &key, &body).await;
    assert_eq!(answer.status.as_u16(), 201, "{}", answer.text());
    answer.json()
}

/// Somebody asks and proves their address; gives the path of their page.
async fn joins(server: &Server, name: &str) -> String {
    asks(server, name, &json!({})).await;
    proves(server, name).await
}

async fn proves(server: &Server, name: &str) -> String {
    let prove = link(server, "prove-address", &address(name)).await;
    let proved = press(server, &prove, "choice=yes").await.text();
    let page = proved.split("href=\"/m/").nth(1).expect("the way on");
    format!("/m/{}", page.split('"').next().unwrap())
}

/// A member with a place; gives the path of their page.
async fn becomes_member(server: &Server, name: &str) -> String {
    let page = joins(server, name).await;
    let review = link(server, "new-request", "desk@riverside.example.org").await;
    let approved = press(server, &review, "choice=approve").await;
    assert!(approved.text().contains("They have a place now"));
    page
}

/// What a page says, without its footer, one line for each piece of it.
fn said(answer: &Answer) -> String {
    let html = answer.text();
    let main = html.split("<main>").nth(1).expect("a page");
    let main = main.split("</main>").next().unwrap();
    let mut text = String::new();
    for piece in main.split('<') {
        let (tag, words) = piece.split_once('>').unwrap_or(("", piece));
        if [
            "h1", "h2", "h3", "p", "dt", "dd", "li", "button", "summary", "label", "a",
        ]
        .iter()
        .any(|name| tag.split(' ').next() == Some(name))
        {
            text.push('\n');
            let mark = if tag.starts_with("button") {
                "[button] "
            } else {
                ""
            };
            text.push_str(mark);
        }
        text.push_str(words);
    }
    let text = text.replace("&lt;", "<").replace("&amp;", "&");
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    lines.collect::<Vec<_>>().join("\n")
}

/// The bytes of the database, which a write changes.
fn bytes(server: &Server) -> Vec<u8> {
    let mut bytes = Vec::new();
    for name in ["kindred.db", "kindred.db-wal"] {
        bytes.extend(std::fs::read(server.folder.path().join(name)).unwrap_or_default());
    }
    bytes
}

/// Every link in every letter that waits.
async fn all_links(server: &Server) -> Vec<String> {
    let mut links = Vec::new();
    for letter in letters(server).await {
        let letter: Letter = serde_json::from_value(letter["letter"].clone()).unwrap();
        let text = serde_json::to_string(&letter).unwrap();
        let parts = text.split("https://groups.example.org").skip(1);
        links.extend(parts.map(|rest| rest.split('"').next().unwrap().to_owned()));
    }
    links
}

#[tokio::test]
async fn a_scanner_that_opens_every_link_changes_nothing() {
    let server = server().await;
    let first = becomes_member(&server, "rosa").await;
    joins(&server, "bea").await;
    joins(&server, "cleo").await;
    press(&server, &format!("{first}/leave"), "choice=yes").await;
    asks(&server, "dora", &json!({})).await;
    asks(&server, "edda", &json!({ "proof_of_work": null })).await;
    press(
        &server,
        "/send-link",
        "email=bea@example.org&site=riverside",
    )
    .await;
    let links = all_links(&server).await;
    for kind in ["/prove/", "/offer/", "/review/", "/m/"] {
        assert!(links.iter().any(|link| link.starts_with(kind)), "{kind}");
    }
    let before = bytes(&server);
    for link in links {
        let ways = ["/leave", "/erase", "/export", "/reminders", "/calendar", ""];
        let deeper = link.starts_with("/m/");
        for way in ways.iter().filter(|way| deeper || way.is_empty()) {
            for method in [Method::GET, Method::HEAD, Method::OPTIONS] {
                let answer = server.ask(method, &format!("{link}{way}"), &[]).await;
                assert!(!answer.status.is_server_error(), "{link}{way}");
            }
        }
    }
    assert!(before == bytes(&server), "something was written");
}

#[tokio::test]
async fn an_address_is_proved_by_a_button_that_may_be_pressed_twice() {
    let server = server().await;
    asks(&server, "rosa", &json!({})).await;
    let prove = link(&server, "prove-address", "rosa@example.org").await;
    let asked = server.get(&prove).await;
    insta::assert_snapshot!(said(&asked));
    for hidden in ["Evening circle", "rosa", "Rosa"] {
        assert!(!asked.text().contains(hidden), "{hidden}");
    }
    let proved = press(&server, &prove, "choice=yes").await;
    insta::assert_snapshot!(said(&proved));
    let again = press(&server, &prove, "choice=yes").await;
    assert_eq!(again.status.as_u16(), 200);
    insta::assert_snapshot!(said(&again));
    assert!(!again.text().contains("/m/"), "a spent link opens nothing");
    let sent = letters(&server).await;
    let received = sent
        .iter()
        .filter(|one| one["letter"]["received"].is_object());
    assert_eq!(received.count(), 1);
    assert_eq!(server.get(&prove).await.status.as_u16(), 410);
}

#[tokio::test]
async fn an_offered_place_is_taken_or_left() {
    let server = server().await;
    let first = becomes_member(&server, "rosa").await;
    let second = becomes_member(&server, "bea").await;
    joins(&server, "cleo").await;
    joins(&server, "dora").await;
    press(&server, &format!("{first}/leave"), "choice=yes").await;
    let offer = link(&server, "offered", "cleo@example.org").await;
    insta::assert_snapshot!(said(&server.get(&offer).await));
    for _ in 0..2 {
        let left = press(&server, &offer, "choice=leave").await;
        assert!(
            said(&left).starts_with("You are off the list"),
            "{}",
            said(&left)
        );
    }
    let taken = press(&server, &offer, "choice=take").await;
    assert_eq!(taken.status.as_u16(), 410, "it went to somebody else");
    let offer = link(&server, "offered", "dora@example.org").await;
    assert_eq!(
        press(&server, &offer, "choice=both").await.status.as_u16(),
        400
    );
    for _ in 0..2 {
        let taken = press(&server, &offer, "choice=take").await;
        assert!(
            said(&taken).starts_with("The place is kept"),
            "{}",
            said(&taken)
        );
    }
    press(&server, &format!("{second}/leave"), "choice=yes").await;
    server.wait_ms(3 * DAY);
    assert_eq!(server.get(&offer).await.status.as_u16(), 410);
}

#[tokio::test]
async fn staff_read_everything_and_answer_with_one_button() {
    let server = server().await;
    let changes = json!({
        "on_behalf_of": "someone-i-care-for", "filled_in_by": "Luz, her sister",
        "person_agrees": true, "time_zone": "Europe/Madrid",
    });
    let receipt = asks(&server, "rosa", &changes).await;
    let member = proves(&server, "rosa").await;
    let review = link(&server, "new-request", "desk@riverside.example.org").await;
    let page = server.get(&review).await;
    let reference = receipt["reference"].as_str().unwrap();
    insta::assert_snapshot!(said(&page).replace(reference, "REFERENCE"));
    assert!(!server.get(&member).await.text().contains("hidden-room-77"));
    for _ in 0..2 {
        let approved = press(&server, &review, "choice=approve").await;
        assert!(said(&approved).contains("They have a place now"));
        assert!(
            !approved.text().contains("<form"),
            "there is nothing more to answer"
        );
    }
    let declined = press(&server, &review, "choice=decline").await;
    assert!(said(&declined).contains("answered already"));
    let sent = letters(&server).await;
    let placed = sent
        .iter()
        .filter(|one| one["letter"]["placed"].is_object());
    assert_eq!(placed.count(), 1);
    assert!(server.get(&member).await.text().contains("hidden-room-77"));
}

#[tokio::test]
async fn staff_ring_who_gave_a_number_and_let_a_held_letter_go() {
    let server = server().await;
    let phone = json!({ "contact": { "kind": "phone", "value": "(312) 555-0123" } });
    let receipt = asks(&server, "rosa", &phone).await;
    let review = link(&server, "to-ring", "desk@riverside.example.org").await;
    let page = server.get(&review).await;
    assert!(page.text().contains("href=\"tel:3125550123\""));
    assert!(
        said(&page).contains("Please ring them") && !said(&page).contains("Send them the email")
    );
    let released = press(&server, &review, "choice=release").await;
    assert!(
        said(&released).contains("answered already"),
        "there is no address"
    );
    let reference = receipt["reference"].as_str().unwrap();
    assert!(said(&page).contains(reference) && said(&page).contains("Ask for rosa"));
    for _ in 0..2 {
        let rang = press(&server, &review, "choice=rang").await;
        assert!(said(&rang).contains("The number is confirmed"));
        assert!(said(&rang).contains("Waiting for an answer"));
        assert!(!said(&rang).contains("What to say on the phone"));
    }
    let approved = press(&server, &review, "choice=approve").await;
    assert!(said(&approved).contains("They have a place now"));
    server.wait_ms(1_000);

    asks(&server, "bea", &json!({ "proof_of_work": null })).await;
    let review = link(&server, "to-review", "desk@riverside.example.org").await;
    let page = server.get(&review).await;
    assert!(
        said(&page).contains("no email has gone to them yet"),
        "{}",
        said(&page)
    );
    for _ in 0..2 {
        let released = press(&server, &review, "choice=release").await;
        assert!(said(&released).contains("The email is on its way"));
    }
    let sent = letters(&server).await;
    let prove = sent
        .iter()
        .filter(|one| one["letter"]["prove-address"].is_object());
    assert_eq!(prove.count(), 1);
    let member = proves(&server, "bea").await;
    assert!(said(&server.get(&member).await).starts_with("We have your request"));
}

#[tokio::test]
async fn a_member_sees_the_way_in_and_everything_that_is_held() {
    let server = server().await;
    server
        .publish_guidelines("What is said here stays here")
        .await;
    let form = server
        .get("/v1/sites/riverside/groups/evening-circle/join-form")
        .await;
    let read = form.json()["guidelines"].clone();
    let read = json!({
        "version": read["version"], "hash": read["hash"], "language": read["language"],
    });
    let changes = json!({ "guidelines": read, "time_zone": "America/New_York" });
    let receipt = asks(&server, "rosa", &changes).await;
    let member = proves(&server, "rosa").await;
    let reference = receipt["reference"].as_str().unwrap();
    let clean = |answer: &Answer| said(answer).replace(reference, "REFERENCE");
    insta::assert_snapshot!(clean(&server.get(&member).await));
    let review = link(&server, "new-request", "desk@riverside.example.org").await;
    press(&server, &review, "choice=approve").await;
    insta::assert_snapshot!(clean(&server.get(&member).await));

    let export = server.get(&format!("{member}/export")).await;
    assert!(
        export
            .header("content-disposition")
            .starts_with("attachment")
    );
    assert_eq!(export.header("cache-control"), "no-store");
    let export = export.json();
    assert_eq!(export["written"]["introduction"], "I was told last week.");
    assert_eq!(export["guidelines_acknowledged"][0]["version"], "1.0");
    assert_eq!(export["steps"].as_array().unwrap().len(), 3);
    assert!(!export.to_string().contains("hidden-room-77"));

    let on = press(&server, &format!("{member}/reminders"), "choice=on").await;
    assert_eq!(
        (on.status.as_u16(), on.header("location")),
        (303, member.as_str())
    );
    press(&server, &format!("{member}/reminders"), "choice=on").await;
    assert!(said(&server.get(&member).await).contains("You get an email before each meeting."));
}

#[tokio::test]
async fn an_address_that_members_alone_may_see_is_told_with_the_place() {
    let server = server().await;
    let groups: Value = serde_json::from_str(include_str!("fixtures/groups.json")).unwrap();
    let mut circle = groups["groups"][0].clone();
    circle["place"] = groups["groups"][1]["place"].clone();
    server
        .import(vec![serde_json::from_value(circle).unwrap()])
        .await;
    let member = joins(&server, "rosa").await;
    let told = async || {
        let page = server.get(&member).await.text();
        ["Quiet House", "77 Unlisted Alley", "62799"].map(|part| page.contains(part))
    };
    assert_eq!(told().await, [false; 3]);
    let review = link(&server, "new-request", "desk@riverside.example.org").await;
    press(&server, &review, "choice=approve").await;
    assert_eq!(told().await, [true; 3]);
}

#[tokio::test]
async fn who_leaves_is_asked_once_and_sees_no_way_in_any_more() {
    let server = server().await;
    let member = becomes_member(&server, "rosa").await;
    assert!(server.get(&member).await.text().contains("hidden-room-77"));
    insta::assert_snapshot!(said(&server.get(&format!("{member}/leave")).await));
    for _ in 0..2 {
        let left = press(&server, &format!("{member}/leave"), "choice=yes").await;
        assert_eq!(left.status.as_u16(), 303);
    }
    let page = server.get(&member).await;
    assert!(
        said(&page).starts_with("You are not in this group"),
        "{}",
        said(&page)
    );
    assert!(!page.text().contains("hidden-room-77") && !page.text().contains("/leave\""));
    let calendar = press(&server, &format!("{member}/calendar"), "choice=yes").await;
    assert_eq!(calendar.status.as_u16(), 409);
}

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

#[tokio::test]
async fn who_has_everything_erased_leaves_nothing_behind() {
    let server = server().await;
    let member = becomes_member(&server, "rosa").await;
    let site = server.state.site("riverside").await.unwrap();
    let store = &server.state.store;
    let group = store
        .find_group(&site.id, "evening-circle")
        .await
        .unwrap()
        .unwrap();
    assert_eq!(group.places_taken, 1);
    insta::assert_snapshot!(said(&server.get(&format!("{member}/erase")).await));
    let before = letters(&server).await.len();
    assert!(before > 0);
    for _ in 0..2 {
        let erased = press(&server, &format!("{member}/erase"), "choice=yes").await;
        assert_eq!(erased.status.as_u16(), 200);
        assert!(said(&erased).starts_with("Everything is erased"));
    }
    assert_eq!(server.get(&member).await.status.as_u16(), 404);
    assert!(letters(&server).await.is_empty(), "its letters are gone");
    assert!(
        store
            .list_requests(&site.id, &group.id)
            .await
            .unwrap()
            .is_empty()
    );
    let group = store
        .find_group(&site.id, "evening-circle")
        .await
        .unwrap()
        .unwrap();
    assert_eq!(group.places_taken, 0);
    let erasures = store.list_erasures(&site.id).await.unwrap();
    assert_eq!((erasures.len(), erasures[0].erased_at), (1, server.now()));
    // The answer that was kept for a repeated request is gone, so the key begins anew.
    let body = request(&json!({ "display_name": "Rosa" }));
    let answer = post(&server, REQUESTS, "key-of-sixteen-rosa", &body).await;
    assert_eq!(answer.status.as_u16(), 201, "{}", answer.text());
}

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
    for way in ["reminders", "calendar", "leave", "erase"] {
        let choice = if way == "reminders" { "on" } else { "yes" };
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

#[tokio::test]
async fn every_page_is_kept_nowhere_loads_nothing_and_has_the_lines_for_a_crisis() {
    let server = server().await;
    let member = becomes_member(&server, "rosa").await;
    for path in [
        member.as_str(),
        &format!("{member}/erase"),
        "/m/none",
        "/send-link",
    ] {
        let page = server.get(path).await;
        assert_eq!(page.header("cache-control"), "no-store", "{path}");
        assert_eq!(page.header("x-robots-tag"), "noindex", "{path}");
        assert_eq!(page.header("referrer-policy"), "no-referrer", "{path}");
        let resource = page.header("cross-origin-resource-policy");
        assert_eq!(resource, "same-origin", "{path}");
        assert_eq!(
            page.header("content-security-policy"),
            "default-src 'none'; style-src 'self'; img-src data:; form-action 'self'; \
             frame-ancestors 'none'; base-uri 'none'"
        );
        let html = page.text();
        assert!(
            !html.contains("<script") && !html.contains("style="),
            "{path}"
        );
        assert!(
            html.contains("988") && html.contains("312-555-0100"),
            "{path}"
        );
        let title = html
            .split("<title>")
            .nth(1)
            .unwrap()
            .split('<')
            .next()
            .unwrap();
        assert!(
            !title.contains("Evening"),
            "a title stays in the browser's history"
        );
    }
    // A site without a country names the lines of each.
    let site = std::fs::read_to_string(server.site_file()).unwrap();
    let anywhere = site.replacen("country = \"US\"\n", "", 1);
    std::fs::write(server.site_file(), anywhere).unwrap();
    server.wait_ms(2_000);
    let page = server.get(&member).await.text();
    for number in ["tel:999", "tel:112", "tel:911"] {
        assert!(page.contains(number), "{number}");
    }
    let style = server.get("/pages.css").await;
    assert_eq!(style.header("content-type"), "text/css; charset=utf-8");
}

#[tokio::test]
async fn only_forms_of_our_own_pages_act() {
    let server = server().await;
    let member = joins(&server, "rosa").await;
    let erase = format!("{member}/erase");
    for origin in ["https://evil.example", "https://www.riverside.example.org"] {
        let refused = press_from(&server, &erase, "choice=yes", origin).await;
        assert_eq!(refused.status.as_u16(), 403, "{origin}");
        assert_eq!(refused.header("content-type"), "text/html; charset=utf-8");
    }
    let own = "https://groups.example.org";
    let json = Request::post(&erase)
        .header(header::HOST, "groups.example.org")
        .header(header::ORIGIN, own)
        .header(header::CONTENT_TYPE, "application/json")
        .body(Body::from("{\"choice\":\"yes\"}"));
    assert_eq!(server.send(json.unwrap()).await.status.as_u16(), 400);
    assert_eq!(
        press_from(&server, &erase, "", own).await.status.as_u16(),
        400
    );
    let large = "choice=".to_owned() + &"x".repeat(100_000);
    assert_eq!(
        press_from(&server, &erase, &large, own)
            .await
            .status
            .as_u16(),
        413
    );
    assert_eq!(
        server
            .ask(Method::DELETE, &erase, &[("origin", own)])
            .await
            .status
            .as_u16(),
        405
    );
    assert_eq!(
        server.get(&member).await.status.as_u16(),
        200,
        "it is still there"
    );
    assert_eq!(
        press_from(&server, &erase, "choice=yes", own)
            .await
            .status
            .as_u16(),
        200
    );
}

#[tokio::test]
async fn a_page_is_in_the_language_of_the_request_and_of_a_browser_where_that_is_not_known() {
    let server = server().await;
    asks(&server, "rosa", &json!({ "language": "es" })).await;
    let member = proves(&server, "rosa").await;
    let page = server.get_with(&member, &[("accept-language", "en")]).await;
    assert!(page.text().contains("<html lang=\"es\" dir=\"ltr\">"));
    assert!(said(&page).starts_with("Tenemos tu solicitud"));
    let reference = said(&page);
    let reference = reference
        .split("Referencia\n")
        .nth(1)
        .unwrap()
        .lines()
        .next()
        .unwrap();
    insta::assert_snapshot!(said(&page).replace(reference, "REFERENCIA"));
    let review = link(&server, "new-request", "desk@riverside.example.org").await;
    assert!(said(&server.get(&review).await).starts_with("A request to join"));
    let browser = [("accept-language", "fr-FR, es-MX;q=0.8, en;q=0.5")];
    let unknown = server.get_with("/m/none", &browser).await;
    assert!(said(&unknown).starts_with("Este enlace ya no funciona"));
}
