//! An invitation becomes a ballot, or is declined. Its row stays as it is; that the link was used stands elsewhere,
//! under another hash of its token, and alike whatever came of it.

use sqlx::Row;

use super::answers::count_in_collection;
use crate::{
    domain::{
        letter::Series,
        survey::{Attempt, Ballot, Link},
        time::DAY,
    },
    gate::SpentChallenge,
    store::{
        SiteId, Store, StoreError, in_transaction, joining::steps::forget_kind, read,
        sites::move_revision, spent_challenges::spend_challenge,
    },
};

/// What an invitation says of what is asked; of who was asked it says nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredInvitation {
    /// Id of the group.
    pub group_id: String,
    /// Slug of the survey.
    pub survey: String,
    /// The day that it is about, `YYYY-MM-DD`.
    pub day: String,
    /// Whether that is a meeting's.
    pub of_meeting: bool,
}

/// Who wants a ballot.
#[derive(Debug, Clone, Copy)]
pub struct Exchanging<'a> {
    /// With which link; without an invitation one of the attempt's number.
    pub link: &'a Link,
    /// The attempt.
    pub attempt: &'a Attempt,
    /// The version that was shown.
    pub version: u32,
}

/// Somebody wants one without an invitation.
#[derive(Debug, Clone, Copy)]
pub struct AnyoneAsks<'a> {
    /// Id of the group.
    pub group_id: &'a str,
    /// Slug of the survey.
    pub survey: &'a str,
    /// The day of asking, `YYYY-MM-DD`.
    pub day: &'a str,
    /// Now, ms since 1970 UTC.
    pub now: i64,
    /// The proof of work, which is spent.
    pub proof: &'a SpentChallenge,
}

/// What came of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Exchanged {
    /// This ballot.
    Ballot(Box<Ballot>),
    /// The survey has no such version, or has a newer one since more than a day.
    NoSuchVersion,
    /// The proof was spent before.
    SpentProof,
    /// No such invitation, or not any more.
    Unknown,
}

impl Store {
    /// What an invitation asks for, while it holds and was not used.
    pub async fn find_survey_invitation(
        &self,
        site: &SiteId,
        link: &Link,
        now: i64,
    ) -> Result<Option<StoredInvitation>, StoreError> {
        read!(self, |connection| {
            if is_used!(connection, site, link) {
                return Ok(None);
            }
            let row = sqlx::query(
                "SELECT group_id, survey, day, of_meeting FROM survey_invitations \
                 WHERE site_id = $1 AND hash = $2 AND expires_at > $3",
            );
            let row = row.bind(site.as_str()).bind(&link.hash[..]).bind(now);
            let Some(row) = row.fetch_optional(&mut *connection).await? else {
                return Ok(None);
            };
            Ok(Some(StoredInvitation {
                group_id: row.try_get("group_id")?,
                survey: row.try_get("survey")?,
                day: row.try_get("day")?,
                of_meeting: row.try_get("of_meeting")?,
            }))
        })
    }

    /// Whether an invitation is known, used or not: others are refused before anything is written.
    pub async fn knows_survey_link(&self, site: &SiteId, link: &Link) -> Result<bool, StoreError> {
        read!(self, |connection| {
            let row =
                sqlx::query("SELECT 1 FROM survey_invitations WHERE site_id = $1 AND hash = $2");
            let row = row.bind(site.as_str()).bind(&link.hash[..]);
            Ok(row.fetch_optional(&mut *connection).await?.is_some())
        })
    }

    /// The site of an invitation (its hash), and the language of who was asked: for pages whose address names
    /// neither.
    pub async fn find_reader_of_invitation(
        &self,
        hash: [u8; 32],
    ) -> Result<Option<(SiteId, String)>, StoreError> {
        read!(self, |connection| {
            let row = sqlx::query(
                "SELECT r.site_id, r.id, r.details FROM survey_invitations i JOIN join_requests r \
                 ON r.site_id = i.site_id AND r.id = i.request_id WHERE i.hash = $1",
            );
            let row = row.bind(&hash[..]).fetch_optional(&mut *connection).await?;
            let Some(row) = row else {
                return Ok(None);
            };
            let site = SiteId::from(row.try_get::<String, _>("site_id")?.as_str());
            let (id, sealed): (String, Vec<u8>) = (row.try_get("id")?, row.try_get("details")?);
            let language = self.open_application(&site, &id, &sealed)?.language;
            Ok(Some((site, language)))
        })
    }

    /// Exchanges an invitation for a ballot. Asking again with the same attempt gives the same.
    pub async fn exchange_invitation(
        &self,
        site: &SiteId,
        exchanging: Exchanging<'_>,
        now: i64,
    ) -> Result<Exchanged, StoreError> {
        in_transaction!(self, |transaction| {
            move_revision!(transaction, site, 0);
            if let Some(before) = exchanged_before!(transaction, site, exchanging) {
                return Ok(before);
            }
            let link = exchanging.link;
            let Some((_, mut ballot)) = open_invitation!(transaction, site, link, now) else {
                return Ok(Exchanged::Unknown);
            };
            if !is_shown!(transaction, site, &ballot.survey, exchanging.version, now) {
                return Ok(Exchanged::NoSuchVersion);
            }
            ballot.version = exchanging.version;
            ballot.chance = exchanging.attempt.chance;
            use_link!(transaction, site, link, &exchanging.attempt.id, &ballot);
            Ok(Exchanged::Ballot(Box::new(ballot)))
        })
    }

    /// Gives a ballot to somebody without an invitation, for a proof of work. That anybody may answer was
    /// checked. Asking again with the same attempt gives the same.
    pub async fn give_ballot(
        &self,
        site: &SiteId,
        exchanging: Exchanging<'_>,
        asks: AnyoneAsks<'_>,
    ) -> Result<Exchanged, StoreError> {
        in_transaction!(self, |transaction| {
            move_revision!(transaction, site, 0);
            if let Some(before) = exchanged_before!(transaction, site, exchanging) {
                return Ok(before);
            }
            if !is_shown!(transaction, site, asks.survey, exchanging.version, asks.now) {
                return Ok(Exchanged::NoSuchVersion);
            }
            if !spend_challenge!(transaction, site, asks.proof) {
                return Ok(Exchanged::SpentProof);
            }
            let ballot = Ballot {
                group_id: asks.group_id.to_owned(),
                survey: asks.survey.to_owned(),
                version: exchanging.version,
                by_anyone: true,
                day: asks.day.to_owned(),
                until: exchanging.link.until.clone(),
                chance: exchanging.attempt.chance,
            };
            let collection = ballot.collection();
            count_in_collection!(transaction, site, &collection, 0);
            let link = exchanging.link;
            use_link!(transaction, site, link, &exchanging.attempt.id, &ballot);
            Ok(Exchanged::Ballot(Box::new(ballot)))
        })
    }

    /// Somebody will not answer; and where they say so, is not asked again in this group. Says whether the
    /// invitation held.
    pub async fn decline_survey(
        &self,
        site: &SiteId,
        link: &Link,
        never_again: bool,
        now: i64,
    ) -> Result<bool, StoreError> {
        in_transaction!(self, |transaction| {
            move_revision!(transaction, site, 0);
            let Some((request, ballot)) = open_invitation!(transaction, site, link, now) else {
                return Ok(false);
            };
            if is_used!(transaction, site, link) {
                return Ok(false);
            }
            use_link!(transaction, site, link, self.nobodys_attempt(), &ballot);
            if never_again {
                sqlx::query(
                    "UPDATE join_requests SET feedback_letters = false \
                     WHERE site_id = $1 AND id = $2",
                )
                .bind(site.as_str())
                .bind(&request)
                .execute(&mut *transaction)
                .await?;
                forget_kind!(transaction, site, &request, Series::Feedback.kind());
            }
            Ok(true)
        })
    }
}

/// Whether a link was used, for whatever.
macro_rules! is_used {
    ($connection:ident, $site:expr, $link:expr) => {
        sqlx::query("SELECT 1 FROM survey_exchanges WHERE site_id = $1 AND id = $2")
            .bind($site.as_str())
            .bind(&$link.used)
            .fetch_optional(&mut *$connection)
            .await?
            .is_some()
    };
}

/// The ballot that this attempt got before; another attempt with the same link gets none.
macro_rules! exchanged_before {
    ($transaction:ident, $site:expr, $exchanging:expr) => {{
        let row = sqlx::query("SELECT * FROM survey_exchanges WHERE site_id = $1 AND id = $2");
        let row = row.bind($site.as_str()).bind(&$exchanging.link.used);
        match row.fetch_optional(&mut *$transaction).await? {
            Some(row) if row.try_get::<String, _>("attempt")? != $exchanging.attempt.id => {
                Some(Exchanged::Unknown)
            }
            Some(row) => Some(Exchanged::Ballot(Box::new(Ballot {
                group_id: row.try_get("group_id")?,
                survey: row.try_get("survey")?,
                version: u32::try_from(row.try_get::<i64, _>("version")?).unwrap_or_default(),
                by_anyone: row.try_get("by_anyone")?,
                day: row.try_get("day")?,
                until: row.try_get("until")?,
                chance: $exchanging.attempt.chance,
            }))),
            None => None,
        }
    }};
}

/// Whether a page may still show this version: it is the newest, or was a day ago.
macro_rules! is_shown {
    ($transaction:ident, $site:expr, $survey:expr, $version:expr, $now:expr) => {{
        let row = sqlx::query(
            "SELECT 1 FROM surveys s WHERE s.site_id = $1 AND s.slug = $2 AND s.version = $3 \
             AND NOT EXISTS (SELECT 1 FROM surveys n WHERE n.site_id = s.site_id \
             AND n.slug = s.slug AND n.version > s.version AND n.published_at <= $4)",
        );
        row.bind($site.as_str())
            .bind($survey)
            .bind(i64::from($version))
            .bind($now - DAY)
            .fetch_optional(&mut *$transaction)
            .await?
            .is_some()
    }};
}

/// Notes that a link was used, without what its ballot is made of.
macro_rules! use_link {
    ($transaction:ident, $site:expr, $link:expr, $attempt:expr, $ballot:expr) => {{
        let ballot: &$crate::domain::survey::Ballot = $ballot;
        sqlx::query(
            "INSERT INTO survey_exchanges (site_id, id, attempt, group_id, survey, version, by_anyone, \
             day, until) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        )
        .bind($site.as_str())
        .bind(&$link.used)
        .bind($attempt)
        .bind(&ballot.group_id)
        .bind(&ballot.survey)
        .bind(i64::from(ballot.version))
        .bind(ballot.by_anyone)
        .bind(&ballot.day)
        .bind(&ballot.until)
        .execute(&mut *$transaction)
        .await?
    }};
}

/// Who was asked by an invitation that holds, and what a ballot says that it is exchanged for.
macro_rules! open_invitation {
    ($transaction:ident, $site:expr, $link:expr, $now:expr) => {{
        let row = sqlx::query(
            "SELECT request_id, group_id, survey, version, day, (SELECT COUNT(DISTINCT o.request_id) \
             FROM survey_invitations o WHERE o.site_id = i.site_id AND o.group_id = i.group_id \
             AND o.survey = i.survey AND o.day = i.day AND o.of_meeting = i.of_meeting) AS that_day \
             FROM survey_invitations i WHERE site_id = $1 AND hash = $2 AND expires_at > $3",
        );
        let row = row.bind($site.as_str()).bind(&$link.hash[..]).bind($now);
        match row.fetch_optional(&mut *$transaction).await? {
            Some(row) => {
                let mut day: String = row.try_get("day")?;
                if row.try_get::<i64, _>("that_day")? < i64::from(api_types::ANSWERS_NEEDED) {
                    // The day would say who it could be.
                    day.truncate("YYYY-MM".len());
                }
                let version = u32::try_from(row.try_get::<i64, _>("version")?);
                let ballot = $crate::domain::survey::Ballot {
                    group_id: row.try_get("group_id")?,
                    survey: row.try_get("survey")?,
                    version: version.unwrap_or_default(),
                    by_anyone: false,
                    day,
                    until: $link.until.clone(),
                    chance: [0; 32],
                };
                Some((row.try_get::<String, _>("request_id")?, ballot))
            }
            None => None,
        }
    }};
}

use {exchanged_before, is_shown};
pub(super) use {is_used, open_invitation, use_link};
