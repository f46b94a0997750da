//! Who is signed in where. A session that has ended has no row.

use api_types::StaffRole;
use sqlx::Row;

use super::{
    audit::add_event,
    device_cell,
    people::role_of,
    viewer::{Viewer, staff_query},
};
use crate::{
    domain::{
        staff::{Deed, SEEN_EVERY, SessionToken, Stay},
        time::DAY,
    },
    store::{SiteId, StaffId, Store, StoreError, in_transaction, read},
};

/// What became of a link is known for so long after it expired, ms.
const LINKS_KEPT: i64 = 30 * DAY;

/// A session that begins.
pub struct NewSession<'a> {
    /// What its cookie holds.
    pub token: &'a SessionToken,
    /// How long it may last.
    pub stay: Stay,
    /// Browser and system, in few words.
    pub device: &'a str,
    /// The session (its hash) that this browser had before: it ends.
    pub replaces: Option<[u8; 32]>,
}

/// Who is signed in, as a session shows.
#[derive(Clone)]
pub struct SignedIn {
    /// On whose behalf the store reads and writes.
    pub viewer: Viewer,
    /// Whose site it is.
    pub site: SiteId,
    /// Who they are.
    pub staff: StaffId,
    /// The session's id.
    pub session: String,
    /// As they are called.
    pub name: String,
    /// BCP 47.
    pub language: String,
    /// What they are to the site.
    pub role: StaffRole,
}

/// One of somebody's sessions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredSession {
    /// In its site.
    pub id: String,
    /// Browser and system; empty where the device says neither.
    pub device: String,
    /// When it began, ms since 1970 UTC.
    pub created_at: i64,
    /// When it was last used, to the minute.
    pub seen_at: i64,
}

/// Begins a session.
macro_rules! add_session {
    ($store:expr, $transaction:ident, $site:expr, $staff:expr, $session:expr, $now:expr) => {{
        let session: &$crate::store::NewSession<'_> = $session;
        if let Some(former) = session.replaces {
            sqlx::query("DELETE FROM staff_sessions WHERE hash = $1")
                .bind(former.to_vec())
                .execute(&mut *$transaction)
                .await?;
        }
        let id = $store.new_id($now);
        let device = $store.seal_device($site, &id, session.device);
        sqlx::query(
            "INSERT INTO staff_sessions \
             (site_id, id, staff_id, hash, device, created_at, seen_at, idle_ms, ends_at) \
             VALUES ($1, $2, $3, $4, $5, $6, $6, $7, $8)",
        )
        .bind($site.as_str())
        .bind(&id)
        .bind($staff)
        .bind(session.token.hash().to_vec())
        .bind(device)
        .bind($now)
        .bind(session.stay.idle())
        .bind($now + session.stay.absolute())
        .execute(&mut *$transaction)
        .await?
    }};
}

pub(super) use add_session;

impl Store {
    pub(super) fn seal_device(&self, site: &SiteId, id: &str, device: &str) -> Vec<u8> {
        self.sealer.seal(device_cell(site, id), device.as_bytes())
    }

    /// Who is signed in by a session (its hash), if it still holds, and notes that it was used.
    ///
    /// Not a method of a tenant: a cookie names no site, and its 256 bits of chance are what opens
    /// this door. All that follows takes the [`Viewer`] that is found here.
    pub async fn find_signed_in(
        &self,
        hash: [u8; 32],
        now: i64,
    ) -> Result<Option<SignedIn>, StoreError> {
        let found = read!(self, |connection| {
            sqlx::query(
                "SELECT s.site_id, s.id AS session_id, s.seen_at, p.id, p.details, p.role \
                 FROM staff_sessions s JOIN staff p ON p.site_id = s.site_id AND p.id = s.staff_id \
                 WHERE s.hash = $1 AND s.ends_at > $2 AND s.seen_at + s.idle_ms > $2 \
                 AND p.ended_at IS NULL",
            )
            .bind(hash.to_vec())
            .bind(now)
            .fetch_optional(&mut *connection)
            .await?
            .map(|row| {
                let site = SiteId(row.try_get("site_id")?);
                let id: String = row.try_get("id")?;
                let sealed: Vec<u8> = row.try_get("details")?;
                let details = self.open_staff(&site, &id, &sealed)?;
                let staff = StaffId(id);
                let signed_in = SignedIn {
                    viewer: Viewer::signed_in(site.clone(), &staff),
                    staff,
                    session: row.try_get("session_id")?,
                    name: details.name,
                    language: details.language,
                    role: role_of(&row.try_get::<String, _>("role")?)?,
                    site,
                };
                Ok::<_, StoreError>((signed_in, row.try_get::<i64, _>("seen_at")?))
            })
            .transpose()?
        });
        let Some((signed_in, seen_at)) = found else {
            return Ok(None);
        };
        if now - seen_at >= SEEN_EVERY {
            self.note_use(&signed_in, now).await?;
        }
        Ok(Some(signed_in))
    }

    /// Of several requests at once, the first notes it.
    async fn note_use(&self, signed_in: &SignedIn, now: i64) -> Result<(), StoreError> {
        in_transaction!(self, |transaction| {
            sqlx::query(
                "UPDATE staff_sessions SET seen_at = $3 \
                 WHERE site_id = $1 AND id = $2 AND seen_at <= $4",
            )
            .bind(signed_in.site.as_str())
            .bind(&signed_in.session)
            .bind(now)
            .bind(now - SEEN_EVERY)
            .execute(&mut *transaction)
            .await?;
            Ok(())
        })
    }

    /// The viewer's own sessions that still hold, the one that was used last first.
    pub async fn list_sessions(
        &self,
        viewer: &Viewer,
        now: i64,
    ) -> Result<Vec<StoredSession>, StoreError> {
        let site = viewer.site();
        read!(self, |connection| {
            let rows = staff_query!(
                viewer,
                Own("s.staff_id"),
                "SELECT s.id, s.device, s.created_at, s.seen_at FROM staff_sessions s \
                 WHERE s.site_id = $1 AND s.ends_at > $3 AND s.seen_at + s.idle_ms > $3 AND",
                "ORDER BY s.seen_at DESC, s.id"
            );
            let rows = rows.bind(now).fetch_all(&mut *connection).await?;
            let mut sessions = Vec::new();
            for row in rows {
                let id: String = row.try_get("id")?;
                let sealed: Vec<u8> = row.try_get("device")?;
                let device = self.sealer.open(device_cell(site, &id), &sealed)?;
                sessions.push(StoredSession {
                    device: String::from_utf8_lossy(&device).into_owned(),
                    created_at: row.try_get("created_at")?,
                    seen_at: row.try_get("seen_at")?,
                    id,
                });
            }
            Ok(sessions)
        })
    }

    /// Ends one of the viewer's own sessions; false where they have no such.
    pub async fn end_session(
        &self,
        viewer: &Viewer,
        session: &str,
        now: i64,
    ) -> Result<bool, StoreError> {
        in_transaction!(self, |transaction| {
            let delete = staff_query!(
                viewer,
                Own("staff_id"),
                "DELETE FROM staff_sessions WHERE site_id = $1 AND id = $3 AND",
                ""
            );
            let ended = delete.bind(session).execute(&mut *transaction).await?;
            if ended.rows_affected() == 0 {
                return Ok(false);
            }
            let who = viewer.who();
            add_event!(
                self,
                transaction,
                viewer,
                Deed::SignedOut,
                "staff",
                who,
                now
            );
            Ok(true)
        })
    }

    /// Ends all of the viewer's own sessions but this one. Says how many.
    pub async fn end_other_sessions(
        &self,
        viewer: &Viewer,
        kept: &str,
        now: i64,
    ) -> Result<u64, StoreError> {
        in_transaction!(self, |transaction| {
            let delete = staff_query!(
                viewer,
                Own("staff_id"),
                "DELETE FROM staff_sessions WHERE site_id = $1 AND id <> $3 AND",
                ""
            );
            let ended = delete.bind(kept).execute(&mut *transaction).await?;
            if ended.rows_affected() > 0 {
                let who = viewer.who();
                add_event!(
                    self,
                    transaction,
                    viewer,
                    Deed::SignedOut,
                    "staff",
                    who,
                    now
                );
            }
            Ok(ended.rows_affected())
        })
    }

    /// Deletes, in every site, sessions that have ended by themselves, questions to passkeys that
    /// nobody answered in time, and links that expired 30 days ago. Says how many.
    pub async fn delete_over_staff_access(&self, now: i64) -> Result<u64, StoreError> {
        in_transaction!(self, |transaction| {
            let sessions = sqlx::query(
                "DELETE FROM staff_sessions WHERE ends_at <= $1 OR seen_at + idle_ms <= $1",
            )
            .bind(now)
            .execute(&mut *transaction)
            .await?;
            let links = sqlx::query("DELETE FROM staff_links WHERE expires_at < $1")
                .bind(now - LINKS_KEPT)
                .execute(&mut *transaction)
                .await?;
            let asked = sqlx::query("DELETE FROM passkey_challenges WHERE expires_at <= $1")
                .bind(now)
                .execute(&mut *transaction)
                .await?;
            Ok(sessions.rows_affected() + links.rows_affected() + asked.rows_affected())
        })
    }
}
