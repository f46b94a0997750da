//! What has ended goes after a set time, with everything that hangs on it: steps, receipts of
//! guidelines, links and letters go by the tables' own references.

use super::lapse::AT_ONCE;
use crate::{
    domain::time::DAY,
    store::{SiteId, Store, StoreError, in_transaction, retention::over, sites::move_revision},
};

/// A link that is over is known as such for so long, ms: whoever follows it late reads that it has
/// ended, not that there never was one.
pub(in crate::store) const ENDED_LINKS_KEPT: i64 = 30 * DAY;
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

impl EndedBefore {
    /// For a site that keeps requests and memberships for so many days after their end.
    pub fn of((requests, memberships): (u16, u16), now: i64) -> Self {
        Self {
            requests: now - i64::from(requests) * DAY,
            memberships: now - i64::from(memberships) * DAY,
        }
    }
}

/// Deletes some rows of `join_requests` that are over, the longest first.
macro_rules! delete_over {
    ($transaction:ident, $site:expr, $over:ident, $before:expr) => {
        sqlx::query(concat!(
            "DELETE FROM join_requests WHERE site_id = $1 AND id IN (\
             SELECT r.id FROM join_requests r WHERE r.site_id = $1 AND ",
            over!($over, "$2"),
            " ORDER BY r.state_since, r.id LIMIT $3)"
        ))
        .bind($site.as_str())
        .bind($before)
        .bind(AT_ONCE)
        .execute(&mut *$transaction)
        .await?
        .rows_affected()
    };
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
            let deleted = Deleted {
                requests: delete_over!(transaction, site, requests, before.requests),
                memberships: delete_over!(transaction, site, memberships, before.memberships),
            };
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
            let links = sqlx::query(concat!(
                "DELETE FROM tokens WHERE (site_id, hash) IN (\
                 SELECT site_id, hash FROM tokens WHERE ",
                over!(links, "$1"),
                " LIMIT $2)"
            ))
            .bind(now - ENDED_LINKS_KEPT)
            .bind(SMALL_AT_ONCE)
            .execute(&mut *transaction)
            .await?;
            Ok(answers.rows_affected() + links.rows_affected())
        })
    }
}
