//! Staff read who is in a group.

use std::collections::HashMap;

use sqlx::Row;

use super::{super::StoredRequest, super::steps::request_row, today::SETTLED_AFTER};
use crate::{
    domain::{group::JoinDetails, guidelines::GroupGuidelines},
    store::{
        GroupId, Store, StoreError, StoredGroup, Viewer,
        groups::group_row,
        read,
        staff::viewer::{group_of_staff, staff_query},
    },
};

/// Everybody in a group, in no order.
pub struct StoredRoster {
    /// Which.
    pub group: StoredGroup,
    /// How members get in.
    pub join: JoinDetails,
    /// Every version of its guidelines.
    pub guidelines: GroupGuidelines,
    /// Starts of the meetings at which somebody noted who came, ms since 1970 UTC.
    pub registers: Vec<i64>,
    /// Who is in it.
    pub members: Vec<RosterRow>,
}

/// One of them.
pub struct RosterRow {
    /// What they wrote, and how it stands.
    pub request: StoredRequest,
    /// The version of the guidelines that they acknowledged last.
    pub acknowledged: Option<String>,
    /// Start of the last meeting to which they came, ms since 1970 UTC.
    pub last_seen: Option<i64>,
}

impl Store {
    /// Everybody in a group, by its slug; `None` where it is not there or not the viewer's to see.
    pub async fn find_roster(
        &self,
        viewer: &Viewer,
        slug: &str,
        now: i64,
    ) -> Result<Option<StoredRoster>, StoreError> {
        let site = viewer.site();
        let found = read!(self, |connection| {
            let Some(row) = group_of_staff!(connection, viewer, See, slug) else {
                return Ok(None);
            };
            let row = group_row!(&row)?;
            let (details, edits) = (&row.join_details, row.join_edits.as_deref());
            let join = self.open_join_details(site, &row.id, details, edits)?;
            let group = row.stored()?;
            let registers = registers!(viewer, connection, &group.id, now);
            let members = members!(self, viewer, connection, &group.id);
            (group, join, registers, members)
        });
        let (group, join, registers, members) = found;
        let guidelines = self.find_group_guidelines(site, &group.id).await?;
        Ok(Some(StoredRoster {
            group,
            join,
            guidelines,
            registers,
            members,
        }))
    }

    /// Every group that the viewer may see, with how many are in it, in no order.
    pub async fn list_rosters(
        &self,
        viewer: &Viewer,
    ) -> Result<Vec<(StoredGroup, i64)>, StoreError> {
        read!(self, |connection| {
            let rows = staff_query!(
                viewer,
                See("r.group_id"),
                "SELECT r.group_id, COUNT(*) AS members FROM join_requests r \
                 WHERE r.site_id = $1 AND r.state = 'approved' AND",
                "GROUP BY r.group_id"
            );
            let mut members: HashMap<String, i64> = HashMap::new();
            for row in rows.fetch_all(&mut *connection).await? {
                members.insert(row.try_get("group_id")?, row.try_get("members")?);
            }
            // Of a group that is hidden, those are listed who still have members.
            let rows = staff_query!(
                viewer,
                See("g.id"),
                "SELECT g.* FROM groups g WHERE g.site_id = $1 AND (g.status = 'published' \
                 OR EXISTS (SELECT 1 FROM join_requests r WHERE r.site_id = g.site_id \
                 AND r.group_id = g.id AND r.state = 'approved')) AND",
                ""
            );
            let mut groups = Vec::new();
            for row in rows.fetch_all(&mut *connection).await? {
                let group = group_row!(&row)?.stored()?;
                let many = members.get(group.id.as_str()).copied().unwrap_or_default();
                groups.push((group, many));
            }
            Ok(groups)
        })
    }
}

/// Starts of a group's meetings at which somebody noted who came; of those that are long enough ago
/// for the note to be whole.
macro_rules! registers {
    ($viewer:expr, $connection:ident, $group:expr, $now:expr) => {{
        let group: &GroupId = $group;
        let rows = staff_query!(
            $viewer,
            See("a.group_id"),
            "SELECT DISTINCT a.starts_at FROM attendance a WHERE a.site_id = $1 \
             AND a.group_id = $3 AND a.starts_at < $4 AND",
            "ORDER BY a.starts_at"
        );
        let rows = rows.bind(group.as_str()).bind($now - SETTLED_AFTER);
        let mut registers: Vec<i64> = Vec::new();
        for row in rows.fetch_all(&mut *$connection).await? {
            registers.push(row.try_get("starts_at")?);
        }
        registers
    }};
}

/// A group's members, with what they acknowledged last and when they were seen last.
macro_rules! members {
    ($store:expr, $viewer:expr, $connection:ident, $group:expr) => {{
        let group: &GroupId = $group;
        let rows = staff_query!(
            $viewer,
            See("a.group_id"),
            "SELECT a.request_id, MAX(a.starts_at) AS last_seen FROM attendance a \
             WHERE a.site_id = $1 AND a.group_id = $3 AND a.came = true AND",
            "GROUP BY a.request_id"
        );
        let mut seen: HashMap<String, i64> = HashMap::new();
        for row in rows
            .bind(group.as_str())
            .fetch_all(&mut *$connection)
            .await?
        {
            seen.insert(row.try_get("request_id")?, row.try_get("last_seen")?);
        }
        let rows = staff_query!(
            $viewer,
            See("r.group_id"),
            "SELECT a.request_id, a.version FROM acknowledgements a JOIN join_requests r \
             ON r.site_id = a.site_id AND r.id = a.request_id WHERE a.site_id = $1 \
             AND r.group_id = $3 AND r.state = 'approved' AND a.former_group IS NULL AND",
            "ORDER BY a.acknowledged_at, a.version"
        );
        let mut acknowledged: HashMap<String, String> = HashMap::new();
        for row in rows
            .bind(group.as_str())
            .fetch_all(&mut *$connection)
            .await?
        {
            acknowledged.insert(row.try_get("request_id")?, row.try_get("version")?);
        }
        let rows = staff_query!(
            $viewer,
            See("r.group_id"),
            "SELECT r.* FROM join_requests r WHERE r.site_id = $1 AND r.group_id = $3 \
             AND r.state = 'approved' AND",
            ""
        );
        let mut members = Vec::new();
        for row in &rows
            .bind(group.as_str())
            .fetch_all(&mut *$connection)
            .await?
        {
            let request = request_row!($store, $viewer.site(), row);
            members.push(RosterRow {
                acknowledged: acknowledged.remove(&request.id),
                last_seen: seen.get(&request.id).copied(),
                request,
            });
        }
        members
    }};
}

use {members, registers};
