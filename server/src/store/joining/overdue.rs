//! The promised time has passed, and nobody answered: the coordinator and the member are told.

use api_types::JoinState;
use sqlx::Row;

use super::{
    News, Writer,
    lapse::AT_ONCE,
    steps::{HELD_FOR, add_step, joined_group, request_row, tell},
};
use crate::store::{SiteId, Store, StoreError, in_transaction, sites::move_revision};

impl Store {
    /// Tells of requests that a person should have answered by now, each once: those that are
    /// pending, and those whose telephone nobody rang yet. The latter are kept two days longer, or
    /// they would lapse at the moment at which somebody hears of them. Says how many there were;
    /// there may be more.
    pub async fn tell_overdue(
        &self,
        site: &SiteId,
        writer: &dyn Writer,
        now: i64,
    ) -> Result<usize, StoreError> {
        in_transaction!(self, |transaction| {
            move_revision!(transaction, site, 0);
            let rows = sqlx::query(
                "SELECT * FROM join_requests WHERE site_id = $1 AND reminded_at IS NULL \
                 AND silent_since IS NULL \
                 AND (state = 'pending' OR state = 'requested' \
                 AND (contact_kind = 'phone' OR for_review = true)) \
                 AND answer_by < $2 ORDER BY answer_by, id LIMIT $3",
            )
            .bind(site.as_str())
            .bind(now)
            .bind(AT_ONCE)
            .fetch_all(&mut *transaction)
            .await?;
            for row in &rows {
                let request = request_row!(self, site, row);
                let by_id = "SELECT * FROM groups WHERE site_id = $1 AND id = $2";
                let group = joined_group!(self, transaction, site, by_id, &request.group_id);
                let group = group.ok_or_else(|| StoreError::BadRequest(request.id.clone()))?;
                let longer = now + HELD_FOR;
                let held_until = match request.state {
                    JoinState::Requested => request.held_until.map(|until| until.max(longer)),
                    _ => request.held_until,
                };
                sqlx::query(
                    "UPDATE join_requests SET reminded_at = $3, held_until = $4 \
                     WHERE site_id = $1 AND id = $2",
                )
                .bind(site.as_str())
                .bind(&request.id)
                .bind(now)
                .bind(held_until)
                .execute(&mut *transaction)
                .await?;
                add_step!(transaction, site, &request.id, "overdue", "server", now);
                let news = News::Overdue;
                tell!(self, transaction, site, &request, group, news, writer, now);
            }
            Ok(rows.len())
        })
    }
}
