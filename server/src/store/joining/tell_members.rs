//! Everybody who has a place in a group is written to; and a group that has more places than before
//! offers them to who waits.

use super::News;

/// What a member knows of a meeting that staff change again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Known {
    /// Its time by the schedule: no letter about it went to them.
    Nothing,
    /// The letter that went last said so: it begins then, or is cancelled.
    Told(Option<i64>),
}

/// A change of one meeting: its moment, and to which start (`None`: cancelled).
pub type Change = (i64, Option<i64>);

/// What is told of one meeting, to each by what they know.
#[derive(Clone, Copy)]
pub struct MeetingNews<'a> {
    /// Its earlier changes, by moment.
    pub earlier: &'a [Change],
    /// The news; none where there is nothing to say.
    pub news: &'a (dyn Fn(Known) -> Option<News<'a>> + Send + Sync),
}

/// What somebody knows to whom letters of these moments went.
pub fn known(earlier: &[Change], went: &[i64]) -> Known {
    let told = earlier
        .iter()
        .rev()
        .find(|(moment, _)| went.contains(moment));
    told.map_or(Known::Nothing, |(_, start)| Known::Told(*start))
}

/// Takes back letters about a meeting that did not go yet: those of the moment `$3`.
pub(in crate::store) const FORGET_MEETING_LETTERS: &str = "\
    DELETE FROM outbox WHERE site_id = $1 AND created_at = $3 AND state = 'waiting' \
    AND leased_until <= $4 AND kind IN ('meeting-cancelled', 'meeting-moved', 'meeting-restored') \
    AND request_id IN (SELECT id FROM join_requests WHERE site_id = $1 AND group_id = $2)";

/// Letters about single meetings that went to members of the group `$2`, or are on their way.
pub(in crate::store) const MEETING_LETTERS: &str = "\
    SELECT o.request_id, o.created_at FROM outbox o JOIN join_requests r \
    ON r.site_id = o.site_id AND r.id = o.request_id WHERE o.site_id = $1 AND r.group_id = $2 \
    AND o.kind IN ('meeting-cancelled', 'meeting-moved', 'meeting-restored') \
    AND o.state <> 'stopped'";

/// Writes to everybody who has a place in a group that members can find and that meets. Gives how
/// many letters there are, and how many members can only be rung.
macro_rules! tell_members {
    ($store:expr, $transaction:ident, $site:expr, $row:expr, $news:expr, $writer:expr, $now:expr) => {{
        use $crate::store::joining::{
            steps::{joined_group, request_row, tell},
            tell_members::{FORGET_MEETING_LETTERS, MEETING_LETTERS, MeetingNews, known},
        };
        let news: MeetingNews<'_> = $news;
        for (moment, _) in news.earlier {
            sqlx::query(FORGET_MEETING_LETTERS)
                .bind($site.as_str())
                .bind(&$row.id)
                .bind(moment)
                .bind($now)
                .execute(&mut *$transaction)
                .await?;
        }
        let mut went = std::collections::HashMap::<String, Vec<i64>>::new();
        let rows = sqlx::query(MEETING_LETTERS)
            .bind($site.as_str())
            .bind(&$row.id)
            .fetch_all(&mut *$transaction)
            .await?;
        for row in &rows {
            let request: String = row.try_get("request_id")?;
            went.entry(request)
                .or_default()
                .push(row.try_get("created_at")?);
        }
        let by_id = "SELECT * FROM groups WHERE site_id = $1 AND id = $2";
        let group = joined_group!($store, $transaction, $site, by_id, &$row.id);
        let group = group.ok_or_else(|| StoreError::UnknownGroup($row.slug.clone()))?;
        let meets = group.record.status == api_types::Status::Active;
        let (mut letters, mut to_ring) = (0, 0);
        if meets && $row.status == $crate::store::GroupStatus::Published {
            // Who pauses comes to no meeting, and nobody writes to or rings who is to be left alone.
            let members = "SELECT * FROM join_requests WHERE site_id = $1 AND group_id = $2 \
                           AND state = 'approved' AND paused_since IS NULL \
                           AND silent_since IS NULL ORDER BY id";
            let rows = sqlx::query(members)
                .bind($site.as_str())
                .bind(&$row.id)
                .fetch_all(&mut *$transaction)
                .await?;
            for row in &rows {
                let request = request_row!($store, $site, row);
                let went = went.get(&request.id).map_or(&[][..], Vec::as_slice);
                let Some(news) = (news.news)(known(news.earlier, went)) else {
                    continue;
                };
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
        while takes_people && hold_place!($transaction, $site, group) {
            // Nobody took it, so nobody takes the next one either.
            if !free_place!($store, $transaction, $site, group, $writer, $now) {
                break;
            }
        }
    }};
}

pub(in crate::store) use {offer_free_places, tell_members};
