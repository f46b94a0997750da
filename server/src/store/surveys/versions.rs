//! Published surveys: versions that are added and never change.

use sqlx::Row;

use crate::{
    domain::{staff::Deed, survey::SurveyRecord},
    store::{
        SiteId, Store, StoreError, Viewer, in_transaction, read,
        sites::move_revision,
        staff::{audit::add_event, viewer::staff_query},
    },
};

/// A version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredSurvey {
    /// From 1.
    pub version: u32,
    /// What is asked.
    pub record: SurveyRecord,
    /// Ms since 1970 UTC.
    pub published_at: i64,
}

/// What came of publishing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SurveyPublication {
    /// As this version.
    Published(u32),
    /// It is this version, the newest, word for word.
    Unchanged(u32),
}

/// Reads one version, of either database.
macro_rules! survey_row {
    ($row:expr) => {{
        let row = $row;
        let content: String = row.try_get("content")?;
        let content = serde_json::from_str(&content);
        let version: i64 = row.try_get("version")?;
        Ok::<_, sqlx::Error>(StoredSurvey {
            version: u32::try_from(version).unwrap_or_default(),
            record: content.map_err(|error| sqlx::Error::Decode(error.into()))?,
            published_at: row.try_get("published_at")?,
        })
    }};
}

macro_rules! newest {
    () => {
        "SELECT version, content, published_at FROM surveys WHERE site_id = $1 AND slug = $2 \
         ORDER BY version DESC"
    };
}

impl Store {
    /// Publishes a survey as its next version. The record was checked. One that is the newest version word
    /// for word changes nothing. `None` for who may not.
    pub async fn publish_survey(
        &self,
        viewer: &Viewer,
        record: &SurveyRecord,
        now: i64,
    ) -> Result<Option<SurveyPublication>, StoreError> {
        let site = viewer.site();
        let content = serde_json::to_string(record)
            .map_err(|error| StoreError::Database(sqlx::Error::Encode(error.into())))?;
        in_transaction!(self, |transaction| {
            // Two who publish at once come one after the other.
            move_revision!(transaction, site, 0);
            let may = staff_query!(
                viewer,
                Manage,
                "SELECT 1 FROM (SELECT id AS site_id FROM sites) here WHERE here.site_id = $1 AND",
                ""
            );
            if may.fetch_optional(&mut *transaction).await?.is_none() {
                return Ok(None);
            }
            let newest = sqlx::query(concat!(newest!(), " LIMIT 1"))
                .bind(site.as_str())
                .bind(&record.slug)
                .fetch_optional(&mut *transaction)
                .await?;
            let newest = newest.map(|row| survey_row!(&row)).transpose()?;
            if let Some(same) = newest.as_ref().filter(|newest| newest.record == *record) {
                return Ok(Some(SurveyPublication::Unchanged(same.version)));
            }
            let version = newest.map_or(1, |newest| newest.version + 1);
            sqlx::query(
                "INSERT INTO surveys (site_id, slug, version, content, published_at) \
                 VALUES ($1, $2, $3, $4, $5)",
            )
            .bind(site.as_str())
            .bind(&record.slug)
            .bind(i64::from(version))
            .bind(&content)
            .bind(now)
            .execute(&mut *transaction)
            .await?;
            let deed = Deed::SurveyPublished;
            add_event!(self, transaction, viewer, deed, "survey", &record.slug, now);
            Ok(Some(SurveyPublication::Published(version)))
        })
    }

    /// A survey: its newest version, or the one that is named.
    pub async fn find_survey(
        &self,
        site: &SiteId,
        slug: &str,
        version: Option<u32>,
    ) -> Result<Option<StoredSurvey>, StoreError> {
        read!(self, |connection| {
            let row = sqlx::query(
                "SELECT version, content, published_at FROM surveys WHERE site_id = $1 \
                 AND slug = $2 AND ($3 = 0 OR version = $3) ORDER BY version DESC LIMIT 1",
            );
            let row = row
                .bind(site.as_str())
                .bind(slug)
                .bind(i64::from(version.unwrap_or_default()));
            let row = row.fetch_optional(&mut *connection).await?;
            Ok(row.map(|row| survey_row!(&row)).transpose()?)
        })
    }

    /// Every version of a survey, newest first.
    pub async fn list_survey_versions(
        &self,
        site: &SiteId,
        slug: &str,
    ) -> Result<Vec<StoredSurvey>, StoreError> {
        read!(self, |connection| {
            let rows = sqlx::query(newest!()).bind(site.as_str()).bind(slug);
            let rows = rows.fetch_all(&mut *connection).await?;
            let versions = rows.iter().map(|row| survey_row!(row));
            Ok(versions.collect::<Result<_, _>>()?)
        })
    }

    /// The newest version of each survey of a site, by slug.
    pub async fn list_surveys(&self, site: &SiteId) -> Result<Vec<StoredSurvey>, StoreError> {
        read!(self, |connection| {
            let rows = sqlx::query(
                "SELECT s.slug, s.version, s.content, s.published_at FROM surveys s \
                 WHERE s.site_id = $1 AND s.version = (SELECT MAX(n.version) FROM surveys n \
                 WHERE n.site_id = s.site_id AND n.slug = s.slug)",
            );
            let mut surveys = Vec::new();
            for row in &rows.bind(site.as_str()).fetch_all(&mut *connection).await? {
                surveys.push(survey_row!(row)?);
            }
            surveys.sort_by(|a, b| a.record.slug.cmp(&b.record.slug));
            Ok(surveys)
        })
    }

    /// For staff: every version of each of their site's surveys, by slug, newest first; of one survey where a
    /// slug is given.
    pub async fn list_surveys_of_staff(
        &self,
        viewer: &Viewer,
        slug: Option<&str>,
    ) -> Result<Vec<StoredSurvey>, StoreError> {
        read!(self, |connection| {
            let rows = staff_query!(
                viewer,
                Own("w.id"),
                "SELECT s.version, s.content, s.published_at FROM surveys s JOIN staff w \
                 ON w.site_id = s.site_id WHERE s.site_id = $1 AND ($3 = '' OR s.slug = $3) AND",
                "ORDER BY s.slug, s.version DESC"
            );
            let rows = rows.bind(slug.unwrap_or_default());
            let mut surveys = Vec::new();
            for row in &rows.fetch_all(&mut *connection).await? {
                surveys.push(survey_row!(row)?);
            }
            Ok(surveys)
        })
    }
}
