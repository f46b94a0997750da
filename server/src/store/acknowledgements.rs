//! Who acknowledged which guidelines, and when.

use api_types::{Acknowledgement, AcknowledgementReceipt};
use sqlx::Row;

use super::{SiteId, Store, StoreError, read};
use crate::domain::guidelines::receipt;

/// Keeps an acknowledgement within a transaction: `$request` is the id of a join request as text,
/// `$now` ms since 1970. The same words acknowledged again keep their first time,
/// but for those of a group that the request has left.
macro_rules! add_acknowledgement {
    ($transaction:expr, $site:expr, $request:expr, $acknowledgement:expr, $now:expr) => {
        sqlx::query(
            "INSERT INTO acknowledgements \
             (site_id, request_id, version, hash, language, acknowledged_at) \
             VALUES ($1, $2, $3, $4, $5, $6) \
             ON CONFLICT (site_id, request_id, version, hash) DO UPDATE SET \
             acknowledged_at = CASE WHEN acknowledgements.former_group IS NULL \
             THEN acknowledgements.acknowledged_at ELSE excluded.acknowledged_at END, \
             former_group = NULL",
        )
        .bind($site.as_str())
        .bind($request)
        .bind(&$acknowledgement.version)
        .bind(&$acknowledgement.hash)
        .bind(&$acknowledgement.language)
        .bind($now)
        .execute(&mut *$transaction)
        .await?
    };
}

pub(super) use add_acknowledgement;

impl Store {
    /// What was acknowledged of the guidelines of a join request's group, oldest first.
    pub async fn list_acknowledgements(
        &self,
        site: &SiteId,
        request: &str,
    ) -> Result<Vec<AcknowledgementReceipt>, StoreError> {
        read!(self, |connection| {
            let rows = sqlx::query(
                "SELECT version, hash, language, acknowledged_at FROM acknowledgements \
                 WHERE site_id = $1 AND request_id = $2 AND former_group IS NULL \
                 ORDER BY acknowledged_at, version",
            )
            .bind(site.as_str())
            .bind(request)
            .fetch_all(&mut *connection)
            .await?;
            let mut receipts = Vec::with_capacity(rows.len());
            for row in rows {
                let acknowledgement = Acknowledgement {
                    version: row.try_get("version")?,
                    hash: row.try_get("hash")?,
                    language: row.try_get("language")?,
                };
                receipts.push(receipt(acknowledgement, row.try_get("acknowledged_at")?));
            }
            Ok(receipts)
        })
    }
}
