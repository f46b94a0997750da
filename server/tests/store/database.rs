use std::fs;

use crate::support::{NOW, Postgres, feed, on_each, open, record, sealer};
use serde_json::json;
use server::{clock::Chance, store::Store};

#[test]
fn the_database_answers() {
    on_each(async |store| store.ping().await.unwrap());
}

#[tokio::test]
async fn another_scheme_is_refused() {
    let refused = Store::open("mysql://x", sealer(), Chance::seeded(1))
        .await
        .unwrap_err();
    assert!(refused.to_string().contains("sqlite://PATH"), "{refused}");
}

#[tokio::test]
async fn the_databases_bytes_show_no_join_link() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("kindred.db");
    let store = open(&format!("sqlite://{}", path.display())).await;
    let site = store.add_site("s", NOW).await.unwrap();
    let join = json!({ "url": "https://meet.example.org/hush", "phone": "+1 555 0100 code 4711", "note": "knock thrice" });
    let group = record("a", json!({ "name": "Plain to see", "join": join }));
    store.apply_import(&site, &feed(vec![group])).await.unwrap();
    let search = |secret: &str| {
        fs::read_dir(folder.path()).unwrap().any(|file| {
            let bytes = fs::read(file.unwrap().path()).unwrap();
            bytes
                .windows(secret.len())
                .any(|window| window == secret.as_bytes())
        })
    };
    assert!(search("Plain to see"), "the search itself works");
    for secret in ["hush", "4711", "knock thrice", "meet.example.org"] {
        assert!(!search(secret), "{secret}");
    }
    store.close().await;
    for secret in ["hush", "4711", "knock thrice", "meet.example.org"] {
        assert!(!search(secret), "{secret}");
    }
}

#[tokio::test]
async fn what_was_committed_is_there_for_the_next_process() {
    let folder = tempfile::tempdir().unwrap();
    let url = format!("sqlite://{}", folder.path().join("kindred.db").display());
    let store = open(&url).await;
    let site = store.add_site("s", NOW).await.unwrap();
    store
        .apply_import(&site, &feed(vec![record("a", json!({}))]))
        .await
        .unwrap();
    // Not closed: the process is gone as after `kill -9`, with everything in the write-ahead log.
    std::mem::forget(store);
    let next = open(&url).await;
    assert_eq!(next.find_site("s").await.unwrap(), Some(site.clone()));
    assert!(next.find_group(&site, "a").await.unwrap().is_some());
}

#[test]
fn several_can_open_a_new_database_at_once() {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .unwrap();
    runtime.block_on(async {
        let folder = tempfile::tempdir().unwrap();
        let postgres = Postgres::new();
        let mut urls: Vec<String> = (0..8)
            .map(|n| format!("sqlite://{}/{n}.db", folder.path().display()))
            .collect();
        urls.extend(postgres.as_ref().map(|postgres| postgres.url().to_owned()));
        for url in &urls {
            let opening = (0..4).map(|_| {
                let url = url.clone();
                tokio::spawn(async move { open(&url).await })
            });
            for opening in opening.collect::<Vec<_>>() {
                opening.await.unwrap().close().await;
            }
        }
    });
}
