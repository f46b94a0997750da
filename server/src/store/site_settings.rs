//! What coordinators set for their site in the console: versions of one text, the newest in force.

use sqlx::Row;

use super::{
    SiteId, StaffId, Store, StoreError, Viewer, in_transaction, read,
    sites::move_revision,
    staff::{add_event, staff_query},
};
use crate::domain::staff::Deed;

/// So many versions are kept, the newest ones.
pub const SETTINGS_KEPT: i64 = 50;

/// A version of a site's settings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SettingsVersion {
    /// From 1.
    pub version: i64,
    /// Who wrote it.
    pub written_by: StaffId,
    /// Ms since 1970 UTC.
    pub written_at: i64,
}

/// What came of replacing them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SettingsReplaced {
    /// They are this version.
    As(i64),
    /// Another version came between; nothing is changed.
    ChangedSince,
    /// They are not the viewer's to change.
    NotThere,
}

impl Store {
    /// The newest version of each site that has any, by the site's slug.
    pub async fn list_settings_in_force(&self) -> Result<Vec<(String, i64)>, StoreError> {
        read!(self, |connection| {
            let rows = sqlx::query(
                "SELECT s.slug, MAX(t.version) AS version FROM site_settings t \
                 JOIN sites s ON s.id = t.site_id GROUP BY s.slug",
            );
            let mut found = Vec::new();
            for row in &rows.fetch_all(&mut *connection).await? {
                found.push((row.try_get("slug")?, row.try_get("version")?));
            }
            Ok(found)
        })
    }

    /// A site's newest version, and its text (TOML).
    pub async fn find_settings_in_force(
        &self,
        site: &SiteId,
    ) -> Result<Option<(i64, String)>, StoreError> {
        read!(self, |connection| {
            let row = sqlx::query(
                "SELECT version, text FROM site_settings WHERE site_id = $1 \
                 ORDER BY version DESC LIMIT 1",
            );
            let row = row.bind(site.as_str()).fetch_optional(&mut *connection);
            let Some(row) = row.await? else {
                return Ok(None);
            };
            Ok(Some((row.try_get("version")?, row.try_get("text")?)))
        })
    }

    /// For coordinators: the text of a version, TOML.
    pub async fn find_settings(
        &self,
        viewer: &Viewer,
        version: i64,
    ) -> Result<Option<String>, StoreError> {
        read!(self, |connection| {
            let row = staff_query!(
                viewer,
                Manage,
                "SELECT t.text FROM site_settings t WHERE t.site_id = $1 AND t.version = $3 AND",
                ""
            );
            let row = row.bind(version).fetch_optional(&mut *connection).await?;
            Ok(row.map(|row| row.try_get("text")).transpose()?)
        })
    }

    /// For coordinators: every version that is kept, newest first; `None` for who may not.
    pub async fn list_settings(
        &self,
        viewer: &Viewer,
    ) -> Result<Option<Vec<SettingsVersion>>, StoreError> {
        read!(self, |connection| {
            let may = staff_query!(
                viewer,
                Manage,
                "SELECT 1 FROM (SELECT id AS site_id FROM sites) here WHERE here.site_id = $1 AND",
                ""
            );
            if may.fetch_optional(&mut *connection).await?.is_none() {
                return Ok(None);
            }
            let rows = staff_query!(
                viewer,
                Manage,
                "SELECT t.version, t.written_by, t.written_at FROM site_settings t \
                 WHERE t.site_id = $1 AND",
                "ORDER BY t.version DESC"
            );
            let mut versions = Vec::new();
            for row in &rows.fetch_all(&mut *connection).await? {
                let written_by: String = row.try_get("written_by")?;
                versions.push(SettingsVersion {
                    version: row.try_get("version")?,
                    written_by: StaffId(written_by),
                    written_at: row.try_get("written_at")?,
                });
            }
            Ok(Some(versions))
        })
    }

    /// Writes a text as the next version, if `based_on` (0 for none) is still the newest. The text was
    /// checked. The oldest versions go.
    pub async fn replace_settings(
        &self,
        viewer: &Viewer,
        based_on: i64,
        text: &str,
        now: i64,
    ) -> Result<SettingsReplaced, StoreError> {
        let site = viewer.site();
        in_transaction!(self, |transaction| {
            // Two who save at once come one after the other.
            move_revision!(transaction, site, 0);
            let newest = staff_query!(
                viewer,
                Manage,
                "SELECT COALESCE((SELECT MAX(t.version) FROM site_settings t \
                 WHERE t.site_id = here.site_id), 0) AS version \
                 FROM (SELECT id AS site_id FROM sites) here WHERE here.site_id = $1 AND",
                ""
            );
            let Some(newest) = newest.fetch_optional(&mut *transaction).await? else {
                return Ok(SettingsReplaced::NotThere);
            };
            let newest: i64 = newest.try_get("version")?;
            if newest != based_on {
                return Ok(SettingsReplaced::ChangedSince);
            }
            let version = newest + 1;
            sqlx::query(
                "INSERT INTO site_settings (site_id, version, text, written_by, written_at) \
                 VALUES ($1, $2, $3, $4, $5)",
            )
            .bind(site.as_str())
            .bind(version)
            .bind(text)
            .bind(viewer.who())
            .bind(now)
            .execute(&mut *transaction)
            .await?;
            sqlx::query("DELETE FROM site_settings WHERE site_id = $1 AND version <= $2")
                .bind(site.as_str())
                .bind(version - SETTINGS_KEPT)
                .execute(&mut *transaction)
                .await?;
            let (deed, thing) = (Deed::SettingsSaved, version.to_string());
            add_event!(self, transaction, viewer, deed, "settings", &thing, now);
            Ok(SettingsReplaced::As(version))
        })
    }
}
