//! How SQLite is opened: what its file and its connections promise.

use std::{path::Path, time::Duration};

use sqlx::{
    migrate::MigrateError,
    sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous},
};

use super::{Database, PATIENCE, StoreError, migrations};

/// Readers at once; the write-ahead log lets them run beside the one writer.
const READERS: u32 = 4;
/// How often a database is opened that others open at the same moment.
const TRIES: u32 = 20;

/// Opens a file, making a new one, and brings its tables up to date. Processes that start at once
/// on one new file get into each other's way, because neither the switch to the write-ahead log
/// nor a migration waits for a lock; whoever comes second tries again and finds the work done.
pub(super) async fn open(path: &Path) -> Result<Database, StoreError> {
    let mut tried = 1;
    loop {
        match open_once(path).await {
            Err(error) if tried < TRIES && may_pass(&error) => {
                tokio::time::sleep(Duration::from_millis(10) * tried).await;
                tried += 1;
            }
            done => return done,
        }
    }
}

/// Whether another process may be the cause.
fn may_pass(error: &StoreError) -> bool {
    match error {
        StoreError::Migration(MigrateError::ExecuteMigration(..) | MigrateError::Execute(_)) => {
            true
        }
        // SQLITE_BUSY with its extended codes, whose low byte is 5.
        StoreError::Database(sqlx::Error::Database(error)) => error
            .code()
            .and_then(|code| code.parse::<u32>().ok())
            .is_some_and(|code| code & 0xff == 5),
        _ => false,
    }
}

async fn open_once(path: &Path) -> Result<Database, StoreError> {
    let options = SqliteConnectOptions::new()
        .filename(path)
        .create_if_missing(true)
        .journal_mode(SqliteJournalMode::Wal)
        // An accepted request is on disk before the answer leaves, power cut or not.
        .synchronous(SqliteSynchronous::Full)
        .foreign_keys(true)
        // What is deleted is not left in the file to be read there: an invitation that was used, an answer that
        // is counted.
        .pragma("secure_delete", "on")
        .busy_timeout(PATIENCE);
    let write = SqlitePoolOptions::new()
        .max_connections(1)
        .acquire_timeout(PATIENCE)
        .connect_with(options.clone())
        .await?;
    let read = SqlitePoolOptions::new()
        .max_connections(READERS)
        .acquire_timeout(PATIENCE)
        .connect_lazy_with(options.read_only(true).create_if_missing(false));
    let database = Database::Sqlite { write, read };
    migrations::run(&database).await?;
    Ok(database)
}

#[cfg(test)]
mod tests {
    use super::*;
    use sqlx::{Row, SqlitePool};

    async fn opened() -> (tempfile::TempDir, SqlitePool, SqlitePool) {
        let folder = tempfile::tempdir().unwrap();
        let database = open(&folder.path().join("kindred.db")).await.unwrap();
        let Database::Sqlite { write, read } = database else {
            unreachable!("a path is SQLite's");
        };
        (folder, write, read)
    }

    #[tokio::test]
    async fn writes_are_on_disk_references_hold_and_readers_only_read() {
        let (_folder, write, read) = opened().await;
        let asked = async |pool: &SqlitePool, pragma: &'static str| {
            let row = sqlx::query(pragma).fetch_one(pool).await.unwrap();
            row.try_get::<i64, _>(0).unwrap()
        };
        assert_eq!(asked(&write, "PRAGMA synchronous").await, 2, "FULL");
        for pool in [&write, &read] {
            assert_eq!(asked(pool, "PRAGMA foreign_keys").await, 1);
            assert_eq!(asked(pool, "PRAGMA busy_timeout").await, 10_000);
        }
        let mode = sqlx::query("PRAGMA journal_mode").fetch_one(&write).await;
        assert_eq!(mode.unwrap().try_get::<String, _>(0).unwrap(), "wal");
        let insert = "INSERT INTO sites (id, slug, revision, created_at) VALUES ('a', 'a', 1, 1)";
        let refused = sqlx::query(insert).execute(&read).await.unwrap_err();
        assert!(refused.to_string().contains("readonly"), "{refused}");
    }

    #[tokio::test]
    async fn a_database_from_a_newer_version_is_refused() {
        let (folder, write, read) = opened().await;
        let insert = "INSERT INTO _sqlx_migrations \
            (version, description, success, checksum, execution_time) \
            VALUES (9999, 'later', true, x'00', 0)";
        sqlx::query(insert).execute(&write).await.unwrap();
        read.close().await;
        write.close().await;
        let refused = open(&folder.path().join("kindred.db")).await.unwrap_err();
        assert!(
            matches!(refused, StoreError::NewerDatabase(9999)),
            "{refused}"
        );
    }
}
