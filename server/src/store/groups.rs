//! Groups: the record as brought or written, and the edits over it.

use super::{
    GroupId, SiteId, Store, StoreError, in_transaction,
    meetings::{coming, replace_meetings},
    read,
    sites::move_revision,
};
use crate::domain::{
    edits,
    group::{GroupRecord, ScheduleRecord},
    merge_patch,
};
use futures_util::TryStreamExt;
use serde_json::{Map, Value};

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
    /// Places that are taken or held through Kindred; the record counts those before it.
    pub places_taken: i64,
}

/// Who may find a group.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum GroupStatus {
    /// Staff alone: it is in the making.
    Draft,
    /// Members.
    Published,
    /// Staff alone: its feed no longer has it.
    Hidden,
    /// Staff alone: it is over.
    Archived,
}

impl GroupStatus {
    /// As it stands in the database.
    pub(super) fn as_str(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Published => "published",
            Self::Hidden => "hidden",
            Self::Archived => "archived",
        }
    }

    /// The word of a status from the database; a later version's is nobody's to find.
    pub(super) fn of(word: &str) -> Self {
        match word {
            "draft" => Self::Draft,
            "published" => Self::Published,
            "archived" => Self::Archived,
            _ => Self::Hidden,
        }
    }
}

/// A group's row, whatever its status.
pub(super) struct GroupRow {
    pub id: String,
    pub slug: String,
    pub status: GroupStatus,
    pub feed: Option<String>,
    pub source_key: Option<String>,
    pub source: Value,
    pub edits: Value,
    pub join_details: Vec<u8>,
    pub join_edits: Option<Vec<u8>>,
    pub updated_at: i64,
    pub places_taken: i64,
    /// Moves with every change to the record.
    pub revision: i64,
    /// Staff's id.
    pub owner: Option<String>,
    /// Staff's id.
    pub deputy: Option<String>,
}

impl GroupRow {
    /// The source with the edits over it, under the slug that the group has here.
    pub fn effective(&self) -> Result<GroupRecord, StoreError> {
        let mut record = self.source.clone();
        merge_patch::apply(&mut record, &self.edits);
        record_of(record, &self.slug)
    }

    /// Lays a patch over what is there, slug and join details apart.
    pub fn edit(&mut self, patch: &Value) {
        let mut patch = patch.clone();
        if let Some(changes) = patch.as_object_mut() {
            changes.retain(|name, _| name != "slug" && name != "join");
        }
        let mut wanted = self.source.clone();
        merge_patch::apply(&mut wanted, &self.edits);
        merge_patch::apply(&mut wanted, &patch);
        self.edits = edits::between(&self.source, &wanted);
    }

    /// A group that its feed, or the operator, brings again is found again. What staff took back or
    /// ended stays so.
    pub fn comes_back(&mut self) {
        if self.status == GroupStatus::Hidden {
            self.status = GroupStatus::Published;
        }
    }

    /// Takes what staff wrote about a group that is theirs, or over what a feed brings.
    pub fn write_over(&mut self, mut wanted: Value) {
        if self.feed.is_some() {
            // The feed may know it under another slug.
            for kept in ["slug", "join"] {
                wanted[kept] = self.source[kept].clone();
            }
            self.edits = edits::between(&self.source, &wanted);
        } else {
            self.source = wanted;
            self.edits = Value::Object(Map::new());
        }
    }

    /// Takes another schedule, over the feed's or into staff's own text.
    pub fn write_over_schedule(&mut self, schedule: &ScheduleRecord) {
        let mut wanted = self.source.clone();
        merge_patch::apply(&mut wanted, &self.edits);
        wanted["schedule"] = serde_json::to_value(schedule).unwrap_or_default();
        self.write_over(wanted);
    }

    /// The group as it stands, whether members can find it or not.
    pub fn stored(self) -> Result<StoredGroup, StoreError> {
        Ok(StoredGroup {
            record: self.effective()?,
            id: GroupId(self.id),
            feed: self.feed,
            updated_at: self.updated_at,
            places_taken: self.places_taken,
        })
    }
}

/// Reads a record, which keeps the slug that it was given here.
pub(super) fn record_of(mut value: Value, slug: &str) -> Result<GroupRecord, StoreError> {
    if let Some(members) = value.as_object_mut() {
        members.insert("slug".to_owned(), Value::from(slug));
    }
    serde_json::from_value(value).map_err(|error| StoreError::BadRecord {
        slug: slug.to_owned(),
        reason: error.to_string(),
    })
}

/// Reads one row of `groups`, of either database.
macro_rules! group_row {
    ($row:expr) => {{
        use sqlx::Row as _;
        let row = $row;
        let json = |name: &str| -> Result<serde_json::Value, sqlx::Error> {
            let text: String = row.try_get(name)?;
            serde_json::from_str(&text).map_err(|error| sqlx::Error::Decode(error.into()))
        };
        Ok::<_, sqlx::Error>($crate::store::groups::GroupRow {
            id: row.try_get("id")?,
            slug: row.try_get("slug")?,
            status: $crate::store::groups::GroupStatus::of(&row.try_get::<String, _>("status")?),
            feed: row.try_get("feed")?,
            source_key: row.try_get("source_key")?,
            source: json("source")?,
            edits: json("edits")?,
            join_details: row.try_get("join_details")?,
            join_edits: row.try_get("join_edits")?,
            updated_at: row.try_get("updated_at")?,
            places_taken: row.try_get("places_taken")?,
            revision: row.try_get("revision")?,
            owner: row.try_get("owner_id")?,
            deputy: row.try_get("deputy_id")?,
        })
    }};
}

pub(super) use group_row;

impl Store {
    /// Hands over the groups of a site that members can find, one by one and in no order: ten
    /// thousand records at once are more memory than all the rest. A record that cannot be read
    /// is left out, aloud in the log: the others are still there to be found.
    pub async fn each_group(
        &self,
        site: &SiteId,
        mut take: impl FnMut(StoredGroup) + Send,
    ) -> Result<(), StoreError> {
        self.each_row(site, |row| {
            let id = row.id.clone();
            match row.stored() {
                Ok(group) => take(group),
                Err(error) => tracing::error!(group = id, %error, "a group is left out"),
            }
            Ok(())
        })
        .await
    }

    /// The groups of a site that members can find, by slug. Fails on a record that cannot be
    /// read, so that no export lacks one unnoticed.
    pub async fn list_groups(&self, site: &SiteId) -> Result<Vec<StoredGroup>, StoreError> {
        let mut groups = Vec::new();
        self.each_row(site, |row| {
            groups.push(row.stored()?);
            Ok(())
        })
        .await?;
        groups.sort_by(|a, b| a.record.slug.cmp(&b.record.slug));
        Ok(groups)
    }

    async fn each_row(
        &self,
        site: &SiteId,
        mut take: impl FnMut(GroupRow) -> Result<(), StoreError> + Send,
    ) -> Result<(), StoreError> {
        read!(self, |connection| {
            let query = "SELECT * FROM groups WHERE site_id = $1 AND status = 'published'";
            let mut rows = sqlx::query(query)
                .bind(site.as_str())
                .fetch(&mut *connection);
            while let Some(row) = rows.try_next().await? {
                take(group_row!(&row)?)?;
            }
            Ok(())
        })
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
                Some(row) => Ok(Some(group_row!(&row)?.stored()?)),
                None => Ok(None),
            }
        })
    }

    /// A group by its id, also one that members cannot find any more: who is in it still reads of it.
    pub async fn find_group_by_id(
        &self,
        site: &SiteId,
        id: &GroupId,
    ) -> Result<Option<StoredGroup>, StoreError> {
        read!(self, |connection| {
            let row = sqlx::query("SELECT * FROM groups WHERE site_id = $1 AND id = $2")
                .bind(site.as_str())
                .bind(id.as_str())
                .fetch_optional(&mut *connection)
                .await?;
            match row {
                Some(row) => Ok(Some(group_row!(&row)?.stored()?)),
                None => Ok(None),
            }
        })
    }

    /// Lays a merge patch (RFC 7396) over a group that members can find, apart from its source,
    /// and rewrites its coming meetings. The slug and the join details cannot be changed in this
    /// way. An edit that changes nothing leaves no trace.
    pub async fn edit_group(
        &self,
        site: &SiteId,
        slug: &str,
        patch: &Value,
        now: i64,
    ) -> Result<(), StoreError> {
        in_transaction!(self, |transaction| {
            move_revision!(transaction, site, 0);
            let row = sqlx::query(
                "SELECT * FROM groups WHERE site_id = $1 AND slug = $2 AND status = 'published'",
            )
            .bind(site.as_str())
            .bind(slug)
            .fetch_optional(&mut *transaction)
            .await?
            .ok_or_else(|| StoreError::UnknownGroup(slug.to_owned()))?;
            let mut group = group_row!(&row)?;
            // One that cannot be read can still be put right.
            let before = group.effective().ok();
            group.edit(patch);
            let record = group.effective()?;
            if before.as_ref() != Some(&record) {
                sqlx::query(
                    "UPDATE groups SET edits = $3, updated_at = $4, revision = revision + 1 \
                     WHERE site_id = $1 AND id = $2",
                )
                .bind(site.as_str())
                .bind(&group.id)
                .bind(group.edits.to_string())
                .bind(now)
                .execute(&mut *transaction)
                .await?;
                let touched = [(group.id, coming(&record, now)?)];
                replace_meetings!(transaction, site, touched);
                move_revision!(transaction, site, 1);
            }
            Ok(())
        })
    }
}

#[cfg(test)]
mod tests {
    use crate::{
        clock::Chance,
        feeds::kindred,
        seal::Sealer,
        store::{Database, Import, Store, StoreError},
    };

    const GROUPS: &str = r#"{ "groups": [
        { "slug": "good", "name": "Good", "language": "en", "format": "online", "join_policy": "open" },
        { "slug": "bad", "name": "Bad", "language": "en", "format": "online", "join_policy": "open" }
    ] }"#;

    #[tokio::test]
    async fn a_record_that_cannot_be_read_hides_no_other_and_no_export_lacks_it_unnoticed() {
        let folder = tempfile::tempdir().unwrap();
        let url = format!("sqlite://{}", folder.path().join("kindred.db").display());
        let sealer = Sealer::new([7; 32], Chance::seeded(1));
        let store = Store::open(&url, sealer, Chance::seeded(2)).await.unwrap();
        let site = store.add_site("s", 0).await.unwrap();
        let import = Import {
            feed: None,
            groups: kindred::read(GROUPS.as_bytes()).unwrap().groups,
            removes_missing: false,
            allow_shrink: false,
            now: 0,
        };
        store.apply_import(&site, &import).await.unwrap();
        let Database::Sqlite { write, .. } = &store.database else {
            unreachable!("the URL is SQLite's");
        };
        // As after a return to an earlier version, which does not know every word of the later.
        let later = r#"UPDATE groups SET source = '{"format": "telepathy"}' WHERE slug = 'bad'"#;
        sqlx::query(later).execute(write).await.unwrap();

        let mut slugs = Vec::new();
        store
            .each_group(&site, |group| slugs.push(group.record.slug))
            .await
            .unwrap();
        assert_eq!(slugs, ["good"]);
        assert_eq!(store.renew_meetings(&site, 0).await.unwrap(), 0);
        let listed = store.list_groups(&site).await;
        assert!(matches!(listed, Err(StoreError::BadRecord { slug, .. }) if slug == "bad"));
        // An import puts it right.
        assert_eq!(store.apply_import(&site, &import).await.unwrap().changed, 1);
        assert_eq!(store.list_groups(&site).await.unwrap().len(), 2);
    }
}
