//! "You said, we did": what came of what members answered, in staff's words.

use sqlx::Row;

use crate::{
    domain::staff::Deed,
    store::{
        GroupId, SiteId, Store, StoreError, Viewer, in_transaction, read,
        staff::{
            audit::add_event,
            viewer::{group_of_staff, staff_query},
        },
    },
};

/// One of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredSaid {
    /// Its id.
    pub id: String,
    /// Slug of the group.
    pub group: String,
    /// What members said.
    pub said: String,
    /// What was done.
    pub did: String,
    /// BCP 47, of both.
    pub language: String,
    /// Ms since 1970 UTC.
    pub written_at: i64,
}

/// Reads one row, of either database.
macro_rules! said_row {
    ($row:expr) => {{
        let row = $row;
        StoredSaid {
            id: row.try_get("id")?,
            group: row.try_get("slug")?,
            said: row.try_get("said")?,
            did: row.try_get("did")?,
            language: row.try_get("language")?,
            written_at: row.try_get("written_at")?,
        }
    }};
}

impl Store {
    /// What members of a group read, newest first.
    pub async fn list_said_and_done(
        &self,
        site: &SiteId,
        group: &GroupId,
    ) -> Result<Vec<StoredSaid>, StoreError> {
        read!(self, |connection| {
            let rows = sqlx::query(
                "SELECT d.*, g.slug FROM said_and_done d JOIN groups g \
                 ON g.site_id = d.site_id AND g.id = d.group_id WHERE d.site_id = $1 \
                 AND d.group_id = $2 ORDER BY d.written_at DESC, d.id DESC LIMIT 20",
            );
            let rows = rows.bind(site.as_str()).bind(group.as_str());
            let mut all = Vec::new();
            for row in &rows.fetch_all(&mut *connection).await? {
                all.push(said_row!(row));
            }
            Ok(all)
        })
    }

    /// Those of the groups that the viewer sees, newest first.
    pub async fn list_said_and_done_of_staff(
        &self,
        viewer: &Viewer,
    ) -> Result<Vec<StoredSaid>, StoreError> {
        read!(self, |connection| {
            let rows = staff_query!(
                viewer,
                See("d.group_id"),
                "SELECT d.*, g.slug FROM said_and_done d JOIN groups g \
                 ON g.site_id = d.site_id AND g.id = d.group_id WHERE d.site_id = $1 AND",
                "ORDER BY d.written_at DESC, d.id DESC LIMIT 500"
            );
            let mut all = Vec::new();
            for row in &rows.fetch_all(&mut *connection).await? {
                all.push(said_row!(row));
            }
            Ok(all)
        })
    }

    /// Writes one for a group (its slug) that the viewer works in. `None` where it is not there or not
    /// theirs. The texts were checked.
    pub async fn add_said_and_done(
        &self,
        viewer: &Viewer,
        new: &StoredSaid,
        now: i64,
    ) -> Result<Option<String>, StoreError> {
        let id = self.new_id(now);
        in_transaction!(self, |transaction| {
            let insert = staff_query!(
                viewer,
                Work("g.id"),
                "INSERT INTO said_and_done (site_id, id, group_id, said, did, language, written_by, \
                 written_at) SELECT g.site_id, $3, g.id, $5, $6, $7, $2, $8 FROM groups g \
                 WHERE g.site_id = $1 AND g.slug = $4 AND",
                "ON CONFLICT (site_id, id) DO NOTHING"
            );
            let insert = insert
                .bind(&id)
                .bind(&new.group)
                .bind(&new.said)
                .bind(&new.did)
                .bind(&new.language)
                .bind(now);
            if insert.execute(&mut *transaction).await?.rows_affected() == 0 {
                return Ok(None);
            }
            let deed = Deed::SaidAndDone;
            add_event!(self, transaction, viewer, deed, "said-and-done", &id, now);
            Ok(Some(id))
        })
    }

    /// Takes one away from a group (its slug) that the viewer works in; what is away stays so. False where the
    /// group is not there or not theirs.
    pub async fn remove_said_and_done(
        &self,
        viewer: &Viewer,
        (group, id): (&str, &str),
        now: i64,
    ) -> Result<bool, StoreError> {
        let site = viewer.site();
        in_transaction!(self, |transaction| {
            let Some(group) = group_of_staff!(transaction, viewer, Work, group) else {
                return Ok(false);
            };
            let group: String = group.try_get("id")?;
            let delete = sqlx::query(
                "DELETE FROM said_and_done WHERE site_id = $1 AND group_id = $2 AND id = $3",
            );
            let delete = delete.bind(site.as_str()).bind(&group).bind(id);
            if delete.execute(&mut *transaction).await?.rows_affected() > 0 {
                let deed = Deed::SaidAndDoneRemoved;
                add_event!(self, transaction, viewer, deed, "said-and-done", id, now);
            }
            Ok(true)
        })
    }
}
