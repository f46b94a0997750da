//! Groups: the record as brought or written, the edits over it, and the sealed join details.

use futures_util::TryStreamExt;
use serde_json::Value;
use sqlx::Row;

use super::{
    GroupId, SiteId, Store, StoreError, in_transaction, meetings::write_meetings, read,
    sites::move_revision,
};
use crate::{
    domain::{
        group::{GroupRecord, JoinDetails},
        merge_patch,
    },
    seal::Cell,
};

/// A group that members can find.
#[derive(Debug, Clone, PartialEq)]
pub struct StoredGroup {
    /// Its id, for good.
    pub id: GroupId,
    /// The effective record: the source with the edits over it. Its `join` is empty.
    pub record: GroupRecord,
    /// The feed that brings it; `None` for a group that staff wrote.
    pub feed: Option<String>,
    /// When it last changed here, ms since 1970 UTC.
    pub updated_at: i64,
}

/// A group's row, whatever its status.
pub(super) struct GroupRow {
    pub id: String,
    pub slug: String,
    pub hidden: bool,
    pub feed: Option<String>,
    pub source_key: Option<String>,
    pub source: Value,
    pub edits: Value,
    pub join_details: Vec<u8>,
    pub updated_at: i64,
}

impl GroupRow {
    /// The source with the edits over it, under the slug that the group has here.
    pub fn effective(&self) -> Result<GroupRecord, StoreError> {
        let mut record = self.source.clone();
        merge_patch::apply(&mut record, &self.edits);
        record_of(record, &self.slug)
    }

    fn published(self) -> Result<StoredGroup, StoreError> {
        Ok(StoredGroup {
            record: self.effective()?,
            id: GroupId(self.id),
            feed: self.feed,
            updated_at: self.updated_at,
        })
    }
}

/// Reads a record, which keeps the slug that it was given here.
pub(super) fn record_of(mut value: Value, slug: &str) -> Result<GroupRecord, StoreError> {
    value["slug"] = Value::from(slug);
    serde_json::from_value(value).map_err(|error| StoreError::BadRecord {
        slug: slug.to_owned(),
        reason: error.to_string(),
    })
}

/// The cell in which a group's join details are sealed.
pub(super) fn join_cell<'a>(site: &'a SiteId, group: &'a str) -> Cell<'a> {
    Cell {
        site_id: site.as_str(),
        table: "groups",
        column: "join_details",
        row: group,
    }
}

/// Reads one row of `groups`, of either database.
macro_rules! group_row {
    ($row:expr) => {{
        let row = $row;
        let json = |name: &str| -> Result<serde_json::Value, sqlx::Error> {
            let text: String = row.try_get(name)?;
            serde_json::from_str(&text).map_err(|error| sqlx::Error::Decode(error.into()))
        };
        Ok::<_, sqlx::Error>($crate::store::groups::GroupRow {
            id: row.try_get("id")?,
            slug: row.try_get("slug")?,
            hidden: row.try_get::<String, _>("status")? == "hidden",
            feed: row.try_get("feed")?,
            source_key: row.try_get("source_key")?,
            source: json("source")?,
            edits: json("edits")?,
            join_details: row.try_get("join_details")?,
            updated_at: row.try_get("updated_at")?,
        })
    }};
}

pub(super) use group_row;

impl Store {
    /// Hands over the groups of a site that members can find, one by one and in no order: ten
    /// thousand records at once are more memory than all the rest.
    pub async fn each_group(
        &self,
        site: &SiteId,
        mut take: impl FnMut(StoredGroup) + Send,
    ) -> Result<(), StoreError> {
        read!(self, |connection| {
            let query = "SELECT * FROM groups WHERE site_id = $1 AND status = 'published'";
            let mut rows = sqlx::query(query)
                .bind(site.as_str())
                .fetch(&mut *connection);
            while let Some(row) = rows.try_next().await? {
                take(group_row!(&row)?.published()?);
            }
            Ok(())
        })
    }

    /// The groups of a site that members can find, by slug.
    pub async fn list_groups(&self, site: &SiteId) -> Result<Vec<StoredGroup>, StoreError> {
        let mut groups = Vec::new();
        self.each_group(site, |group| groups.push(group)).await?;
        groups.sort_by(|a, b| a.record.slug.cmp(&b.record.slug));
        Ok(groups)
    }

    /// A group that members can find, by its slug.
    pub async fn find_group(
        &self,
        site: &SiteId,
        slug: &str,
    ) -> Result<Option<StoredGroup>, StoreError> {
        read!(self, |connection| {
            let row = sqlx::query(
                "SELECT * FROM groups WHERE site_id = $1 AND slug = $2 AND status = 'published'",
            )
            .bind(site.as_str())
            .bind(slug)
            .fetch_optional(&mut *connection)
            .await?;
            match row {
                Some(row) => Ok(Some(group_row!(&row)?.published()?)),
                None => Ok(None),
            }
        })
    }

    /// How members get into a group's meetings. For approved members and staff alone.
    pub async fn find_join_details(
        &self,
        site: &SiteId,
        group: &GroupId,
    ) -> Result<Option<JoinDetails>, StoreError> {
        let sealed: Option<Vec<u8>> = read!(self, |connection| {
            let row = sqlx::query("SELECT join_details FROM groups WHERE site_id = $1 AND id = $2")
                .bind(site.as_str())
                .bind(group.as_str())
                .fetch_optional(&mut *connection)
                .await?;
            row.map(|row| row.try_get("join_details")).transpose()
        })?;
        sealed
            .map(|sealed| self.open_join_details(site, group.as_str(), &sealed))
            .transpose()
    }

    /// Lays a merge patch (RFC 7396) over a group, apart from its source, and rewrites its coming
    /// meetings. The slug and the join details cannot be changed in this way.
    pub async fn edit_group(
        &self,
        site: &SiteId,
        slug: &str,
        patch: &Value,
        now: i64,
    ) -> Result<(), StoreError> {
        in_transaction!(self, |transaction| {
            move_revision!(transaction, site, 1);
            let row = sqlx::query("SELECT * FROM groups WHERE site_id = $1 AND slug = $2")
                .bind(site.as_str())
                .bind(slug)
                .fetch_optional(&mut *transaction)
                .await?
                .ok_or_else(|| StoreError::UnknownGroup(slug.to_owned()))?;
            let mut group = group_row!(&row)?;
            let mut wanted = group.source.clone();
            merge_patch::apply(&mut wanted, &group.edits);
            merge_patch::apply(&mut wanted, patch);
            wanted["slug"] = group.source["slug"].clone();
            wanted["join"] = group.source["join"].clone();
            group.edits = merge_patch::between(&group.source, &wanted);
            let record = group.effective()?;
            sqlx::query(
                "UPDATE groups SET edits = $3, updated_at = $4 WHERE site_id = $1 AND id = $2",
            )
            .bind(site.as_str())
            .bind(&group.id)
            .bind(group.edits.to_string())
            .bind(now)
            .execute(&mut *transaction)
            .await?;
            write_meetings!(transaction, site, &group.id, &record, now);
            Ok(())
        })
    }

    pub(super) fn seal_join_details(
        &self,
        site: &SiteId,
        group: &str,
        join: &JoinDetails,
    ) -> Vec<u8> {
        let plain = serde_json::to_vec(join).unwrap_or_default();
        self.sealer.seal(join_cell(site, group), &plain)
    }

    pub(super) fn open_join_details(
        &self,
        site: &SiteId,
        group: &str,
        sealed: &[u8],
    ) -> Result<JoinDetails, StoreError> {
        let plain = self.sealer.open(join_cell(site, group), sealed)?;
        serde_json::from_slice(&plain).map_err(|error| StoreError::BadRecord {
            slug: group.to_owned(),
            reason: error.to_string(),
        })
    }
}
