//! Published guidelines: versions that are added and never change. Who acknowledged which is in
//! `acknowledgements.rs`.

use sqlx::Row;

use super::{GroupId, SiteId, Store, StoreError, in_transaction, read, sites::move_revision};
use crate::domain::guidelines::{
    GroupGuidelines, GuidelinesRecord, Publication, PublishedGuidelines,
};

/// The group of the site's own guidelines in their table.
const OF_SITE: &str = "";

/// Reads one version, of either database.
macro_rules! published {
    ($row:expr) => {{
        let content: String = $row.try_get("content")?;
        let content = serde_json::from_str(&content);
        Ok::<_, sqlx::Error>(PublishedGuidelines {
            version: $row.try_get("version")?,
            published_at: $row.try_get("published_at")?,
            content: content.map_err(|error| sqlx::Error::Decode(error.into()))?,
        })
    }};
}

impl Store {
    /// Publishes guidelines as the next version of a group's own, or of the site's where there
    /// is no `group`. The record was checked, and settled in the site's languages. Rules that are
    /// those of the newest version change nothing.
    pub async fn publish_guidelines(
        &self,
        site: &SiteId,
        group: Option<&GroupId>,
        record: &GuidelinesRecord,
        now: i64,
    ) -> Result<Publication, StoreError> {
        self.publish(site, group, record, false, now).await
    }

    /// Publishes a site's first guidelines; where it has any, nothing changes.
    pub async fn publish_first_guidelines(
        &self,
        site: &SiteId,
        record: &GuidelinesRecord,
        now: i64,
    ) -> Result<Publication, StoreError> {
        self.publish(site, None, record, true, now).await
    }

    async fn publish(
        &self,
        site: &SiteId,
        group: Option<&GroupId>,
        record: &GuidelinesRecord,
        only_first: bool,
        now: i64,
    ) -> Result<Publication, StoreError> {
        let of = group.map_or(OF_SITE, GroupId::as_str);
        let content = serde_json::to_string(record)
            .map_err(|error| StoreError::Database(sqlx::Error::Encode(error.into())))?;
        in_transaction!(self, |transaction| {
            // Two who publish at once come one after the other.
            move_revision!(transaction, site, 0);
            if group.is_some() {
                sqlx::query("SELECT 1 FROM groups WHERE site_id = $1 AND id = $2")
                    .bind(site.as_str())
                    .bind(of)
                    .fetch_optional(&mut *transaction)
                    .await?
                    .ok_or_else(|| StoreError::UnknownGroup(of.to_owned()))?;
            }
            let newest = sqlx::query(
                "SELECT version, content, published_at FROM guidelines \
                 WHERE site_id = $1 AND group_id = $2 ORDER BY version DESC LIMIT 1",
            )
            .bind(site.as_str())
            .bind(of)
            .fetch_optional(&mut *transaction)
            .await?;
            let newest = newest.map(|row| published!(row)).transpose()?;
            if let Some(known) = newest.as_ref().filter(|_| only_first) {
                return Ok(Publication::Unchanged(known.version));
            }
            let publication = record.after(newest.as_ref());
            if let Publication::Published(version) = publication {
                sqlx::query(
                    "INSERT INTO guidelines (site_id, group_id, version, content, published_at) \
                     VALUES ($1, $2, $3, $4, $5)",
                )
                .bind(site.as_str())
                .bind(of)
                .bind(version)
                .bind(&content)
                .bind(now)
                .execute(&mut *transaction)
                .await?;
                move_revision!(transaction, site, 1);
            }
            Ok(publication)
        })
    }

    /// Every version of a group's own guidelines, or of the site's where there is no `group`,
    /// oldest first.
    pub async fn list_guidelines(
        &self,
        site: &SiteId,
        group: Option<&GroupId>,
    ) -> Result<Vec<PublishedGuidelines>, StoreError> {
        read!(self, |connection| {
            let rows = sqlx::query(
                "SELECT version, content, published_at FROM guidelines \
                 WHERE site_id = $1 AND group_id = $2 ORDER BY version",
            )
            .bind(site.as_str())
            .bind(group.map_or(OF_SITE, GroupId::as_str))
            .fetch_all(&mut *connection)
            .await?;
            let versions = rows.iter().map(|row| published!(row));
            Ok(versions.collect::<Result<_, _>>()?)
        })
    }

    /// What a group asks of its members: every version of its site's guidelines and of its own.
    /// A group without any, or that the site does not have, has its site's alone.
    pub async fn find_group_guidelines(
        &self,
        site: &SiteId,
        group: &GroupId,
    ) -> Result<GroupGuidelines, StoreError> {
        Ok(GroupGuidelines {
            of_site: self.list_guidelines(site, None).await?,
            of_group: self.list_guidelines(site, Some(group)).await?,
        })
    }
}
