//! The tables' history, part of the program. Both folders have the same numbers and tables; a
//! test compares them.

use std::borrow::Cow;

use sqlx::{
    SqlStr,
    migrate::{MigrateError, Migration, MigrationType, Migrator},
};

use super::{Database, StoreError};

/// Number, name, SQLite's text, Postgres's text. Released ones never change.
const MIGRATIONS: &[(i64, &str, &str, &str)] = &[
    (
        1,
        "groups",
        include_str!("../../migrations/sqlite/0001_groups.sql"),
        include_str!("../../migrations/postgres/0001_groups.sql"),
    ),
    (
        2,
        "join edits",
        include_str!("../../migrations/sqlite/0002_join_edits.sql"),
        include_str!("../../migrations/postgres/0002_join_edits.sql"),
    ),
    (
        3,
        "joining",
        include_str!("../../migrations/sqlite/0003_joining.sql"),
        include_str!("../../migrations/postgres/0003_joining.sql"),
    ),
    (
        4,
        "erasures",
        include_str!("../../migrations/sqlite/0004_erasures.sql"),
        include_str!("../../migrations/postgres/0004_erasures.sql"),
    ),
    (
        5,
        "erasures without a key",
        include_str!("../../migrations/sqlite/0005_erasures_without_a_key.sql"),
        include_str!("../../migrations/postgres/0005_erasures_without_a_key.sql"),
    ),
    (
        6,
        "letters that come by themselves",
        include_str!("../../migrations/sqlite/0006_letters.sql"),
        include_str!("../../migrations/postgres/0006_letters.sql"),
    ),
    (
        7,
        "hand-overs",
        include_str!("../../migrations/sqlite/0007_hand_overs.sql"),
        include_str!("../../migrations/postgres/0007_hand_overs.sql"),
    ),
    (
        8,
        "staff",
        include_str!("../../migrations/sqlite/0008_staff.sql"),
        include_str!("../../migrations/postgres/0008_staff.sql"),
    ),
    (
        9,
        "new address",
        include_str!("../../migrations/sqlite/0009_new_address.sql"),
        include_str!("../../migrations/postgres/0009_new_address.sql"),
    ),
    (
        10,
        "groups in the console",
        include_str!("../../migrations/sqlite/0010_console_groups.sql"),
        include_str!("../../migrations/postgres/0010_console_groups.sql"),
    ),
    (
        11,
        "requests in the console",
        include_str!("../../migrations/sqlite/0011_requests.sql"),
        include_str!("../../migrations/postgres/0011_requests.sql"),
    ),
    (
        12,
        "roster",
        include_str!("../../migrations/sqlite/0012_roster.sql"),
        include_str!("../../migrations/postgres/0012_roster.sql"),
    ),
    (
        13,
        "meeting day",
        include_str!("../../migrations/sqlite/0013_meeting_day.sql"),
        include_str!("../../migrations/postgres/0013_meeting_day.sql"),
    ),
    (
        14,
        "group resources",
        include_str!("../../migrations/sqlite/0014_group_resources.sql"),
        include_str!("../../migrations/postgres/0014_group_resources.sql"),
    ),
    (
        15,
        "insight",
        include_str!("../../migrations/sqlite/0015_insight.sql"),
        include_str!("../../migrations/postgres/0015_insight.sql"),
    ),
    (
        16,
        "passkeys",
        include_str!("../../migrations/sqlite/0016_passkeys.sql"),
        include_str!("../../migrations/postgres/0016_passkeys.sql"),
    ),
    (
        17,
        "links of staff",
        include_str!("../../migrations/sqlite/0017_links_of_staff.sql"),
        include_str!("../../migrations/postgres/0017_links_of_staff.sql"),
    ),
    (
        18,
        "surveys",
        include_str!("../../migrations/sqlite/0018_surveys.sql"),
        include_str!("../../migrations/postgres/0018_surveys.sql"),
    ),
    (
        19,
        "settings of sites",
        include_str!("../../migrations/sqlite/0019_site_settings.sql"),
        include_str!("../../migrations/postgres/0019_site_settings.sql"),
    ),
];

/// Brings the tables up to date, or refuses a database that a newer version has changed.
pub async fn run(database: &Database) -> Result<(), StoreError> {
    let migrator = |pick: fn(&(i64, &'static str, &'static str, &'static str)) -> &'static str| {
        let one = |row: &(i64, &'static str, &'static str, &'static str)| {
            let text = SqlStr::from_static(pick(row));
            Migration::new(
                row.0,
                Cow::Borrowed(row.1),
                MigrationType::Simple,
                text,
                false,
            )
        };
        Migrator::with_migrations(MIGRATIONS.iter().map(one).collect())
    };
    let done = match database {
        Database::Sqlite { write, .. } => migrator(|row| row.2).run(write).await,
        Database::Postgres(pool) => migrator(|row| row.3).run(pool).await,
    };
    done.map_err(|error| match error {
        MigrateError::VersionMissing(version) => StoreError::NewerDatabase(version),
        other => StoreError::Migration(other),
    })
}
