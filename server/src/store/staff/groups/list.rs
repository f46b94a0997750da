//! The groups that staff see, with what there is to do in each.

use std::collections::HashMap;

use sqlx::Row;

use crate::{
    domain::{
        group::{GroupRecord, JoinDetails},
        needs::{Facts, needs},
        schedule::MeetingSpan,
    },
    store::{
        GroupStatus, Store, StoreError, Viewer,
        groups::{GroupRow, group_row},
        read,
        staff::viewer::staff_query,
    },
};
use api_types::Need;

/// A group as a list for staff shows it.
#[derive(Debug, Clone)]
pub struct GroupOverview {
    /// The effective record, without the way in.
    pub record: GroupRecord,
    /// Who may find it.
    pub status: GroupStatus,
    /// Whether a feed brings it.
    pub fed: bool,
    /// What it lacks.
    pub needs: Vec<Need>,
    /// The meeting that is on or comes next.
    pub next: Option<MeetingSpan>,
    /// People who have a place.
    pub members: i64,
    /// People on the waiting list, or with an offer.
    pub waiting: i64,
    /// Requests that somebody must answer, or ring.
    pub requests: i64,
    /// Name of who looks after it.
    pub owner: Option<String>,
}

impl Store {
    /// Every group that the viewer may see, by name. One whose record cannot be read is left out,
    /// aloud in the log.
    pub async fn list_groups_of_staff(
        &self,
        viewer: &Viewer,
        now: i64,
    ) -> Result<Vec<GroupOverview>, StoreError> {
        let site = viewer.site();
        let names = self.list_keepers_of_groups(viewer).await?;
        let (mut groups, rows) = (Vec::new(), self.list_rows_of_staff(viewer, now).await?);
        for (row, created_at, next, counts) in rows {
            let record = match row.effective() {
                Ok(record) => record,
                Err(error) => {
                    tracing::error!(group = row.id, %error, "a group is left out");
                    continue;
                }
            };
            let sealed = (row.join_details.as_slice(), row.join_edits.as_deref());
            let join = self.open_join_details(site, &row.id, sealed.0, sealed.1);
            let join = join.unwrap_or_else(|_| JoinDetails::default());
            let keeper = |id: &Option<String>| id.as_ref().and_then(|id| names.get(id).cloned());
            let owner = keeper(&row.owner);
            let facts = Facts {
                fed: row.feed.is_some(),
                has_owner: owner.is_some(),
                has_deputy: keeper(&row.deputy).is_some(),
                // Drafts have no rows of meetings; their editor shows what they would have.
                meets: next.is_some() || row.status != GroupStatus::Published,
                join: &join,
                created_at,
            };
            groups.push(GroupOverview {
                needs: needs(&record, facts, now),
                status: row.status,
                fed: facts.fed,
                next: next.filter(|_| record.status == api_types::Status::Active),
                members: counts[0],
                waiting: counts[1],
                requests: counts[2],
                owner,
                record,
            });
        }
        groups.sort_by_cached_key(|group| {
            (group.record.name.to_lowercase(), group.record.slug.clone())
        });
        Ok(groups)
    }

    /// Rows, with when each was made, its next meeting, and how many people are in it, wait for it
    /// and ask to join it.
    async fn list_rows_of_staff(
        &self,
        viewer: &Viewer,
        now: i64,
    ) -> Result<Vec<(GroupRow, i64, Option<MeetingSpan>, [i64; 3])>, StoreError> {
        read!(self, |connection| {
            let rows = staff_query!(
                viewer,
                See("g.id"),
                "SELECT g.*, m.starts_at, m.ends_at, r.members, r.waiting, r.requests FROM groups g \
                 LEFT JOIN (SELECT group_id, MIN(starts_at) AS starts_at, MIN(ends_at) AS ends_at \
                 FROM meetings WHERE site_id = $1 AND ends_at > $3 GROUP BY group_id) m \
                 ON m.group_id = g.id LEFT JOIN (SELECT group_id, \
                 CAST(SUM(CASE WHEN state = 'approved' THEN 1 ELSE 0 END) AS BIGINT) AS members, \
                 CAST(SUM(CASE WHEN state IN ('waitlisted', 'offered') THEN 1 ELSE 0 END) AS BIGINT) \
                 AS waiting, CAST(SUM(CASE WHEN state = 'pending' OR (state = 'requested' \
                 AND (contact_kind = 'phone' OR for_review = true)) THEN 1 ELSE 0 END) AS BIGINT) \
                 AS requests FROM join_requests WHERE site_id = $1 GROUP BY group_id) r \
                 ON r.group_id = g.id WHERE g.site_id = $1 AND",
                ""
            );
            let rows = rows.bind(now).fetch_all(&mut *connection).await?;
            let mut read = Vec::new();
            for row in &rows {
                let starts_at: Option<i64> = row.try_get("starts_at")?;
                let ends_at: Option<i64> = row.try_get("ends_at")?;
                let next = starts_at
                    .zip(ends_at)
                    .map(|(starts_at, ends_at)| MeetingSpan { starts_at, ends_at });
                let mut counts = [0; 3];
                for (count, name) in counts.iter_mut().zip(["members", "waiting", "requests"]) {
                    *count = row.try_get::<Option<i64>, _>(name)?.unwrap_or_default();
                }
                read.push((group_row!(row)?, row.try_get("created_at")?, next, counts));
            }
            Ok(read)
        })
    }

    /// Names of those who look after the groups that the viewer may see, by id.
    pub(in crate::store) async fn list_keepers_of_groups(
        &self,
        viewer: &Viewer,
    ) -> Result<HashMap<String, String>, StoreError> {
        let site = viewer.site();
        read!(self, |connection| {
            let rows = staff_query!(
                viewer,
                See("g.id"),
                "SELECT DISTINCT s.id, s.details FROM staff s JOIN groups g \
                 ON g.site_id = s.site_id AND (g.owner_id = s.id OR g.deputy_id = s.id) \
                 WHERE s.site_id = $1 AND s.ended_at IS NULL AND",
                ""
            );
            let mut names = HashMap::new();
            for row in rows.fetch_all(&mut *connection).await? {
                let id: String = row.try_get("id")?;
                let sealed: Vec<u8> = row.try_get("details")?;
                let name = self.open_staff(site, &id, &sealed)?.name;
                names.insert(id, name);
            }
            Ok(names)
        })
    }
}
