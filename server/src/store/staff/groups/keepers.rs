//! Who looks after a group, and what the viewer may do with it.

use sqlx::Row;

use crate::{
    domain::staff::Deed,
    store::{
        Store, StoreError, Viewer, in_transaction, read,
        sites::move_revision,
        staff::{
            audit::add_event,
            viewer::{group_of_staff, staff_query, works_in},
        },
    },
};

/// What came of choosing who looks after a group.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum KeepersChosen {
    /// They do from now on.
    Yes,
    /// The owner is nobody who works in the group.
    NotTheOwner,
    /// The deputy is nobody who works in the group.
    NotTheDeputy,
    /// There is no such group, or it is not the viewer's to do.
    NotThere,
}

/// What the viewer may do with one group.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Powers {
    pub work: bool,
    pub manage: bool,
}

impl Store {
    pub(super) async fn powers_over(
        &self,
        viewer: &Viewer,
        slug: &str,
    ) -> Result<Powers, StoreError> {
        use crate::domain::staff::Power::{Manage, Work};
        let work = self.find_group_of_staff(viewer, Work, slug).await?;
        let manage = self.find_group_of_staff(viewer, Manage, slug).await?;
        Ok(Powers {
            work: work.is_some(),
            manage: manage.is_some(),
        })
    }

    /// Whether the viewer may make groups, and publish and end those that are there.
    pub async fn may_manage(&self, viewer: &Viewer) -> Result<bool, StoreError> {
        read!(self, |connection| {
            let may = staff_query!(
                viewer,
                Manage,
                "SELECT 1 FROM (SELECT id AS site_id FROM sites) here WHERE here.site_id = $1 AND",
                ""
            );
            Ok(may.fetch_optional(&mut *connection).await?.is_some())
        })
    }

    /// Ids and names of those who may look after a group, by name; nobody for who may not choose.
    pub(super) async fn list_who_can_keep(
        &self,
        viewer: &Viewer,
        group: &str,
    ) -> Result<Vec<(String, String)>, StoreError> {
        let site = viewer.site();
        read!(self, |connection| {
            let rows = staff_query!(
                viewer,
                Manage,
                "SELECT s.id, s.details FROM staff s WHERE s.site_id = $1 AND s.ended_at IS NULL \
                 AND (s.role = 'coordinator' OR EXISTS (SELECT 1 FROM staff_groups o \
                 WHERE o.site_id = s.site_id AND o.staff_id = s.id AND o.group_id = $3)) AND",
                ""
            );
            let mut keepers = Vec::new();
            for row in rows.bind(group).fetch_all(&mut *connection).await? {
                let id: String = row.try_get("id")?;
                let sealed: Vec<u8> = row.try_get("details")?;
                let name = self.open_staff(site, &id, &sealed)?.name;
                keepers.push((id, name));
            }
            keepers.sort_by(|(_, a), (_, b)| a.cmp(b));
            Ok(keepers)
        })
    }

    /// Chooses who looks after a group, and who gets what they left undone: staff's ids, of
    /// coordinators or the group's facilitators. `None` leaves the place empty.
    pub async fn choose_keepers(
        &self,
        viewer: &Viewer,
        slug: &str,
        (owner, deputy): (Option<&str>, Option<&str>),
        now: i64,
    ) -> Result<KeepersChosen, StoreError> {
        let site = viewer.site();
        in_transaction!(self, |transaction| {
            move_revision!(transaction, site, 0);
            let Some(row) = group_of_staff!(transaction, viewer, Manage, slug) else {
                return Ok(KeepersChosen::NotThere);
            };
            let group: String = row.try_get("id")?;
            for (chosen, refused) in [
                (owner, KeepersChosen::NotTheOwner),
                (deputy, KeepersChosen::NotTheDeputy),
            ] {
                let Some(chosen) = chosen else { continue };
                let works = sqlx::query(concat!(
                    "SELECT 1 FROM staff s WHERE s.site_id = $1 AND s.id = $2 AND ",
                    works_in!("$3")
                ))
                .bind(site.as_str())
                .bind(chosen)
                .bind(&group)
                .fetch_optional(&mut *transaction)
                .await?;
                if works.is_none() {
                    return Ok(refused);
                }
            }
            sqlx::query(
                "UPDATE groups SET owner_id = $3, deputy_id = $4 WHERE site_id = $1 AND id = $2",
            )
            .bind(site.as_str())
            .bind(&group)
            .bind(owner)
            .bind(deputy)
            .execute(&mut *transaction)
            .await?;
            add_event!(
                self,
                transaction,
                viewer,
                Deed::KeepersChosen,
                "group",
                &group,
                now
            );
            Ok(KeepersChosen::Yes)
        })
    }
}
