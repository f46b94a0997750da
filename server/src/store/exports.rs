//! What staff take copies of, some rows at a time: 5,000 members are never in memory at once.

use api_types::JoinState;
use sqlx::Row;

use super::{
    Store, StoreError, Viewer, groups::group_row, joining::state_of, read,
    staff::viewer::staff_query,
};
use crate::domain::{group::GroupRecord, join::Application};

/// Rows of a page.
const AT_ONCE: i64 = 200;

/// A request, as it goes into a copy.
#[derive(Debug, Clone)]
pub struct ExportedRequest {
    /// Its id: go on after the last one.
    pub id: String,
    /// Slug of the group.
    pub group: String,
    /// Id of the group.
    pub group_id: String,
    /// To read out on the phone.
    pub reference: String,
    /// Where it stands.
    pub state: JoinState,
    /// What the person wrote.
    pub application: Application,
    /// The guidelines that they acknowledged last.
    pub guidelines: Option<String>,
    /// Whether they want a note before each meeting.
    pub reminders: bool,
    /// Whether nobody is to write to them or ring them.
    pub is_silent: bool,
    /// When it came, ms since 1970 UTC.
    pub created_at: i64,
    /// When its address was proved, ms since 1970 UTC.
    pub proved_at: Option<i64>,
    /// By when somebody answers, ms since 1970 UTC.
    pub answer_by: i64,
    /// Since when it stands there, ms since 1970 UTC.
    pub state_since: i64,
}

/// Who was at a meeting, as it goes into a copy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExportedAttendance {
    /// Id of the group.
    pub group_id: String,
    /// Slug of the group.
    pub group: String,
    /// Start of the meeting, ms since 1970 UTC.
    pub starts_at: i64,
    /// Id of the member's request.
    pub request_id: String,
    /// To read out on the phone.
    pub reference: String,
    /// As the group calls them.
    pub display_name: String,
    /// Whether they were there.
    pub came: bool,
}

/// A receipt of guidelines, as it goes into a copy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExportedReceipt {
    /// What it is about: to read out on the phone.
    pub reference: String,
    /// Slug of the group.
    pub group: String,
    /// `here`, or `elsewhere` for who went on to another platform.
    pub way: String,
    /// Which guidelines.
    pub version: String,
    /// SHA-256 of their words.
    pub hash: String,
    /// In which language, BCP 47.
    pub language: String,
    /// When, ms since 1970 UTC.
    pub acknowledged_at: i64,
}

impl Store {
    /// Some groups that the viewer sees, after the one with this slug: slug and record, join details
    /// left out.
    pub async fn export_groups(
        &self,
        viewer: &Viewer,
        group: &str,
        after: &str,
    ) -> Result<Vec<(String, GroupRecord)>, StoreError> {
        read!(self, |connection| {
            let rows = staff_query!(
                viewer,
                See("g.id"),
                "SELECT g.* FROM groups g WHERE g.site_id = $1 AND ($3 = '' OR g.slug = $3) \
                 AND g.slug > $4 AND",
                "ORDER BY g.slug LIMIT $5"
            );
            let rows = rows.bind(group).bind(after).bind(AT_ONCE);
            let mut groups = Vec::new();
            for row in &rows.fetch_all(&mut *connection).await? {
                let row = group_row!(row)?;
                let record = row.effective()?;
                groups.push((row.slug, record));
            }
            Ok(groups)
        })
    }

    /// Some requests for groups that the viewer sees, after the one with this id: of one group (its
    /// slug) and in one state, unless these are empty.
    pub async fn export_requests(
        &self,
        viewer: &Viewer,
        (group, state): (&str, &str),
        after: &str,
    ) -> Result<Vec<ExportedRequest>, StoreError> {
        let site = viewer.site();
        read!(self, |connection| {
            let rows = staff_query!(
                viewer,
                See("r.group_id"),
                "SELECT r.*, g.slug, (SELECT a.version FROM acknowledgements a \
                 WHERE a.site_id = r.site_id AND a.request_id = r.id AND a.former_group IS NULL \
                 ORDER BY a.acknowledged_at DESC, a.version DESC LIMIT 1) AS guidelines \
                 FROM join_requests r JOIN groups g ON g.site_id = r.site_id AND g.id = r.group_id \
                 WHERE r.site_id = $1 AND ($3 = '' OR g.slug = $3) AND ($4 = '' OR r.state = $4) \
                 AND r.id > $5 AND",
                "ORDER BY r.id LIMIT $6"
            );
            let rows = rows.bind(group).bind(state).bind(after).bind(AT_ONCE);
            let mut requests = Vec::new();
            for row in &rows.fetch_all(&mut *connection).await? {
                let id: String = row.try_get("id")?;
                let sealed: Vec<u8> = row.try_get("details")?;
                requests.push(ExportedRequest {
                    application: self.open_application(site, &id, &sealed)?,
                    group: row.try_get("slug")?,
                    group_id: row.try_get("group_id")?,
                    reference: row.try_get("reference")?,
                    state: state_of(&row.try_get::<String, _>("state")?)?,
                    guidelines: row.try_get("guidelines")?,
                    reminders: row.try_get("reminders")?,
                    is_silent: row.try_get::<Option<i64>, _>("silent_since")?.is_some(),
                    created_at: row.try_get("created_at")?,
                    proved_at: row.try_get("proved_at")?,
                    answer_by: row.try_get("answer_by")?,
                    state_since: row.try_get("state_since")?,
                    id,
                });
            }
            Ok(requests)
        })
    }

    /// Some of who was at which meeting, after this one (group, start, request), in groups that the
    /// viewer sees.
    pub async fn export_attendance(
        &self,
        viewer: &Viewer,
        group: &str,
        (after_group, starts_at, request): (&str, i64, &str),
    ) -> Result<Vec<ExportedAttendance>, StoreError> {
        let site = viewer.site();
        read!(self, |connection| {
            let rows = staff_query!(
                viewer,
                See("a.group_id"),
                "SELECT a.group_id, a.starts_at, a.request_id, a.came, g.slug, r.reference, \
                 r.details FROM attendance a \
                 JOIN join_requests r ON r.site_id = a.site_id AND r.id = a.request_id \
                 JOIN groups g ON g.site_id = a.site_id AND g.id = a.group_id \
                 WHERE a.site_id = $1 AND ($3 = '' OR g.slug = $3) \
                 AND (a.group_id, a.starts_at, a.request_id) > ($4, $5, $6) AND",
                "ORDER BY a.group_id, a.starts_at, a.request_id LIMIT $7"
            );
            let rows = rows
                .bind(group)
                .bind(after_group)
                .bind(starts_at)
                .bind(request)
                .bind(AT_ONCE);
            let mut all = Vec::new();
            for row in &rows.fetch_all(&mut *connection).await? {
                let request_id: String = row.try_get("request_id")?;
                let sealed: Vec<u8> = row.try_get("details")?;
                let written = self.open_application(site, &request_id, &sealed)?;
                all.push(ExportedAttendance {
                    group_id: row.try_get("group_id")?,
                    group: row.try_get("slug")?,
                    starts_at: row.try_get("starts_at")?,
                    reference: row.try_get("reference")?,
                    display_name: written.display_name,
                    came: row.try_get("came")?,
                    request_id,
                });
            }
            Ok(all)
        })
    }

    /// Some receipts of groups that the viewer sees, after this one (reference, version, hash).
    pub async fn export_receipts(
        &self,
        viewer: &Viewer,
        group: &str,
        (reference, version, hash): (&str, &str, &str),
    ) -> Result<Vec<ExportedReceipt>, StoreError> {
        read!(self, |connection| {
            let rows = staff_query!(
                viewer,
                See("g.id"),
                "SELECT x.*, g.slug FROM (\
                 SELECT a.site_id, COALESCE(a.former_group, r.group_id) AS group_id, r.reference, \
                 'here' AS way, a.version, a.hash, \
                 a.language, a.acknowledged_at AS at FROM acknowledgements a \
                 JOIN join_requests r ON r.site_id = a.site_id AND r.id = a.request_id \
                 UNION ALL SELECT h.site_id, h.group_id, h.reference, 'elsewhere' AS way, \
                 h.version, h.hash, h.language, h.handed_over_at AS at FROM hand_overs h \
                 WHERE h.version IS NOT NULL) x \
                 JOIN groups g ON g.site_id = x.site_id AND g.id = x.group_id \
                 WHERE g.site_id = $1 AND ($3 = '' OR g.slug = $3) \
                 AND (x.reference, x.version, x.hash) > ($4, $5, $6) AND",
                "ORDER BY x.reference, x.version, x.hash LIMIT $7"
            );
            let rows = rows
                .bind(group)
                .bind(reference)
                .bind(version)
                .bind(hash)
                .bind(AT_ONCE);
            let mut receipts = Vec::new();
            for row in &rows.fetch_all(&mut *connection).await? {
                receipts.push(ExportedReceipt {
                    reference: row.try_get("reference")?,
                    group: row.try_get("slug")?,
                    way: row.try_get("way")?,
                    version: row.try_get("version")?,
                    hash: row.try_get("hash")?,
                    language: row.try_get("language")?,
                    acknowledged_at: row.try_get("at")?,
                });
            }
            Ok(receipts)
        })
    }
}
