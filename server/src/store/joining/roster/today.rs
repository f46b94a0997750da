//! What waits for who runs groups: one query a kind of thing, whatever many groups they have.

use sqlx::Row;

use super::{
    super::{StoredRequest, steps::request_row},
    call_cell, concern_cell,
    concerns::{StoredConcern, hears},
    joined_record,
};
use crate::{
    domain::{
        group::GroupRecord,
        roster::{CallWords, QUIET_AFTER},
        schedule::MeetingSpan,
        staff::Deed,
        time::{DAY, HOUR},
    },
    store::{GroupId, Store, StoreError, Viewer, read, staff::viewer::staff_query},
};

/// What was noted of a meeting is whole so long after it began, ms.
pub const SETTLED_AFTER: i64 = 12 * HOUR;
/// Meetings that have ended are still listed for so long, ms: it can be noted who came.
const STILL_LISTED: i64 = 12 * HOUR;
/// How far ahead meetings are listed, ms.
const AHEAD: i64 = 7 * DAY;
/// Who was not seen for longer than that is not named any more, ms.
const LOOKED_BACK: i64 = 182 * DAY;

/// A thing, and the record of the group that it is of.
pub struct OfGroup<T> {
    /// The group's record.
    pub group: GroupRecord,
    /// The thing.
    pub of: T,
}

/// A meeting.
pub struct AheadRow {
    /// When.
    pub meeting: MeetingSpan,
    /// Members who do not pause.
    pub members: i64,
    /// Those of them who were noted as there.
    pub came: i64,
}

/// Somebody to ring, to tell them what others read.
pub struct CallRow {
    /// The call's id.
    pub id: String,
    /// What to tell them.
    pub words: CallWords,
    /// Since when, ms since 1970 UTC.
    pub created_at: i64,
    /// Whom.
    pub request: StoredRequest,
}

/// Somebody who was not seen for a while.
pub struct QuietRow {
    /// Who.
    pub request: StoredRequest,
    /// How many meetings they have missed.
    pub missed: i64,
    /// Start of the last one to which they came, ms since 1970 UTC.
    pub last_seen: Option<i64>,
}

/// Something that a member says is wrong.
pub struct ConcernRow {
    /// Its id.
    pub id: String,
    /// Who says it.
    pub request: StoredRequest,
    /// What.
    pub concern: StoredConcern,
    /// The name of who read it first.
    pub seen_by: Option<String>,
}

/// Things of groups, with how many there are in all.
type Found<T> = (Vec<OfGroup<T>>, i64);

/// What waits.
#[derive(Default)]
pub struct StoredToday {
    /// Meetings, by start; at most 30.
    pub meetings: Vec<OfGroup<AheadRow>>,
    /// Requests that a person has to answer, by the day that was promised; at most 50.
    pub requests: Vec<OfGroup<StoredRequest>>,
    /// How many there are in all.
    pub requests_in_all: i64,
    /// Requests whose number somebody has to ring, by the day that was promised; at most 50.
    pub to_prove: Vec<OfGroup<StoredRequest>>,
    /// How many there are in all.
    pub to_prove_in_all: i64,
    /// Other calls, oldest first; at most 50.
    pub calls: Vec<OfGroup<CallRow>>,
    /// How many there are in all.
    pub calls_in_all: i64,
    /// What members say is wrong, oldest first.
    pub concerns: Vec<OfGroup<ConcernRow>>,
    /// Who was not seen for a while, the longest first; at most 20.
    pub quiet: Vec<OfGroup<QuietRow>>,
}

/// Reads things of groups, with how many there are in all.
macro_rules! of_groups {
    ($rows:expr, $connection:ident, |$row:ident| $of:expr) => {{
        let (mut found, mut in_all) = (Vec::new(), 0_i64);
        for $row in &$rows.fetch_all(&mut *$connection).await? {
            in_all = $row.try_get("in_all")?;
            found.push(OfGroup {
                group: joined_record!($row),
                of: $of,
            });
        }
        (found, in_all)
    }};
}

impl Store {
    /// What waits in the groups that the viewer may see. That they read it is written down in the
    /// audit trail.
    pub async fn find_today(&self, viewer: &Viewer, now: i64) -> Result<StoredToday, StoreError> {
        let (requests, requests_in_all) = self.requests_waiting(viewer).await?;
        let (to_prove, to_prove_in_all) = self.numbers_to_prove(viewer).await?;
        let (calls, calls_in_all) = self.calls_to_make(viewer).await?;
        let concerns = self.open_concerns(viewer).await?.0;
        let quiet = self.quiet_members(viewer, now).await?.0;
        let read = requests.iter().chain(&to_prove).map(|one| &one.of);
        self.note_queue_read(viewer, read, now).await?;
        let calls_of = calls.iter().map(|one| &one.of.request);
        let members = calls_of.chain(quiet.iter().map(|one| &one.of.request));
        let members = members.map(|one| (one.group_id.clone(), GroupId(one.group_id.clone())));
        self.note_all_seen(viewer, Deed::SawMembers, "group", members.collect(), now)
            .await?;
        let told = concerns.iter().map(|one| &one.of);
        let told = told.map(|one| (one.id.clone(), GroupId(one.request.group_id.clone())));
        self.note_all_seen(viewer, Deed::SawConcern, "concern", told.collect(), now)
            .await?;
        Ok(StoredToday {
            meetings: self.meetings_ahead(viewer, now).await?.0,
            requests,
            requests_in_all,
            to_prove,
            to_prove_in_all,
            calls,
            calls_in_all,
            concerns,
            quiet,
        })
    }

    /// Meetings that run, have just ended or come.
    async fn meetings_ahead(
        &self,
        viewer: &Viewer,
        now: i64,
    ) -> Result<Found<AheadRow>, StoreError> {
        read!(self, |connection| {
            let rows = staff_query!(
                viewer,
                See("m.group_id"),
                "SELECT m.starts_at, m.ends_at, g.slug AS group_slug, g.source AS group_source, \
                 g.edits AS group_edits, COUNT(*) OVER () AS in_all, \
                 (SELECT COUNT(*) FROM join_requests r WHERE r.site_id = m.site_id \
                 AND r.group_id = m.group_id AND r.state = 'approved' \
                 AND r.paused_since IS NULL) AS members, \
                 (SELECT COUNT(*) FROM attendance a WHERE a.site_id = m.site_id \
                 AND a.group_id = m.group_id AND a.starts_at = m.starts_at \
                 AND a.came = true) AS came \
                 FROM meetings m JOIN groups g ON g.site_id = m.site_id AND g.id = m.group_id \
                 WHERE m.site_id = $1 AND m.ends_at > $3 AND m.starts_at < $4 AND",
                "ORDER BY m.starts_at, m.group_id LIMIT 30"
            );
            let rows = rows.bind(now - STILL_LISTED).bind(now + AHEAD);
            Ok(of_groups!(rows, connection, |row| AheadRow {
                meeting: MeetingSpan {
                    starts_at: row.try_get("starts_at")?,
                    ends_at: row.try_get("ends_at")?,
                },
                members: row.try_get("members")?,
                came: row.try_get("came")?,
            }))
        })
    }

    /// Requests that a person has to answer.
    async fn requests_waiting(&self, viewer: &Viewer) -> Result<Found<StoredRequest>, StoreError> {
        let site = viewer.site();
        read!(self, |connection| {
            let rows = staff_query!(
                viewer,
                See("r.group_id"),
                "SELECT r.*, g.slug AS group_slug, g.source AS group_source, \
                 g.edits AS group_edits, COUNT(*) OVER () AS in_all FROM join_requests r \
                 JOIN groups g ON g.site_id = r.site_id AND g.id = r.group_id \
                 WHERE r.site_id = $1 AND (r.state = 'pending' \
                 OR r.state = 'requested' AND r.for_review = true) \
                 AND r.silent_since IS NULL AND",
                "ORDER BY r.answer_by, r.id LIMIT 50"
            );
            Ok(of_groups!(rows, connection, |row| request_row!(
                self, site, row
            )))
        })
    }

    /// Requests whose number somebody has to ring.
    async fn numbers_to_prove(&self, viewer: &Viewer) -> Result<Found<StoredRequest>, StoreError> {
        let site = viewer.site();
        read!(self, |connection| {
            let rows = staff_query!(
                viewer,
                See("r.group_id"),
                "SELECT r.*, g.slug AS group_slug, g.source AS group_source, \
                 g.edits AS group_edits, COUNT(*) OVER () AS in_all FROM join_requests r \
                 JOIN groups g ON g.site_id = r.site_id AND g.id = r.group_id \
                 WHERE r.site_id = $1 AND r.state = 'requested' AND r.contact_kind = 'phone' \
                 AND r.for_review = false AND r.silent_since IS NULL AND",
                "ORDER BY r.answer_by, r.id LIMIT 50"
            );
            Ok(of_groups!(rows, connection, |row| request_row!(
                self, site, row
            )))
        })
    }

    /// Members to ring, to tell them what others read.
    async fn calls_to_make(&self, viewer: &Viewer) -> Result<Found<CallRow>, StoreError> {
        let site = viewer.site();
        read!(self, |connection| {
            let rows = staff_query!(
                viewer,
                See("r.group_id"),
                "SELECT r.*, c.id AS call_id, c.words AS call_words, c.created_at AS call_at, \
                 g.slug AS group_slug, g.source AS group_source, g.edits AS group_edits, \
                 COUNT(*) OVER () AS in_all FROM calls c \
                 JOIN join_requests r ON r.site_id = c.site_id AND r.id = c.request_id \
                 JOIN groups g ON g.site_id = r.site_id AND g.id = r.group_id \
                 WHERE c.site_id = $1 AND c.done_at IS NULL AND r.state = 'approved' \
                 AND r.silent_since IS NULL AND",
                "ORDER BY c.created_at, c.id LIMIT 50"
            );
            Ok(of_groups!(rows, connection, |row| {
                let id: String = row.try_get("call_id")?;
                let sealed: Vec<u8> = row.try_get("call_words")?;
                CallRow {
                    words: self.open_words(call_cell(site, &id), &sealed)?,
                    created_at: row.try_get("call_at")?,
                    request: request_row!(self, site, row),
                    id,
                }
            }))
        })
    }

    /// What members say is wrong, for the coordinators who hear it (`concerns.rs`).
    async fn open_concerns(&self, viewer: &Viewer) -> Result<Found<ConcernRow>, StoreError> {
        let site = viewer.site();
        read!(self, |connection| {
            let rows = staff_query!(
                viewer,
                Manage,
                concat!(
                    "SELECT r.*, c.id AS concern_id, c.words AS concern_words, \
                 c.created_at AS concern_at, c.seen_at, c.settled_at, s.id AS seen_by, \
                 s.details AS seen_by_details, g.slug AS group_slug, g.source AS group_source, \
                 g.edits AS group_edits, COUNT(*) OVER () AS in_all FROM concerns c \
                 JOIN join_requests r ON r.site_id = c.site_id AND r.id = c.request_id \
                 JOIN groups g ON g.site_id = c.site_id AND g.id = c.group_id \
                 LEFT JOIN staff s ON s.site_id = c.site_id AND s.id = c.seen_by \
                 WHERE c.site_id = $1 AND c.settled_at IS NULL AND ",
                    hears!("$2"),
                    " AND"
                ),
                "ORDER BY c.created_at, c.id LIMIT 100"
            );
            Ok(of_groups!(rows, connection, |row| {
                let id: String = row.try_get("concern_id")?;
                let sealed: Vec<u8> = row.try_get("concern_words")?;
                let concern = StoredConcern {
                    words: self.open_words(concern_cell(site, &id), &sealed)?,
                    created_at: row.try_get("concern_at")?,
                    seen_at: row.try_get("seen_at")?,
                    settled_at: row.try_get("settled_at")?,
                };
                let seen_by: Option<String> = row.try_get("seen_by")?;
                let details: Option<Vec<u8>> = row.try_get("seen_by_details")?;
                let seen_by = match (seen_by, details) {
                    (Some(staff), Some(sealed)) => {
                        Some(self.open_staff(site, &staff, &sealed)?.name)
                    }
                    _ => None,
                };
                ConcernRow {
                    request: request_row!(self, site, row),
                    id,
                    concern,
                    seen_by,
                }
            }))
        })
    }

    /// Who was not seen for a while: what `domain::roster::missed` counts, for all groups at once.
    async fn quiet_members(
        &self,
        viewer: &Viewer,
        now: i64,
    ) -> Result<Found<QuietRow>, StoreError> {
        let site = viewer.site();
        read!(self, |connection| {
            let rows = staff_query!(
                viewer,
                See("r.group_id"),
                "SELECT r.*, q.missed, q.last_seen, g.slug AS group_slug, \
                 g.source AS group_source, g.edits AS group_edits, COUNT(*) OVER () AS in_all \
                 FROM (SELECT n.id, COUNT(*) AS missed, MAX(s.last_seen) AS last_seen \
                 FROM join_requests n \
                 LEFT JOIN (SELECT request_id, MAX(starts_at) AS last_seen FROM attendance \
                 WHERE site_id = $1 AND came = true GROUP BY request_id) s ON s.request_id = n.id \
                 JOIN (SELECT DISTINCT group_id, starts_at FROM attendance WHERE site_id = $1 \
                 AND starts_at < $3 AND starts_at > $4) m ON m.group_id = n.group_id \
                 AND m.starts_at >= n.state_since AND m.starts_at > COALESCE(s.last_seen, 0) \
                 AND m.starts_at > COALESCE(n.in_touch_at, 0) \
                 WHERE n.site_id = $1 AND n.state = 'approved' AND n.silent_since IS NULL \
                 AND n.paused_since IS NULL GROUP BY n.id HAVING COUNT(*) >= $5) q \
                 JOIN join_requests r ON r.id = q.id \
                 JOIN groups g ON g.site_id = r.site_id AND g.id = r.group_id \
                 WHERE r.site_id = $1 AND",
                "ORDER BY q.missed DESC, r.id LIMIT 20"
            );
            let rows = rows
                .bind(now - SETTLED_AFTER)
                .bind(now - LOOKED_BACK)
                .bind(QUIET_AFTER);
            Ok(of_groups!(rows, connection, |row| QuietRow {
                missed: row.try_get("missed")?,
                last_seen: row.try_get("last_seen")?,
                request: request_row!(self, site, row),
            }))
        })
    }
}
