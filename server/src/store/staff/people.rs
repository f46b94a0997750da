//! Who is on the staff: taken on, given another role, taken off.

use api_types::{Choice, StaffRole};
use sqlx::Row;

use super::{
    audit::add_event,
    viewer::{Viewer, staff_query, works_in},
};
use crate::{
    domain::{
        letter::NewLetter,
        staff::{Deed, StaffDetails, StaffLink},
    },
    store::{
        SiteId, StaffId, Store, StoreError, in_transaction, outbox::add_letter, read,
        sites::move_revision,
    },
};

/// One of the staff.
#[derive(Debug, Clone)]
pub struct StoredStaff {
    /// Stays the same for good.
    pub id: StaffId,
    /// Name, address, language.
    pub details: StaffDetails,
    /// What they are to the site.
    pub role: StaffRole,
    /// Slugs of a facilitator's own groups, sorted.
    pub groups: Vec<String>,
    /// Since when, ms since 1970 UTC.
    pub created_at: i64,
}

/// How somebody who is taken on gets in for the first time.
pub struct Invitation<'a> {
    /// The link.
    pub link: &'a StaffLink,
    /// The letter with it; without one, somebody hands the link over.
    pub letter: Option<&'a NewLetter>,
}

/// What came of taking somebody on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Added {
    /// They are on the staff.
    Yes(StaffId),
    /// Somebody there has this address already.
    AlreadyStaff,
    /// It is not the viewer's to do.
    NotAllowed,
}

/// The word of a role from the database.
pub(super) fn role_of(word: &str) -> Result<StaffRole, sqlx::Error> {
    StaffRole::from_word(word).map_err(|_| sqlx::Error::Decode("unknown role".into()))
}

/// Writes a facilitator's groups down, by their slugs, in place of those before; other roles have
/// none. An unknown slug undoes the whole transaction.
macro_rules! set_groups {
    ($transaction:ident, $site:expr, $staff:expr, $role:expr, $groups:expr) => {{
        sqlx::query("DELETE FROM staff_groups WHERE site_id = $1 AND staff_id = $2")
            .bind($site.as_str())
            .bind($staff)
            .execute(&mut *$transaction)
            .await?;
        let groups: &[String] = if $role == StaffRole::Facilitator {
            $groups
        } else {
            &[]
        };
        for slug in groups {
            let added = sqlx::query(
                "INSERT INTO staff_groups (site_id, staff_id, group_id) \
                 SELECT $1, $2, id FROM groups WHERE site_id = $1 AND slug = $3 \
                 ON CONFLICT (site_id, staff_id, group_id) DO UPDATE SET group_id = excluded.group_id",
            )
            .bind($site.as_str())
            .bind($staff)
            .bind(slug)
            .execute(&mut *$transaction)
            .await?;
            if added.rows_affected() == 0 {
                return Err(StoreError::UnknownGroup(slug.clone()));
            }
        }
    }};
}

/// Whether somebody on a site's staff has an address; `Some` is their id.
macro_rules! staff_of_email {
    ($store:expr, $connection:ident, $site:expr, $email:expr) => {{
        let mut found = None;
        for hash in $store.staff_hashes($site, $email) {
            let row = sqlx::query(
                "SELECT id, details, role, created_at FROM staff \
                 WHERE site_id = $1 AND email_hash = $2 AND ended_at IS NULL",
            )
            .bind($site.as_str())
            .bind(hash.to_vec())
            .fetch_optional(&mut *$connection)
            .await?;
            if let Some(row) = row {
                found = Some($crate::store::staff::people::staff_row!(
                    $store, $site, &row
                ));
            }
        }
        found
    }};
}

/// Reads one row of `staff`, of either database; groups are read apart.
macro_rules! staff_row {
    ($store:expr, $site:expr, $row:expr) => {{
        let id: String = $row.try_get("id")?;
        let sealed: Vec<u8> = $row.try_get("details")?;
        $crate::store::staff::StoredStaff {
            details: $store.open_staff($site, &id, &sealed)?,
            role: $crate::store::staff::people::role_of(&$row.try_get::<String, _>("role")?)?,
            groups: Vec::new(),
            created_at: $row.try_get("created_at")?,
            id: $crate::store::StaffId(id),
        }
    }};
}

/// Writes a new staff member's row.
macro_rules! insert_staff {
    ($store:expr, $transaction:ident, $site:expr, $id:expr, $details:expr, $role:expr, $now:expr) => {
        sqlx::query(
            "INSERT INTO staff (site_id, id, email_hash, details, role, created_at) \
             VALUES ($1, $2, $3, $4, $5, $6)",
        )
        .bind($site.as_str())
        .bind($id)
        .bind($store.staff_hashes($site, &$details.email)[0].to_vec())
        .bind($store.seal_staff($site, $id, $details))
        .bind(api_types::Choice::as_str($role))
        .bind($now)
        .execute(&mut *$transaction)
        .await?
    };
}

/// Takes groups from somebody who looks after them and does not work in them any more.
macro_rules! leave_groups {
    ($transaction:ident, $site:expr, $staff:expr) => {
        for leave in [
            concat!(
                "UPDATE groups SET owner_id = NULL WHERE site_id = $1 AND owner_id = $2 \
                 AND NOT EXISTS (SELECT 1 FROM staff s WHERE s.site_id = $1 AND s.id = $2 AND ",
                works_in!("groups.id"),
                ")"
            ),
            concat!(
                "UPDATE groups SET deputy_id = NULL WHERE site_id = $1 AND deputy_id = $2 \
                 AND NOT EXISTS (SELECT 1 FROM staff s WHERE s.site_id = $1 AND s.id = $2 AND ",
                works_in!("groups.id"),
                ")"
            ),
        ] {
            let leave = sqlx::query(leave).bind($site.as_str()).bind($staff);
            leave.execute(&mut *$transaction).await?;
        }
    };
}

pub(super) use {insert_staff, staff_of_email, staff_row};

impl Store {
    /// Takes somebody on, with the link that lets them in for the first time and the letter that
    /// brings it. `groups` are slugs; an unknown one is an error and changes nothing.
    pub async fn add_staff(
        &self,
        viewer: &Viewer,
        details: &StaffDetails,
        (role, groups): (StaffRole, &[String]),
        invitation: &Invitation<'_>,
        now: i64,
    ) -> Result<Added, StoreError> {
        let site = viewer.site();
        let id = self.new_id(now);
        in_transaction!(self, |transaction| {
            move_revision!(transaction, site, 0);
            let may = staff_query!(
                viewer,
                Manage,
                "SELECT 1 FROM (SELECT id AS site_id FROM sites) here WHERE here.site_id = $1 AND",
                ""
            );
            // First of all: who may not ask is not told who is on the staff.
            if may.fetch_optional(&mut *transaction).await?.is_none() {
                return Ok(Added::NotAllowed);
            }
            if staff_of_email!(self, transaction, site, &details.email).is_some() {
                return Ok(Added::AlreadyStaff);
            }
            insert_staff!(self, transaction, site, &id, details, role, now);
            set_groups!(transaction, site, &id, role, groups);
            super::links::add_link!(transaction, site, Some(&id), invitation.link, now);
            if let Some(letter) = invitation.letter {
                add_letter!(self, transaction, site, letter, now);
            }
            add_event!(self, transaction, viewer, Deed::Invited, "staff", &id, now);
            Ok(Added::Yes(StaffId(id.clone())))
        })
    }

    /// Everybody on the staff, by name; nobody for who may not choose the staff.
    pub async fn list_staff(&self, viewer: &Viewer) -> Result<Vec<StoredStaff>, StoreError> {
        let site = viewer.site();
        read!(self, |connection| {
            let rows = staff_query!(
                viewer,
                Manage,
                "SELECT s.id, s.details, s.role, s.created_at FROM staff s \
                 WHERE s.site_id = $1 AND s.ended_at IS NULL AND",
                ""
            );
            let rows = rows.fetch_all(&mut *connection).await?;
            let mut staff = Vec::new();
            for row in &rows {
                staff.push(staff_row!(self, site, row));
            }
            let rows = staff_query!(
                viewer,
                Manage,
                "SELECT o.staff_id, g.slug FROM staff_groups o JOIN groups g \
                 ON g.site_id = o.site_id AND g.id = o.group_id WHERE o.site_id = $1 AND",
                ""
            );
            for row in rows.fetch_all(&mut *connection).await? {
                let id: String = row.try_get("staff_id")?;
                if let Some(one) = staff.iter_mut().find(|one| one.id.as_str() == id) {
                    one.groups.push(row.try_get("slug")?);
                }
            }
            for one in &mut staff {
                one.groups.sort();
            }
            staff.sort_by(|a, b| (&a.details.name, &a.id).cmp(&(&b.details.name, &b.id)));
            Ok(staff)
        })
    }

    /// Gives somebody else a role and, to a facilitator, groups (slugs) in place of those before.
    /// Groups in which they do not work any more, they look after no more.
    /// False where there is nobody, or it is not the viewer's to do. Coordinators cannot change
    /// themselves, so that a site never loses its last one.
    pub async fn change_staff_role(
        &self,
        viewer: &Viewer,
        staff: &StaffId,
        (role, groups): (StaffRole, &[String]),
        now: i64,
    ) -> Result<bool, StoreError> {
        let site = viewer.site();
        in_transaction!(self, |transaction| {
            move_revision!(transaction, site, 0);
            let update = staff_query!(
                viewer,
                Manage,
                "UPDATE staff SET role = $4 WHERE site_id = $1 AND id = $3 AND id <> $2 \
                 AND ended_at IS NULL AND",
                ""
            );
            let update = update.bind(staff.as_str()).bind(role.as_str());
            if update.execute(&mut *transaction).await?.rows_affected() == 0 {
                return Ok(false);
            }
            set_groups!(transaction, site, staff.as_str(), role, groups);
            leave_groups!(transaction, site, staff.as_str());
            let id = staff.as_str();
            add_event!(
                self,
                transaction,
                viewer,
                Deed::RoleChanged,
                "staff",
                id,
                now
            );
            Ok(true)
        })
    }

    /// Takes somebody else off the staff: their sessions and links end, their address is forgotten,
    /// and letters to it that did not go yet are taken back. False as in
    /// [`Store::change_staff_role`].
    pub async fn end_staff(
        &self,
        viewer: &Viewer,
        staff: &StaffId,
        now: i64,
    ) -> Result<bool, StoreError> {
        let (site, id) = (viewer.site(), staff.as_str());
        in_transaction!(self, |transaction| {
            move_revision!(transaction, site, 0);
            let row = staff_query!(
                viewer,
                Manage,
                "SELECT s.id, s.details, s.role, s.created_at FROM staff s \
                 WHERE s.site_id = $1 AND s.id = $3 AND s.id <> $2 AND s.ended_at IS NULL AND",
                ""
            );
            let Some(row) = row.bind(id).fetch_optional(&mut *transaction).await? else {
                return Ok(false);
            };
            let mut details = staff_row!(self, site, &row).details;
            let email = std::mem::take(&mut details.email);
            sqlx::query(
                "UPDATE staff SET ended_at = $3, email_hash = $4, details = $5 \
                 WHERE site_id = $1 AND id = $2",
            )
            .bind(site.as_str())
            .bind(id)
            .bind(now)
            .bind(Vec::<u8>::new())
            .bind(self.seal_staff(site, id, &details))
            .execute(&mut *transaction)
            .await?;
            for what_goes in [
                "DELETE FROM staff_sessions WHERE site_id = $1 AND staff_id = $2",
                "DELETE FROM staff_links WHERE site_id = $1 AND staff_id = $2",
                "DELETE FROM staff_passkeys WHERE site_id = $1 AND staff_id = $2",
                "DELETE FROM staff_groups WHERE site_id = $1 AND staff_id = $2",
            ] {
                let delete = sqlx::query(what_goes).bind(site.as_str()).bind(id);
                delete.execute(&mut *transaction).await?;
            }
            leave_groups!(transaction, site, id);
            for hash in self.address_hashes(site, &email) {
                sqlx::query(
                    "DELETE FROM outbox WHERE site_id = $1 AND to_hash = $2 \
                     AND state = 'waiting' AND kind IN ('sign-in', 'invited')",
                )
                .bind(site.as_str())
                .bind(hash.to_vec())
                .execute(&mut *transaction)
                .await?;
            }
            add_event!(self, transaction, viewer, Deed::Ended, "staff", id, now);
            Ok(true)
        })
    }

    /// Who on a site's staff has an address. For signing in, when nobody is known yet.
    pub async fn find_staff_by_email(
        &self,
        site: &SiteId,
        email: &str,
    ) -> Result<Option<StoredStaff>, StoreError> {
        read!(self, |connection| {
            Ok(staff_of_email!(self, connection, site, email))
        })
    }
}
