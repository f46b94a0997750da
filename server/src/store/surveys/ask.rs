//! Members are asked: an invitation in a letter, each at most so often.

use api_types::{Choice, SurveyOccasion};
use chrono_tz::Tz;
use sqlx::Row;

use super::answers::count_in_collection;
use crate::{
    domain::{
        join::{TokenPurpose, hash_of, secret},
        letter::Series,
        survey::Plan,
        time::{DAY, awake_at},
    },
    store::{
        GroupId, News, SiteId, Store, StoreError, StoredGroup, Writer,
        groups::group_row,
        in_transaction,
        joining::steps::{add_token, forget_kind, joined_group, request_row, tell, token},
        read,
        sites::move_revision,
    },
};

/// Members who are looked at in one step.
const AT_ONCE: i64 = 100;
/// An invitation is over after so long, ms.
const INVITATION_HOLDS: i64 = 21 * DAY;

/// A group in which fewer than so many get these letters is not asked how it is: five answers would be of too few
/// people. Who joins or leaves is asked once, so that five answers are of five.
const FEWEST_ASKED: i64 = 5;
/// One person has so many invitations at most whose answers may be counted together: five answers are of three
/// people or more.
const MOST_OF_ONE: i64 = 2;

/// Who may be asked for the survey `$4`, version `$8`, in the group `$2` (every group where it is empty): nobody who
/// does not want to be, who is to be left alone, who pauses, who was asked since `$3` in this group or another,
/// who is what they are asked about since before `$7`, who has `MOST_OF_ONE` invitations (`$12`) by which
/// answers may come or wait, and nobody in a group in which fewer than `$11` can be asked. `$5` is the moment
/// that is asked about, `$6` after whom to go on, `$9` now and `$10` the occasion.
macro_rules! may_be_asked {
    ($of_occasion:literal) => {
        concat!(
            "SELECT r.* FROM join_requests r JOIN groups g ON g.site_id = r.site_id AND g.id = r.group_id \
             WHERE r.site_id = $1 AND ($2 = '' OR r.group_id = $2) AND r.feedback_letters = true \
             AND r.contact_kind = 'email' AND r.proved_at IS NOT NULL AND r.paused_since IS NULL \
             AND r.silent_since IS NULL AND g.status = 'published' AND r.id > $6 \
             AND r.state_since <= $5 AND r.state_since >= $7 \
             AND NOT EXISTS (SELECT 1 FROM survey_asked a JOIN join_requests o \
             ON o.site_id = a.site_id AND o.id = a.request_id WHERE o.site_id = r.site_id \
             AND o.contact_hash = r.contact_hash AND a.asked_at > $3) \
             AND (SELECT COUNT(*) FROM survey_invitations i LEFT JOIN survey_collections c \
             ON c.site_id = i.site_id AND c.group_id = i.group_id AND c.survey = i.survey \
             AND c.version = i.version AND c.by_anyone = false WHERE i.site_id = r.site_id \
             AND i.request_id = r.id AND i.survey = $4 AND (i.expires_at > $9 OR (i.version = $8 \
             AND c.releases = i.releases AND c.waiting > 0))) < $12 \
             AND ($11 = 0 OR r.group_id IN (SELECT p.group_id FROM join_requests p \
             WHERE p.site_id = $1 AND p.state = 'approved' AND p.feedback_letters = true \
             AND p.contact_kind = 'email' AND p.proved_at IS NOT NULL AND p.paused_since IS NULL \
             AND p.silent_since IS NULL GROUP BY p.group_id \
             HAVING COUNT(DISTINCT p.contact_hash) >= $11)) \
             AND NOT EXISTS (SELECT 1 FROM survey_asked b WHERE b.site_id = r.site_id \
             AND b.request_id = r.id AND b.survey = $4 AND b.occasion = $10 AND ",
            $of_occasion,
            " ORDER BY r.id LIMIT 100"
        )
    };
}

/// After the meeting that began at `$5`: who was in the group by then, but for those of whom it was noted
/// that they were not there.
const AFTER_MEETING: &str = may_be_asked!(
    "b.about >= $5) AND r.state = 'approved' \
     AND NOT EXISTS (SELECT 1 FROM attendance n WHERE n.site_id = r.site_id \
     AND n.group_id = r.group_id AND n.request_id = r.id AND n.starts_at = $5 AND n.came = false)"
);

/// Who has been in the group since `$5`, and was not asked since.
const EVERY_WEEKS: &str = may_be_asked!("b.asked_at > $5) AND r.state = 'approved'");

/// Who joined by `$5`, and since the plan was made.
const ON_JOINING: &str = may_be_asked!("b.about <> 0) AND r.state = 'approved'");

/// Who left by `$5`, and since the plan was made.
const ON_LEAVING: &str = may_be_asked!("b.about <> 0) AND r.state = 'left'");

/// What members are asked about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AskedAbout {
    /// The group (its id); every group of the plan where it is `None`.
    pub group_id: Option<GroupId>,
    /// Start of the meeting, else the moment by which they must have come or gone; ms since 1970 UTC.
    pub moment: i64,
    /// The day that it is about, `YYYY-MM-DD`.
    pub day: String,
}

/// What members are asked with, and by whose clocks.
#[derive(Clone, Copy)]
pub struct AskingAll<'a> {
    /// By which plan.
    pub plan: &'a Plan,
    /// The newest version of its survey.
    pub version: u32,
    /// The site's zone, for readers whose own is not known.
    pub zone: Tz,
    /// Writes the letters.
    pub writer: &'a dyn Writer,
}

/// What came of one step.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct AskedSome {
    /// Members who got a letter.
    pub letters: usize,
    /// Go on after this one; `None` when there are no more.
    pub last: Option<String>,
}

impl Store {
    /// Groups of a plan with somebody in them who may be written to.
    pub async fn list_groups_to_ask(
        &self,
        site: &SiteId,
        plan: &Plan,
    ) -> Result<Vec<StoredGroup>, StoreError> {
        read!(self, |connection| {
            let rows = sqlx::query(
                "SELECT g.* FROM groups g WHERE g.site_id = $1 AND ($2 = '' OR g.id = $2) \
                 AND g.status = 'published' AND EXISTS (SELECT 1 FROM join_requests r \
                 WHERE r.site_id = g.site_id AND r.group_id = g.id AND r.state = 'approved' \
                 AND r.feedback_letters = true AND r.contact_kind = 'email') ORDER BY g.id",
            );
            let rows = rows
                .bind(site.as_str())
                .bind(plan.group_id.as_deref().unwrap_or_default());
            let mut groups = Vec::new();
            for row in &rows.fetch_all(&mut *connection).await? {
                groups.push(group_row!(row)?.stored()?);
            }
            Ok(groups)
        })
    }

    /// Asks some members by a plan, those after `after` (an id; empty at first). Who sleeps is left for
    /// another time.
    pub async fn ask_for_feedback(
        &self,
        site: &SiteId,
        asking: AskingAll<'_>,
        about: &AskedAbout,
        after: &str,
        now: i64,
    ) -> Result<AskedSome, StoreError> {
        let plan = asking.plan;
        let once = matches!(
            plan.occasion,
            SurveyOccasion::OnJoining | SurveyOccasion::OnLeaving
        );
        let select = match plan.occasion {
            SurveyOccasion::AfterMeeting => AFTER_MEETING,
            SurveyOccasion::EveryWeeks => EVERY_WEEKS,
            SurveyOccasion::OnJoining => ON_JOINING,
            SurveyOccasion::OnLeaving => ON_LEAVING,
        };
        // Who goes is asked once and for the last time.
        let rests = plan.occasion != SurveyOccasion::OnLeaving;
        let rested_since = if rests {
            now - i64::from(plan.rest_days) * DAY
        } else {
            now
        };
        let group = about.group_id.as_ref().map(GroupId::as_str);
        let group = group.or(plan.group_id.as_deref()).unwrap_or_default();
        in_transaction!(self, |transaction| {
            move_revision!(transaction, site, 0);
            let rows = sqlx::query(select)
                .bind(site.as_str())
                .bind(group)
                .bind(rested_since)
                .bind(&plan.survey)
                .bind(about.moment)
                .bind(after)
                .bind(if once { plan.since } else { i64::MIN })
                .bind(i64::from(asking.version))
                .bind(now)
                .bind(plan.occasion.as_str())
                .bind(if once { 0 } else { FEWEST_ASKED })
                .bind(MOST_OF_ONE)
                .fetch_all(&mut *transaction)
                .await?;
            let mut asked = AskedSome::default();
            let mut people = std::collections::HashSet::new();
            for row in &rows {
                let request = request_row!(self, site, row);
                asked.last = Some(request.id.clone());
                let reader = request.application.zone_or(asking.zone);
                let contact: Vec<u8> = row.try_get("contact_hash")?;
                // Two of one person's groups in one step: the second waits for its rest like any other.
                let twice = rests && plan.rest_days > 0 && !people.insert(contact);
                // Nobody asks who was taken out how it was.
                let removed = request.staff_words.removal.is_some();
                if awake_at(now, reader) > now || twice || removed {
                    continue;
                }
                let by_id = "SELECT * FROM groups WHERE site_id = $1 AND id = $2";
                let group = joined_group!(self, transaction, site, by_id, &request.group_id);
                let group = group.ok_or_else(|| StoreError::BadRequest(request.id.clone()))?;
                invite!(self, transaction, site, asking, about, &request, group, now);
                asked.letters += 1;
            }
            if i64::try_from(rows.len()).unwrap_or(i64::MAX) < AT_ONCE {
                asked.last = None;
            }
            Ok(asked)
        })
    }

    /// Forgets what is over: invitations at `now` of which no answer can be waiting, ballots and exchanges of months
    /// before `today` (`YYYY-MM-DD`). Says how many.
    pub async fn forget_survey_links(&self, now: i64, today: &str) -> Result<u64, StoreError> {
        in_transaction!(self, |transaction| {
            let invitations = sqlx::query(
                "DELETE FROM survey_invitations WHERE expires_at <= $1 AND NOT EXISTS \
                 (SELECT 1 FROM survey_collections c WHERE c.site_id = survey_invitations.site_id \
                 AND c.group_id = survey_invitations.group_id AND c.survey = survey_invitations.survey \
                 AND c.version = survey_invitations.version AND c.by_anyone = false \
                 AND c.releases = survey_invitations.releases AND c.waiting > 0)",
            );
            let invitations = invitations.bind(now).execute(&mut *transaction).await?;
            let mut gone = invitations.rows_affected();
            for delete in [
                "DELETE FROM survey_exchanges WHERE until < $1",
                "DELETE FROM survey_spent WHERE until < $1",
            ] {
                let done = sqlx::query(delete).bind(today);
                gone += done.execute(&mut *transaction).await?.rows_affected();
            }
            Ok(gone)
        })
    }
}

/// Writes an invitation to one member.
macro_rules! invite {
    ($store:expr, $transaction:ident, $site:expr, $asking:expr, $about:expr, $request:expr, $group:expr, $now:expr) => {{
        let (plan, about) = ($asking.plan, $about);
        let request: &$crate::store::StoredRequest = $request;
        let link = secret(&$store.chance);
        let of_meeting = plan.occasion == SurveyOccasion::AfterMeeting;
        let collection = super::Collection {
            group_id: request.group_id.clone(),
            survey: plan.survey.clone(),
            version: $asking.version,
            by_anyone: false,
        };
        let releases = count_in_collection!($transaction, $site, &collection, 1);
        sqlx::query(
            "INSERT INTO survey_invitations (site_id, hash, request_id, group_id, survey, version, \
             releases, day, of_meeting, expires_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
        )
        .bind($site.as_str())
        .bind(&hash_of(&link)[..])
        .bind(&request.id)
        .bind(&request.group_id)
        .bind(&plan.survey)
        .bind(i64::from($asking.version))
        .bind(releases)
        .bind(&about.day)
        .bind(of_meeting)
        .bind($now + INVITATION_HOLDS)
        .execute(&mut *$transaction)
        .await?;
        sqlx::query(
            "INSERT INTO survey_asked (site_id, request_id, survey, occasion, about, asked_at) \
             VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (site_id, request_id, survey, occasion) \
             DO UPDATE SET about = excluded.about, asked_at = excluded.asked_at",
        )
        .bind($site.as_str())
        .bind(&request.id)
        .bind(&plan.survey)
        .bind(plan.occasion.as_str())
        .bind(about.moment)
        .bind($now)
        .execute(&mut *$transaction)
        .await?;
        // The letter before is out of date, where it waits yet.
        forget_kind!($transaction, $site, &request.id, Series::Feedback.kind());
        let stop = token($store, TokenPurpose::Unsubscribe(Series::Feedback));
        add_token!($transaction, $site, &request.id, &stop, $now);
        let news = News::AskedForFeedback {
            link: &link,
            day: of_meeting.then_some(about.day.as_str()),
            stop: &stop,
        };
        tell!(
            $store,
            $transaction,
            $site,
            request,
            $group,
            news,
            $asking.writer,
            $now
        );
    }};
}

use invite;
