//! Answers to writes, kept for a day under the keyed hash of their Idempotency-Key, so that who
//! sends the same again is answered in the same way.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use sqlx::Row;

use super::{Asked, SiteId, Store, StoreError, read};
use crate::{domain::time::DAY, seal::Cell};

/// An answer to a write is given again for so long, ms.
pub(super) const REPEATED_FOR: i64 = DAY;

/// An answer's row, as it is named where it is sealed.
pub(super) fn answer_row(key_hash: &[u8]) -> String {
    URL_SAFE_NO_PAD.encode(key_hash)
}

/// Where an answer is sealed.
pub(super) fn answer_cell<'a>(site: &'a SiteId, key: &'a str) -> Cell<'a> {
    Cell {
        site_id: site.as_str(),
        table: "idempotent_answers",
        column: "answer",
        row: key,
    }
}

/// An attempt as the database knows it: neither key nor body, but keyed hashes of them.
pub(super) struct Attempt {
    pub key: [u8; 32],
    pub body: [u8; 32],
    /// The key's hash as the name of its row.
    pub row: String,
}

impl Store {
    /// The attempt under every key that hashes, the one in use first.
    pub(super) fn attempts(&self, site: &SiteId, key: &str, body: &[u8]) -> Vec<Attempt> {
        let keys = self.sealer.hashes(site.as_str(), "key", key.as_bytes());
        let bodies = self.sealer.hashes(site.as_str(), "body", body);
        let attempt = |(key, body)| Attempt {
            key,
            body,
            row: answer_row(&key),
        };
        keys.into_iter().zip(bodies).map(attempt).collect()
    }

    /// What was answered to the same attempt within the last day: [`Asked::Repeated`] or
    /// [`Asked::KeyReused`]. Asked first of all, since what held then may not hold any more.
    pub async fn find_answer(
        &self,
        site: &SiteId,
        key: &str,
        body: &[u8],
        now: i64,
    ) -> Result<Option<Asked>, StoreError> {
        let attempts = self.attempts(site, key, body);
        read!(self, |connection| {
            Ok(answered_before!(self, connection, site, attempts, now))
        })
    }
}

/// What was answered to this attempt before: the same again, or that its key is another body's.
macro_rules! answered_before {
    ($store:expr, $transaction:ident, $site:expr, $attempts:expr, $now:expr) => {{
        let mut answered = None;
        for attempt in &$attempts {
            let before = sqlx::query(
                "SELECT body_hash, answer FROM idempotent_answers \
                 WHERE site_id = $1 AND key_hash = $2 AND expires_at > $3",
            )
            .bind($site.as_str())
            .bind(&attempt.key[..])
            .bind($now)
            .fetch_optional(&mut *$transaction)
            .await?;
            let Some(row) = before else { continue };
            answered = if row.try_get::<Vec<u8>, _>("body_hash")? == attempt.body {
                let sealed: Vec<u8> = row.try_get("answer")?;
                let cell = $crate::store::answers::answer_cell($site, &attempt.row);
                Some($crate::store::Asked::Repeated(
                    $store.sealer.open(cell, &sealed)?,
                ))
            } else {
                Some($crate::store::Asked::KeyReused)
            };
        }
        answered
    }};
}

/// Keeps the answer for whoever sends the same again.
macro_rules! keep_answer {
    ($store:expr, $transaction:ident, $site:expr, $attempt:expr, $request:expr, $answer:expr, $now:expr) => {{
        // One that has expired makes room for the key's next use.
        sqlx::query("DELETE FROM idempotent_answers WHERE site_id = $1 AND key_hash = $2")
            .bind($site.as_str())
            .bind(&$attempt.key[..])
            .execute(&mut *$transaction)
            .await?;
        let cell = $crate::store::answers::answer_cell($site, &$attempt.row);
        sqlx::query(
            "INSERT INTO idempotent_answers \
             (site_id, key_hash, body_hash, answer, expires_at, request_id) \
             VALUES ($1, $2, $3, $4, $5, $6)",
        )
        .bind($site.as_str())
        .bind(&$attempt.key[..])
        .bind(&$attempt.body[..])
        .bind($store.sealer.seal(cell, $answer))
        .bind($now + $crate::store::answers::REPEATED_FOR)
        .bind($request as Option<&String>)
        .execute(&mut *$transaction)
        .await?
    }};
}

pub(super) use {answered_before, keep_answer};
