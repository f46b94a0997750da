//! Counts, for staff. There is one way to read them, whoever asks: whole collections, release by release, so
//! that no two views can be subtracted from each other.

use sqlx::Row;

use super::{Collection, tally_cell, text_cell};
use crate::{
    domain::survey::Tally,
    store::{Store, StoreError, Viewer, read, staff::viewer::staff_query},
};

/// How many were asked and answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredCollection {
    /// Which.
    pub of: Collection,
    /// Slug of the group.
    pub group: String,
    /// How many were asked.
    pub invited: i64,
    /// How many answers wait for others.
    pub waiting: i64,
    /// How many are counted.
    pub counted: i64,
}

/// What some answers came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredRelease {
    /// Of which collection.
    pub of: Collection,
    /// The how-manieth.
    pub number: i64,
    /// The first and the last day that they are about, `YYYY-MM-DD`.
    pub days: (String, String),
    /// Counts.
    pub tally: Tally,
}

/// Something that was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredWords {
    /// In which collection.
    pub of: Collection,
    /// In which release.
    pub number: i64,
    /// To which question.
    pub question: String,
    /// Without names.
    pub text: String,
}

/// Results of one survey.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct StoredResults {
    /// Each group's.
    pub collections: Vec<StoredCollection>,
    /// In their order.
    pub releases: Vec<StoredRelease>,
    /// Newest release first; within one in no order.
    pub texts: Vec<StoredWords>,
}

/// Reads which collection a row is of.
macro_rules! collection_of {
    ($row:expr) => {
        Collection {
            group_id: $row.try_get("group_id")?,
            survey: $row.try_get("survey")?,
            version: u32::try_from($row.try_get::<i64, _>("version")?).unwrap_or_default(),
            by_anyone: $row.try_get("by_anyone")?,
        }
    };
}

impl Store {
    /// How many were asked and answered in groups that the viewer sees: for every survey, or one.
    pub async fn list_survey_collections(
        &self,
        viewer: &Viewer,
        survey: Option<&str>,
    ) -> Result<Vec<StoredCollection>, StoreError> {
        read!(self, |connection| {
            let rows = staff_query!(
                viewer,
                See("c.group_id"),
                "SELECT c.*, g.slug FROM survey_collections c JOIN groups g ON g.site_id = c.site_id \
                 AND g.id = c.group_id WHERE c.site_id = $1 AND ($3 = '' OR c.survey = $3) AND",
                "ORDER BY c.survey, g.slug, c.version, c.by_anyone"
            );
            let rows = rows.bind(survey.unwrap_or_default());
            let mut collections = Vec::new();
            for row in rows.fetch_all(&mut *connection).await? {
                collections.push(StoredCollection {
                    of: collection_of!(row),
                    group: row.try_get("slug")?,
                    invited: row.try_get("invited")?,
                    waiting: row.try_get("waiting")?,
                    counted: row.try_get("counted")?,
                });
            }
            Ok(collections)
        })
    }

    /// What a survey came to in one group (its slug) that the viewer sees.
    pub async fn find_survey_results(
        &self,
        viewer: &Viewer,
        survey: &str,
        group: &str,
    ) -> Result<StoredResults, StoreError> {
        let site = viewer.site();
        let collections = self.list_survey_collections(viewer, Some(survey)).await?;
        let of_group = collections.into_iter().filter(|one| one.group == group);
        let collections: Vec<StoredCollection> = of_group.collect();
        let Some(first) = collections.first() else {
            return Ok(StoredResults::default());
        };
        let releases = self
            .list_releases(viewer, survey, &first.of.group_id)
            .await?;
        let texts = read!(self, |connection| {
            let rows = staff_query!(
                viewer,
                See("t.group_id"),
                "SELECT t.* FROM survey_texts t WHERE t.site_id = $1 AND t.survey = $3 \
                 AND t.group_id = $4 AND",
                "ORDER BY t.version DESC, t.number DESC, t.id"
            );
            let rows = rows.bind(survey).bind(&first.of.group_id);
            let mut texts = Vec::new();
            for row in rows.fetch_all(&mut *connection).await? {
                let (id, sealed): (String, Vec<u8>) = (row.try_get("id")?, row.try_get("words")?);
                let plain = self.sealer.open(text_cell(site, &id), &sealed)?;
                texts.push(StoredWords {
                    of: collection_of!(row),
                    number: row.try_get("number")?,
                    question: row.try_get("question")?,
                    text: String::from_utf8_lossy(&plain).into_owned(),
                });
            }
            Ok::<_, StoreError>(texts)
        })?;
        Ok(StoredResults {
            collections,
            releases,
            texts,
        })
    }

    /// What a survey came to in every group that the viewer sees; in one (its id) where it is not empty.
    pub async fn list_releases(
        &self,
        viewer: &Viewer,
        survey: &str,
        group_id: &str,
    ) -> Result<Vec<StoredRelease>, StoreError> {
        let site = viewer.site();
        read!(self, |connection| {
            let rows = staff_query!(
                viewer,
                See("l.group_id"),
                "SELECT l.* FROM survey_releases l WHERE l.site_id = $1 AND l.survey = $3 \
                 AND ($4 = '' OR l.group_id = $4) AND",
                "ORDER BY l.group_id, l.version, l.by_anyone, l.number"
            );
            let rows = rows.bind(survey).bind(group_id);
            let mut releases = Vec::new();
            for row in rows.fetch_all(&mut *connection).await? {
                let (id, sealed): (String, Vec<u8>) = (row.try_get("id")?, row.try_get("tally")?);
                releases.push(StoredRelease {
                    of: collection_of!(row),
                    number: row.try_get("number")?,
                    days: (row.try_get("first_day")?, row.try_get("last_day")?),
                    tally: self.open_words(tally_cell(site, &id), &sealed)?,
                });
            }
            Ok(releases)
        })
    }
}
