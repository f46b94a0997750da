//! Passkeys of staff, and what a browser was asked before it uses one.

use serde::{Deserialize, Serialize};
use sqlx::Row;

use super::{
    audit::add_event,
    passkey_cell,
    sessions::{NewSession, add_session},
    viewer::{Viewer, staff_query},
};
use crate::{
    domain::staff::Deed,
    store::{SiteId, StaffId, Store, StoreError, in_transaction, read},
};

/// What is sealed of a passkey.
#[derive(Clone, Serialize, Deserialize)]
pub struct PasskeyDetails {
    /// What its owner calls it.
    pub name: String,
    /// As `passkeys.rs` writes it, JSON: the public key and its counter.
    pub key: String,
}

/// A passkey that somebody adds.
pub struct NewPasskey<'a> {
    /// Of the credential's id.
    pub hash: [u8; 32],
    /// Name and key.
    pub details: &'a PasskeyDetails,
}

/// One of somebody's passkeys.
pub struct StoredPasskey {
    /// In its site.
    pub id: String,
    /// Name and key.
    pub details: PasskeyDetails,
    /// When it was added, ms since 1970 UTC.
    pub created_at: i64,
    /// When somebody last signed in with it.
    pub used_at: Option<i64>,
}

/// A passkey that somebody wants in with.
pub struct FoundPasskey {
    /// Whose staff it lets in.
    pub site: SiteId,
    /// In its site.
    pub id: String,
    /// Whom it lets in.
    pub staff: StaffId,
    /// Name and key.
    pub details: PasskeyDetails,
}

impl Store {
    fn seal_passkey(&self, site: &SiteId, id: &str, details: &PasskeyDetails) -> Vec<u8> {
        let plain = serde_json::to_vec(details).unwrap_or_default();
        self.sealer.seal(passkey_cell(site, id), &plain)
    }

    fn open_passkey(
        &self,
        site: &SiteId,
        id: &str,
        sealed: &[u8],
    ) -> Result<PasskeyDetails, StoreError> {
        let plain = self.sealer.open(passkey_cell(site, id), sealed)?;
        // The parser would quote what it cannot read.
        serde_json::from_slice(&plain).map_err(|_| StoreError::BadStaff(id.to_owned()))
    }

    /// The viewer's own passkeys, the oldest first.
    pub async fn list_passkeys(&self, viewer: &Viewer) -> Result<Vec<StoredPasskey>, StoreError> {
        let site = viewer.site();
        read!(self, |connection| {
            let rows = staff_query!(
                viewer,
                Own("p.staff_id"),
                "SELECT p.id, p.details, p.created_at, p.used_at FROM staff_passkeys p \
                 WHERE p.site_id = $1 AND",
                "ORDER BY p.created_at, p.id"
            );
            let mut passkeys = Vec::new();
            for row in rows.fetch_all(&mut *connection).await? {
                let id: String = row.try_get("id")?;
                let sealed: Vec<u8> = row.try_get("details")?;
                passkeys.push(StoredPasskey {
                    details: self.open_passkey(site, &id, &sealed)?,
                    created_at: row.try_get("created_at")?,
                    used_at: row.try_get("used_at")?,
                    id,
                });
            }
            Ok(passkeys)
        })
    }

    /// Writes down what the viewer's browser is asked before it makes a new passkey. `hash` is that
    /// of the token that it brings back.
    pub async fn add_passkey_question(
        &self,
        viewer: &Viewer,
        hash: [u8; 32],
        state: &str,
        expires_at: i64,
    ) -> Result<(), StoreError> {
        in_transaction!(self, |transaction| {
            let insert = staff_query!(
                viewer,
                Own("s.id"),
                "INSERT INTO passkey_challenges (hash, site_id, staff_id, state, expires_at) \
                 SELECT $3, s.site_id, s.id, $4, $5 FROM staff s WHERE s.site_id = $1 AND",
                ""
            );
            insert
                .bind(hash.to_vec())
                .bind(state)
                .bind(expires_at)
                .execute(&mut *transaction)
                .await?;
            Ok(())
        })
    }

    /// What the viewer's browser was asked, if it may still be answered: once.
    pub async fn take_passkey_question(
        &self,
        viewer: &Viewer,
        hash: [u8; 32],
        now: i64,
    ) -> Result<Option<String>, StoreError> {
        in_transaction!(self, |transaction| {
            let delete = staff_query!(
                viewer,
                Own("staff_id"),
                "DELETE FROM passkey_challenges WHERE site_id = $1 AND hash = $3 \
                 AND expires_at > $4 AND",
                "RETURNING state"
            );
            let row = delete.bind(hash.to_vec()).bind(now);
            let row = row.fetch_optional(&mut *transaction).await?;
            Ok(row.map(|row| row.try_get("state")).transpose()?)
        })
    }

    /// Adds a passkey to the viewer's own. False where it is somebody's already.
    pub async fn add_passkey(
        &self,
        viewer: &Viewer,
        new: &NewPasskey<'_>,
        now: i64,
    ) -> Result<bool, StoreError> {
        let (site, id) = (viewer.site(), self.new_id(now));
        in_transaction!(self, |transaction| {
            let insert = staff_query!(
                viewer,
                Own("s.id"),
                "INSERT INTO staff_passkeys (site_id, id, staff_id, hash, details, created_at) \
                 SELECT s.site_id, $3, s.id, $4, $5, $6 FROM staff s WHERE s.site_id = $1 AND",
                "ON CONFLICT (hash) DO NOTHING"
            );
            let added = insert
                .bind(&id)
                .bind(new.hash.to_vec())
                .bind(self.seal_passkey(site, &id, new.details))
                .bind(now)
                .execute(&mut *transaction)
                .await?;
            if added.rows_affected() == 0 {
                return Ok(false);
            }
            let deed = Deed::PasskeyAdded;
            add_event!(self, transaction, viewer, deed, "passkey", &id, now);
            Ok(true)
        })
    }

    /// Removes one of the viewer's own passkeys; false where they have no such.
    pub async fn remove_passkey(
        &self,
        viewer: &Viewer,
        passkey: &str,
        now: i64,
    ) -> Result<bool, StoreError> {
        in_transaction!(self, |transaction| {
            let delete = staff_query!(
                viewer,
                Own("staff_id"),
                "DELETE FROM staff_passkeys WHERE site_id = $1 AND id = $3 AND",
                ""
            );
            let removed = delete.bind(passkey).execute(&mut *transaction).await?;
            if removed.rows_affected() == 0 {
                return Ok(false);
            }
            let deed = Deed::PasskeyRemoved;
            add_event!(self, transaction, viewer, deed, "passkey", passkey, now);
            Ok(true)
        })
    }

    /// Writes down what a browser is asked by a server that does not know yet who wants in.
    ///
    /// Not a method of a tenant: nobody is known, and the token's 256 bits of chance are what opens
    /// this door again.
    pub async fn add_sign_in_question(
        &self,
        hash: [u8; 32],
        state: &str,
        expires_at: i64,
    ) -> Result<(), StoreError> {
        in_transaction!(self, |transaction| {
            sqlx::query(
                "INSERT INTO passkey_challenges (hash, state, expires_at) VALUES ($1, $2, $3)",
            )
            .bind(hash.to_vec())
            .bind(state)
            .bind(expires_at)
            .execute(&mut *transaction)
            .await?;
            Ok(())
        })
    }

    /// What such a browser was asked, if it may still be answered: once.
    pub async fn take_sign_in_question(
        &self,
        hash: [u8; 32],
        now: i64,
    ) -> Result<Option<String>, StoreError> {
        in_transaction!(self, |transaction| {
            let row = sqlx::query(
                "DELETE FROM passkey_challenges WHERE hash = $1 AND staff_id IS NULL \
                 AND expires_at > $2 RETURNING state",
            )
            .bind(hash.to_vec())
            .bind(now)
            .fetch_optional(&mut *transaction)
            .await?;
            Ok(row.map(|row| row.try_get("state")).transpose()?)
        })
    }

    /// The passkey of a credential (the hash of its id) and of the account that it says it is of, as
    /// long as they are on the staff.
    ///
    /// Not a method of a tenant: a passkey names no site. What follows takes the site that is found.
    pub async fn find_passkey(
        &self,
        staff: &str,
        hash: [u8; 32],
    ) -> Result<Option<FoundPasskey>, StoreError> {
        read!(self, |connection| {
            let row = sqlx::query(
                "SELECT p.site_id, p.id, p.staff_id, p.details FROM staff_passkeys p JOIN staff s \
                 ON s.site_id = p.site_id AND s.id = p.staff_id \
                 WHERE p.hash = $1 AND p.staff_id = $2 AND s.ended_at IS NULL",
            )
            .bind(hash.to_vec())
            .bind(staff)
            .fetch_optional(&mut *connection)
            .await?;
            let Some(row) = row else { return Ok(None) };
            let site = SiteId(row.try_get("site_id")?);
            let id: String = row.try_get("id")?;
            let sealed: Vec<u8> = row.try_get("details")?;
            Ok(Some(FoundPasskey {
                details: self.open_passkey(&site, &id, &sealed)?,
                staff: StaffId(row.try_get("staff_id")?),
                site,
                id,
            }))
        })
    }

    /// Signs in who used a passkey: it is written back with its counter, and a session begins. False
    /// where it was removed, or they were taken off, in between.
    pub async fn sign_in_by_passkey(
        &self,
        passkey: &FoundPasskey,
        session: &NewSession<'_>,
        now: i64,
    ) -> Result<bool, StoreError> {
        let FoundPasskey {
            site,
            id,
            staff,
            details,
        } = passkey;
        let who = staff.as_str();
        in_transaction!(self, |transaction| {
            let used = sqlx::query(
                "UPDATE staff_passkeys SET details = $4, used_at = $5 \
                 WHERE site_id = $1 AND id = $2 AND staff_id = $3 AND EXISTS (SELECT 1 FROM staff s \
                 WHERE s.site_id = $1 AND s.id = $3 AND s.ended_at IS NULL)",
            )
            .bind(site.as_str())
            .bind(id)
            .bind(who)
            .bind(self.seal_passkey(site, id, details))
            .bind(now)
            .execute(&mut *transaction)
            .await?;
            if used.rows_affected() == 0 {
                return Ok(false);
            }
            add_session!(self, transaction, site, who, session, now);
            let deed = Deed::SignedIn;
            add_event!(self, transaction, site, who, deed, "passkey", id, now);
            Ok(true)
        })
    }
}
