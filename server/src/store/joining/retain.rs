//! What has ended goes after a set time, with everything that hangs on it: steps, receipts of
//! guidelines, links and letters go by the tables' own references.

use super::lapse::AT_ONCE;
use crate::store::{SiteId, Store, StoreError, in_transaction, sites::move_revision};

/// A link that is over is known as such for so long, ms: whoever follows it late reads that it has
/// ended, not that there never was one.
const ENDED_LINKS_KEPT: i64 = 30 * 24 * 60 * 60 * 1_000;
/// Rows without a person's words, deleted at once.
const SMALL_AT_ONCE: i64 = 500;

/// Until when things must have ended to go, ms since 1970 UTC.
#[derive(Debug, Clone, Copy)]
pub struct EndedBefore {
    /// Requests that came to nothing.
    pub requests: i64,
    /// Memberships.
    pub memberships: i64,
}

/// How much was deleted.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Deleted {
    /// Requests that were declined, taken back or never proved.
    pub requests: u64,
    /// Requests of people who had a place, and left.
    pub memberships: u64,
}

impl Deleted {
    /// True when nothing was.
    pub fn is_nothing(self) -> bool {
        self == Self::default()
    }
}

impl Store {
    /// Deletes some requests and memberships that ended before the given moments, the longest
    /// ended first. There may be more until it deletes nothing.
    pub async fn delete_ended(
        &self,
        site: &SiteId,
        before: EndedBefore,
    ) -> Result<Deleted, StoreError> {
        in_transaction!(self, |transaction| {
            move_revision!(transaction, site, 0);
            let mut deleted = Deleted::default();
            for (was_member, before, count) in [
                (false, before.requests, &mut deleted.requests),
                (true, before.memberships, &mut deleted.memberships),
            ] {
                let done = sqlx::query(
                    "DELETE FROM join_requests WHERE site_id = $1 AND id IN (\
                     SELECT id FROM join_requests r WHERE site_id = $1 \
                     AND state IN ('declined', 'left') AND state_since < $2 \
                     AND $3 = EXISTS (SELECT 1 FROM join_steps s WHERE s.site_id = r.site_id \
                     AND s.request_id = r.id AND s.step = 'approved') \
                     ORDER BY state_since, id LIMIT $4)",
                )
                .bind(site.as_str())
                .bind(before)
                .bind(was_member)
                .bind(AT_ONCE)
                .execute(&mut *transaction)
                .await?;
                *count = done.rows_affected();
            }
            Ok(deleted)
        })
    }

    /// Deletes some answers to writes that nobody is given again, and some links that were over a
    /// month ago, of every site. Says how many; there may be more until there are none.
    pub async fn delete_expired(&self, now: i64) -> Result<u64, StoreError> {
        in_transaction!(self, |transaction| {
            let answers = sqlx::query(
                "DELETE FROM idempotent_answers WHERE (site_id, key_hash) IN (\
                 SELECT site_id, key_hash FROM idempotent_answers WHERE expires_at <= $1 LIMIT $2)",
            )
            .bind(now)
            .bind(SMALL_AT_ONCE)
            .execute(&mut *transaction)
            .await?;
            let links = sqlx::query(
                "DELETE FROM tokens WHERE (site_id, hash) IN (\
                 SELECT site_id, hash FROM tokens WHERE expires_at <= $1 LIMIT $2)",
            )
            .bind(now - ENDED_LINKS_KEPT)
            .bind(SMALL_AT_ONCE)
            .execute(&mut *transaction)
            .await?;
            Ok(answers.rows_affected() + links.rows_affected())
        })
    }
}
