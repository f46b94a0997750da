//! Groups as staff reach them.

use sqlx::Row;

use super::viewer::{Viewer, staff_query};
use crate::{
    domain::staff::Power,
    store::{GroupId, Store, StoreError, groups::group_row, read},
};

/// A group, as far as it takes to name it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NamedGroup {
    /// Its id, for good.
    pub id: GroupId,
    /// Unique in the site.
    pub slug: String,
    /// As members know it.
    pub name: String,
}

impl Store {
    /// The id of a group, if it is there and the viewer has this power over it; either way nothing
    /// tells which of the two it was. What a request for one group begins with.
    pub async fn find_group_of_staff(
        &self,
        viewer: &Viewer,
        power: Power,
        slug: &str,
    ) -> Result<Option<GroupId>, StoreError> {
        read!(self, |connection| {
            let query = match power {
                Power::See => staff_query!(
                    viewer,
                    See("g.id"),
                    "SELECT g.id FROM groups g WHERE g.site_id = $1 AND g.slug = $3 AND",
                    ""
                ),
                Power::Work => staff_query!(
                    viewer,
                    Work("g.id"),
                    "SELECT g.id FROM groups g WHERE g.site_id = $1 AND g.slug = $3 AND",
                    ""
                ),
                Power::Manage => staff_query!(
                    viewer,
                    Manage,
                    "SELECT g.id FROM groups g WHERE g.site_id = $1 AND g.slug = $3 AND",
                    ""
                ),
            };
            let row = query.bind(slug).fetch_optional(&mut *connection).await?;
            Ok(row.map(|row| row.try_get("id").map(GroupId)).transpose()?)
        })
    }

    /// Every group that the viewer has this power over, whatever its state: id, slug and name, by
    /// name. Nothing for `Manage`, which is over sites.
    pub async fn list_groups_of_staff(
        &self,
        viewer: &Viewer,
        power: Power,
    ) -> Result<Vec<NamedGroup>, StoreError> {
        read!(self, |connection| {
            let query = match power {
                Power::See => staff_query!(
                    viewer,
                    See("g.id"),
                    "SELECT g.* FROM groups g WHERE g.site_id = $1 AND",
                    ""
                ),
                Power::Work => staff_query!(
                    viewer,
                    Work("g.id"),
                    "SELECT g.* FROM groups g WHERE g.site_id = $1 AND",
                    ""
                ),
                Power::Manage => return Ok(Vec::new()),
            };
            let mut groups = Vec::new();
            for row in &query.fetch_all(&mut *connection).await? {
                let row = group_row!(row)?;
                let name = row.effective()?.name;
                groups.push(NamedGroup {
                    id: GroupId(row.id),
                    slug: row.slug,
                    name,
                });
            }
            groups.sort_by(|a, b| (&a.name, &a.slug).cmp(&(&b.name, &b.slug)));
            Ok(groups)
        })
    }

    /// Slug and name of the groups that the viewer sees, by name.
    pub async fn list_group_names(
        &self,
        viewer: &Viewer,
    ) -> Result<Vec<(String, String)>, StoreError> {
        read!(self, |connection| {
            let rows = staff_query!(
                viewer,
                See("g.id"),
                "SELECT g.* FROM groups g WHERE g.site_id = $1 AND",
                ""
            );
            let rows = rows.fetch_all(&mut *connection).await?;
            let mut groups = Vec::new();
            for row in &rows {
                let row = group_row!(row)?;
                groups.push((row.slug.clone(), row.effective()?.name));
            }
            groups.sort_by(|(_, a), (_, b)| a.cmp(b));
            Ok(groups)
        })
    }

    /// Slug and name of the groups that are the viewer's own, by name.
    pub async fn list_own_groups(
        &self,
        viewer: &Viewer,
    ) -> Result<Vec<(String, String)>, StoreError> {
        read!(self, |connection| {
            let rows = staff_query!(
                viewer,
                See("g.id"),
                "SELECT g.* FROM groups g JOIN staff_groups own ON own.site_id = g.site_id \
                 AND own.group_id = g.id AND own.staff_id = $2 WHERE g.site_id = $1 AND",
                ""
            );
            let rows = rows.fetch_all(&mut *connection).await?;
            let mut groups = Vec::new();
            for row in &rows {
                let row = group_row!(row)?;
                groups.push((row.slug.clone(), row.effective()?.name));
            }
            groups.sort_by(|(_, a), (_, b)| a.cmp(b));
            Ok(groups)
        })
    }
}
