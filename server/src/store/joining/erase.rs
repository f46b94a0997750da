//! A member has everything erased; and it is erased again where a backup brought it back.

use std::collections::HashSet;

use api_types::JoinState;
use sha2::{Digest, Sha256};
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
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Erased {
    /// Nothing is left but this.
    Done(Vec<Erasure>),
    /// The link has ended.
    Spent,
    /// No such link: perhaps it went with what it led to.
    Unknown,
}

/// That something was erased, and nothing of what it was.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Erasure {
    /// SHA-256 of the site's and the request's ids. A plain hash will do, and outlives every key:
    /// ids have 74 bits of chance, and say nothing of anybody.
    pub request_hash: [u8; 32],
    /// Ms since 1970 UTC.
    pub erased_at: i64,
}

impl Erasure {
    fn new(site: &SiteId, request: &str, erased_at: i64) -> Self {
        let mut hasher = Sha256::new();
        hasher.update(site.as_str());
        hasher.update("/");
        hasher.update(request);
        Self {
            request_hash: hasher.finalize().into(),
            erased_at,
        }
    }
}

/// A row that is to go.
struct Going {
    id: String,
    group: String,
    holds_place: bool,
    erasure: Erasure,
}

impl Store {
    /// Erases what is held of who has a link to the member's page (its hash): the request with its
    /// steps, receipts, links, letters and answers, and every other of the same contact for the
    /// same group. A place that it held goes to who has waited longest.
    ///
    /// What stays is a hash of each request's id, by which it is found and erased again in a
    /// backup from before ([`Store::erase_again`]).
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
            let going = |id: String, holds_place| Going {
                erasure: Erasure::new(site, &id, now),
                group: request.group_id.clone(),
                id,
                holds_place,
            };
            let mut all = vec![going(request.id.clone(), request.holds_place)];
            for contact in self.contact_hashes(site, &request.application.contact) {
                let rows = sqlx::query(
                    "SELECT id, holds_place FROM join_requests WHERE site_id = $1 \
                     AND group_id = $2 AND contact_hash = $3 AND id <> $4",
                )
                .bind(site.as_str())
                .bind(&request.group_id)
                .bind(&contact[..])
                .bind(&request.id)
                .fetch_all(&mut *transaction)
                .await?;
                for row in &rows {
                    all.push(going(row.try_get("id")?, row.try_get("holds_place")?));
                }
            }
            erase!(self, transaction, site, all, writer, now);
            let erasures: Vec<Erasure> = all.iter().map(|one| one.erasure).collect();
            note_erasures!(transaction, site, &erasures);
            Ok(Erased::Done(erasures))
        })
    }

    /// Erases again what was erased before, where a backup from before brought it back, and frees
    /// its places. Says how many requests there were.
    pub async fn erase_again(
        &self,
        site: &SiteId,
        erasures: &[Erasure],
        writer: &dyn Writer,
        now: i64,
    ) -> Result<usize, StoreError> {
        let wanted: HashSet<[u8; 32]> = erasures.iter().map(|one| one.request_hash).collect();
        in_transaction!(self, |transaction| {
            move_revision!(transaction, site, 0);
            let query = "SELECT id, group_id, holds_place FROM join_requests WHERE site_id = $1";
            let rows = sqlx::query(query)
                .bind(site.as_str())
                .fetch_all(&mut *transaction)
                .await?;
            let mut all = Vec::new();
            for row in &rows {
                let id: String = row.try_get("id")?;
                let erasure = Erasure::new(site, &id, now);
                if wanted.contains(&erasure.request_hash) {
                    all.push(Going {
                        id,
                        group: row.try_get("group_id")?,
                        holds_place: row.try_get("holds_place")?,
                        erasure,
                    });
                }
            }
            erase!(self, transaction, site, all, writer, now);
            note_erasures!(transaction, site, erasures);
            Ok(all.len())
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
                let hash: Vec<u8> = row.try_get("request_hash")?;
                erasures.push(Erasure {
                    request_hash: hash.try_into().map_err(|_| not_a_hash())?,
                    erased_at: row.try_get("erased_at")?,
                });
            }
            Ok(erasures)
        })
    }
}

fn not_a_hash() -> sqlx::Error {
    sqlx::Error::Decode("an erasure's hash has 32 bytes".into())
}

/// Deletes rows with all that hangs on them, and frees their places.
macro_rules! erase {
    ($store:expr, $transaction:ident, $site:expr, $all:expr, $writer:expr, $now:expr) => {{
        for going in &$all {
            sqlx::query("DELETE FROM idempotent_answers WHERE site_id = $1 AND request_id = $2")
                .bind($site.as_str())
                .bind(&going.id)
                .execute(&mut *$transaction)
                .await?;
            // Steps, receipts, links and letters go with it.
            sqlx::query("DELETE FROM join_requests WHERE site_id = $1 AND id = $2")
                .bind($site.as_str())
                .bind(&going.id)
                .execute(&mut *$transaction)
                .await?;
        }
        // Only now, so that no place is offered to somebody who is being erased.
        for going in $all.iter().filter(|going| going.holds_place) {
            let by_id = "SELECT * FROM groups WHERE site_id = $1 AND id = $2";
            let group = joined_group!($store, $transaction, $site, by_id, &going.group);
            let group = group.ok_or_else(|| StoreError::BadRequest(going.id.clone()))?;
            free_place!($store, $transaction, $site, group, $writer, $now);
        }
    }};
}

/// Writes down that something was erased.
macro_rules! note_erasures {
    ($transaction:ident, $site:expr, $erasures:expr) => {
        for erasure in $erasures {
            sqlx::query(
                "INSERT INTO erasures (site_id, request_hash, erased_at) VALUES ($1, $2, $3) \
                 ON CONFLICT (site_id, request_hash) DO NOTHING",
            )
            .bind($site.as_str())
            .bind(&erasure.request_hash[..])
            .bind(erasure.erased_at)
            .execute(&mut *$transaction)
            .await?;
        }
    };
}

use {erase, note_erasures};
