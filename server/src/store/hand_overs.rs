//! People who went on to a group on another platform: what they acknowledged, and nobody's name.

use api_types::{Acknowledgement, AcknowledgementReceipt};
use sqlx::Row;

use super::{
    Asked, SiteId, Store, StoreError,
    answers::{answered_before, keep_answer},
    in_transaction, read,
    retention::over,
    sites::move_revision,
};
use crate::domain::{guidelines::receipt, join::reference};

/// So many are deleted in one transaction.
const AT_ONCE: i64 = 500;

/// A hand-over that was checked and is to be kept.
pub struct HandingOver<'a> {
    /// The group's slug.
    pub group: &'a str,
    /// What was acknowledged, where there are guidelines.
    pub acknowledged: Option<&'a AcknowledgementReceipt>,
    /// The attempt's Idempotency-Key.
    pub key: &'a str,
    /// What the key belongs to.
    pub body: &'a [u8],
    /// Ms since 1970 UTC.
    pub now: i64,
}

/// A hand-over as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredHandOver {
    /// The group's id.
    pub group_id: String,
    /// What was acknowledged, where there were guidelines.
    pub acknowledged: Option<AcknowledgementReceipt>,
    /// Ms since 1970 UTC.
    pub handed_over_at: i64,
}

impl Store {
    /// Keeps a hand-over and the answer to it, which is worded for its new reference. Never
    /// answers [`Asked::ProofSpent`].
    pub async fn hand_over(
        &self,
        site: &SiteId,
        handing: &HandingOver<'_>,
        answer: &(dyn Fn(&str) -> Vec<u8> + Send + Sync),
    ) -> Result<Asked, StoreError> {
        let now = handing.now;
        let attempts = self.attempts(site, handing.key, handing.body);
        in_transaction!(self, |transaction| {
            move_revision!(transaction, site, 0);
            if let Some(before) = answered_before!(self, transaction, site, attempts, now) {
                return Ok(before);
            }
            let reference = reference(&self.chance);
            let read = handing.acknowledged;
            let kept = sqlx::query(
                "INSERT INTO hand_overs \
                 (site_id, reference, group_id, version, hash, language, handed_over_at) \
                 SELECT $1, $3, id, $4, $5, $6, $7 FROM groups \
                 WHERE site_id = $1 AND slug = $2 AND status = 'published'",
            )
            .bind(site.as_str())
            .bind(handing.group)
            .bind(&reference)
            .bind(read.map(|read| read.version.as_str()))
            .bind(read.map(|read| read.hash.as_str()))
            .bind(read.map(|read| read.language.as_str()))
            .bind(now)
            .execute(&mut *transaction)
            .await?;
            if kept.rows_affected() == 0 {
                return Ok(Asked::UnknownGroup);
            }
            let answer = answer(&reference);
            keep_answer!(self, transaction, site, attempts[0], None, &answer, now);
            Ok(Asked::Accepted(answer))
        })
    }

    /// The hand-over that a reference leads to.
    pub async fn find_hand_over(
        &self,
        site: &SiteId,
        reference: &str,
    ) -> Result<Option<StoredHandOver>, StoreError> {
        read!(self, |connection| {
            let row = sqlx::query(
                "SELECT group_id, version, hash, language, handed_over_at FROM hand_overs \
                 WHERE site_id = $1 AND reference = $2",
            )
            .bind(site.as_str())
            .bind(reference)
            .fetch_optional(&mut *connection)
            .await?;
            let Some(row) = row else { return Ok(None) };
            let at: i64 = row.try_get("handed_over_at")?;
            let version: Option<String> = row.try_get("version")?;
            let acknowledged = match version {
                Some(version) => Some(Acknowledgement {
                    version,
                    hash: row.try_get("hash")?,
                    language: row.try_get("language")?,
                }),
                None => None,
            };
            Ok(Some(StoredHandOver {
                group_id: row.try_get("group_id")?,
                acknowledged: acknowledged.map(|read| receipt(read, at)),
                handed_over_at: at,
            }))
        })
    }

    /// Deletes some of a site's hand-overs from before a moment (ms since 1970 UTC), the oldest
    /// first, and says how many. There may be more until there are none.
    pub async fn delete_hand_overs(&self, site: &SiteId, before: i64) -> Result<u64, StoreError> {
        in_transaction!(self, |transaction| {
            let done = sqlx::query(concat!(
                "DELETE FROM hand_overs WHERE site_id = $1 AND reference IN (\
                 SELECT reference FROM hand_overs WHERE site_id = $1 AND ",
                over!(hand_overs, "$2"),
                " ORDER BY handed_over_at, reference LIMIT $3)"
            ))
            .bind(site.as_str())
            .bind(before)
            .bind(AT_ONCE)
            .execute(&mut *transaction)
            .await?;
            Ok(done.rows_affected())
        })
    }
}
