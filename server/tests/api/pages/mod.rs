//! The pages behind emailed links: what they show, that they act on POST alone, and that pressing
//! twice does no harm.

mod address;
mod calendar;
mod change;
mod dress;
mod erase;
mod guidelines;
pub mod languages;
mod leave;
mod lost;
mod member;
mod offer;
mod prove;
mod review;

use std::collections::BTreeMap;

use axum::{
    body::Body,
    http::{Method, Request, header},
};
use serde_json::{Value, json};
use server::domain::letter::Letter;
use sqlx::{AssertSqlSafe, Connection, Row, SqliteConnection};

use crate::{
    harness::{Answer, Server},
    joining::{REQUESTS, letters, post, request, server},
};

pub const DAY: i64 = 24 * 60 * 60 * 1000;

/// Presses a button, as a browser would on a page that tells nobody where it is.
pub async fn press(server: &Server, path: &str, form: &str) -> Answer {
    press_from(server, path, form, "null").await
}

pub async fn press_from(server: &Server, path: &str, form: &str, origin: &str) -> Answer {
    let request = Request::post(path)
        .header(header::HOST, "groups.example.org")
        .header(header::ORIGIN, origin)
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .body(Body::from(form.to_owned()));
    server.send(request.unwrap()).await
}

/// The newest letter of a kind to an address, and where its link leads.
pub async fn link(server: &Server, kind: &str, to: &str) -> String {
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

pub fn address(name: &str) -> String {
    format!("{name}@example.org")
}

/// Somebody asks, with proof of work, and gives what `changes` says.
pub async fn asks(server: &Server, name: &str, changes: &Value) -> Value {
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
pub async fn joins(server: &Server, name: &str) -> String {
    asks(server, name, &json!({})).await;
    proves(server, name).await
}

pub async fn proves(server: &Server, name: &str) -> String {
    let prove = link(server, "prove-address", &address(name)).await;
    let proved = press(server, &prove, "choice=yes").await.text();
    let page = proved.split("href=\"/m/").nth(1).expect("the way on");
    format!("/m/{}", page.split('"').next().unwrap())
}

/// A member with a place; gives the path of their page.
pub async fn becomes_member(server: &Server, name: &str) -> String {
    let page = joins(server, name).await;
    let review = link(server, "new-request", "desk@riverside.example.org").await;
    let approved = press(server, &review, "choice=approve").await;
    assert!(approved.text().contains("They have a place now"));
    page
}

/// What a page says, without its footer, one line for each piece of it.
pub fn said(answer: &Answer) -> String {
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
pub fn bytes(server: &Server) -> Vec<u8> {
    let mut bytes = Vec::new();
    for name in ["kindred.db", "kindred.db-wal"] {
        bytes.extend(std::fs::read(server.folder.path().join(name)).unwrap_or_default());
    }
    bytes
}

/// How many rows each table has.
async fn rows(server: &Server) -> BTreeMap<String, i64> {
    let file = server.folder.path().join("kindred.db");
    let url = format!("sqlite://{}", file.display());
    let mut connection = SqliteConnection::connect(&url).await.unwrap();
    let tables = "SELECT name FROM sqlite_master WHERE type = 'table'";
    let tables = sqlx::query(tables)
        .fetch_all(&mut connection)
        .await
        .unwrap();
    let mut rows = BTreeMap::new();
    for table in &tables {
        let name: String = table.get(0);
        let count = AssertSqlSafe(format!("SELECT COUNT(*) FROM {name}"));
        let count = sqlx::query(count).fetch_one(&mut connection).await.unwrap();
        rows.insert(name, count.get(0));
    }
    rows
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
    let third = joins(&server, "cleo").await;
    press(&server, &format!("{first}/leave"), "choice=yes").await;
    asks(&server, "dora", &json!({})).await;
    asks(&server, "edda", &json!({ "proof_of_work": null })).await;
    let new = "display_name=cleo&new_email=cleo2@example.org";
    press(&server, &format!("{third}/change"), new).await;
    press(
        &server,
        "/send-link",
        "email=bea@example.org&site=riverside",
    )
    .await;
    let links = all_links(&server).await;
    for kind in ["/prove/", "/offer/", "/review/", "/m/", "/address/"] {
        assert!(links.iter().any(|link| link.starts_with(kind)), "{kind}");
    }
    // That a request was read is in the trail, once a day, and nowhere else.
    let rows_before = rows(&server).await;
    for link in links.iter().filter(|link| link.starts_with("/review/")) {
        server.get(link).await;
    }
    let mut rows_now = rows(&server).await;
    assert!(rows_now["audit_events"] > rows_before["audit_events"]);
    rows_now.insert("audit_events".to_owned(), rows_before["audit_events"]);
    assert_eq!(rows_now, rows_before);
    let before = bytes(&server);
    for link in links {
        let ways = [
            "/leave",
            "/erase",
            "/export",
            "/letters",
            "/calendar",
            "/change",
            "/guidelines",
            "",
        ];
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
