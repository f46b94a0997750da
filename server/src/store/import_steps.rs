//! What becomes of each group of an import: no SQL here, rows in and rows out.

use std::collections::{HashMap, HashSet};

use serde_json::{Map, Value};

use super::{
    Import, SiteId, Store, StoreError,
    groups::{GroupRow, GroupStatus},
    join_details::JoinColumn,
};
use crate::{
    domain::group::{GroupRecord, JoinDetails},
    feeds::FeedGroup,
};

/// A feed may lose this many groups at once without anybody having to confirm it.
const SMALL_LOSS: usize = 10;

/// What becomes of one group.
pub(super) enum Step {
    Add(GroupRow, GroupRecord),
    Change(GroupRow, GroupRecord),
    Keep,
}

/// A site's groups as an import meets them.
pub(super) struct Existing {
    by_slug: HashMap<String, GroupRow>,
    by_source_key: HashMap<String, String>,
    slugs: HashSet<String>,
    /// How many groups of the feed members can find.
    of_the_feed: usize,
}

impl Existing {
    pub fn new(rows: Vec<GroupRow>, feed: Option<&str>) -> Self {
        let mut by_source_key = HashMap::new();
        let mut of_the_feed = 0;
        for row in rows
            .iter()
            .filter(|row| feed.is_some() && row.feed.as_deref() == feed)
        {
            of_the_feed += usize::from(row.status == GroupStatus::Published);
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
            of_the_feed,
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
pub(super) fn source_of(record: &GroupRecord) -> Value {
    let mut open = record.clone();
    open.join = JoinDetails::default();
    serde_json::to_value(open).unwrap_or_default()
}

impl Store {
    /// Decides what becomes of one group of an import.
    pub(super) fn step(
        &self,
        site: &SiteId,
        feed: Option<&str>,
        group: &FeedGroup,
        existing: &mut Existing,
        now: i64,
    ) -> Result<Step, StoreError> {
        match (existing.take(feed, group), feed) {
            (Some(row), Some(_)) => self.brought(site, row, &group.record),
            (Some(row), None) => self.written(site, row, &group.record),
            (None, _) => {
                let id = self.new_id(now);
                let join = &group.record.join;
                let row = GroupRow {
                    slug: existing.free_slug(&group.record.slug),
                    status: GroupStatus::Published,
                    feed: feed.map(str::to_owned),
                    source_key: feed.map(|_| group.source_key.clone()),
                    source: source_of(&group.record),
                    edits: Value::Object(Map::new()),
                    join_details: self.seal_join_details(site, &id, JoinColumn::Brought, join),
                    join_edits: None,
                    updated_at: now,
                    places_taken: 0,
                    revision: 1,
                    owner: None,
                    deputy: None,
                    id,
                };
                let record = row.effective()?;
                Ok(Step::Add(row, record))
            }
        }
    }

    /// A feed's word on a group that it brought before: the source changes, the edits stay.
    fn brought(
        &self,
        site: &SiteId,
        mut row: GroupRow,
        record: &GroupRecord,
    ) -> Result<Step, StoreError> {
        let source = source_of(record);
        let same_join = self.join_details_of(site, &row, JoinColumn::Brought)? == record.join;
        if row.source == source && same_join && row.status != GroupStatus::Hidden {
            return Ok(Step::Keep);
        }
        row.comes_back();
        row.source = source;
        if !same_join {
            row.join_details =
                self.seal_join_details(site, &row.id, JoinColumn::Brought, &record.join);
        }
        let record = row.effective()?;
        Ok(Step::Change(row, record))
    }

    /// Staff's own writing about a group that is there.
    fn written(
        &self,
        site: &SiteId,
        mut row: GroupRow,
        record: &GroupRecord,
    ) -> Result<Step, StoreError> {
        // An export has no join details, so that reading it back must not take them away.
        let says_how_to_join = record.join != JoinDetails::default();
        let join = self.join_details_of(site, &row, JoinColumn::Edited)?;
        let same_join = !says_how_to_join || join == record.join;
        let mut open = record.clone();
        open.join = JoinDetails::default();
        let is_there = row.status != GroupStatus::Hidden;
        if same_join && is_there && row.effective().is_ok_and(|now| now == open) {
            return Ok(Step::Keep);
        }
        row.comes_back();
        row.write_over(source_of(record));
        if !same_join {
            self.write_join_over(site, &mut row, &record.join)?;
        }
        let record = row.effective()?;
        Ok(Step::Change(row, record))
    }

    /// Takes what staff wrote about the way into a group that is theirs, or over what a feed
    /// brings.
    pub(super) fn write_join_over(
        &self,
        site: &SiteId,
        row: &mut GroupRow,
        join: &JoinDetails,
    ) -> Result<(), StoreError> {
        if row.feed.is_none() {
            row.join_details = self.seal_join_details(site, &row.id, JoinColumn::Brought, join);
        } else {
            let agrees = self.join_details_of(site, row, JoinColumn::Brought)? == *join;
            let sealed = self.seal_join_details(site, &row.id, JoinColumn::Edited, join);
            row.join_edits = Some(sealed).filter(|_| !agrees);
        }
        Ok(())
    }

    /// A row's join details as they were brought, or with staff's edit over them.
    pub(super) fn join_details_of(
        &self,
        site: &SiteId,
        row: &GroupRow,
        column: JoinColumn,
    ) -> Result<JoinDetails, StoreError> {
        let edited = match column {
            JoinColumn::Brought => None,
            JoinColumn::Edited => row.join_edits.as_deref(),
        };
        self.open_join_details(site, &row.id, &row.join_details, edited)
    }
}

/// Each group of an import is about another one; which row is not must not be left to chance.
pub(super) fn check_keys(import: &Import) -> Result<(), StoreError> {
    let mut keys = HashSet::new();
    for group in &import.groups {
        let key = match import.feed {
            Some(_) => &group.source_key,
            None => &group.record.slug,
        };
        if !keys.insert(key) {
            return Err(StoreError::BadRecord {
                slug: group.record.slug.clone(),
                reason: format!("row {}: an earlier row has the same key", group.row),
            });
        }
    }
    Ok(())
}

/// The ids of the feed's groups that it no longer has, unless there are suspiciously many.
pub(super) fn missing(import: &Import, existing: &Existing) -> Result<Vec<String>, StoreError> {
    let Some(feed) = import.feed.as_ref().filter(|_| import.removes_missing) else {
        return Ok(Vec::new());
    };
    let gone: Vec<String> = existing
        .by_slug
        .values()
        .filter(|row| row.feed.as_ref() == Some(feed) && row.status == GroupStatus::Published)
        .map(|row| row.id.clone())
        .collect();
    let before = existing.of_the_feed;
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
