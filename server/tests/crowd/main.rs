//! A crowd: rosters of thousands and queues of hundreds, through the console's own routes, on both
//! databases. A program of its own, since what the database is asked is counted for all of it.

#[cfg(not(debug_assertions))]
mod budgets;
#[allow(dead_code, reason = "the API's harness, of which this needs a part")]
#[path = "../api/harness.rs"]
mod harness;
#[allow(dead_code, reason = "both databases, and nothing to put in")]
#[path = "../store/support.rs"]
mod support;
#[allow(dead_code, reason = "the console's staff, of whom this needs one")]
#[path = "../console/team.rs"]
mod team;

use std::sync::atomic::{AtomicU64, Ordering};

use serde_json::{Value, json};
use server::{domain::merge_patch, joining::enter_request, store::Entered};
use tracing::{
    Event, Metadata, Subscriber,
    span::{Attributes, Id, Record},
};

use crate::{
    harness::{Server, plain_group},
    support::on_each_at,
    team::{Browser, OWN, Who, server_of},
};

/// Everybody here gets in at once.
const OPEN: &str = "evening-circle";
/// Everybody here waits for an answer.
const WAITING: &str = "other-circle";

/// What the console opens, by name and address.
const PAGES: [(&str, &str); 5] = [
    ("roster", "/console/api/groups/evening-circle/members"),
    ("rosters", "/console/api/rosters"),
    ("queue", "/console/api/requests"),
    (
        "queue of a group",
        "/console/api/requests?group=other-circle&state=to-answer",
    ),
    ("today", "/console/api/today"),
];

static STATEMENTS: AtomicU64 = AtomicU64::new(0);

/// Counts what databases are asked.
struct Counting;

impl Subscriber for Counting {
    fn enabled(&self, what: &Metadata<'_>) -> bool {
        what.target() == "sqlx::query"
    }

    fn new_span(&self, _: &Attributes<'_>) -> Id {
        Id::from_u64(1)
    }

    fn record(&self, _: &Id, _: &Record<'_>) {}

    fn record_follows_from(&self, _: &Id, _: &Id) {}

    fn event(&self, _: &Event<'_>) {
        STATEMENTS.fetch_add(1, Ordering::Relaxed);
    }

    fn enter(&self, _: &Id) {}

    fn exit(&self, _: &Id) {}
}

/// How many statements something took.
async fn statements<T>(work: impl Future<Output = T>) -> (u64, T) {
    let before = STATEMENTS.load(Ordering::Relaxed);
    let done = work.await;
    (STATEMENTS.load(Ordering::Relaxed) - before, done)
}

/// Lets people in, or has them wait, from a number to another: one a second.
async fn come(server: &Server, group: &str, people: std::ops::Range<u32>) {
    let site = server.state.site("riverside").await.unwrap();
    for number in people {
        let new = serde_json::from_value(json!({
            "on_behalf_of": "me", "display_name": format!("Person {number}"), "language": "en",
            "consents": ["keep"], "introduction": "I was told last week, and would like company.",
            "contact": { "kind": "email", "value": format!("{group}{number}@example.org") },
        }));
        let entered = enter_request(&server.state, &site, group, new.unwrap(), true, None).await;
        assert!(matches!(entered, Ok(Entered::Now { .. })), "{entered:?}");
        server.wait_ms(1_000);
    }
}

/// A server on a database, with one group in which everybody waits.
async fn server_on(url: &str) -> Server {
    let server = server_of(Some(url), Some(OWN.parse().unwrap())).await;
    let mut group = serde_json::to_value(plain_group(WAITING, "Other circle")).unwrap();
    merge_patch::apply(&mut group, &json!({ "join_policy": "approval" }));
    server
        .import(vec![serde_json::from_value(group).unwrap()])
        .await;
    server
}

async fn opens(browser: &Browser<'_>, path: &str) -> Value {
    let answer = browser.get(path).await;
    assert_eq!(answer.status.as_u16(), 200, "{path}: {}", answer.text());
    answer.json()
}

async fn writes(browser: &Browser<'_>, to: u32) {
    let path = format!("/console/api/groups/{OPEN}/messages");
    let message = json!({ "subject": "We move", "text": "From next week in the small hall." });
    let sent = browser.post(&path, &message).await;
    assert_eq!(sent.json()["letters"], to, "{}", sent.text());
}

/// What each page asks of the database, and a message to all.
async fn asked(browser: &Browser<'_>, members: u32) -> (Vec<u64>, u64) {
    let mut pages = Vec::new();
    for (_, path) in PAGES {
        // The least of several: once it is written down that somebody looked, and now and then a
        // connection is opened.
        let mut least = u64::MAX;
        for _ in 0..4 {
            least = least.min(statements(opens(browser, path)).await.0);
        }
        pages.push(least);
    }
    let (message, ()) = statements(writes(browser, members)).await;
    (pages, message)
}

#[test]
fn a_crowd_makes_no_page_ask_more_of_the_database() {
    tracing::subscriber::set_global_default(Counting).unwrap();
    on_each_at(&async |_, url: &str| {
        let server = server_on(url).await;
        let browser = Browser::of(&server, Who::Coordinator).await;
        come(&server, OPEN, 0..4).await;
        come(&server, WAITING, 0..4).await;
        let (of_few, message_to_few) = asked(&browser, 4).await;
        come(&server, OPEN, 4..24).await;
        come(&server, WAITING, 4..24).await;
        let (of_many, message_to_many) = asked(&browser, 24).await;
        for ((name, _), (few, many)) in PAGES.iter().zip(of_few.iter().zip(&of_many)) {
            assert!(*few > 0, "{name} is not counted");
            assert_eq!(few, many, "{name}");
        }
        // Two links, whether nobody is to write to them, and the letter.
        let each = (message_to_many - message_to_few) / 20;
        assert!(each <= 4, "{each} statements for each letter");
    });
}
