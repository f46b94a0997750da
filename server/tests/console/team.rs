//! Two sites with their staff, and browsers in which they are signed in.

use std::{
    fs,
    sync::atomic::{AtomicU64, Ordering},
};

use api_types::StaffRole;
use axum::{
    body::Body,
    http::{Method, Request, header},
};
use serde_json::Value;
use server::{
    config::PublicUrl,
    domain::staff::{LinkPurpose, StaffDetails, StaffLink},
    notify::{MailState, Mailer},
    store::{Added, Invitation, Viewer},
};

use crate::harness::{Answer, Server, plain_group};

pub const FORM: &str = "application/x-www-form-urlencoded";
pub const OWN: &str = "https://groups.example.org";
/// What the browser of most of these tests says it is.
pub const FIREFOX: &str = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";

/// Who asks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Who {
    Nobody,
    Coordinator,
    /// Of the group that is asked about.
    Facilitator,
    /// Of another one.
    OtherFacilitator,
    ReadOnly,
    /// The coordinator of the other site.
    Elsewhere,
}

impl Who {
    pub const ALL: [Self; 6] = [
        Self::Nobody,
        Self::Coordinator,
        Self::Facilitator,
        Self::OtherFacilitator,
        Self::ReadOnly,
        Self::Elsewhere,
    ];

    /// Name (which makes the address), site, role and groups.
    fn place(
        self,
    ) -> Option<(
        &'static str,
        &'static str,
        StaffRole,
        &'static [&'static str],
    )> {
        use StaffRole::{Coordinator, Facilitator, ReadOnly};
        Some(match self {
            Self::Nobody => return None,
            Self::Coordinator => ("cleo", "riverside", Coordinator, &[]),
            Self::Facilitator => ("fay", "riverside", Facilitator, &["evening-circle"]),
            Self::OtherFacilitator => ("otto", "riverside", Facilitator, &["other-circle"]),
            Self::ReadOnly => ("rita", "riverside", ReadOnly, &[]),
            Self::Elsewhere => ("ella", "lakeside", Coordinator, &[]),
        })
    }
}

/// A server with both sites and mail, and nobody on the staff.
pub async fn empty() -> Server {
    server_of(None, Some(OWN.parse().unwrap())).await
}

/// The same, whose public address nobody configured.
pub async fn nameless() -> Server {
    server_of(None, None).await
}

/// The same, on a database of one's choice, and with this public address.
pub async fn server_of(database: Option<&str>, public_url: Option<PublicUrl>) -> Server {
    let server = Server::start_on(database, public_url, |folder| {
        let lakeside = "name = \"Lakeside\"\ntime_zone = \"America/Chicago\"\n";
        fs::write(folder.join("sites/lakeside.toml"), lakeside).unwrap();
        let from = "groups@riverside.example.org".parse().unwrap();
        MailState::new(Mailer::memory(), &from, OWN.parse().unwrap())
    })
    .await;
    let groups = [
        ("evening-circle", "Evening circle"),
        ("other-circle", "Other circle"),
    ];
    let groups = groups.map(|(slug, name)| plain_group(slug, name));
    server.import(groups.into()).await;
    let (state, now) = (&server.state, server.now());
    state.sites.look(&state.store, now).await.unwrap();
    server
}

/// Takes somebody on; gives their id and the path of their invitation.
pub async fn take_on(
    server: &Server,
    (name, site, role, groups): (&str, &str, StaffRole, &[&str]),
) -> (String, String) {
    let state = &server.state;
    let site = state.site(site).await.unwrap();
    let details = StaffDetails {
        name: name.to_owned(),
        email: format!("{name}@example.org"),
        language: "en".to_owned(),
    };
    let link = StaffLink::new(LinkPurpose::Invite, &state.chance);
    let invitation = Invitation {
        link: &link,
        letter: None,
    };
    let groups: Vec<String> = groups.iter().map(|&slug| slug.to_owned()).collect();
    let operator = Viewer::operator(&site.id);
    let added = state
        .store
        .add_staff(
            &operator,
            &details,
            (role, &groups),
            &invitation,
            server.now(),
        )
        .await;
    match added.unwrap() {
        Added::Yes(id) => (id.as_str().to_owned(), link.path()),
        other => panic!("{name}: {other:?}"),
    }
}

/// A browser, with the cookie that it was given.
pub struct Browser<'a> {
    pub server: &'a Server,
    pub cookie: String,
}

impl<'a> Browser<'a> {
    pub fn new(server: &'a Server) -> Self {
        Self {
            server,
            cookie: String::new(),
        }
    }

    /// Takes somebody on and signs them in here.
    pub async fn of(server: &'a Server, who: Who) -> Self {
        let mut browser = Self::new(server);
        if let Some(place) = who.place() {
            let (_, link) = take_on(server, place).await;
            let choice = format!("site={}&choice=today", place.1);
            let entered = browser.press(&link, &choice).await;
            assert_eq!(entered.header("location"), "/console", "{}", entered.text());
        }
        browser
    }

    /// Signs somebody in once more who was taken on before.
    pub async fn of_again(server: &'a Server, who: Who) -> Self {
        let (name, slug, ..) = who.place().expect("somebody");
        let site = server.state.site(slug).await.unwrap();
        let link = StaffLink::new(LinkPurpose::SignIn, &server.state.chance);
        let (operator, email) = (Viewer::operator(&site.id), format!("{name}@example.org"));
        let now = server.now();
        let store = &server.state.store;
        let added = store.add_printed_link(&operator, &email, &link, now);
        assert!(added.await.unwrap(), "{name}");
        let mut browser = Self::new(server);
        let choice = format!("site={slug}&choice=today");
        browser.press(&link.path(), &choice).await;
        browser
    }

    pub async fn get(&self, path: &str) -> Answer {
        self.ask(Method::GET, path, "", String::new()).await
    }

    /// Presses a button or sends a form, and keeps the cookie that comes back.
    pub async fn press(&mut self, path: &str, form: &str) -> Answer {
        let answer = self.ask(Method::POST, path, FORM, form.to_owned()).await;
        let cookie = answer.header("set-cookie");
        if !cookie.is_empty() {
            cookie
                .split(';')
                .next()
                .unwrap()
                .clone_into(&mut self.cookie);
        }
        answer
    }

    pub async fn post(&self, path: &str, body: &Value) -> Answer {
        let body = body.to_string();
        self.ask(Method::POST, path, "application/json", body).await
    }

    pub async fn ask(&self, method: Method, path: &str, kind: &str, body: String) -> Answer {
        static ATTEMPTS: AtomicU64 = AtomicU64::new(0);
        let key = format!("attempt-{:08}", ATTEMPTS.fetch_add(1, Ordering::Relaxed));
        self.ask_once(method, path, (kind, body), &key).await
    }

    /// The same, in an attempt that has a name.
    pub async fn ask_once(
        &self,
        method: Method,
        path: &str,
        (kind, body): (&str, String),
        key: &str,
    ) -> Answer {
        let mut request = Request::builder()
            .header("idempotency-key", key)
            .method(method)
            .uri(path)
            .header(header::HOST, "groups.example.org")
            .header(header::ORIGIN, OWN)
            .header(header::USER_AGENT, FIREFOX);
        if !kind.is_empty() {
            request = request.header(header::CONTENT_TYPE, kind);
        }
        if !self.cookie.is_empty() {
            request = request.header(header::COOKIE, format!("a=b; {}", self.cookie));
        }
        self.server
            .send(request.body(Body::from(body)).unwrap())
            .await
    }

    /// What `/console/api/me` says; `None` for nobody.
    pub async fn me(&self) -> Option<Value> {
        let answer = self.get("/console/api/me").await;
        (answer.status.as_u16() == 200).then(|| answer.json())
    }
}

/// What the letters in the outbox say, oldest first.
pub async fn letters(server: &Server) -> Vec<Value> {
    let (store, now) = (&server.state.store, server.now());
    let claimed = store.claim_letters(now + 1, 0, 100).await.unwrap();
    let letters = claimed.into_iter().map(|claimed| claimed.letter.unwrap());
    letters
        .map(|one| serde_json::to_value(one).unwrap())
        .collect()
}

/// Waits until there are so many letters: they are written after the answer has left.
pub async fn letters_come(server: &Server, many: usize) -> Vec<Value> {
    for _ in 0..500 {
        let letters = letters(server).await;
        if letters.len() >= many {
            return letters;
        }
        tokio::time::sleep(std::time::Duration::from_millis(5)).await;
    }
    panic!("no letter came")
}

/// Where a letter's link leads.
pub fn path_of(letter: &Value) -> String {
    let facts = letter["letter"]
        .as_object()
        .unwrap()
        .values()
        .next()
        .unwrap();
    let link = facts["link"].as_str().unwrap();
    link.strip_prefix(OWN).unwrap().to_owned()
}
