//! Somebody has the whole database, and tries to find out who answered what.

use serde_json::json;
use sqlx::{AssertSqlSafe, Connection, PgConnection, Row, SqliteConnection};

use super::{AWAKE, open_to_all, survey};
use crate::{
    joining::Desk,
    support::{count, on_each_at},
};

const PEOPLE: [&str; 9] = [
    "anna", "bert", "cleo", "dora", "emil", "fred", "gina", "hugo", "ines",
];
/// Tables that know people.
const OF_PEOPLE: [&str; 6] = [
    "join_requests",
    "survey_asked",
    "survey_invitations",
    "tokens",
    "outbox",
    "member_notes",
];
/// Tables that know answers.
const OF_ANSWERS: [&str; 4] = [
    "survey_answers",
    "survey_spent",
    "survey_releases",
    "survey_texts",
];

/// Tables that lead from neither to the other: which links were used, and how many answers wait.
const BETWEEN: [&str; 2] = ["survey_exchanges", "survey_collections"];

/// Every row of a table, as its database lays it out, with all that can be read beside the columns.
async fn rows(url: &str, table: &str) -> Vec<String> {
    if url.starts_with("sqlite://") {
        let mut connection = SqliteConnection::connect(url).await.unwrap();
        let columns = "SELECT group_concat('quote(' || name || ')', ' || '' '' || ') \
                       FROM pragma_table_info($1)";
        let columns: String = sqlx::query(columns)
            .bind(table)
            .fetch_one(&mut connection)
            .await
            .unwrap()
            .get(0);
        let query = format!("SELECT {columns} FROM {table}");
        let rows = sqlx::query(AssertSqlSafe(query)).fetch_all(&mut connection);
        rows.await.unwrap().iter().map(|row| row.get(0)).collect()
    } else {
        let mut connection = PgConnection::connect(url).await.unwrap();
        let query =
            format!("SELECT CAST(CAST({table} AS TEXT) AS TEXT) FROM {table} ORDER BY ctid");
        let rows = sqlx::query(AssertSqlSafe(query)).fetch_all(&mut connection);
        rows.await.unwrap().iter().map(|row| row.get(0)).collect()
    }
}

/// Which transactions wrote a table's rows, by place; all alike where a database does not say.
async fn transactions(url: &str, table: &str) -> Vec<String> {
    if url.starts_with("sqlite://") {
        let mut connection = SqliteConnection::connect(url).await.unwrap();
        // Rows that were numbered as they came would tell.
        let query = format!("SELECT rowid FROM {table}");
        let numbered = sqlx::query(AssertSqlSafe(query)).fetch_all(&mut connection);
        assert!(numbered.await.is_err(), "{table} has row numbers");
        return Vec::new();
    }
    let mut connection = PgConnection::connect(url).await.unwrap();
    let query = format!("SELECT CAST(xmin AS TEXT) FROM {table} ORDER BY ctid");
    let rows = sqlx::query(AssertSqlSafe(query)).fetch_all(&mut connection);
    rows.await.unwrap().iter().map(|row| row.get(0)).collect()
}

async fn ids(url: &str, table: &str) -> Vec<String> {
    let at = if url.starts_with("sqlite://") {
        ""
    } else {
        " ORDER BY ctid"
    };
    let query = format!("SELECT id FROM {table}{at}");
    if url.starts_with("sqlite://") {
        let mut connection = SqliteConnection::connect(url).await.unwrap();
        let rows = sqlx::query(AssertSqlSafe(query)).fetch_all(&mut connection);
        rows.await.unwrap().iter().map(|row| row.get(0)).collect()
    } else {
        let mut connection = PgConnection::connect(url).await.unwrap();
        let rows = sqlx::query(AssertSqlSafe(query)).fetch_all(&mut connection);
        rows.await.unwrap().iter().map(|row| row.get(0)).collect()
    }
}

/// Values long enough to lead from one row to another.
fn telling(row: &str) -> Vec<String> {
    let values = row.split([' ', ',', '(', ')', '\'', '"', '\\']);
    let long = values.filter(|value| value.len() >= 12);
    long.map(str::to_owned).collect()
}

#[test]
fn nothing_leads_from_who_was_asked_to_what_was_answered() {
    on_each_at(&async |store, url: &str| {
        let desk = Desk::open(&store, open_to_all()).await;
        desk.publishes(&survey(json!({}))).await;
        desk.invites(&PEOPLE).await;
        let known = ids_of_groups(url).await;
        let of_people = of_people(url).await;
        // One after the other, which is when an order would tell most. The ninth's wait with four others.
        for (number, name) in PEOPLE.iter().enumerate() {
            let ballot = desk.ballot(name).await;
            let told = json!({ "heard": number % 5 + 1, "more": format!("Words of {name}.") });
            desk.keep(&ballot, told).await;
        }
        assert_eq!(count(url, "survey_answers").await, 4);
        assert_eq!(count(url, "survey_texts").await, 5);
        assert_eq!(count(url, "survey_exchanges").await, 9);

        // No value leads over.
        for table in OF_ANSWERS.iter().chain(&BETWEEN) {
            for row in rows(url, table).await {
                for value in telling(&row) {
                    let known = known.contains(&value) || value == desk.site.as_str();
                    let leads = of_people.iter().find(|other| other.contains(&value));
                    assert!(
                        known || leads.is_none(),
                        "{table}: {value} leads to {leads:?}"
                    );
                }
            }
        }
        let links = ids(url, "survey_exchanges").await;
        for table in OF_ANSWERS {
            for row in rows(url, table).await {
                let leads = links.iter().find(|link| row.contains(*link));
                assert_eq!(leads, None, "{table}");
            }
        }
        // Neither does the place of a row nor the transaction that wrote it.
        for table in OF_ANSWERS {
            is_written_at_once(url, table).await;
        }
        // An hour later that holds for the links that were used, too.
        store.blur_survey_traces().await.unwrap();
        for table in OF_ANSWERS.iter().chain(&BETWEEN) {
            is_written_at_once(url, table).await;
        }
        assert_eq!(count(url, "survey_exchanges").await, 9);
        assert_eq!(count(url, "survey_answers").await, 4);
    });
}

/// One transaction wrote its rows, and they lie in no order of their own.
async fn is_written_at_once(url: &str, table: &str) {
    let mut written = transactions(url, table).await;
    written.dedup();
    assert!(written.len() <= 1, "{table} was written by {written:?}");
    if table != "survey_collections" {
        let at = ids(url, table).await;
        assert!(at.is_sorted(), "{table} is in an order of its own: {at:?}");
    }
}

/// All that is known of people, with the transactions that wrote it.
async fn of_people(url: &str) -> Vec<String> {
    let mut all = Vec::new();
    for table in OF_PEOPLE {
        all.extend(rows(url, table).await);
        if url.starts_with("postgres") {
            all.extend(transactions(url, table).await);
        }
    }
    all
}

#[test]
fn nothing_of_whom_was_asked_tells_who_answered() {
    on_each_at(&async |store, url: &str| {
        let desk = Desk::open(&store, open_to_all()).await;
        desk.publishes(&survey(json!({}))).await;
        desk.invites(&PEOPLE).await;
        let before = of_people(url).await;
        // One answers, one says no: all that is known of people stays as it was.
        let ballot = desk.ballot("emil").await;
        desk.keep(&ballot, json!({ "heard": 1 })).await;
        let link = desk.invited("gina").link();
        let declined = store.decline_survey(&desk.site, &link, false, AWAKE).await;
        assert!(declined.unwrap());
        assert_eq!(of_people(url).await, before);
        // And both links look alike.
        let used = rows(url, "survey_exchanges").await;
        let shape = |row: &String| row.replace(char::is_alphanumeric, "x").len();
        assert_eq!(used.len(), 2);
        assert_eq!(shape(&used[0]), shape(&used[1]), "{used:?}");
    });
}

async fn ids_of_groups(url: &str) -> Vec<String> {
    ids(url, "groups").await
}

#[test]
fn no_column_of_answers_holds_a_moment() {
    let sql = include_str!("../../../migrations/sqlite/0018_surveys.sql");
    for table in OF_ANSWERS.iter().chain(&BETWEEN) {
        let from = sql.find(&format!("CREATE TABLE {table} (")).unwrap();
        let to = from + sql[from..].find(") WITHOUT ROWID").unwrap();
        for line in sql[from..to].lines() {
            let column = line.split_whitespace().next().unwrap_or_default();
            assert!(!column.ends_with("_at"), "{table}.{column}");
        }
    }
}
