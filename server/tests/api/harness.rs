//! A server to ask, and answers to look at.

use std::{
    fs,
    net::SocketAddr,
    path::{Path, PathBuf},
    sync::{
        Arc,
        atomic::{AtomicI64, Ordering},
    },
};

use altcha::SolveChallengeOptions;
use axum::{
    Router,
    body::Body,
    extract::connect_info::MockConnectInfo,
    http::{HeaderMap, Method, Request, StatusCode, header},
};
use base64::{Engine, prelude::BASE64_STANDARD};
use http_body_util::BodyExt;
use serde_json::Value;
use server::{
    AppState, Parts, build_app,
    catalogues::Catalogues,
    clock::{Chance, Clock},
    config::{PublicUrl, Sites, read_guidelines_file},
    domain::group::GroupRecord,
    erasures::ErasureLog,
    feeds::FeedGroup,
    gate::Gate,
    notify::MailState,
    seal::Sealer,
    store::{Import, Store},
};
use tempfile::TempDir;
use tower::ServiceExt;

/// Monday 5 January 2026, noon in Chicago.
pub const NOW: i64 = 1_767_636_000_000;

/// A proxy whose word counts.
pub const PROXY: &str = "198.51.100.7";

/// Where requests come from that name no other peer.
fn peer() -> SocketAddr {
    SocketAddr::from(([192, 0, 2, 1], 4711))
}

/// A server with the site `riverside`.
pub struct Server {
    pub app: Router,
    pub state: AppState,
    pub folder: TempDir,
    now: Arc<AtomicI64>,
}

/// What came back.
pub struct Answer {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub bytes: Vec<u8>,
}

impl Answer {
    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.bytes).expect("the body is JSON")
    }

    pub fn text(&self) -> String {
        String::from_utf8(self.bytes.clone()).expect("the body is text")
    }

    /// A header's value, empty when it is not there.
    pub fn header(&self, name: &str) -> &str {
        let value = self.headers.get(name);
        value.map_or("", |value| value.to_str().expect("a header is text"))
    }

    /// The problem's code, after checking that it is a problem document.
    pub fn problem(&self) -> String {
        assert_eq!(self.header("content-type"), "application/problem+json");
        let document = self.json();
        assert_eq!(document["status"], self.status.as_u16());
        document["code"].as_str().expect("a code").to_owned()
    }
}

impl Server {
    /// A server with the fixture's site and its six groups.
    pub async fn start() -> Self {
        let server = Self::start_empty().await;
        server.import_fixture().await;
        server
    }

    /// Brings in the fixture's six groups.
    pub async fn import_fixture(&self) {
        let groups: Value = serde_json::from_str(include_str!("fixtures/groups.json")).unwrap();
        let records: Vec<GroupRecord> = serde_json::from_value(groups["groups"].clone()).unwrap();
        self.import(records).await;
    }

    /// Proof of work for `riverside`, as a device would send it.
    pub async fn solve_challenge(&self) -> String {
        let challenge = self.get("/v1/sites/riverside/challenge").await.json();
        let challenge: altcha::Challenge = serde_json::from_value(challenge).unwrap();
        let solution = altcha::solve_challenge(SolveChallengeOptions::new(&challenge));
        let solution = solution.unwrap().expect("it can be solved");
        let payload = altcha::Payload {
            challenge,
            solution,
        };
        BASE64_STANDARD.encode(serde_json::to_vec(&payload).unwrap())
    }

    /// The site asks what comes first among the surveys that come with Kindred: `after-meeting`.
    pub async fn publish_survey(&self) {
        let site = self.state.site("riverside").await.unwrap();
        let viewer = server::store::Viewer::operator(&site.id);
        let survey = &server::domain::survey::ready_made()[0];
        let store = &self.state.store;
        let published = store.publish_survey(&viewer, survey, self.now()).await;
        published.unwrap().unwrap();
    }

    /// Publishes guidelines of one rule for the site.
    pub async fn publish_guidelines(&self, rule: &str) {
        let text = format!(
            "what_changed = {{ en = \"More.\", es = \"Más.\" }}\n[[items]]\nkey = \"rule\"\n\
             rule = {{ en = \"{rule}\", es = \"{rule}\" }}\n"
        );
        let languages = ["en".to_owned(), "es".to_owned()];
        let record = read_guidelines_file(&text, &languages).unwrap();
        let site = self.state.site("riverside").await.unwrap();
        let now = self.now();
        let published = self
            .state
            .store
            .publish_guidelines(&site.id, None, &record, now);
        published.await.unwrap();
        self.wait_ms(1_000);
    }

    /// A server with the fixture's site and no groups.
    pub async fn start_empty() -> Self {
        Self::start_with(|_| MailState::not_set_up()).await
    }

    /// A server with the fixture's site, and mail as `mail` makes it for the server's folder.
    pub async fn start_with(mail: impl FnOnce(&Path) -> MailState) -> Self {
        Self::start_as(None, mail).await
    }

    /// The same, whose public address is configured.
    pub async fn start_as(
        public_url: Option<PublicUrl>,
        mail: impl FnOnce(&Path) -> MailState,
    ) -> Self {
        Self::start_on(None, public_url, mail).await
    }

    /// The same, on a database of one's choice; without one, on a new file.
    pub async fn start_on(
        database: Option<&str>,
        public_url: Option<PublicUrl>,
        mail: impl FnOnce(&Path) -> MailState,
    ) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let sites = folder.path().join("sites");
        fs::create_dir(&sites).unwrap();
        fs::write(
            sites.join("riverside.toml"),
            include_str!("fixtures/riverside.toml"),
        )
        .unwrap();
        let now = Arc::new(AtomicI64::new(NOW));
        let told = now.clone();
        let clock = Clock::from_fn(move || told.load(Ordering::Relaxed));
        let chance = Chance::seeded(1);
        let file = format!("sqlite://{}", folder.path().join("kindred.db").display());
        let url = database.unwrap_or(&file);
        let sealer = Sealer::new([7; 32], chance.clone());
        let store = Store::open(url, sealer, chance.clone()).await.unwrap();
        let server = public_url.as_ref().map(|url| url.as_str().to_owned());
        let state = AppState::from(Parts {
            store,
            sites: Sites::in_folder(sites).at(server),
            catalogues: Catalogues::default(),
            erasures: ErasureLog::open(&folder.path().join("erasures.log")).unwrap(),
            gate: Gate::new(vec![PROXY.parse().unwrap()], chance.clone()),
            tally: server::insight::Tally::default(),
            public_url,
            mail: mail(folder.path()),
            clock,
            chance,
            assets: folder.path().join("assets-folder"),
            examples: None,
        });
        Self {
            app: build_app(state.clone()).layer(MockConnectInfo(peer())),
            state,
            folder,
            now,
        }
    }

    /// Where the site's file lies.
    pub fn site_file(&self) -> PathBuf {
        self.folder.path().join("sites/riverside.toml")
    }

    /// Lets time pass.
    pub fn wait_ms(&self, ms: i64) {
        self.now.fetch_add(ms, Ordering::Relaxed);
    }

    pub fn now(&self) -> i64 {
        self.now.load(Ordering::Relaxed)
    }

    /// Adds or changes groups, as staff would.
    pub async fn import(&self, records: Vec<GroupRecord>) {
        let site = self
            .state
            .store
            .add_site("riverside", self.now())
            .await
            .unwrap();
        let groups = records.into_iter().enumerate();
        let groups = groups.map(|(at, record)| FeedGroup {
            row: at + 1,
            source_key: record.slug.clone(),
            record,
        });
        let import = Import {
            feed: None,
            groups: groups.collect(),
            removes_missing: false,
            allow_shrink: false,
            now: self.now(),
        };
        self.state.store.apply_import(&site, &import).await.unwrap();
    }

    pub async fn get(&self, path: &str) -> Answer {
        self.ask(Method::GET, path, &[]).await
    }

    pub async fn get_with(&self, path: &str, headers: &[(&str, &str)]) -> Answer {
        self.ask(Method::GET, path, headers).await
    }

    pub async fn ask(&self, method: Method, path: &str, headers: &[(&str, &str)]) -> Answer {
        let mut request = Request::builder().method(method).uri(path);
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        self.send(
            request
                .header(header::HOST, "groups.example.org")
                .body(Body::empty())
                .unwrap(),
        )
        .await
    }

    pub async fn send(&self, request: Request<Body>) -> Answer {
        send(self.app.clone(), request).await
    }
}

pub async fn send(app: Router, request: Request<Body>) -> Answer {
    let response = app.oneshot(request).await.unwrap();
    let (parts, body) = response.into_parts();
    Answer {
        status: parts.status,
        headers: parts.headers,
        bytes: body.collect().await.unwrap().to_bytes().to_vec(),
    }
}

/// A group with nothing special about it.
pub fn plain_group(slug: &str, name: &str) -> GroupRecord {
    serde_json::from_value(serde_json::json!({
        "slug": slug, "name": name, "language": "en", "format": "online", "join_policy": "open",
    }))
    .unwrap()
}
