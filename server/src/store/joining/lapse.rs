//! What happens by itself when a time is over: unproved requests and offers lapse.

use api_types::JoinState;
use sqlx::Row;

use super::{
    Writer,
    steps::{add_step, end_tokens, free_place, joined_group, request_row, set_state},
};
use crate::store::{SiteId, Store, StoreError, in_transaction, sites::move_revision};

/// At most so many at once: a writer is not kept waiting for long.
pub(super) const AT_ONCE: i64 = 50;

/// How much has lapsed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Lapsed {
    /// Requests whose address was never proved.
    pub unproved: usize,
    /// Offers that nobody took.
    pub offers: usize,
}

impl Store {
    /// Ends unproved requests whose time is over, and passes lapsed offers on to who has waited
    /// longest after them. Who lets an offer lapse goes to the end of the list once, and leaves it
    /// the second time: an ill person may miss a letter, and nobody gets letters for ever.
    pub async fn lapse(
        &self,
        site: &SiteId,
        writer: &dyn Writer,
        now: i64,
    ) -> Result<Lapsed, StoreError> {
        in_transaction!(self, |transaction| {
            move_revision!(transaction, site, 0);
            let rows = sqlx::query(
                "SELECT * FROM join_requests WHERE site_id = $1 \
                 AND state IN ('requested', 'offered') AND held_until <= $2 \
                 ORDER BY held_until, id LIMIT $3",
            )
            .bind(site.as_str())
            .bind(now)
            .bind(AT_ONCE)
            .fetch_all(&mut *transaction)
            .await?;
            let mut lapsed = Lapsed::default();
            for row in &rows {
                let request = request_row!(self, site, row);
                let by_id = "SELECT * FROM groups WHERE site_id = $1 AND id = $2";
                let group = joined_group!(self, transaction, site, by_id, &request.group_id);
                let group = group.ok_or_else(|| StoreError::BadRequest(request.id.clone()))?;
                let counted = sqlx::query(
                    "SELECT COUNT(*) AS offers FROM join_steps \
                     WHERE site_id = $1 AND request_id = $2 AND step = 'offered'",
                )
                .bind(site.as_str())
                .bind(&request.id)
                .fetch_one(&mut *transaction)
                .await?;
                let was_offered = request.state == JoinState::Offered;
                let stays = was_offered && counted.try_get::<i64, _>("offers")? < 2;
                let state = if stays {
                    JoinState::Waitlisted
                } else {
                    JoinState::Left
                };
                end_tokens!(
                    transaction,
                    site,
                    &request.id,
                    if was_offered { "offer" } else { "" },
                    now
                );
                // Before the place is free: it goes to somebody else.
                set_state!(
                    transaction,
                    site,
                    &request.id,
                    JoinState::Left,
                    false,
                    None,
                    now
                );
                if request.holds_place {
                    free_place!(self, transaction, site, group, writer, now);
                }
                if stays {
                    set_state!(transaction, site, &request.id, state, false, None, now);
                }
                add_step!(transaction, site, &request.id, "lapsed", "server", now);
                if was_offered {
                    lapsed.offers += 1;
                } else {
                    lapsed.unproved += 1;
                }
            }
            Ok(lapsed)
        })
    }
}
