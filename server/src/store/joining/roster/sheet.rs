//! The day of a meeting: who is in the group, who came, how to get in.

use sqlx::Row;

use super::super::{StoredRequest, steps::request_row};
use crate::{
    domain::{group::JoinDetails, roster::meeting_at, schedule::MeetingSpan},
    store::{
        Store, StoreError, StoredGroup, Viewer, groups::group_row, read, staff::viewer::staff_query,
    },
};

/// All that one needs on the day.
pub struct StoredSheet {
    /// Whose meeting.
    pub group: StoredGroup,
    /// How members get in. Only for who may work in the group.
    pub join: JoinDetails,
    /// When.
    pub meeting: MeetingSpan,
    /// Its open question.
    pub prompt: Option<String>,
    /// When that was written, ms since 1970 UTC.
    pub prompt_at: Option<i64>,
    /// Who is in the group and does not pause, in no order.
    pub members: Vec<SheetRow>,
}

/// One of them.
pub struct SheetRow {
    /// What they wrote, and how it stands.
    pub request: StoredRequest,
    /// Whether they came, where it was noted.
    pub came: Option<bool>,
    /// Whether they came to an earlier meeting.
    pub came_before: bool,
    /// Whether they were reminded of this one.
    pub reminded: bool,
}

impl Store {
    /// A meeting of a group: its slug and the meeting's start. `None` where there is no such meeting
    /// or it is not the viewer's to see.
    pub async fn find_meeting_sheet(
        &self,
        viewer: &Viewer,
        (slug, starts_at): (&str, i64),
    ) -> Result<Option<StoredSheet>, StoreError> {
        let site = viewer.site();
        read!(self, |connection| {
            let row = staff_query!(
                viewer,
                See("g.id"),
                "SELECT g.*, p.words AS prompt, p.written_at AS prompt_at FROM groups g \
                 LEFT JOIN meeting_prompts p ON p.site_id = g.site_id AND p.group_id = g.id \
                 AND p.starts_at = $4 WHERE g.site_id = $1 AND g.slug = $3 AND",
                ""
            );
            let row = row.bind(slug).bind(starts_at);
            let Some(row) = row.fetch_optional(&mut *connection).await? else {
                return Ok(None);
            };
            let (prompt, prompt_at) = (row.try_get("prompt")?, row.try_get("prompt_at")?);
            let row = group_row!(&row)?;
            let (details, edits) = (&row.join_details, row.join_edits.as_deref());
            let join = self.open_join_details(site, &row.id, details, edits)?;
            let group = row.stored()?;
            let rows = staff_query!(
                viewer,
                See("r.group_id"),
                "SELECT r.*, a.came, EXISTS (SELECT 1 FROM attendance b \
                 WHERE b.site_id = r.site_id AND b.request_id = r.id AND b.came = true \
                 AND b.starts_at < $4) AS came_before FROM join_requests r \
                 LEFT JOIN attendance a ON a.site_id = r.site_id AND a.group_id = r.group_id \
                 AND a.request_id = r.id AND a.starts_at = $4 WHERE r.site_id = $1 \
                 AND r.group_id = $3 AND r.state = 'approved' AND r.paused_since IS NULL AND",
                ""
            );
            let rows = rows.bind(group.id.as_str()).bind(starts_at);
            let mut members = Vec::new();
            for row in &rows.fetch_all(&mut *connection).await? {
                members.push(SheetRow {
                    request: request_row!(self, site, row),
                    came: row.try_get("came")?,
                    came_before: row.try_get("came_before")?,
                    reminded: row.try_get::<Option<i64>, _>("reminded_of")? == Some(starts_at),
                });
            }
            let noted = members.iter().any(|member| member.came.is_some());
            let meeting = match meeting_at(&group.record, starts_at) {
                Some(meeting) => meeting,
                // One at which somebody was noted was one, whatever the schedule is by now.
                None if noted => MeetingSpan {
                    starts_at,
                    ends_at: starts_at,
                },
                None => return Ok(None),
            };
            Ok(Some(StoredSheet {
                group,
                join,
                meeting,
                prompt,
                prompt_at,
                members,
            }))
        })
    }
}
