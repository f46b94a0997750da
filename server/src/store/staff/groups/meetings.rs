//! Single meetings of a group that staff cancel, move, or let take place after all; whoever has a
//! place is told in the same transaction.

use sqlx::Row;

use crate::{
    domain::{
        schedule::{ChangeError, MeetingChange, MeetingSpan, Schedule},
        staff::Deed,
    },
    seal::Cell,
    store::{
        GroupId, News, SiteId, Store, StoreError, Viewer, Writer,
        groups::{GroupRow, group_row},
        in_transaction,
        joining::{Change, Known, MeetingNews, tell_members},
        meetings::{HORIZON_MS, meetings_of, replace_meetings},
        read,
        sites::move_revision,
        staff::{audit::add_event, viewer::group_of_staff},
    },
};

/// Longest word on a changed meeting, characters.
pub const LONGEST_NOTE: usize = 400;

/// A meeting as staff see it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TendedMeeting {
    /// When it is; of a cancelled one, when it would have been.
    pub span: MeetingSpan,
    /// What was done to it, and what members read about it.
    pub change: Option<(MeetingChange, String)>,
}

/// A group's coming meetings, as staff see them.
#[derive(Debug, Clone)]
pub struct TendedMeetings {
    /// What the group is called.
    pub name: String,
    /// When the group meets; `None` where it has no schedule.
    pub schedule: Option<Schedule>,
    /// By start.
    pub meetings: Vec<TendedMeeting>,
    /// Whether the viewer may change them.
    pub may_work: bool,
}

/// What came of changing a meeting.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MeetingChanged {
    /// So many members get a letter, and so many can only be rung.
    Yes {
        /// Letters.
        letters: usize,
        /// Members without an address.
        to_ring: usize,
    },
    /// It stays as it is.
    No(ChangeError),
    /// There is no such group, or it is not the viewer's to change.
    NotThere,
}

/// What staff want to become of one meeting.
#[derive(Debug, Clone, Copy)]
pub struct MeetingWish<'a> {
    /// When it begins, ms since 1970 UTC.
    pub starts_at: i64,
    /// Wall time at which it begins instead; `None` cancels it.
    pub moved_to: Option<&'a str>,
    /// What members read about it.
    pub note: &'a str,
}

/// One row of `meeting_changes`.
pub(in crate::store) struct ChangeRow {
    pub id: String,
    pub change: MeetingChange,
    pub note: String,
    /// Every change, by moment.
    pub changes: Vec<Change>,
}

/// Where what members read about a changed meeting stands.
pub(in crate::store) fn note_cell<'a>(site: &'a SiteId, id: &'a str) -> Cell<'a> {
    Cell {
        site_id: site.as_str(),
        table: "meeting_changes",
        column: "note",
        row: id,
    }
}

/// Reads rows of `meeting_changes` of one group.
macro_rules! change_rows {
    ($store:expr, $connection:ident, $site:expr, $group:expr) => {{
        let rows = sqlx::query(
            "SELECT * FROM meeting_changes WHERE site_id = $1 AND group_id = $2 \
             ORDER BY original_at",
        )
        .bind($site.as_str())
        .bind($group)
        .fetch_all(&mut *$connection)
        .await?;
        let mut changes = Vec::new();
        for row in &rows {
            let id: String = row.try_get("id")?;
            let sealed: Vec<u8> = row.try_get("note")?;
            let note = $store.sealer.open(note_cell($site, &id), &sealed)?;
            changes.push(ChangeRow {
                change: MeetingChange {
                    original_at: row.try_get("original_at")?,
                    moved_to: row.try_get("moved_to")?,
                },
                note: String::from_utf8_lossy(&note).into_owned(),
                changes: {
                    let text: String = row.try_get("changes")?;
                    serde_json::from_str(&text).unwrap_or_default()
                },
                id,
            });
        }
        changes
    }};
}

/// Writes another schedule into a group's row, and the meetings that it brings.
macro_rules! write_schedule {
    ($store:expr, $transaction:ident, $viewer:expr, $row:expr, $schedule:expr, $deed:expr, $now:expr) => {{
        let site = $viewer.site();
        let row: &mut GroupRow = $row;
        row.write_over_schedule(&$schedule);
        let record = row.effective()?;
        sqlx::query(
            "UPDATE groups SET source = $3, edits = $4, updated_at = $5, revision = revision + 1 \
             WHERE site_id = $1 AND id = $2",
        )
        .bind(site.as_str())
        .bind(&row.id)
        .bind(row.source.to_string())
        .bind(row.edits.to_string())
        .bind($now)
        .execute(&mut *$transaction)
        .await?;
        add_event!($store, $transaction, $viewer, $deed, "group", &row.id, $now);
        let touched = [(row.id.clone(), meetings_of(row.status, &record, $now)?)];
        replace_meetings!($transaction, site, touched);
        move_revision!($transaction, site, 1);
    }};
}

impl Store {
    /// The coming meetings of a group, at most `most`, and those that were cancelled.
    pub async fn list_meetings_of_staff(
        &self,
        viewer: &Viewer,
        slug: &str,
        most: usize,
        now: i64,
    ) -> Result<Option<TendedMeetings>, StoreError> {
        let site = viewer.site();
        let found = read!(self, |connection| {
            match group_of_staff!(connection, viewer, See, slug) {
                Some(row) => {
                    let row = group_row!(&row)?;
                    let changes = change_rows!(self, connection, site, &row.id);
                    Some((row, changes))
                }
                None => None,
            }
        });
        let Some((row, changes)) = found else {
            return Ok(None);
        };
        let may_work = self.powers_over(viewer, slug).await?.work;
        let record = row.effective()?;
        let schedule = record.schedule.as_ref();
        let schedule = schedule.and_then(|schedule| Schedule::of_checked(schedule).ok());
        let meetings = schedule
            .as_ref()
            .map_or_else(Vec::new, |schedule| tended(schedule, changes, most, now));
        Ok(Some(TendedMeetings {
            name: record.name,
            schedule,
            meetings,
            may_work,
        }))
    }

    /// Cancels or moves one meeting that has not begun. Everybody who has a place and an address
    /// gets a letter, if members can find the group and it meets.
    pub async fn change_meeting(
        &self,
        viewer: &Viewer,
        slug: &str,
        wish: &MeetingWish<'_>,
        writer: &dyn Writer,
        now: i64,
    ) -> Result<MeetingChanged, StoreError> {
        let site = viewer.site();
        in_transaction!(self, |transaction| {
            move_revision!(transaction, site, 0);
            let Some(row) = group_of_staff!(transaction, viewer, Work, slug) else {
                return Ok(MeetingChanged::NotThere);
            };
            let mut row = group_row!(&row)?;
            let Some(schedule) = schedule_of(&row)? else {
                return Ok(MeetingChanged::No(ChangeError::NoSuchMeeting));
            };
            let changes = change_rows!(self, transaction, site, &row.id);
            let before = changes
                .into_iter()
                .find(|one| one.change.moved_to == Some(wish.starts_at));
            let (record, change) = match changed(&schedule, wish, before.as_ref(), now) {
                Ok(made) => made,
                Err(error) => return Ok(MeetingChanged::No(error)),
            };
            let deed = if change.moved_to.is_some() {
                Deed::MeetingMoved
            } else {
                Deed::MeetingCancelled
            };
            write_schedule!(self, transaction, viewer, &mut row, record, deed, now);
            sqlx::query(
                "DELETE FROM meeting_changes \
                 WHERE site_id = $1 AND group_id = $2 AND original_at = $3",
            )
            .bind(site.as_str())
            .bind(&row.id)
            .bind(change.original_at)
            .execute(&mut *transaction)
            .await?;
            let earlier = before.map_or_else(Vec::new, |before| before.changes);
            if change.moved_to != Some(change.original_at) {
                let mut all = earlier.clone();
                all.push((now, change.moved_to));
                let id = self.new_id(now);
                sqlx::query(
                    "INSERT INTO meeting_changes \
                     (site_id, id, group_id, original_at, moved_to, note, changes) \
                     VALUES ($1, $2, $3, $4, $5, $6, $7)",
                )
                .bind(site.as_str())
                .bind(&id)
                .bind(&row.id)
                .bind(change.original_at)
                .bind(change.moved_to)
                .bind(self.sealer.seal(note_cell(site, &id), wish.note.as_bytes()))
                .bind(serde_json::json!(all).to_string())
                .execute(&mut *transaction)
                .await?;
            }
            let news = |known: Known| news_of(&schedule, &change, wish.note, known);
            let news = MeetingNews {
                earlier: &earlier,
                news: &news,
            };
            let (letters, to_ring) =
                tell_members!(self, transaction, site, &row, news, writer, now);
            Ok(MeetingChanged::Yes { letters, to_ring })
        })
    }

    /// Undoes what was done to the meeting that began at `original_at` by the schedule. Letters
    /// about it that still wait do not go; who was told before is told that it takes place.
    pub async fn restore_meeting(
        &self,
        viewer: &Viewer,
        slug: &str,
        original_at: i64,
        writer: &dyn Writer,
        now: i64,
    ) -> Result<MeetingChanged, StoreError> {
        let site = viewer.site();
        in_transaction!(self, |transaction| {
            move_revision!(transaction, site, 0);
            let Some(row) = group_of_staff!(transaction, viewer, Work, slug) else {
                return Ok(MeetingChanged::NotThere);
            };
            let mut row = group_row!(&row)?;
            let changes = change_rows!(self, transaction, site, &row.id);
            let undone = changes
                .into_iter()
                .find(|one| one.change.original_at == original_at);
            let (Some(undone), Some(schedule)) = (undone, schedule_of(&row)?) else {
                return Ok(MeetingChanged::No(ChangeError::NoSuchMeeting));
            };
            if !schedule.leaves_out(original_at) || original_at <= now {
                return Ok(MeetingChanged::No(ChangeError::NoSuchMeeting));
            }
            let record = schedule.without_change(&undone.change);
            let deed = Deed::MeetingRestored;
            write_schedule!(self, transaction, viewer, &mut row, record, deed, now);
            sqlx::query("DELETE FROM meeting_changes WHERE site_id = $1 AND id = $2")
                .bind(site.as_str())
                .bind(&undone.id)
                .execute(&mut *transaction)
                .await?;
            let restored = News::MeetingRestored {
                meeting: schedule.span_from(original_at),
            };
            // Who never heard of it need not hear that it is as it was.
            let news = |known: Known| (known != Known::Nothing).then_some(restored);
            let news = MeetingNews {
                earlier: &undone.changes,
                news: &news,
            };
            let (letters, to_ring) =
                tell_members!(self, transaction, site, &row, news, writer, now);
            Ok(MeetingChanged::Yes { letters, to_ring })
        })
    }

    /// What was done to a group's coming meetings, with what members read about it: for their own
    /// pages.
    pub async fn list_meeting_changes(
        &self,
        site: &SiteId,
        group: &GroupId,
        now: i64,
    ) -> Result<Vec<(MeetingChange, String)>, StoreError> {
        let changes = read!(self, |connection| {
            change_rows!(self, connection, site, group.as_str())
        });
        let coming = changes.into_iter().filter(|one| {
            one.change.original_at > now || one.change.moved_to.is_some_and(|to| to > now)
        });
        Ok(coming.map(|one| (one.change, one.note)).collect())
    }

    /// Forgets what was done to meetings that are over. Says how many.
    pub async fn forget_meeting_changes(
        &self,
        site: &SiteId,
        before: i64,
    ) -> Result<u64, StoreError> {
        in_transaction!(self, |transaction| {
            let gone = sqlx::query(
                "DELETE FROM meeting_changes WHERE site_id = $1 AND original_at < $2 \
                 AND (moved_to IS NULL OR moved_to < $2)",
            )
            .bind(site.as_str())
            .bind(before)
            .execute(&mut *transaction)
            .await?;
            Ok(gone.rows_affected())
        })
    }
}

/// The schedule of a row.
fn schedule_of(row: &GroupRow) -> Result<Option<Schedule>, StoreError> {
    let record = row.effective()?;
    let schedule = record.schedule.as_ref();
    Ok(schedule.and_then(|schedule| Schedule::of_checked(schedule).ok()))
}

/// The schedule with one meeting changed, which has not begun.
fn changed(
    schedule: &Schedule,
    wish: &MeetingWish<'_>,
    before: Option<&ChangeRow>,
    now: i64,
) -> Result<(crate::domain::group::ScheduleRecord, MeetingChange), ChangeError> {
    if wish.starts_at <= now {
        return Err(ChangeError::NoSuchMeeting);
    }
    if let Some(to) = wish.moved_to
        && schedule.instant_of(to)? <= now
    {
        return Err(ChangeError::BadTime);
    }
    let before = before.map(|before| &before.change);
    schedule.with_change(wish.starts_at, wish.moved_to, before)
}

/// What is told of a changed meeting to somebody who knows this of it.
fn news_of<'n>(
    schedule: &Schedule,
    change: &MeetingChange,
    note: &'n str,
    known: Known,
) -> Option<News<'n>> {
    let expected = match known {
        Known::Nothing => Some(change.original_at),
        Known::Told(start) => start,
    };
    match (change.moved_to, expected) {
        (now, expected) if now == expected => None,
        (None, expected) => Some(News::MeetingCancelled {
            meeting: schedule.span_from(expected.unwrap_or(change.original_at)),
            note,
        }),
        (Some(to), expected) => Some(News::MeetingMoved {
            from: schedule.span_from(expected.unwrap_or(change.original_at)),
            to: schedule.span_from(to),
            note,
        }),
    }
}

/// Coming meetings and what was done to them, by start.
fn tended(
    schedule: &Schedule,
    changes: Vec<ChangeRow>,
    most: usize,
    now: i64,
) -> Vec<TendedMeeting> {
    let mut meetings: Vec<TendedMeeting> = schedule
        .meetings(now, now + HORIZON_MS)
        .into_iter()
        .take(most)
        .map(|span| TendedMeeting { span, change: None })
        .collect();
    // A schedule that was written anew since knows nothing of some.
    let known = |one: &ChangeRow| schedule.leaves_out(one.change.original_at);
    for one in changes.into_iter().filter(known) {
        let change = one.change.clone();
        match change.moved_to {
            Some(to) => {
                let moved = meetings
                    .iter_mut()
                    .find(|meeting| meeting.span.starts_at == to);
                if let Some(moved) = moved {
                    moved.change = Some((change, one.note));
                }
            }
            None if change.original_at > now => meetings.push(TendedMeeting {
                span: schedule.span_from(change.original_at),
                change: Some((change, one.note)),
            }),
            None => {}
        }
    }
    meetings.sort_by_key(|meeting| meeting.span.starts_at);
    meetings
}
