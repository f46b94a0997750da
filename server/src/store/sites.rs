//! Sites: who there is, and how far their data has moved.

use sqlx::Row;

use super::{SiteId, Store, StoreError, in_transaction, read};

impl Store {
    /// Makes a site's row if it has none, and gives its id.
    pub async fn add_site(&self, slug: &str, now: i64) -> Result<SiteId, StoreError> {
        if let Some(known) = self.find_site(slug).await? {
            return Ok(known);
        }
        let id = self.new_id(now);
        in_transaction!(self, |transaction| {
            sqlx::query(
                "INSERT INTO sites (id, slug, revision, created_at) VALUES ($1, $2, 1, $3) \
                 ON CONFLICT (slug) DO NOTHING",
            )
            .bind(&id)
            .bind(slug)
            .bind(now)
            .execute(&mut *transaction)
            .await?;
            let row = sqlx::query("SELECT id FROM sites WHERE slug = $1")
                .bind(slug)
                .fetch_one(&mut *transaction)
                .await?;
            Ok(SiteId(row.try_get("id")?))
        })
    }

    /// The id of a site.
    pub async fn find_site(&self, slug: &str) -> Result<Option<SiteId>, StoreError> {
        read!(self, |connection| {
            let row = sqlx::query("SELECT id FROM sites WHERE slug = $1")
                .bind(slug)
                .fetch_optional(&mut *connection)
                .await?;
            Ok(row.map(|row| row.try_get("id").map(SiteId)).transpose()?)
        })
    }

    /// The names of all sites that have a row, sorted.
    pub async fn list_site_slugs(&self) -> Result<Vec<String>, StoreError> {
        read!(self, |connection| {
            let rows = sqlx::query("SELECT slug FROM sites")
                .fetch_all(&mut *connection)
                .await?;
            let mut slugs: Vec<String> = rows
                .iter()
                .map(|row| row.try_get("slug"))
                .collect::<Result<_, _>>()?;
            slugs.sort();
            Ok(slugs)
        })
    }

    /// A number that moves with every change that members could see; 0 for an unknown site.
    pub async fn site_revision(&self, site: &SiteId) -> Result<i64, StoreError> {
        read!(self, |connection| {
            let row = sqlx::query("SELECT revision FROM sites WHERE id = $1")
                .bind(site.as_str())
                .fetch_optional(&mut *connection)
                .await?;
            Ok(row.map_or(Ok(0), |row| row.try_get("revision"))?)
        })
    }
}

/// Moves a site's revision within a transaction; also the lock that lets one writer at a time
/// change a site on Postgres.
macro_rules! move_revision {
    ($transaction:expr, $site:expr, $by:expr) => {
        sqlx::query("UPDATE sites SET revision = revision + $2 WHERE id = $1")
            .bind($site.as_str())
            .bind(i64::from($by))
            .execute(&mut *$transaction)
            .await?
    };
}

pub(super) use move_revision;
