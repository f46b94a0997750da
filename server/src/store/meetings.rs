//! Coming meetings as rows, so that no request expands a recurrence.

use std::{collections::HashMap, fmt::Write};

use futures_util::TryStreamExt;
use sqlx::Row;

use super::{
    GroupId, SiteId, Store, StoreError,
    groups::{GroupStatus, group_row},
    in_transaction, read,
    sites::move_revision,
};
use crate::domain::{
    group::GroupRecord,
    schedule::{MeetingSpan, Schedule},
    time::DAY,
};

/// How far ahead meetings are written: twelve weeks, in milliseconds.
pub const HORIZON_MS: i64 = 12 * 7 * DAY;

/// One coming meeting.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredMeeting {
    /// Whose.
    pub group_id: GroupId,
    /// Start, ms since 1970 UTC.
    pub starts_at: i64,
    /// End, ms since 1970 UTC.
    pub ends_at: i64,
}

/// The meetings of a record that run now or start within the horizon.
pub(super) fn coming(record: &GroupRecord, now: i64) -> Result<Vec<MeetingSpan>, StoreError> {
    if record.status == api_types::Status::Paused {
        return Ok(Vec::new());
    }
    let Some(schedule) = &record.schedule else {
        return Ok(Vec::new());
    };
    let schedule = Schedule::try_from(schedule).map_err(|error| StoreError::BadRecord {
        slug: record.slug.clone(),
        reason: format!("{}: {}", error.field, error.reason),
    })?;
    Ok(schedule.meetings(now, now + HORIZON_MS))
}

/// The meetings of a group as members may find them: none where they do not find it.
pub(super) fn meetings_of(
    status: GroupStatus,
    record: &GroupRecord,
    now: i64,
) -> Result<Vec<MeetingSpan>, StoreError> {
    match status {
        GroupStatus::Published => coming(record, now),
        GroupStatus::Draft | GroupStatus::Hidden | GroupStatus::Archived => Ok(Vec::new()),
    }
}

/// How many meetings or groups one statement is about at most.
pub(super) const ROWS_A_STATEMENT: usize = 500;

/// The text of an insert of `rows` meetings.
pub(super) fn insert_meetings(rows: usize) -> String {
    let mut sql =
        String::from("INSERT INTO meetings (site_id, group_id, starts_at, ends_at) VALUES ");
    for first in (0..rows).map(|row| 2 + row * 3) {
        let comma = if first == 2 { "" } else { ", " };
        let _ = write!(sql, "{comma}($1, ${first}, ${}, ${})", first + 1, first + 2);
    }
    sql
}

/// The text of a deletion of the meetings of `groups` groups.
pub(super) fn delete_meetings(groups: usize) -> String {
    let numbers: Vec<String> = (2..2 + groups).map(|number| format!("${number}")).collect();
    format!(
        "DELETE FROM meetings WHERE site_id = $1 AND group_id IN ({})",
        numbers.join(", ")
    )
}

/// Replaces the coming meetings of groups within a transaction; `touched` is a
/// `Vec<(String, Vec<MeetingSpan>)>`: the group's id and what it has now. Many rows a statement:
/// a feed of ten thousand groups has more than a hundred thousand.
macro_rules! replace_meetings {
    ($transaction:expr, $site:expr, $touched:expr) => {{
        use $crate::store::meetings::{ROWS_A_STATEMENT, delete_meetings, insert_meetings};
        // The texts are made of numbers alone; nothing from outside is in them.
        for groups in $touched.chunks(ROWS_A_STATEMENT) {
            let sql = sqlx::AssertSqlSafe(delete_meetings(groups.len()));
            let mut delete = sqlx::query(sql).bind($site.as_str());
            for (group, _) in groups {
                delete = delete.bind(group);
            }
            delete.execute(&mut *$transaction).await?;
        }
        let rows: Vec<(&String, &$crate::domain::schedule::MeetingSpan)> = $touched
            .iter()
            .flat_map(|(group, spans)| spans.iter().map(move |span| (group, span)))
            .collect();
        for rows in rows.chunks(ROWS_A_STATEMENT) {
            let sql = sqlx::AssertSqlSafe(insert_meetings(rows.len()));
            let mut insert = sqlx::query(sql).bind($site.as_str());
            for (group, span) in rows {
                insert = insert.bind(*group).bind(span.starts_at).bind(span.ends_at);
            }
            insert.execute(&mut *$transaction).await?;
        }
    }};
}

pub(super) use replace_meetings;

impl Store {
    /// The meetings of a site that end after `from` and start before `until`, by start.
    pub async fn list_meetings(
        &self,
        site: &SiteId,
        from: i64,
        until: i64,
    ) -> Result<Vec<StoredMeeting>, StoreError> {
        read!(self, |connection| {
            let query = sqlx::query(
                "SELECT group_id, starts_at, ends_at FROM meetings \
                 WHERE site_id = $1 AND ends_at > $2 AND starts_at < $3 ORDER BY starts_at",
            );
            let query = query.bind(site.as_str()).bind(from).bind(until);
            // Row by row: a hundred thousand rows at once are more memory than all the rest.
            let mut rows = query.fetch(&mut *connection);
            let mut meetings = Vec::new();
            while let Some(row) = rows.try_next().await? {
                meetings.push(StoredMeeting {
                    group_id: GroupId(row.try_get("group_id")?),
                    starts_at: row.try_get("starts_at")?,
                    ends_at: row.try_get("ends_at")?,
                });
            }
            Ok(meetings)
        })
    }

    /// The next meetings of one group, at most `limit`: the one that is on at `now` first.
    pub async fn list_next_meetings(
        &self,
        site: &SiteId,
        group: &GroupId,
        now: i64,
        limit: i64,
    ) -> Result<Vec<MeetingSpan>, StoreError> {
        read!(self, |connection| {
            let rows = sqlx::query(
                "SELECT starts_at, ends_at FROM meetings WHERE site_id = $1 AND group_id = $2 \
                 AND ends_at > $3 ORDER BY starts_at LIMIT $4",
            )
            .bind(site.as_str())
            .bind(group.as_str())
            .bind(now)
            .bind(limit)
            .fetch_all(&mut *connection)
            .await?;
            let mut spans = Vec::new();
            for row in &rows {
                spans.push(MeetingSpan {
                    starts_at: row.try_get("starts_at")?,
                    ends_at: row.try_get("ends_at")?,
                });
            }
            Ok(spans)
        })
    }

    /// Brings the rows of a site up to the horizon, daily. Gives how many groups it touched; the
    /// revision moves only if there was one.
    pub async fn renew_meetings(&self, site: &SiteId, now: i64) -> Result<u64, StoreError> {
        in_transaction!(self, |transaction| {
            move_revision!(transaction, site, 0);
            let mut before: HashMap<String, Vec<MeetingSpan>> = HashMap::new();
            let known = "SELECT * FROM meetings WHERE site_id = $1 ORDER BY starts_at";
            let mut rows = sqlx::query(known)
                .bind(site.as_str())
                .fetch(&mut *transaction);
            while let Some(row) = rows.try_next().await? {
                let group: String = row.try_get("group_id")?;
                before.entry(group).or_default().push(MeetingSpan {
                    starts_at: row.try_get("starts_at")?,
                    ends_at: row.try_get("ends_at")?,
                });
            }
            drop(rows);
            let mut stale: Vec<(String, Vec<MeetingSpan>)> = Vec::new();
            let groups = "SELECT * FROM groups WHERE site_id = $1 AND status = 'published'";
            let mut rows = sqlx::query(groups)
                .bind(site.as_str())
                .fetch(&mut *transaction);
            while let Some(row) = rows.try_next().await? {
                let group = group_row!(&row)?;
                match group.effective().and_then(|record| coming(&record, now)) {
                    Ok(spans) if before.remove(&group.id).unwrap_or_default() != spans => {
                        stale.push((group.id, spans));
                    }
                    Ok(_) => {}
                    // The others still have to be renewed.
                    Err(error) => {
                        tracing::error!(group = group.id, %error, "its meetings are not renewed");
                    }
                }
            }
            drop(rows);
            replace_meetings!(transaction, site, stale);
            let touched = stale.len() as u64;
            if touched > 0 {
                move_revision!(transaction, site, 1);
            }
            Ok(touched)
        })
    }
}
