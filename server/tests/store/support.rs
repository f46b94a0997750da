//! Two databases, and groups to put in.

use std::sync::atomic::{AtomicU32, Ordering};

use serde_json::{Value, json};
use server::{
    clock::Chance,
    domain::group::GroupRecord,
    feeds::FeedGroup,
    seal::Sealer,
    store::{Import, Store},
};
use sqlx::{AssertSqlSafe, Connection, PgConnection, Row, SqliteConnection};

/// Tuesday, 6 January 2026, noon UTC.
pub const NOW: i64 = 1_767_700_800_000;

static DATABASES: AtomicU32 = AtomicU32::new(1);

pub fn sealer() -> Sealer {
    Sealer::new([7; 32], Chance::seeded(11))
}

pub async fn open(url: &str) -> Store {
    Store::open(url, sealer(), Chance::seeded(5))
        .await
        .expect("the database opens")
}

/// A fresh, empty database on the test's Postgres; dropped with it, also when the test fails.
pub struct Postgres {
    server: String,
    name: String,
    url: String,
}

impl Postgres {
    pub fn new() -> Option<Self> {
        let Ok(server) = std::env::var("KINDRED_TEST_POSTGRES") else {
            eprintln!(
                "KINDRED_TEST_POSTGRES is not set: the Postgres half of this test is left out"
            );
            return None;
        };
        let number = DATABASES.fetch_add(1, Ordering::Relaxed);
        let name = format!("kindred_{}_{number}", std::process::id());
        psql(&server, &format!("CREATE DATABASE {name}")).expect("a database can be made");
        let url = with_database(&server, &name);
        Some(Self { server, name, url })
    }

    pub fn url(&self) -> &str {
        &self.url
    }

    /// Runs one statement in it.
    pub fn run(&self, statement: &str) {
        psql(&self.url, statement).expect("the statement runs");
    }
}

impl Drop for Postgres {
    fn drop(&mut self) {
        let drop = format!("DROP DATABASE {} WITH (FORCE)", self.name);
        if let Err(error) = psql(&self.server, &drop) {
            eprintln!("{} is left behind: {error}", self.name);
        }
    }
}

fn with_database(server: &str, name: &str) -> String {
    let (address, options) = server.split_once('?').unwrap_or((server, ""));
    let address = address.rsplit_once('/').map_or(address, |(front, _)| front);
    format!(
        "{address}/{name}{}{options}",
        if options.is_empty() { "" } else { "?" }
    )
}

fn psql(server: &str, command: &str) -> Result<(), String> {
    let done = std::process::Command::new("psql")
        .args([server, "-q", "-v", "ON_ERROR_STOP=1", "-c", command])
        .output()
        .map_err(|error| format!("psql: {error}"))?;
    if done.status.success() {
        Ok(())
    } else {
        Err(String::from_utf8_lossy(&done.stderr).into_owned())
    }
}

/// Runs a test on each database.
pub fn on_each<F: AsyncFn(Store)>(test: F) {
    on_each_at(&async |store: Store, _: &str| test(store).await);
}

/// Runs a test on each database, and tells it the database's address.
pub fn on_each_at<F: AsyncFn(Store, &str)>(test: &F) {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .unwrap();
    runtime.block_on(async {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("kindred.db");
        let url = format!("sqlite://{}", path.display());
        let store = open(&url).await;
        test(store.clone(), &url).await;
        store.close().await;
        if let Some(postgres) = Postgres::new() {
            let store = open(postgres.url()).await;
            test(store.clone(), postgres.url()).await;
            store.close().await;
        }
    });
}

/// Runs a statement of the test's own: for rows that it needs and does not care how they came.
pub async fn execute(url: &str, statement: String) {
    if url.starts_with("sqlite://") {
        let mut connection = SqliteConnection::connect(url).await.unwrap();
        let done = sqlx::query(AssertSqlSafe(statement)).execute(&mut connection);
        done.await.unwrap();
    } else {
        let mut connection = PgConnection::connect(url).await.unwrap();
        let done = sqlx::query(AssertSqlSafe(statement)).execute(&mut connection);
        done.await.unwrap();
    }
}

/// How many rows of a table a condition holds for.
pub async fn count(url: &str, rows: &str) -> i64 {
    let query = format!("SELECT COUNT(*) FROM {rows}");
    if url.starts_with("sqlite://") {
        let mut connection = SqliteConnection::connect(url).await.unwrap();
        let row = sqlx::query(AssertSqlSafe(query)).fetch_one(&mut connection);
        row.await.unwrap().get(0)
    } else {
        let mut connection = PgConnection::connect(url).await.unwrap();
        let row = sqlx::query(AssertSqlSafe(query)).fetch_one(&mut connection);
        row.await.unwrap().get(0)
    }
}

/// A weekly group on Tuesdays at seven in Chicago, with changes laid over it.
#[allow(clippy::needless_pass_by_value, reason = "`json!` makes a value")]
pub fn record(slug: &str, changes: Value) -> GroupRecord {
    let mut record = json!({
        "slug": slug,
        "name": format!("Group {slug}"),
        "language": "en",
        "format": "online",
        "join_policy": "drop-in",
        "schedule": {
            "starts_at": "2025-01-07T19:00",
            "duration_minutes": 90,
            "time_zone": "America/Chicago",
            "rrule": "FREQ=WEEKLY;BYDAY=TU",
        },
        "join": { "url": format!("https://meet.example.org/{slug}-secret") },
    });
    server::domain::merge_patch::apply(&mut record, &changes);
    serde_json::from_value(record).expect("a good record")
}

pub fn feed_group(record: GroupRecord) -> FeedGroup {
    FeedGroup {
        row: 1,
        source_key: record.slug.clone(),
        record,
    }
}

/// An import of the feed `town`.
pub fn feed(records: Vec<GroupRecord>) -> Import {
    Import {
        feed: Some("town".into()),
        groups: records.into_iter().map(feed_group).collect(),
        removes_missing: true,
        allow_shrink: false,
        now: NOW,
    }
}

/// Staff's own writing.
pub fn own(records: Vec<GroupRecord>) -> Import {
    Import {
        feed: None,
        removes_missing: false,
        ..feed(records)
    }
}
