//! Imports: what a feed brings is laid beside what is there, in one transaction.

use std::collections::{HashMap, HashSet};

use serde_json::Value;
use sqlx::Row;

use super::{
    SiteId, Store, StoreError,
    groups::{GroupRow, group_row, record_of},
    in_transaction,
    meetings::write_meetings,
    sites::move_revision,
};
use crate::{
    domain::{
        group::{GroupRecord, JoinDetails},
        merge_patch,
    },
    feeds::FeedGroup,
};

/// A feed may lose this many groups at once without anybody having to confirm it.
const SMALL_LOSS: usize = 10;

/// What to import.
#[derive(Debug, Clone)]
pub struct Import {
    /// The feed that brings the groups; `None` for staff's own writing, where a group that came
    /// from a feed is edited rather than replaced.
    pub feed: Option<String>,
    /// The groups.
    pub groups: Vec<FeedGroup>,
    /// Whether a group that the feed no longer has is hidden.
    pub removes_missing: bool,
    /// Whether the feed may lose most of its groups at once.
    pub allow_shrink: bool,
    /// Now, ms since 1970 UTC.
    pub now: i64,
}

/// What an import did.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct ImportSummary {
    /// Groups that were not there before.
    pub added: usize,
    /// Groups that differ now, those that came back included.
    pub changed: usize,
    /// Groups that are as they were.
    pub unchanged: usize,
    /// Groups that are hidden now, because the feed no longer has them.
    pub removed: usize,
}

/// What becomes of one group.
enum Step {
    Add(GroupRow, GroupRecord),
    Change(GroupRow, GroupRecord),
    Keep,
}

/// A site's groups as an import meets them.
struct Existing {
    by_slug: HashMap<String, GroupRow>,
    by_source_key: HashMap<String, String>,
    slugs: HashSet<String>,
}

impl Existing {
    fn new(rows: Vec<GroupRow>, feed: Option<&str>) -> Self {
        let mut by_source_key = HashMap::new();
        for row in rows
            .iter()
            .filter(|row| feed.is_some() && row.feed.as_deref() == feed)
        {
            if let Some(key) = &row.source_key {
                by_source_key.insert(key.clone(), row.slug.clone());
            }
        }
        Self {
            slugs: rows.iter().map(|row| row.slug.clone()).collect(),
            by_slug: rows
                .into_iter()
                .map(|row| (row.slug.clone(), row))
                .collect(),
            by_source_key,
        }
    }

    /// The row that a group of the import is about; each row is taken once.
    fn take(&mut self, feed: Option<&str>, group: &FeedGroup) -> Option<GroupRow> {
        if feed.is_none() {
            self.by_slug.remove(&group.record.slug)
        } else {
            let slug = self.by_source_key.remove(&group.source_key)?;
            self.by_slug.remove(&slug)
        }
    }

    /// A slug that is free: the wanted one, or the first with a number behind it.
    fn free_slug(&mut self, wanted: &str) -> String {
        let mut slug = wanted.to_owned();
        let mut number = 2;
        while !self.slugs.insert(slug.clone()) {
            let suffix = format!("-{number}");
            let room = 80 - suffix.len();
            slug = format!("{}{suffix}", &wanted[..wanted.len().min(room)]);
            number += 1;
        }
        slug
    }
}

/// A record as it is stored: without its join details, which are sealed elsewhere.
fn source_of(record: &GroupRecord) -> Value {
    let mut open = record.clone();
    open.join = JoinDetails::default();
    serde_json::to_value(open).unwrap_or_default()
}

impl Store {
    /// Applies an import in one transaction: all of it, or nothing. Importing the same again
    /// changes nothing. What staff changed by hand stays, as a patch over whatever the feed says.
    pub async fn apply_import(
        &self,
        site: &SiteId,
        import: &Import,
    ) -> Result<ImportSummary, StoreError> {
        in_transaction!(self, |transaction| {
            move_revision!(transaction, site, 0);
            let rows = sqlx::query("SELECT * FROM groups WHERE site_id = $1")
                .bind(site.as_str())
                .fetch_all(&mut *transaction)
                .await?;
            let rows = rows
                .iter()
                .map(|row| group_row!(row))
                .collect::<Result<Vec<_>, _>>()?;
            let feed = import.feed.as_deref();
            let mut existing = Existing::new(rows, feed);
            let mut summary = ImportSummary::default();
            for group in &import.groups {
                match self.step(site, feed, group, &mut existing, import.now)? {
                    Step::Keep => summary.unchanged += 1,
                    Step::Add(row, record) => {
                        sqlx::query(
                            "INSERT INTO groups (site_id, id, slug, status, feed, source_key, \
                             source, edits, join_details, created_at, updated_at) \
                             VALUES ($1, $2, $3, 'published', $4, $5, $6, $7, $8, $9, $9)",
                        )
                        .bind(site.as_str())
                        .bind(&row.id)
                        .bind(&row.slug)
                        .bind(&row.feed)
                        .bind(&row.source_key)
                        .bind(row.source.to_string())
                        .bind(row.edits.to_string())
                        .bind(&row.join_details)
                        .bind(import.now)
                        .execute(&mut *transaction)
                        .await?;
                        write_meetings!(transaction, site, &row.id, &record, import.now);
                        summary.added += 1;
                    }
                    Step::Change(row, record) => {
                        sqlx::query(
                            "UPDATE groups SET status = 'published', source = $3, edits = $4, \
                             join_details = $5, updated_at = $6 WHERE site_id = $1 AND id = $2",
                        )
                        .bind(site.as_str())
                        .bind(&row.id)
                        .bind(row.source.to_string())
                        .bind(row.edits.to_string())
                        .bind(&row.join_details)
                        .bind(import.now)
                        .execute(&mut *transaction)
                        .await?;
                        write_meetings!(transaction, site, &row.id, &record, import.now);
                        summary.changed += 1;
                    }
                }
            }
            for missing in missing(import, &existing)? {
                sqlx::query(
                    "UPDATE groups SET status = 'hidden', updated_at = $3 \
                     WHERE site_id = $1 AND id = $2",
                )
                .bind(site.as_str())
                .bind(missing)
                .bind(import.now)
                .execute(&mut *transaction)
                .await?;
                summary.removed += 1;
            }
            if summary.added + summary.changed + summary.removed > 0 {
                move_revision!(transaction, site, 1);
            }
            Ok(summary)
        })
    }

    /// Decides what becomes of one group of an import.
    fn step(
        &self,
        site: &SiteId,
        feed: Option<&str>,
        group: &FeedGroup,
        existing: &mut Existing,
        now: i64,
    ) -> Result<Step, StoreError> {
        let source = source_of(&group.record);
        let Some(mut row) = existing.take(feed, group) else {
            let id = self.new_id(now);
            let row = GroupRow {
                slug: existing.free_slug(&group.record.slug),
                hidden: false,
                feed: feed.map(str::to_owned),
                source_key: feed.map(|_| group.source_key.clone()),
                source,
                edits: Value::Object(serde_json::Map::new()),
                join_details: self.seal_join_details(site, &id, &group.record.join),
                updated_at: now,
                id,
            };
            let record = row.effective()?;
            return Ok(Step::Add(row, record));
        };
        if feed.is_none() && row.feed.is_some() {
            return edited(row, source);
        }
        let same_join = self.keeps_join(site, &row, feed, &group.record.join)?;
        let own_edits =
            feed.is_none() && row.edits.as_object().is_some_and(|edits| !edits.is_empty());
        if row.source == source && same_join && !row.hidden && !own_edits {
            return Ok(Step::Keep);
        }
        row.source = source;
        if feed.is_none() {
            row.edits = Value::Object(serde_json::Map::new());
        }
        if !same_join {
            row.join_details = self.seal_join_details(site, &row.id, &group.record.join);
        }
        let record = row.effective()?;
        Ok(Step::Change(row, record))
    }

    /// Whether the join details stay as they are. An export has none, so that importing it again
    /// must not take them away; a feed that has none has none.
    fn keeps_join(
        &self,
        site: &SiteId,
        row: &GroupRow,
        feed: Option<&str>,
        join: &JoinDetails,
    ) -> Result<bool, StoreError> {
        if feed.is_none() && *join == JoinDetails::default() {
            return Ok(true);
        }
        Ok(self.open_join_details(site, &row.id, &row.join_details)? == *join)
    }
}

/// Staff's own writing about a group that a feed brings: the difference is laid over the source.
fn edited(mut row: GroupRow, mut wanted: Value) -> Result<Step, StoreError> {
    wanted["slug"] = row.source["slug"].clone();
    let edits = merge_patch::between(&row.source, &wanted);
    if edits == row.edits && !row.hidden {
        return Ok(Step::Keep);
    }
    row.edits = edits;
    let record = record_of(wanted, &row.slug)?;
    Ok(Step::Change(row, record))
}

/// The ids of the feed's groups that it no longer has, unless there are suspiciously many.
fn missing(import: &Import, existing: &Existing) -> Result<Vec<String>, StoreError> {
    let Some(feed) = import.feed.as_ref().filter(|_| import.removes_missing) else {
        return Ok(Vec::new());
    };
    let gone: Vec<String> = existing
        .by_slug
        .values()
        .filter(|row| row.feed.as_ref() == Some(feed) && !row.hidden)
        .map(|row| row.id.clone())
        .collect();
    let before = gone.len() + import.groups.len();
    if gone.len() > SMALL_LOSS && gone.len() * 2 > before && !import.allow_shrink {
        return Err(StoreError::FeedShrank {
            feed: feed.clone(),
            before,
            brought: import.groups.len(),
            missing: gone.len(),
        });
    }
    Ok(gone)
}
