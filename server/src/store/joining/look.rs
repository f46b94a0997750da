//! Somebody reads a request: who holds a link to it.

use sqlx::Row;

use super::{
    StoredRequest,
    steps::{add_event_by_link, reader_may, request_row},
};
use crate::{
    domain::{join::TokenPurpose, staff::Deed},
    store::{
        GroupId, SiteId, Store, StoreError, in_transaction, read, staff::audit::SEEN_AGAIN_AFTER,
    },
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

/// A letter about a request, as far as its row tells it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredLetter {
    /// Which letter, in kebab-case.
    pub kind: String,
    /// waiting, sent, stopped or dead.
    pub state: String,
    /// Ms since 1970 UTC.
    pub created_at: i64,
    /// Ms since 1970 UTC.
    pub sent_at: Option<i64>,
}

/// A link to a request, without what opens it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredLink {
    /// What it may do.
    pub purpose: String,
    /// Ms since 1970 UTC.
    pub created_at: i64,
    /// Ms since 1970 UTC.
    pub expires_at: i64,
    /// When it was spent or revoked, ms since 1970 UTC.
    pub ended_at: Option<i64>,
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
            let row = sqlx::query(concat!(
                "SELECT r.* FROM tokens t JOIN join_requests r \
                 ON r.site_id = t.site_id AND r.id = t.request_id \
                 WHERE t.site_id = $1 AND t.hash = $2 AND t.purpose = $3 \
                 AND t.ended_at IS NULL AND t.expires_at > $4 AND ",
                reader_may!()
            ))
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

    /// Writes down that staff read a request by a link (its hash), unless they did so within the
    /// last 24 hours.
    pub async fn note_read_by_link(
        &self,
        site: &SiteId,
        hash: [u8; 32],
        request: &str,
        now: i64,
    ) -> Result<(), StoreError> {
        let deed = Deed::SawRequest;
        // Looked for apart from the write, so that most who look wait for nobody who writes.
        let known = read!(self, |connection| {
            let row = sqlx::query(
                "SELECT 1 FROM audit_events e JOIN tokens t ON t.site_id = e.site_id \
                 AND e.who = COALESCE(t.staff_id, 'link') WHERE e.site_id = $1 AND t.hash = $2 \
                 AND e.what = $3 AND e.thing = 'request' AND e.thing_id = $4 AND e.at > $5 LIMIT 1",
            );
            let row = row.bind(site.as_str()).bind(&hash[..]).bind(deed.as_str());
            let row = row.bind(request).bind(now - SEEN_AGAIN_AFTER);
            row.fetch_optional(&mut *connection).await?.is_some()
        });
        if known {
            return Ok(());
        }
        in_transaction!(self, |transaction| {
            add_event_by_link!(self, transaction, site, hash, deed, request, now);
            Ok(())
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

    /// The letters about a request, oldest first, but for those to an address that is not proved to
    /// be the person's: whether one went may hang on what else went there, which is nobody's
    /// business who does not read its mail.
    pub async fn list_letters(
        &self,
        site: &SiteId,
        request: &str,
    ) -> Result<Vec<StoredLetter>, StoreError> {
        read!(self, |connection| {
            let rows = sqlx::query(
                "SELECT kind, state, created_at, sent_at FROM outbox \
                 WHERE site_id = $1 AND request_id = $2 AND kind <> 'new-address' \
                 ORDER BY created_at, id",
            )
            .bind(site.as_str())
            .bind(request)
            .fetch_all(&mut *connection)
            .await?;
            let mut letters = Vec::new();
            for row in &rows {
                letters.push(StoredLetter {
                    kind: row.try_get("kind")?,
                    state: row.try_get("state")?,
                    created_at: row.try_get("created_at")?,
                    sent_at: row.try_get("sent_at")?,
                });
            }
            Ok(letters)
        })
    }

    /// The links to a request, oldest first, those of staff left out.
    pub async fn list_links(
        &self,
        site: &SiteId,
        request: &str,
    ) -> Result<Vec<StoredLink>, StoreError> {
        read!(self, |connection| {
            let rows = sqlx::query(
                "SELECT purpose, created_at, expires_at, ended_at FROM tokens \
                 WHERE site_id = $1 AND request_id = $2 AND purpose <> 'review' \
                 ORDER BY created_at, purpose",
            )
            .bind(site.as_str())
            .bind(request)
            .fetch_all(&mut *connection)
            .await?;
            let mut links = Vec::new();
            for row in &rows {
                links.push(StoredLink {
                    purpose: row.try_get("purpose")?,
                    created_at: row.try_get("created_at")?,
                    expires_at: row.try_get("expires_at")?,
                    ended_at: row.try_get("ended_at")?,
                });
            }
            Ok(links)
        })
    }
}
