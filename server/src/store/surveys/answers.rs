//! Answers come, wait until there are five, and become counts.

use std::collections::BTreeMap;

use api_types::{ANSWERS_NEEDED, SurveyAnswer, SurveyAnswers};
use serde::{Deserialize, Serialize};
use sqlx::Row;

use super::{answers_cell, merge::merge_releases, tally_cell, text_cell};
use crate::{
    domain::survey::{Ballot, Mask, SurveyRecord, Tally, chapters, span},
    store::{SiteId, Store, StoreError, groups::group_row, in_transaction, sites::move_revision},
};

/// Answers that are counted together.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Collection {
    /// Id of the group.
    pub group_id: String,
    /// Slug of the survey.
    pub survey: String,
    /// Its version.
    pub version: u32,
    /// Whether anybody could answer.
    pub by_anyone: bool,
}

impl Ballot {
    /// With which others its answers are counted.
    pub(super) fn collection(&self) -> Collection {
        Collection {
            group_id: self.group_id.clone(),
            survey: self.survey.clone(),
            version: self.version,
            by_anyone: self.by_anyone,
        }
    }
}

/// What came of answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AnswersKept {
    /// They wait for others, or are counted now.
    Yes,
    /// They came before.
    Before,
    /// Their group is not there any more.
    NoSuchGroup,
}

/// Answers that wait, as they are sealed.
#[derive(Serialize, Deserialize)]
struct WaitingAnswers {
    /// The day that they are about, or its month; as the ballot had it.
    day: String,
    /// By question. Names are taken out: who is erased while they wait is not known afterwards.
    answers: SurveyAnswers,
}

/// Answers of a collection that wait, by id.
type Waiting = BTreeMap<String, WaitingAnswers>;

impl Store {
    /// Keeps answers under a ballot; they were checked against `survey`, the version of the ballot. Of the moment
    /// the month is kept, `YYYY-MM`, of the last alone. Sent again they change nothing.
    pub async fn keep_answers(
        &self,
        site: &SiteId,
        ballot: &Ballot,
        survey: &SurveyRecord,
        answers: &SurveyAnswers,
        month: &str,
    ) -> Result<AnswersKept, StoreError> {
        let (id, collection) = (ballot.id(), ballot.collection());
        in_transaction!(self, |transaction| {
            move_revision!(transaction, site, 0);
            let before = sqlx::query(
                "SELECT 1 FROM survey_answers WHERE site_id = $1 AND id = $2 \
                 UNION ALL SELECT 1 FROM survey_spent WHERE site_id = $1 AND id = $2",
            );
            let before = before.bind(site.as_str()).bind(&id);
            if before.fetch_optional(&mut *transaction).await?.is_some() {
                return Ok(AnswersKept::Before);
            }
            let Some(names) = names_in_group!(self, transaction, site, &collection.group_id) else {
                return Ok(AnswersKept::NoSuchGroup);
            };
            let number = count_in_collection!(transaction, site, &collection, 0) + 1;
            // All of them are taken out and written anew: by place and by transaction they are alike.
            let rows = of_collection!(
                "DELETE FROM survey_answers WHERE",
                " RETURNING id, answers",
                site,
                collection
            );
            let new = WaitingAnswers {
                day: ballot.day.clone(),
                answers: without_names(survey, answers, &names),
            };
            let mut waiting = Waiting::from([(id, new)]);
            for row in rows.fetch_all(&mut *transaction).await? {
                let (id, sealed): (String, Vec<u8>) = (row.try_get("id")?, row.try_get("answers")?);
                let answers = self.open_words(answers_cell(site, &id), &sealed)?;
                waiting.insert(id, answers);
            }
            if waiting.len() < usize::from(ANSWERS_NEEDED) {
                let update = of_collection!(
                    "UPDATE survey_collections SET waiting = $6, month = $7 WHERE",
                    "",
                    site,
                    collection
                );
                let update = update.bind(i64::try_from(waiting.len()).unwrap_or(i64::MAX));
                update.bind(month).execute(&mut *transaction).await?;
                for (id, answers) in &waiting {
                    let sealed = self.seal_words(answers_cell(site, id), answers);
                    let insert = of_collection!(
                        @ "INSERT INTO survey_answers (site_id, group_id, survey, version, by_anyone, \
                           id, answers) VALUES ($1, $2, $3, $4, $5, $6, $7)",
                        site,
                        collection
                    );
                    let insert = insert.bind(id).bind(sealed);
                    insert.execute(&mut *transaction).await?;
                }
                return Ok(AnswersKept::Yes);
            }
            let (told, until) = ((survey, &names), ballot.longest_of_others());
            release!(
                self,
                transaction,
                site,
                &collection,
                waiting,
                number,
                told,
                until
            );
            Ok(AnswersKept::Yes)
        })
    }

    /// Lets go of answers for which no others came: of collections whose last came before a month, `YYYY-MM`. Says
    /// of how many collections.
    pub async fn forget_lonely_answers(&self, month: &str) -> Result<u64, StoreError> {
        in_transaction!(self, |transaction| {
            let delete = sqlx::query(
                "DELETE FROM survey_answers WHERE EXISTS (SELECT 1 FROM survey_collections c \
                 WHERE c.site_id = survey_answers.site_id AND c.group_id = survey_answers.group_id \
                 AND c.survey = survey_answers.survey AND c.version = survey_answers.version \
                 AND c.by_anyone = survey_answers.by_anyone AND c.month < $1)",
            );
            delete.bind(month).execute(&mut *transaction).await?;
            let update = sqlx::query(
                "UPDATE survey_collections SET waiting = 0, month = NULL WHERE month < $1",
            );
            let done = update.bind(month).execute(&mut *transaction).await?;
            Ok(done.rows_affected())
        })
    }
}

/// A query about one collection: `$1` to `$5` are its own.
macro_rules! of_collection {
    ($front:literal, $back:literal, $site:expr, $collection:expr) => {
        $crate::store::surveys::answers::of_collection!(
            @ concat!(
                $front,
                " site_id = $1 AND group_id = $2 AND survey = $3 AND version = $4 AND by_anyone = $5",
                $back
            ),
            $site,
            $collection
        )
    };
    (@ $sql:expr, $site:expr, $collection:expr) => {
        sqlx::query($sql)
            .bind($site.as_str())
            .bind(&$collection.group_id)
            .bind(&$collection.survey)
            .bind(i64::from($collection.version))
            .bind($collection.by_anyone)
    };
}

/// Counts how many more were asked, and makes the collection where it is not there. Says how often answers were
/// counted in it.
macro_rules! count_in_collection {
    ($transaction:ident, $site:expr, $collection:expr, $invited:literal) => {{
        let collection: &$crate::store::Collection = $collection;
        let insert = $crate::store::surveys::answers::of_collection!(
            @ "INSERT INTO survey_collections (site_id, group_id, survey, version, by_anyone, invited, \
               waiting, counted, releases) VALUES ($1, $2, $3, $4, $5, $6, 0, 0, 0) \
               ON CONFLICT (site_id, group_id, survey, version, by_anyone) \
               DO UPDATE SET invited = survey_collections.invited + excluded.invited \
               RETURNING releases",
            $site,
            collection
        );
        let insert = insert.bind(i64::from($invited));
        let row = insert.fetch_one(&mut *$transaction).await?;
        row.try_get::<i64, _>("releases")?
    }};
}

/// Keeps what answers of a collection came to, under a number of theirs.
macro_rules! add_release {
    ($store:expr, $transaction:ident, $site:expr, $collection:expr, $number:expr, $days:expr, $tally:expr) => {{
        let (first, last): (String, String) = $days;
        let id = $store.timeless_id();
        let sealed = $store.seal_words(tally_cell($site, &id), $tally);
        let insert = of_collection!(
            @ "INSERT INTO survey_releases (site_id, group_id, survey, version, by_anyone, id, number, \
               first_day, last_day, tally) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
            $site,
            $collection
        );
        let insert = insert.bind(&id).bind($number).bind(first).bind(last);
        insert.bind(sealed).execute(&mut *$transaction).await?;
    }};
}

/// Answers that waited become counts and texts, and are let go.
macro_rules! release {
    ($store:expr, $transaction:ident, $site:expr, $collection:expr, $waiting:expr, $number:expr, $told:expr, $until:expr) => {{
        let (collection, waiting): (&Collection, Waiting) = ($collection, $waiting);
        let (survey, names): (&SurveyRecord, &Mask) = $told;
        let days = span(waiting.values().map(|one| one.day.as_str()));
        let counted = i64::try_from(waiting.len()).unwrap_or(i64::MAX);
        let mut tally = Tally::default();
        for one in waiting.values() {
            tally.add(&Tally::of(survey, &one.answers));
        }
        add_release!($store, $transaction, $site, collection, $number, days, &tally);
        // By ids of chance, so that their order is that of nobody's answers. Names once more: of who came since.
        let mut texts = BTreeMap::new();
        for (question, text) in waiting.values().flat_map(|one| texts_of(survey, &one.answers)) {
            texts.insert($store.timeless_id(), (question, names.apply(text)));
        }
        for (id, (question, text)) in &texts {
            let insert = of_collection!(
                @ "INSERT INTO survey_texts (site_id, group_id, survey, version, by_anyone, id, number, \
                   question, words) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
                $site,
                collection
            );
            let sealed = $store.sealer.seal(text_cell($site, id), text.as_bytes());
            let insert = insert.bind(id).bind($number).bind(*question).bind(sealed);
            insert.execute(&mut *$transaction).await?;
        }
        for id in waiting.keys() {
            sqlx::query(
                "INSERT INTO survey_spent (site_id, id, until) VALUES ($1, $2, $3) \
                 ON CONFLICT (site_id, id) DO NOTHING",
            )
            .bind($site.as_str())
            .bind(id)
            .bind(&$until)
            .execute(&mut *$transaction)
            .await?;
        }
        let update = of_collection!(
            "UPDATE survey_collections SET waiting = 0, month = NULL, counted = counted + $6, \
             releases = $7 WHERE",
            "",
            $site,
            collection
        );
        let update = update.bind(counted).bind($number);
        update.execute(&mut *$transaction).await?;
        merge_releases!($store, $transaction, $site, collection);
    }};
}

/// What takes out the names of a group's members, of who leads it and of the site's staff; `None` where the group
/// is not there any more.
macro_rules! names_in_group {
    ($store:expr, $transaction:ident, $site:expr, $group:expr) => {{
        let row = sqlx::query("SELECT * FROM groups WHERE site_id = $1 AND id = $2");
        let row = row.bind($site.as_str()).bind($group);
        match row.fetch_optional(&mut *$transaction).await? {
            Some(row) => {
                let group = group_row!(&row)?.stored()?;
                let mut names: Vec<String> = Vec::new();
                names.extend(group.record.facilitators.into_iter().map(|one| one.name));
                let rows = sqlx::query(
                    "SELECT id, details FROM join_requests WHERE site_id = $1 AND group_id = $2",
                );
                let rows = rows.bind($site.as_str()).bind($group);
                for row in rows.fetch_all(&mut *$transaction).await? {
                    let (id, sealed): (String, Vec<u8>) =
                        (row.try_get("id")?, row.try_get("details")?);
                    names.push($store.open_application($site, &id, &sealed)?.display_name);
                }
                let rows = sqlx::query("SELECT id, details FROM staff WHERE site_id = $1");
                let rows = rows.bind($site.as_str());
                for row in rows.fetch_all(&mut *$transaction).await? {
                    let (id, sealed): (String, Vec<u8>) =
                        (row.try_get("id")?, row.try_get("details")?);
                    names.push($store.open_staff($site, &id, &sealed)?.name);
                }
                Some(Mask::of_names(names.iter().map(String::as_str)))
            }
            None => None,
        }
    }};
}

/// Answers whose texts have no names.
fn without_names(survey: &SurveyRecord, answers: &SurveyAnswers, names: &Mask) -> SurveyAnswers {
    let mut told = answers.clone();
    for (question, text) in texts_of(survey, answers) {
        told.insert(question.to_owned(), SurveyAnswer::One(names.apply(text)));
    }
    told
}

/// What somebody wrote, with the key of the question.
fn texts_of<'a>(
    survey: &'a SurveyRecord,
    answers: &'a SurveyAnswers,
) -> impl Iterator<Item = (&'a str, &'a str)> {
    let texts = survey.questions().filter(|one| one.kind.is_text());
    texts.filter_map(|question| match answers.get(&question.key) {
        Some(SurveyAnswer::One(text)) => Some((question.key.as_str(), text.trim())),
        _ => None,
    })
}

use {add_release, names_in_group, release};
pub(super) use {count_in_collection, of_collection};
