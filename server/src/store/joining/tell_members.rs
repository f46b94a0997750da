//! Everybody who has a place in a group is written to; and a group that has more places than before
//! offers them to who waits.

use super::News;

/// What is told of one meeting: to who heard of an earlier change of it, and to who did not.
#[derive(Clone, Copy)]
pub struct MeetingNews<'a> {
    /// When the earlier change was made, ms since 1970 UTC; its letters have this moment.
    pub earlier: Option<i64>,
    /// To who got a letter about the earlier change.
    pub told: Option<News<'a>>,
    /// To everybody else.
    pub untold: Option<News<'a>>,
}

/// Takes back letters about a meeting that did not go yet; those about the change of the moment `$3`.
pub(in crate::store) const FORGET_MEETING_LETTERS: &str = "\
    DELETE FROM outbox WHERE site_id = $1 AND created_at = $3 AND state = 'waiting' \
    AND leased_until <= $4 AND kind IN ('meeting-cancelled', 'meeting-moved', 'meeting-restored') \
    AND request_id IN (SELECT id FROM join_requests WHERE site_id = $1 AND group_id = $2)";

/// Members of the group `$2`, and whether a letter about the change of the moment `$3` went to them.
pub(in crate::store) const MEMBERS_TO_TELL: &str = "\
    SELECT r.*, (SELECT COUNT(*) FROM outbox o WHERE o.site_id = r.site_id \
    AND o.request_id = r.id AND o.created_at = $3 AND o.state <> 'stopped' \
    AND o.kind IN ('meeting-cancelled', 'meeting-moved', 'meeting-restored')) AS told \
    FROM join_requests r WHERE r.site_id = $1 AND r.group_id = $2 AND r.state = 'approved' \
    ORDER BY r.id";

/// Writes to everybody who has a place in a group that members can find and that meets. Gives how
/// many letters there are, and how many members can only be rung.
macro_rules! tell_members {
    ($store:expr, $transaction:ident, $site:expr, $row:expr, $news:expr, $writer:expr, $now:expr) => {{
        use $crate::store::joining::{
            steps::{joined_group, request_row, tell},
            tell_members::{FORGET_MEETING_LETTERS, MEMBERS_TO_TELL, MeetingNews},
        };
        let news: MeetingNews<'_> = $news;
        let earlier = news.earlier.unwrap_or(-1);
        sqlx::query(FORGET_MEETING_LETTERS)
            .bind($site.as_str())
            .bind(&$row.id)
            .bind(earlier)
            .bind($now)
            .execute(&mut *$transaction)
            .await?;
        let by_id = "SELECT * FROM groups WHERE site_id = $1 AND id = $2";
        let group = joined_group!($store, $transaction, $site, by_id, &$row.id);
        let group = group.ok_or_else(|| StoreError::UnknownGroup($row.slug.clone()))?;
        let meets = group.record.status == api_types::Status::Active;
        let (mut letters, mut to_ring) = (0, 0);
        if meets && $row.status == $crate::store::GroupStatus::Published {
            let rows = sqlx::query(MEMBERS_TO_TELL)
                .bind($site.as_str())
                .bind(&$row.id)
                .bind(earlier)
                .fetch_all(&mut *$transaction)
                .await?;
            for row in &rows {
                let was_told = row.try_get::<i64, _>("told")? > 0;
                let Some(news) = (if was_told { news.told } else { news.untold }) else {
                    continue;
                };
                let request = request_row!($store, $site, row);
                let by_email = request.application.contact.kind == api_types::ContactKind::Email;
                if by_email && request.proved_at.is_some() {
                    tell!(
                        $store,
                        $transaction,
                        $site,
                        &request,
                        group,
                        news,
                        $writer,
                        $now
                    );
                    letters += 1;
                } else {
                    to_ring += 1;
                }
            }
        }
        (letters, to_ring)
    }};
}

/// Offers places to who has waited longest, as long as the group has any to give.
macro_rules! offer_free_places {
    ($store:expr, $transaction:ident, $site:expr, $group:expr, $writer:expr, $now:expr) => {{
        use api_types::JoinState;
        use $crate::store::joining::steps::{free_place, hold_place, joined_group};
        let by_id = "SELECT * FROM groups WHERE site_id = $1 AND id = $2";
        let group = joined_group!($store, $transaction, $site, by_id, $group);
        let group = group.ok_or_else(|| StoreError::UnknownGroup($group.clone()))?;
        let takes_people = group.record.status == api_types::Status::Active
            && matches!(
                group.policy,
                api_types::JoinPolicy::Open | api_types::JoinPolicy::Approval
            );
        while takes_people {
            let waits = sqlx::query(
                "SELECT 1 FROM join_requests WHERE site_id = $1 AND group_id = $2 \
                 AND state = 'waitlisted' LIMIT 1",
            )
            .bind($site.as_str())
            .bind(&group.id)
            .fetch_optional(&mut *$transaction)
            .await?;
            if waits.is_none() || !hold_place!($transaction, $site, group) {
                break;
            }
            free_place!($store, $transaction, $site, group, $writer, $now);
        }
    }};
}

pub(in crate::store) use {offer_free_places, tell_members};
