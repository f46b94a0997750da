//! What staff lay out for the members of a group.

use std::collections::HashSet;

use sqlx::Row;

use super::{
    audit::add_event,
    viewer::{Viewer, group_of_staff, staff_query},
};
use crate::{
    domain::{
        shelf::{MOST_RESOURCES, ResourceRecord},
        staff::Deed,
    },
    store::{
        GroupId, SiteId, Store, StoreError, groups::group_row, in_transaction, read,
        sites::move_revision,
    },
};

/// One of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredResource {
    /// Stays the same for good.
    pub id: String,
    /// What it is.
    pub record: ResourceRecord,
    /// A line for members.
    pub note: Option<String>,
}

/// What is laid out for one group.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GroupLaidOut {
    /// As members know it.
    pub name: String,
    /// Whether the viewer may change it.
    pub may_change: bool,
    /// Everything, in order.
    pub resources: Vec<StoredResource>,
}

/// A group, as far as what is laid out there goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredGroupResources {
    /// Unique in the site.
    pub slug: String,
    /// As members know it.
    pub name: String,
    /// How much there is.
    pub many: i64,
    /// The id under which an item of the shelf is there.
    pub resource: Option<String>,
    /// Whether the viewer may change it.
    pub may_change: bool,
}

/// What came of a change.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ResourceChanged {
    /// It is done.
    Yes,
    /// The group has so many already.
    TooMany,
    /// There is no such group or resource, or it is not the viewer's to change.
    NotThere,
}

/// Reads one row of `group_resources`, of either database.
macro_rules! resource_row {
    ($row:expr) => {{
        let shelf: Option<String> = $row.try_get("shelf")?;
        StoredResource {
            id: $row.try_get("id")?,
            record: match shelf {
                Some(slug) => ResourceRecord::Shelf(slug),
                None => ResourceRecord::Link {
                    title: $row.try_get("title")?,
                    url: $row.try_get("url")?,
                    language: $row.try_get("language")?,
                },
            },
            note: $row.try_get("note")?,
        }
    }};
}

/// Shelf, title, address and language, as they stand in a row.
fn columns(record: &ResourceRecord) -> [Option<&str>; 4] {
    match record {
        ResourceRecord::Shelf(slug) => [Some(slug), None, None, None],
        ResourceRecord::Link {
            title,
            url,
            language,
        } => [None, Some(title), Some(url), Some(language)],
    }
}

impl Store {
    /// What is laid out for a group, in order; `None` where there is no such group, or it is not the
    /// viewer's to see.
    pub async fn find_resources(
        &self,
        viewer: &Viewer,
        group: &str,
    ) -> Result<Option<GroupLaidOut>, StoreError> {
        read!(self, |connection| {
            let Some(row) = group_of_staff!(connection, viewer, See, group) else {
                return Ok(None);
            };
            let group = group_row!(&row)?;
            let theirs = group_of_staff!(connection, viewer, Work, &group.slug);
            let rows = staff_query!(
                viewer,
                See("r.group_id"),
                "SELECT r.* FROM group_resources r WHERE r.site_id = $1 AND r.group_id = $3 AND",
                "ORDER BY r.position, r.id"
            );
            let rows = rows
                .bind(group.id.as_str())
                .fetch_all(&mut *connection)
                .await?;
            let mut resources = Vec::new();
            for row in &rows {
                resources.push(resource_row!(row));
            }
            Ok(Some(GroupLaidOut {
                name: group.effective()?.name,
                may_change: theirs.is_some(),
                resources,
            }))
        })
    }

    /// The groups that the viewer sees, by name, each with how much is laid out there, and whether
    /// this item of the shelf is. (`|| ''`: see `found!` in `joining/staff/queue.rs`.)
    pub async fn list_groups_with_resources(
        &self,
        viewer: &Viewer,
        item: &str,
    ) -> Result<Vec<StoredGroupResources>, StoreError> {
        read!(self, |connection| {
            let seen = staff_query!(
                viewer,
                See("g.id"),
                "SELECT g.*, (SELECT COUNT(*) FROM group_resources r WHERE r.site_id = g.site_id \
                 AND r.group_id = g.id) AS many, (SELECT MIN(r.id || '') FROM group_resources r \
                 WHERE r.site_id = g.site_id AND r.group_id = g.id AND r.shelf = $3) AS resource \
                 FROM groups g WHERE g.site_id = $1 AND g.status <> 'hidden' AND",
                ""
            );
            let seen = seen.bind(item).fetch_all(&mut *connection).await?;
            let theirs = staff_query!(
                viewer,
                Work("g.id"),
                "SELECT g.id FROM groups g WHERE g.site_id = $1 AND",
                ""
            );
            let mut may_change = HashSet::new();
            for row in &theirs.fetch_all(&mut *connection).await? {
                may_change.insert(row.try_get::<String, _>("id")?);
            }
            let mut groups = Vec::new();
            for row in &seen {
                let (many, resource) = (row.try_get("many")?, row.try_get("resource")?);
                let group = group_row!(row)?;
                groups.push(StoredGroupResources {
                    name: group.effective()?.name,
                    may_change: may_change.contains(group.id.as_str()),
                    slug: group.slug,
                    many,
                    resource,
                });
            }
            groups.sort_by(|a, b| a.name.cmp(&b.name));
            Ok(groups)
        })
    }

    /// What is laid out for a group, in order, for who is a member of it.
    pub async fn list_resources_for_members(
        &self,
        site: &SiteId,
        group: &GroupId,
    ) -> Result<Vec<StoredResource>, StoreError> {
        read!(self, |connection| {
            let rows = sqlx::query(
                "SELECT * FROM group_resources WHERE site_id = $1 AND group_id = $2 \
                 ORDER BY position, id",
            )
            .bind(site.as_str())
            .bind(group.as_str())
            .fetch_all(&mut *connection)
            .await?;
            let mut resources = Vec::new();
            for row in &rows {
                resources.push(resource_row!(row));
            }
            Ok(resources)
        })
    }

    /// Lays something out behind what is there. An item of the shelf that is there already only gets
    /// the new line.
    pub async fn add_resource(
        &self,
        viewer: &Viewer,
        group: &str,
        (record, note): (&ResourceRecord, Option<&str>),
        now: i64,
    ) -> Result<ResourceChanged, StoreError> {
        let site = viewer.site();
        let id = self.new_id(now);
        in_transaction!(self, |transaction| {
            // Holds the site, so that two at once do not both find room.
            move_revision!(transaction, site, 0);
            let Some(row) = group_of_staff!(transaction, viewer, Work, group) else {
                return Ok(ResourceChanged::NotThere);
            };
            let group: String = row.try_get("id")?;
            let [item, title, url, language] = columns(record);
            let again = sqlx::query(
                "UPDATE group_resources SET note = $4 \
                 WHERE site_id = $1 AND group_id = $2 AND shelf = $3",
            )
            .bind(site.as_str())
            .bind(&group)
            .bind(item)
            .bind(note)
            .execute(&mut *transaction)
            .await?;
            if again.rows_affected() == 0 {
                let there = sqlx::query(
                    "SELECT COUNT(*) AS many, COALESCE(MAX(position), 0) AS last \
                     FROM group_resources WHERE site_id = $1 AND group_id = $2",
                )
                .bind(site.as_str())
                .bind(&group)
                .fetch_one(&mut *transaction)
                .await?;
                if there.try_get::<i64, _>("many")? >= MOST_RESOURCES {
                    return Ok(ResourceChanged::TooMany);
                }
                let last: i64 = there.try_get("last")?;
                sqlx::query(
                    "INSERT INTO group_resources (site_id, id, group_id, position, shelf, title, \
                     url, language, note, created_at) \
                     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
                )
                .bind(site.as_str())
                .bind(&id)
                .bind(&group)
                .bind(last + 1)
                .bind(item)
                .bind(title)
                .bind(url)
                .bind(language)
                .bind(note)
                .bind(now)
                .execute(&mut *transaction)
                .await?;
            }
            let deed = Deed::ResourcesChanged;
            add_event!(self, transaction, viewer, deed, "group", &group, now);
            Ok(ResourceChanged::Yes)
        })
    }

    /// Puts something else in the place of one.
    pub async fn change_resource(
        &self,
        viewer: &Viewer,
        (group, id): (&str, &str),
        (record, note): (&ResourceRecord, Option<&str>),
        now: i64,
    ) -> Result<ResourceChanged, StoreError> {
        let site = viewer.site();
        in_transaction!(self, |transaction| {
            move_revision!(transaction, site, 0);
            let Some(row) = group_of_staff!(transaction, viewer, Work, group) else {
                return Ok(ResourceChanged::NotThere);
            };
            let group: String = row.try_get("id")?;
            let [item, title, url, language] = columns(record);
            let changed = sqlx::query(
                "UPDATE group_resources SET shelf = $4, title = $5, url = $6, language = $7, \
                 note = $8 WHERE site_id = $1 AND group_id = $2 AND id = $3",
            )
            .bind(site.as_str())
            .bind(&group)
            .bind(id)
            .bind(item)
            .bind(title)
            .bind(url)
            .bind(language)
            .bind(note)
            .execute(&mut *transaction)
            .await?;
            if changed.rows_affected() == 0 {
                return Ok(ResourceChanged::NotThere);
            }
            let deed = Deed::ResourcesChanged;
            add_event!(self, transaction, viewer, deed, "group", &group, now);
            Ok(ResourceChanged::Yes)
        })
    }

    /// Takes one away; what is gone already stays gone.
    pub async fn remove_resource(
        &self,
        viewer: &Viewer,
        (group, id): (&str, &str),
        now: i64,
    ) -> Result<ResourceChanged, StoreError> {
        let site = viewer.site();
        in_transaction!(self, |transaction| {
            move_revision!(transaction, site, 0);
            let Some(row) = group_of_staff!(transaction, viewer, Work, group) else {
                return Ok(ResourceChanged::NotThere);
            };
            let group: String = row.try_get("id")?;
            let removed = sqlx::query(
                "DELETE FROM group_resources WHERE site_id = $1 AND group_id = $2 AND id = $3",
            )
            .bind(site.as_str())
            .bind(&group)
            .bind(id)
            .execute(&mut *transaction)
            .await?;
            if removed.rows_affected() > 0 {
                let deed = Deed::ResourcesChanged;
                add_event!(self, transaction, viewer, deed, "group", &group, now);
            }
            Ok(ResourceChanged::Yes)
        })
    }

    /// Puts those that are named first, in this order; others stay behind them as they were. Ids that
    /// are not there any more are passed by.
    pub async fn order_resources(
        &self,
        viewer: &Viewer,
        group: &str,
        order: &[String],
        now: i64,
    ) -> Result<ResourceChanged, StoreError> {
        let site = viewer.site();
        in_transaction!(self, |transaction| {
            move_revision!(transaction, site, 0);
            let Some(row) = group_of_staff!(transaction, viewer, Work, group) else {
                return Ok(ResourceChanged::NotThere);
            };
            let group: String = row.try_get("id")?;
            let rows = sqlx::query(
                "SELECT id FROM group_resources WHERE site_id = $1 AND group_id = $2 \
                 ORDER BY position, id",
            )
            .bind(site.as_str())
            .bind(&group)
            .fetch_all(&mut *transaction)
            .await?;
            let mut ids = Vec::new();
            for row in &rows {
                ids.push(row.try_get::<String, _>("id")?);
            }
            // Stable: those that are not named keep their order.
            let place = |id: &String| order.iter().position(|named| named == id);
            ids.sort_by_key(|id| place(id).unwrap_or(usize::MAX));
            for (position, id) in (1_i64..).zip(&ids) {
                sqlx::query(
                    "UPDATE group_resources SET position = $4 \
                     WHERE site_id = $1 AND group_id = $2 AND id = $3",
                )
                .bind(site.as_str())
                .bind(&group)
                .bind(id)
                .bind(position)
                .execute(&mut *transaction)
                .await?;
            }
            let deed = Deed::ResourcesChanged;
            add_event!(self, transaction, viewer, deed, "group", &group, now);
            Ok(ResourceChanged::Yes)
        })
    }
}
