//! Proofs of work that were used, so that each is good for one request.

use super::{SiteId, Store, StoreError, in_transaction};
use crate::{domain::time::MINUTE, gate::SpentChallenge};

/// Servers on one database may differ by so much in what time it is, ms.
const CLOCKS_DIFFER_BY: i64 = 10 * MINUTE;

/// Spends a challenge within the transaction of what it is spent for; false when it was spent
/// before. Of many at once, the first to commit has it.
macro_rules! spend_challenge {
    ($transaction:expr, $site:expr, $spent:expr) => {
        sqlx::query(
            "INSERT INTO spent_challenges (site_id, hash, expires_at) VALUES ($1, $2, $3) \
             ON CONFLICT (site_id, hash) DO NOTHING",
        )
        .bind($site.as_str())
        .bind(&$spent.hash[..])
        .bind($spent.expires_at)
        .execute(&mut *$transaction)
        .await?
        .rows_affected()
            == 1
    };
}

pub(super) use spend_challenge;

impl Store {
    /// Spends a challenge by itself; false when it was spent before.
    pub async fn spend_challenge(
        &self,
        site: &SiteId,
        spent: &SpentChallenge,
    ) -> Result<bool, StoreError> {
        in_transaction!(self, |transaction| {
            Ok(spend_challenge!(transaction, site, spent))
        })
    }

    /// Forgets challenges of every site that no server takes any more, and says how many.
    pub async fn forget_spent_challenges(&self, now: i64) -> Result<u64, StoreError> {
        in_transaction!(self, |transaction| {
            let done = sqlx::query("DELETE FROM spent_challenges WHERE expires_at < $1")
                .bind(now - CLOCKS_DIFFER_BY)
                .execute(&mut *transaction)
                .await?;
            Ok(done.rows_affected())
        })
    }
}
