//! The promised time has passed, and nobody answered: the group's deputy or else the coordinator is
//! told, and the member. Where the deputy does not answer either, the coordinator is.

use api_types::JoinState;
use sqlx::Row;

use super::{
    News, Writer,
    lapse::AT_ONCE,
    steps::{HELD_FOR, add_step, joined_group, request_row, tell},
};
use crate::{
    domain::time::HOUR,
    store::{SiteId, Store, StoreError, in_transaction, sites::move_revision, staff::works_in},
};

/// So long a deputy has before the coordinator is told, ms. A little less than what is kept for two
/// days is kept.
const DEPUTY_HAS: i64 = HELD_FOR - HOUR;

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

    /// Tells the coordinator of requests that a group's deputy left unanswered for two days, too,
    /// each once. Says how many there were; there may be more.
    pub async fn tell_still_overdue(
        &self,
        site: &SiteId,
        writer: &dyn Writer,
        now: i64,
    ) -> Result<usize, StoreError> {
        in_transaction!(self, |transaction| {
            move_revision!(transaction, site, 0);
            let rows = sqlx::query(concat!(
                "SELECT r.* FROM join_requests r JOIN groups g ON g.site_id = r.site_id \
                 AND g.id = r.group_id JOIN staff s ON s.site_id = g.site_id \
                 AND s.id = g.deputy_id AND ",
                works_in!("g.id"),
                " WHERE r.site_id = $1 AND r.reminded_at < $2 AND r.escalated_at IS NULL \
                 AND (r.state = 'pending' OR r.state = 'requested' \
                 AND (r.contact_kind = 'phone' OR r.for_review = true)) \
                 ORDER BY r.answer_by, r.id LIMIT $3"
            ))
            .bind(site.as_str())
            .bind(now - DEPUTY_HAS)
            .bind(AT_ONCE)
            .fetch_all(&mut *transaction)
            .await?;
            for row in &rows {
                let request = request_row!(self, site, row);
                let by_id = "SELECT * FROM groups WHERE site_id = $1 AND id = $2";
                let group = joined_group!(self, transaction, site, by_id, &request.group_id);
                let group = group.ok_or_else(|| StoreError::BadRequest(request.id.clone()))?;
                // It must not lapse at the moment at which the coordinator hears of it.
                sqlx::query(
                    "UPDATE join_requests SET escalated_at = $3, held_until = \
                     CASE WHEN state = 'requested' AND held_until < $4 THEN $4 ELSE held_until END \
                     WHERE site_id = $1 AND id = $2",
                )
                .bind(site.as_str())
                .bind(&request.id)
                .bind(now)
                .bind(now + HELD_FOR)
                .execute(&mut *transaction)
                .await?;
                let news = News::StillOverdue;
                tell!(self, transaction, site, &request, group, news, writer, now);
            }
            Ok(rows.len())
        })
    }
}
