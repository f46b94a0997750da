use std::{collections::BTreeSet, fs, path::Path};

use crate::support::{Postgres, open, sealer};
use server::{
    clock::Chance,
    store::{Store, StoreError},
};

fn folder(name: &str) -> Vec<(String, String)> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("migrations")
        .join(name);
    let mut files: Vec<(String, String)> = fs::read_dir(path)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .map(|path| {
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            (name, fs::read_to_string(path).unwrap())
        })
        .collect();
    files.sort();
    files
}

/// The tables and indexes with what may differ between the two taken out: types and collations.
/// Triggers are spelled otherwise in each; what they do has its contract test.
fn shape(sql: &str) -> BTreeSet<String> {
    let comments = |line: &&str| !line.trim_start().starts_with("--");
    let text = sql.lines().filter(comments).collect::<Vec<_>>().join(" ");
    let same = text
        .replace("BLOB", "BYTES")
        .replace("BYTEA", "BYTES")
        .replace(" WITHOUT ROWID", "")
        .replace("COLLATE \"C\"", "");
    let one_space = |statement: &str| statement.split_whitespace().collect::<Vec<_>>().join(" ");
    let close = |statement: String| statement.replace(" ,", ",");
    same.split(';')
        .map(one_space)
        .map(close)
        .filter(|statement| {
            let begins = [
                "CREATE TABLE",
                "CREATE INDEX",
                "CREATE UNIQUE",
                "ALTER TABLE",
            ];
            begins.iter().any(|front| statement.starts_with(front))
        })
        .collect()
}

#[test]
fn both_databases_have_the_same_migrations() {
    let (sqlite, postgres) = (folder("sqlite"), folder("postgres"));
    assert!(!sqlite.is_empty());
    for ((left, a), (right, b)) in sqlite.iter().zip(&postgres) {
        assert_eq!(left, right);
        assert_eq!(shape(a), shape(b), "{left}");
    }
    assert_eq!(sqlite.len(), postgres.len());
}

#[test]
fn every_migration_in_the_folders_is_part_of_the_program() {
    let listed = include_str!("../../src/store/migrations.rs");
    for kind in ["sqlite", "postgres"] {
        for (name, _) in folder(kind) {
            assert!(
                listed.contains(&format!("migrations/{kind}/{name}")),
                "{kind}/{name}"
            );
        }
    }
}

// SQLite's half stands beside the code that opens it (`store/sqlite.rs`), where it needs no program
// to reach into the file.
#[tokio::test]
async fn a_postgres_from_a_newer_version_is_refused() {
    let Some(postgres) = Postgres::new() else {
        return;
    };
    open(postgres.url()).await.close().await;
    postgres.run(
        "INSERT INTO _sqlx_migrations (version, description, success, checksum, execution_time) \
         VALUES (9999, 'later', true, '\\x00', 0)",
    );
    let refused = Store::open(postgres.url(), sealer(), Chance::seeded(1))
        .await
        .unwrap_err();
    assert!(
        matches!(refused, StoreError::NewerDatabase(9999)),
        "{refused}"
    );
}
