//! Everything is erased, and stays so when an older database is put in place of this one.

use std::{fs, path::Path};

use api_types::JoinState;
use axum::http::Method;
use base64::{Engine, prelude::BASE64_STANDARD};
use server::{
    AppState,
    clock::{Chance, Clock},
    config::ServerFile,
    joining::settle_erasures,
    start::{Keys, open_state},
    store::StoredRequest,
};

use super::{ask, show, token};
use crate::{
    harness::Server,
    joining::{letters, server},
    pages::{becomes_member, joins},
};

async fn erase(server: &Server, token: &str) {
    let erased = ask(server, Method::DELETE, "", token, None).await;
    assert_eq!(erased.status.as_u16(), 204, "{}", erased.text());
    assert_eq!(erased.header("cache-control"), "no-store");
    assert!(erased.bytes.is_empty());
}

async fn requests(state: &AppState) -> Vec<StoredRequest> {
    let site = state.store.find_site("riverside").await.unwrap().unwrap();
    let group = state.store.find_group(&site, "evening-circle").await;
    let group = group.unwrap().unwrap().id;
    state.store.list_requests(&site, &group).await.unwrap()
}

#[tokio::test]
async fn who_has_everything_erased_in_the_widget_is_not_known_afterwards() {
    let server = server().await;
    let member = token(&becomes_member(&server, "rosa").await);
    erase(&server, &member).await;
    assert_eq!(show(&server, &member).await.problem(), "unknown-token");
    assert!(requests(&server.state).await.is_empty());
    assert!(letters(&server).await.is_empty());
    let log = fs::read_to_string(server.folder.path().join("erasures.log")).unwrap();
    assert_eq!(log.split_whitespace().count(), 3, "{log}");
    assert!(!log.contains("rosa") && !log.contains("evening"), "{log}");
}

/// The database's files, as a backup copies them while nobody writes.
fn copy(from: &Path, to: &Path) {
    for name in ["kindred.db", "kindred.db-wal"] {
        let _ = fs::remove_file(to.join(name));
        if from.join(name).exists() {
            fs::copy(from.join(name), to.join(name)).unwrap();
        }
    }
    let _ = fs::remove_file(to.join("kindred.db-shm"));
}

/// The server as it starts on a folder.
async fn start(server: &Server) -> anyhow::Result<AppState> {
    let config = ServerFile::default().settle(server.folder.path(), None);
    let keys = Keys {
        in_use: Some(BASE64_STANDARD.encode([7; 32])),
        former: None,
    };
    let now = server.now();
    let clock = Clock::from_fn(move || now);
    open_state(&config, &keys, clock, Chance::seeded(2)).await
}

#[tokio::test]
async fn an_older_database_brings_back_nothing_that_was_erased() {
    let server = server().await;
    let rosa = token(&becomes_member(&server, "rosa").await);
    becomes_member(&server, "bea").await;
    // Requests are listed in the order in which they came.
    server.wait_ms(1_000);
    joins(&server, "cleo").await;
    let (folder, backup) = (server.folder.path(), tempfile::tempdir().unwrap());
    copy(folder, backup.path());
    erase(&server, &rosa).await;
    server.state.store.close().await;

    copy(backup.path(), folder);
    let started = start(&server).await.unwrap();
    let left = requests(&started).await;
    let standing = left
        .iter()
        .map(|one| (one.application.display_name.as_str(), one.state));
    let expected = [("bea", JoinState::Approved), ("cleo", JoinState::Offered)];
    assert_eq!(
        standing.collect::<Vec<_>>(),
        expected,
        "the place is free again"
    );
    started.store.close().await;

    // Without its log it would be there: the test can fail.
    copy(backup.path(), folder);
    fs::rename(folder.join("erasures.log"), folder.join("elsewhere.log")).unwrap();
    let without = start(&server).await.unwrap();
    assert_eq!(requests(&without).await.len(), 3);
    without.store.close().await;
}

#[tokio::test]
async fn what_the_database_alone_knows_is_written_into_the_log() {
    let server = server().await;
    let rosa = token(&joins(&server, "rosa").await);
    let (folder, backup) = (server.folder.path(), tempfile::tempdir().unwrap());
    copy(folder, backup.path());
    erase(&server, &rosa).await;
    server.state.store.close().await;
    let log = folder.join("erasures.log");
    let written = fs::read_to_string(&log).unwrap();
    fs::remove_file(&log).unwrap();
    start(&server).await.unwrap().store.close().await;
    let again = fs::read_to_string(&log).unwrap();
    assert_eq!(again, written, "as another machine's log begins");
    copy(backup.path(), folder);
    let started = start(&server).await.unwrap();
    assert!(requests(&started).await.is_empty());
    started.store.close().await;
    // A log that cannot be read is no log: the server says so instead of going on without.
    fs::remove_file(&log).unwrap();
    fs::create_dir(&log).unwrap();
    let refused = start(&server).await.unwrap_err();
    assert!(
        format!("{refused:#}").contains("erasures.log"),
        "{refused:#}"
    );
}

#[tokio::test]
async fn an_erasure_that_could_not_be_logged_is_logged_a_minute_later() {
    let server = server().await;
    let rosa = token(&joins(&server, "rosa").await);
    let log = server.folder.path().join("erasures.log");
    fs::create_dir(&log).unwrap();
    erase(&server, &rosa).await;
    assert!(settle_erasures(&server.state).await.is_err());
    fs::remove_dir(&log).unwrap();
    for _ in 0..2 {
        settle_erasures(&server.state).await.unwrap();
        let text = fs::read_to_string(&log).unwrap();
        assert_eq!(text.split_whitespace().count(), 3, "{text}");
    }
}
