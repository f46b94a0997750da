//! A member has everything erased.

use api_types::JoinState;
use sqlx::Row;

use super::{
    Writer,
    steps::{free_place, joined_group, request_of_token},
};
use crate::{
    domain::join::TokenPurpose,
    store::{SiteId, Store, StoreError, in_transaction, read, sites::move_revision},
};

/// What came of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Erased {
    /// Nothing is left.
    Done,
    /// The link has ended.
    Spent,
    /// No such link: perhaps it went with what it led to.
    Unknown,
}

/// That something was erased, and nothing of what it was.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Erasure {
    /// Keyed hash of the request's id, with the key that was in use then.
    pub request_hash: Vec<u8>,
    /// Ms since 1970 UTC.
    pub erased_at: i64,
}

impl Store {
    /// Erases what is held of who has a link to the member's page (its hash): the request with its
    /// steps, receipts, links, letters and answers, and every other of the same contact for the
    /// same group. A place that it held goes to who has waited longest.
    ///
    /// What stays is a keyed hash of each request's id, by which it is found and erased again in a
    /// backup from before.
    pub async fn erase_request(
        &self,
        site: &SiteId,
        hash: [u8; 32],
        writer: &dyn Writer,
        now: i64,
    ) -> Result<Erased, StoreError> {
        in_transaction!(self, |transaction| {
            move_revision!(transaction, site, 0);
            let purpose = TokenPurpose::Member;
            let found = request_of_token!(self, transaction, site, hash, purpose, now);
            let Some((request, holds)) = found else {
                return Ok(Erased::Unknown);
            };
            if !holds {
                return Ok(Erased::Spent);
            }
            let by_id = "SELECT * FROM groups WHERE site_id = $1 AND id = $2";
            let group = joined_group!(self, transaction, site, by_id, &request.group_id);
            let group = group.ok_or_else(|| StoreError::BadRequest(request.id.clone()))?;
            let mut all = vec![(request.id.clone(), request.holds_place)];
            for contact in self.contact_hashes(site, &request.application.contact) {
                let rows = sqlx::query(
                    "SELECT id, holds_place FROM join_requests WHERE site_id = $1 \
                     AND group_id = $2 AND contact_hash = $3 AND id <> $4",
                )
                .bind(site.as_str())
                .bind(&group.id)
                .bind(&contact[..])
                .bind(&request.id)
                .fetch_all(&mut *transaction)
                .await?;
                for row in &rows {
                    all.push((row.try_get("id")?, row.try_get("holds_place")?));
                }
            }
            for (id, _) in &all {
                erase!(self, transaction, site, id, now);
            }
            // Only now, so that no place is offered to somebody who is being erased.
            for _ in all.iter().filter(|(_, holds_place)| *holds_place) {
                free_place!(self, transaction, site, group, writer, now);
            }
            Ok(Erased::Done)
        })
    }

    /// What was erased, oldest first.
    pub async fn list_erasures(&self, site: &SiteId) -> Result<Vec<Erasure>, StoreError> {
        read!(self, |connection| {
            let rows = sqlx::query(
                "SELECT request_hash, erased_at FROM erasures WHERE site_id = $1 \
                 ORDER BY erased_at, request_hash",
            )
            .bind(site.as_str())
            .fetch_all(&mut *connection)
            .await?;
            let mut erasures = Vec::new();
            for row in &rows {
                erasures.push(Erasure {
                    request_hash: row.try_get("request_hash")?,
                    erased_at: row.try_get("erased_at")?,
                });
            }
            Ok(erasures)
        })
    }
}

/// Deletes a request's row with all that hangs on it, and writes down that it did.
macro_rules! erase {
    ($store:expr, $transaction:ident, $site:expr, $request:expr, $now:expr) => {{
        let request: &String = $request;
        sqlx::query(
            "INSERT INTO erasures (site_id, request_hash, erased_at) VALUES ($1, $2, $3) \
             ON CONFLICT (site_id, request_hash) DO NOTHING",
        )
        .bind($site.as_str())
        .bind(
            &$store
                .sealer
                .hash($site.as_str(), "erasure", request.as_bytes())[..],
        )
        .bind($now)
        .execute(&mut *$transaction)
        .await?;
        sqlx::query("DELETE FROM idempotent_answers WHERE site_id = $1 AND request_id = $2")
            .bind($site.as_str())
            .bind(request)
            .execute(&mut *$transaction)
            .await?;
        // Steps, receipts, links and letters go with it.
        sqlx::query("DELETE FROM join_requests WHERE site_id = $1 AND id = $2")
            .bind($site.as_str())
            .bind(request)
            .execute(&mut *$transaction)
            .await?
    }};
}

use erase;
