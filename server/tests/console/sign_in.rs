//! Signing in by an emailed link.

use api_types::StaffRole;
use axum::http::Method;
use server::{
    domain::staff::{LinkPurpose, StaffLink},
    store::Viewer,
};

use crate::{
    harness::{Answer, Server},
    team::{Browser, Who, empty, letters, letters_come, nameless, path_of, take_on},
};

const MINUTE: i64 = 60 * 1_000;
const PAGE: &str = "/console/sign-in";
const RIVERSIDE: &str = "site=riverside&choice=today";

async fn with_ana() -> Server {
    take_ana_on(empty().await).await
}

async fn take_ana_on(server: Server) -> Server {
    take_on(&server, ("ana", "riverside", StaffRole::Coordinator, &[])).await;
    server
}

async fn ask(server: &Server, email: &str) -> Answer {
    let form = format!("email={email}");
    Browser::new(server).press(PAGE, &form).await
}

/// Asks for a link and gives its path.
async fn link(server: &Server) -> String {
    let before = letters(server).await.len();
    ask(server, "ana%40example.org").await;
    path_of(letters_come(server, before + 1).await.last().unwrap())
}

fn same(a: &Answer, b: &Answer) {
    let headers = |answer: &Answer| {
        let mut headers = answer.headers.clone();
        headers.remove("x-request-id");
        headers
    };
    assert_eq!((a.status, headers(a)), (b.status, headers(b)));
    assert_eq!(a.text(), b.text());
}

#[tokio::test]
async fn an_address_and_two_buttons_are_all_it_takes() {
    let server = with_ana().await;
    let form = server.get(PAGE).await;
    assert_eq!(form.header("cache-control"), "no-store");
    assert_eq!(form.header("referrer-policy"), "no-referrer");
    assert!(
        form.header("content-security-policy")
            .contains("default-src 'none'")
    );
    let link = link(&server).await;
    let mut browser = Browser::new(&server);
    let shown = browser.get(&link).await;
    assert!(shown.text().contains("value=\"today\"") && shown.text().contains("value=\"week\""));
    assert!(shown.header("set-cookie").is_empty());
    let entered = browser.press(&link, RIVERSIDE).await;
    assert_eq!(entered.status.as_u16(), 303);
    assert_eq!(entered.header("location"), "/console");
    let cookie = entered.header("set-cookie").to_owned();
    assert!(cookie.starts_with("__Host-kindred="), "{cookie}");
    let rest = cookie.split_once("; ").unwrap().1;
    assert_eq!(rest, "Path=/; HttpOnly; SameSite=Lax; Secure");
    assert_eq!(browser.me().await.unwrap()["name"], "ana");
    let home = browser.get("/console").await;
    assert!(home.text().contains("Coordinator"), "{}", home.text());
    assert_eq!(browser.get(&link).await.status.as_u16(), 410);
    let again = Browser::new(&server).press(&link, RIVERSIDE).await;
    assert_eq!(again.status.as_u16(), 410, "it works once");
    let unknown = "/console/link/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
    assert_eq!(server.get(unknown).await.status.as_u16(), 404);
}

#[tokio::test]
async fn who_stays_a_week_says_so_and_the_cookie_keeps_as_long() {
    let server = with_ana().await;
    let link = link(&server).await;
    let mut browser = Browser::new(&server);
    let entered = browser.press(&link, "site=riverside&choice=week").await;
    let cookie = entered.header("set-cookie");
    assert!(cookie.ends_with("; Max-Age=604800"), "{cookie}");
    server.wait_ms(2 * 24 * 60 * MINUTE);
    assert!(browser.me().await.is_some());
    server.wait_ms(3 * 24 * 60 * MINUTE);
    assert!(browser.me().await.is_none(), "it lay unused");
}

#[tokio::test]
async fn a_scanner_that_opens_links_changes_nothing() {
    let server = with_ana().await;
    let link = link(&server).await;
    let ben = ("ben", "riverside", StaffRole::ReadOnly, &[][..]);
    let (_, invitation) = take_on(&server, ben).await;
    let set_up = crate::set_up::link(&server, "lakeside").await;
    let bytes = || {
        let mut bytes = Vec::new();
        for name in ["kindred.db", "kindred.db-wal"] {
            bytes.extend(std::fs::read(server.folder.path().join(name)).unwrap_or_default());
        }
        bytes
    };
    let before = bytes();
    for path in [&link, &invitation, &set_up] {
        for method in [Method::GET, Method::HEAD, Method::OPTIONS] {
            let answer = server.ask(method, path, &[]).await;
            assert!(!answer.status.is_server_error(), "{path}");
            assert!(answer.header("set-cookie").is_empty());
        }
    }
    assert!(before == bytes(), "something was written");
    for path in [&link, &invitation] {
        let pressed = Browser::new(&server).press(path, RIVERSIDE).await;
        assert_eq!(pressed.status.as_u16(), 303, "{path}");
    }
    let form = "name=Ana&email=ana%40example.org";
    let set_up = Browser::new(&server).press(&set_up, form).await;
    assert_eq!(set_up.status.as_u16(), 303);
}

#[tokio::test]
async fn the_answer_never_tells_whether_somebody_is_there() {
    let server = with_ana().await;
    let (known, unknown) = ("ana%40example.org", "zoe%40example.org");
    for _ in 0..8 {
        same(&ask(&server, known).await, &ask(&server, unknown).await);
    }
    // Six an hour to one address: more are answered alike, and not written.
    letters_come(&server, 6).await;
    tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    let sent = letters(&server).await;
    assert_eq!(sent.len(), 6);
    assert!(sent.iter().all(|letter| letter["to"] == "ana@example.org"));
    for email in [known, unknown, known, unknown] {
        ask(&server, email).await;
    }
    let refused = (ask(&server, known).await, ask(&server, unknown).await);
    assert_eq!(
        refused.0.status.as_u16(),
        429,
        "twenty an hour from one place"
    );
    same(&refused.0, &refused.1);
}

#[tokio::test]
async fn a_link_holds_for_fifteen_minutes() {
    let server = with_ana().await;
    let (first, second) = (link(&server).await, link(&server).await);
    server.wait_ms(15 * MINUTE - 1);
    assert_eq!(server.get(&first).await.status.as_u16(), 200);
    server.wait_ms(1);
    let late = Browser::new(&server).press(&second, RIVERSIDE).await;
    assert_eq!(late.status.as_u16(), 410);
}

#[tokio::test]
async fn who_works_for_two_sites_gets_one_letter_and_chooses() {
    let server = with_ana().await;
    take_on(&server, ("ana", "lakeside", StaffRole::ReadOnly, &[])).await;
    let link = link(&server).await;
    assert_eq!(letters(&server).await.len(), 1);
    let shown = server.get(&link).await.text();
    assert!(shown.contains("value=\"riverside\"") && shown.contains("value=\"lakeside\""));
    let mut browser = Browser::new(&server);
    browser.press(&link, "site=lakeside&choice=today").await;
    let me = browser.me().await.unwrap();
    assert_eq!(
        (&me["site"]["slug"], &me["role"]),
        (&"lakeside".into(), &"read-only".into())
    );
    let other = Browser::new(&server).press(&link, RIVERSIDE).await;
    assert_eq!(other.status.as_u16(), 410);
}

#[tokio::test]
async fn a_link_does_not_lead_into_a_site_where_it_does_not_stand() {
    let server = with_ana().await;
    let link = link(&server).await;
    let mut browser = Browser::new(&server);
    let refused = browser.press(&link, "site=lakeside&choice=today").await;
    assert_eq!(refused.status.as_u16(), 410);
    assert_eq!(
        browser.press(&link, RIVERSIDE).await.status.as_u16(),
        303,
        "it still holds"
    );
}

#[tokio::test]
async fn what_is_no_address_is_said_and_kept_and_without_mail_the_page_says_so() {
    let server = with_ana().await;
    let wrong = ask(&server, "ana%20at%20home").await;
    assert_eq!(wrong.status.as_u16(), 422);
    assert!(wrong.text().contains("value=\"ana at home\""));
    let silent = Server::start_empty().await;
    let page = silent.get(PAGE).await.text();
    assert!(page.contains("cannot send email") && !page.contains("name=\"email\""));
}

#[tokio::test]
async fn pages_lead_who_is_not_signed_in_to_where_they_can() {
    let server = empty().await;
    for (path, to) in [
        ("/console", PAGE),
        ("/console/sessions", "/console/sign-in?to=/console/sessions"),
        // What somebody searched for stays theirs.
        (
            "/console/roster?text=rosa",
            "/console/sign-in?to=/console/roster",
        ),
        ("/console/%2e%2e/m/x", PAGE),
        ("/console//evil.example", PAGE),
    ] {
        let answer = server.get(path).await;
        assert_eq!(answer.status.as_u16(), 303, "{path}");
        assert_eq!(answer.header("location"), to);
        assert_eq!(answer.header("cache-control"), "no-store");
    }
    let asked = [
        ("origin", "https://a.example"),
        ("access-control-request-method", "GET"),
    ];
    for path in ["/console/api/me", "/console", "/console/nothing"] {
        let answer = server.ask(Method::OPTIONS, path, &asked).await;
        let cors = answer
            .headers
            .keys()
            .find(|name| name.as_str().starts_with("access-control"));
        assert_eq!(cors, None, "{path}");
    }
}

#[tokio::test]
async fn the_page_that_was_asked_for_opens_after_signing_in() {
    let server = with_ana().await;
    let wanted = "/console/requests/0190c2f0-7b1c-7e00-9d3f-0a1b2c3d4e5f";
    let led = server.get(wanted).await;
    let form = server.get(led.header("location")).await.text();
    assert!(form.contains(&format!("name=\"to\" value=\"{wanted}\"")));
    assert!(
        form.contains(&format!("data-to=\"{wanted}\"")),
        "the passkey's way"
    );
    // A slip of the finger in the address forgets nothing.
    let wrong = format!("email=ana&to={wanted}");
    let again = Browser::new(&server).press(PAGE, &wrong).await.text();
    assert!(again.contains(&format!("value=\"{wanted}\"")));
    let form = format!("email=ana%40example.org&to={wanted}");
    Browser::new(&server).press(PAGE, &form).await;
    let link = path_of(letters_come(&server, 1).await.last().unwrap());
    assert!(link.ends_with(&format!("?to={wanted}")), "{link}");
    let shown = server.get(&link).await.text();
    assert!(
        shown.contains("<form method=\"post\">"),
        "to its own address"
    );
    let entered = Browser::new(&server).press(&link, RIVERSIDE).await;
    assert_eq!(entered.header("location"), wanted);
    let late = server.get(&link).await;
    assert_eq!(late.status.as_u16(), 410);
    assert!(
        late.text()
            .contains(&format!("/console/sign-in?to={wanted}"))
    );
}

#[tokio::test]
async fn no_way_in_leads_anywhere_but_into_the_console() {
    let server = with_ana().await;
    let overlong = format!("/console/{}", "a".repeat(300));
    for evil in [
        "//evil.example",
        "/%5Cevil.example",
        "%2F%2Fevil.example",
        "https://evil.example",
        "https%3A%2F%2Fevil.example",
        "javascript:alert(1)",
        "/console/../m/x",
        "/console/%2e%2e/m/x",
        "/console/%252e%252e/m/x",
        "/console//evil.example",
        "/console/a%0D%0Aset-cookie:%20a=b",
        "/console/%00",
        "/console.evil.example",
        "/console@evil.example",
        "/console/api/me",
        "/console/today%3Fa=b",
        "%22%3E%3Cscript%3E",
        "%E0%A4",
        "&to=//evil.example",
        overlong.as_str(),
    ] {
        let form = server.get(&format!("{PAGE}?to={evil}")).await;
        assert_eq!(form.status.as_u16(), 200, "{evil}");
        assert!(
            form.text().contains("name=\"to\" value=\"/console\""),
            "{evil}"
        );
        assert!(form.text().contains("data-to=\"/console\""), "{evil}");
        let link = StaffLink::new(LinkPurpose::SignIn, &server.state.chance);
        let site = server.state.site("riverside").await.unwrap();
        let operator = Viewer::operator(&site.id);
        let (store, now) = (&server.state.store, server.now());
        let added = store.add_printed_link(&operator, "ana@example.org", &link, now);
        assert!(added.await.unwrap());
        let path = format!("{}?to={evil}", link.path());
        let entered = Browser::new(&server).press(&path, RIVERSIDE).await;
        assert_eq!(entered.header("location"), "/console", "{evil}");
    }
    for evil in ["//evil.example", "/console/../m/x", "https://evil.example"] {
        let form = format!("email=ana%40example.org&to={evil}");
        let before = letters(&server).await.len();
        Browser::new(&server).press(PAGE, &form).await;
        let link = path_of(letters_come(&server, before + 1).await.last().unwrap());
        assert!(!link.contains('?'), "{link}");
    }
}

#[tokio::test]
async fn on_this_machine_the_cookie_does_without_https_and_elsewhere_never() {
    let server = take_ana_on(nameless().await).await;
    for (host, starts, secure) in [
        ("localhost:8080", "kindred=", false),
        ("127.0.0.1", "kindred=", false),
        ("[::1]:8080", "kindred=", false),
        ("localhost.example.org", "__Host-kindred=", true),
        ("192.0.2.1:8080", "__Host-kindred=", true),
    ] {
        let link = link(&server).await;
        let request = axum::http::Request::post(&link)
            .header("host", host)
            .header("origin", format!("http://{host}"))
            .header("content-type", crate::team::FORM)
            .body(axum::body::Body::from(RIVERSIDE));
        let entered = server.send(request.unwrap()).await;
        let cookie = entered.header("set-cookie");
        assert!(cookie.starts_with(starts), "{host}: {cookie}");
        assert_eq!(cookie.contains("; Secure"), secure, "{host}");
        server.wait_ms(60 * MINUTE);
    }
}

#[tokio::test]
async fn spanish_pages_are_there_for_who_reads_them() {
    let server = empty().await;
    let page = server
        .get_with(PAGE, &[("accept-language", "es-MX,en;q=0.5")])
        .await;
    assert!(page.text().contains("Envíame un enlace"));
    let browser = Browser::of(&server, Who::ReadOnly).await;
    assert!(
        browser
            .get("/console")
            .await
            .text()
            .contains("changes nothing")
    );
}
