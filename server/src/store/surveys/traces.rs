//! What a database keeps beside its rows. Postgres knows which transaction wrote a row and keeps what was deleted
//! until it is swept; SQLite's log has its pages in the order in which they were written. Each would tell which
//! answers came just after whose letter was opened, so that once an hour both are made to forget.

use sqlx::{AssertSqlSafe, Row};

use crate::store::{Database, Store, StoreError};

/// Tables of which rows come while members answer, with what their rows are put in order by.
const WRITTEN_WHILE_MEMBERS_ANSWER: [(&str, &str); 4] = [
    ("survey_exchanges", "id"),
    ("survey_collections", "group_id, survey, version, by_anyone"),
    ("survey_answers", "id"),
    ("survey_spent", "id"),
];

impl Store {
    /// Leaves no trace of when in the past a link was used or an answer came.
    pub async fn blur_survey_traces(&self) -> Result<(), StoreError> {
        match &self.database {
            Database::Sqlite { write, .. } => {
                sqlx::query("PRAGMA wal_checkpoint(TRUNCATE)")
                    .execute(write)
                    .await?;
            }
            Database::Postgres(pool) => {
                let sites = sqlx::query("SELECT id FROM sites").fetch_all(pool).await?;
                for site in sites {
                    let site: String = site.try_get("id")?;
                    let mut transaction = pool.begin().await?;
                    // As everybody does who writes them: nobody misses a row that is out for a moment.
                    sqlx::query("SELECT 1 FROM sites WHERE id = $1 FOR UPDATE")
                        .bind(&site)
                        .execute(&mut *transaction)
                        .await?;
                    for (table, order) in WRITTEN_WHILE_MEMBERS_ANSWER {
                        // One transaction wrote them all, in an order of hashes.
                        let anew = format!(
                            "WITH gone AS (DELETE FROM {table} WHERE site_id = $1 RETURNING *) \
                             INSERT INTO {table} SELECT * FROM gone ORDER BY {order}"
                        );
                        sqlx::query(AssertSqlSafe(anew))
                            .bind(&site)
                            .execute(&mut *transaction)
                            .await?;
                    }
                    transaction.commit().await?;
                }
                for (table, _) in WRITTEN_WHILE_MEMBERS_ANSWER {
                    let sweep = AssertSqlSafe(format!("VACUUM {table}"));
                    sqlx::query(sweep).execute(pool).await?;
                }
            }
        }
        Ok(())
    }
}
