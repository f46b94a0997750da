//! Staff rang a member.

use sqlx::Row;

use super::call_cell;
use crate::{
    domain::{roster::CallWords, staff::Deed},
    store::{
        SiteId, Store, StoreError, Viewer, in_transaction, read,
        staff::{audit::add_event, viewer::staff_query},
    },
};

/// What somebody was to be told by telephone, as they read it themselves in what is held of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredCall {
    /// What.
    pub words: CallWords,
    /// Since when, ms since 1970 UTC.
    pub created_at: i64,
    /// When somebody rang, ms since 1970 UTC.
    pub done_at: Option<i64>,
}

impl Store {
    /// What a member was to be told by telephone, oldest first.
    pub async fn list_calls(
        &self,
        site: &SiteId,
        request: &str,
    ) -> Result<Vec<StoredCall>, StoreError> {
        read!(self, |connection| {
            let rows = sqlx::query(
                "SELECT id, words, created_at, done_at FROM calls \
                 WHERE site_id = $1 AND request_id = $2 ORDER BY created_at, id",
            );
            let rows = rows.bind(site.as_str()).bind(request);
            let mut calls = Vec::new();
            for row in rows.fetch_all(&mut *connection).await? {
                let (id, sealed): (String, Vec<u8>) = (row.try_get("id")?, row.try_get("words")?);
                calls.push(StoredCall {
                    words: self.open_words(call_cell(site, &id), &sealed)?,
                    created_at: row.try_get("created_at")?,
                    done_at: row.try_get("done_at")?,
                });
            }
            Ok(calls)
        })
    }

    /// Ticks a call off, or takes that back. False where there is no such call, or it is not the
    /// viewer's to make. Safe to do twice.
    pub async fn mark_call(
        &self,
        viewer: &Viewer,
        call: &str,
        is_done: bool,
        now: i64,
    ) -> Result<bool, StoreError> {
        let who = viewer.who();
        in_transaction!(self, |transaction| {
            let update = staff_query!(
                viewer,
                Work("calls.group_id"),
                "UPDATE calls SET done_at = $4, done_by = $5 WHERE site_id = $1 AND id = $3 AND",
                ""
            );
            let update = update
                .bind(call)
                .bind(is_done.then_some(now))
                .bind(is_done.then_some(who));
            if update.execute(&mut *transaction).await?.rows_affected() == 0 {
                return Ok(false);
            }
            if is_done {
                add_event!(self, transaction, viewer, Deed::Rang, "call", call, now);
            }
            Ok(true)
        })
    }
}
