//! Links by which staff get in: minted, looked at, and spent once.

use api_types::StaffRole;
use sqlx::Row;

use super::{
    audit::add_event,
    people::{insert_staff, staff_of_email},
    sessions::{NewSession, add_session},
    viewer::{Viewer, staff_query},
};
use crate::{
    domain::{
        letter::NewLetter,
        staff::{Deed, LinkPurpose, StaffDetails, StaffLink},
    },
    store::{
        SiteId, StaffId, Store, StoreError, in_transaction, outbox::add_letter, read,
        sites::move_revision,
    },
};

/// A link as it stands in one site.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FoundLink {
    /// Whose staff it lets in.
    pub site: SiteId,
    /// Whether it can still be spent.
    pub holds: bool,
}

/// A letter to somebody who wants to sign in.
pub struct SignIn<'a> {
    /// Everything that they are, in whichever sites.
    pub staff: &'a [(SiteId, StaffId)],
    /// The one link to all of it.
    pub link: &'a StaffLink,
    /// The letter, and the site that it goes out from.
    pub letter: (&'a SiteId, &'a NewLetter),
}

/// Writes a link's hash down.
macro_rules! add_link {
    ($transaction:ident, $site:expr, $staff:expr, $link:expr, $now:expr) => {{
        let link: &$crate::domain::staff::StaffLink = $link;
        let staff: Option<&str> = $staff.map(|id: &String| id.as_str());
        sqlx::query(
            "INSERT INTO staff_links (site_id, hash, staff_id, purpose, created_at, expires_at) \
             VALUES ($1, $2, $3, $4, $5, $6)",
        )
        .bind($site.as_str())
        .bind(link.hash().to_vec())
        .bind(staff)
        .bind(link.purpose.as_str())
        .bind($now)
        .bind($now + link.purpose.lifetime())
        .execute(&mut *$transaction)
        .await?
    }};
}

pub(super) use add_link;

/// Ends a link wherever it stands, if it can still be spent in this site; at once, so that of two
/// who press its button one alone gets in.
const SPEND: &str = "UPDATE staff_links SET ended_at = $3 WHERE hash = $2 AND ended_at IS NULL \
    AND EXISTS (SELECT 1 FROM staff_links own WHERE own.site_id = $1 AND own.hash = $2 \
    AND own.ended_at IS NULL AND own.expires_at > $3 AND own.purpose <> 'set-up') \
    RETURNING site_id, staff_id";

impl Store {
    /// Writes down the link with which a site's first coordinator sets the console up. False where
    /// the site has staff, or such a link still holds; with `anew` the new one takes its place.
    pub async fn add_set_up_link(
        &self,
        site: &SiteId,
        link: &StaffLink,
        anew: bool,
        now: i64,
    ) -> Result<bool, StoreError> {
        in_transaction!(self, |transaction| {
            move_revision!(transaction, site, 0);
            if anew {
                sqlx::query(
                    "UPDATE staff_links SET ended_at = $2 \
                     WHERE site_id = $1 AND purpose = 'set-up' AND ended_at IS NULL",
                )
                .bind(site.as_str())
                .bind(now)
                .execute(&mut *transaction)
                .await?;
            }
            let in_the_way = sqlx::query(
                "SELECT 1 FROM staff WHERE site_id = $1 AND ended_at IS NULL UNION \
                 SELECT 1 FROM staff_links WHERE site_id = $1 AND purpose = 'set-up' \
                 AND ended_at IS NULL AND expires_at > $2",
            )
            .bind(site.as_str())
            .bind(now)
            .fetch_optional(&mut *transaction)
            .await?;
            if in_the_way.is_some() {
                return Ok(false);
            }
            add_link!(transaction, site, None::<&String>, link, now);
            Ok(true)
        })
    }

    /// Writes down a link to sign in with, and the letter that brings it.
    ///
    /// Not a method of a tenant: who signs in may be staff of several sites. Each of them was found
    /// by [`Store::find_staff_by_email`], which takes the site.
    pub async fn add_sign_in_link(&self, sign_in: &SignIn<'_>, now: i64) -> Result<(), StoreError> {
        in_transaction!(self, |transaction| {
            for (site, staff) in sign_in.staff {
                add_link!(transaction, site, Some(&staff.0), sign_in.link, now);
            }
            let (site, letter) = sign_in.letter;
            add_letter!(self, transaction, site, letter, now);
            Ok(())
        })
    }

    /// Writes down a link to sign in with for somebody whose mail does not arrive: the operator
    /// hands it over. False where nobody on the staff has this address.
    pub async fn add_printed_link(
        &self,
        viewer: &Viewer,
        email: &str,
        link: &StaffLink,
        now: i64,
    ) -> Result<bool, StoreError> {
        let site = viewer.site();
        in_transaction!(self, |transaction| {
            let may = staff_query!(
                viewer,
                Manage,
                "SELECT 1 FROM (SELECT id AS site_id FROM sites) here WHERE here.site_id = $1 AND",
                ""
            );
            if may.fetch_optional(&mut *transaction).await?.is_none() {
                return Ok(false);
            }
            let Some(staff) = staff_of_email!(self, transaction, site, email) else {
                return Ok(false);
            };
            add_link!(transaction, site, Some(&staff.id.0), link, now);
            let id = staff.id.as_str();
            add_event!(
                self,
                transaction,
                viewer,
                Deed::LinkPrinted,
                "staff",
                id,
                now
            );
            Ok(true)
        })
    }

    /// Where a link of one of these purposes stands (its hash), whether it still holds or not.
    ///
    /// Not a method of a tenant: a link names no site, and its 256 bits of chance are what opens
    /// this door. What spends it takes the site that is found here.
    pub async fn find_staff_links(
        &self,
        hash: [u8; 32],
        purposes: &[LinkPurpose],
        now: i64,
    ) -> Result<Vec<FoundLink>, StoreError> {
        read!(self, |connection| {
            let rows = sqlx::query(
                "SELECT l.site_id, l.purpose, l.expires_at, l.ended_at FROM staff_links l \
                 WHERE l.hash = $1",
            )
            .bind(hash.to_vec())
            .fetch_all(&mut *connection)
            .await?;
            let mut found = Vec::new();
            for row in rows {
                let purpose: String = row.try_get("purpose")?;
                let ended: Option<i64> = row.try_get("ended_at")?;
                if purposes.iter().any(|known| known.as_str() == purpose) {
                    found.push(FoundLink {
                        site: SiteId(row.try_get("site_id")?),
                        holds: ended.is_none() && row.try_get::<i64, _>("expires_at")? > now,
                    });
                }
            }
            Ok(found)
        })
    }

    /// Spends a link of an invitation or to sign in (its hash): it ends in every site, with all
    /// other links of the person here, and a session begins. `None` where it does not hold.
    pub async fn sign_in(
        &self,
        site: &SiteId,
        hash: [u8; 32],
        session: &NewSession<'_>,
        now: i64,
    ) -> Result<Option<StaffId>, StoreError> {
        in_transaction!(self, |transaction| {
            let spent = sqlx::query(SPEND)
                .bind(site.as_str())
                .bind(hash.to_vec())
                .bind(now)
                .fetch_all(&mut *transaction)
                .await?;
            let mut staff = None;
            for row in spent {
                if row.try_get::<String, _>("site_id")? == site.as_str() {
                    staff = row.try_get::<Option<String>, _>("staff_id")?;
                }
            }
            let Some(id) = staff else {
                return Ok(None);
            };
            sqlx::query(
                "UPDATE staff_links SET ended_at = $3 \
                 WHERE site_id = $1 AND staff_id = $2 AND ended_at IS NULL",
            )
            .bind(site.as_str())
            .bind(&id)
            .bind(now)
            .execute(&mut *transaction)
            .await?;
            add_session!(self, transaction, site, &id, session, now);
            add_event!(
                self,
                transaction,
                site,
                &id,
                Deed::SignedIn,
                "staff",
                &id,
                now
            );
            Ok(Some(StaffId(id)))
        })
    }

    /// Spends a set-up link (its hash): who holds it becomes the first coordinator and is signed
    /// in. `None` where the link does not hold, or the site has staff by now.
    pub async fn set_up_console(
        &self,
        site: &SiteId,
        hash: [u8; 32],
        details: &StaffDetails,
        session: &NewSession<'_>,
        now: i64,
    ) -> Result<Option<StaffId>, StoreError> {
        let id = self.new_id(now);
        in_transaction!(self, |transaction| {
            move_revision!(transaction, site, 0);
            let spent = sqlx::query(
                "UPDATE staff_links SET ended_at = $3 WHERE site_id = $1 AND hash = $2 \
                 AND purpose = 'set-up' AND ended_at IS NULL AND expires_at > $3 AND NOT EXISTS \
                 (SELECT 1 FROM staff WHERE site_id = $1 AND ended_at IS NULL)",
            )
            .bind(site.as_str())
            .bind(hash.to_vec())
            .bind(now)
            .execute(&mut *transaction)
            .await?;
            if spent.rows_affected() == 0 {
                return Ok(None);
            }
            let role = StaffRole::Coordinator;
            insert_staff!(self, transaction, site, &id, details, role, now);
            add_session!(self, transaction, site, &id, session, now);
            add_event!(self, transaction, site, &id, Deed::SetUp, "staff", &id, now);
            Ok(Some(StaffId(id.clone())))
        })
    }
}
