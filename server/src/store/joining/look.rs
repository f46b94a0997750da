//! Somebody reads a request: who holds a link to it.

use sqlx::Row;

use super::{StoredRequest, steps::request_row};
use crate::{
    domain::join::TokenPurpose,
    store::{GroupId, SiteId, Store, StoreError, read},
};

/// One step of a request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredStep {
    /// What happened: a state, or another word.
    pub step: String,
    /// Who did it.
    pub actor: String,
    /// Ms since 1970 UTC.
    pub at: i64,
}

impl Store {
    /// The request that a link (its hash) of this purpose opens, as long as it holds.
    pub async fn find_request_by_token(
        &self,
        site: &SiteId,
        hash: [u8; 32],
        purpose: TokenPurpose,
        now: i64,
    ) -> Result<Option<StoredRequest>, StoreError> {
        read!(self, |connection| {
            let row = sqlx::query(
                "SELECT r.* FROM tokens t JOIN join_requests r \
                 ON r.site_id = t.site_id AND r.id = t.request_id \
                 WHERE t.site_id = $1 AND t.hash = $2 AND t.purpose = $3 \
                 AND t.ended_at IS NULL AND t.expires_at > $4",
            )
            .bind(site.as_str())
            .bind(&hash[..])
            .bind(purpose.as_str())
            .bind(now)
            .fetch_optional(&mut *connection)
            .await?;
            match row {
                Some(row) => Ok(Some(request_row!(self, site, &row))),
                None => Ok(None),
            }
        })
    }

    /// Every request for a group, in the order in which they came.
    pub async fn list_requests(
        &self,
        site: &SiteId,
        group: &GroupId,
    ) -> Result<Vec<StoredRequest>, StoreError> {
        read!(self, |connection| {
            let rows = sqlx::query(
                "SELECT * FROM join_requests WHERE site_id = $1 AND group_id = $2 \
                 ORDER BY created_at, id",
            )
            .bind(site.as_str())
            .bind(group.as_str())
            .fetch_all(&mut *connection)
            .await?;
            let mut requests = Vec::new();
            for row in &rows {
                requests.push(request_row!(self, site, row));
            }
            Ok(requests)
        })
    }

    /// What happened to a request, in order.
    pub async fn list_steps(
        &self,
        site: &SiteId,
        request: &str,
    ) -> Result<Vec<StoredStep>, StoreError> {
        read!(self, |connection| {
            let rows = sqlx::query(
                "SELECT step, actor, at FROM join_steps WHERE site_id = $1 AND request_id = $2 \
                 ORDER BY number",
            )
            .bind(site.as_str())
            .bind(request)
            .fetch_all(&mut *connection)
            .await?;
            let mut steps = Vec::new();
            for row in &rows {
                steps.push(StoredStep {
                    step: row.try_get("step")?,
                    actor: row.try_get("actor")?,
                    at: row.try_get("at")?,
                });
            }
            Ok(steps)
        })
    }
}
