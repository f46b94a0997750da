//! When members are asked: after meetings, every so many weeks, after they joined and after they left.

use api_types::SurveyOccasion;
use chrono::Months;

use crate::{
    AppState,
    config::ActiveSite,
    domain::{
        roster::zone_of,
        schedule::Schedule,
        survey::{AFTER_MEETING, Plan, STALE},
        time::DAY,
    },
    joining::Desk,
    store::{AskedAbout, AskingAll, GroupId, StoreError, StoredGroup},
};

/// Answers for which no others came wait so long, and are let go.
const LONELY: Months = Months::new(6);

/// Asks everybody whose turn it is, for every site. Without mail nobody is.
pub async fn ask_members(state: &AppState) {
    if !state.mail.is_set_up() {
        return;
    }
    for site in state.sites.list() {
        match ask_members_of(state, &site).await {
            Ok(0) => {}
            Ok(letters) => {
                tracing::info!(site = site.slug, letters, "members asked for feedback");
                state.mail.wake();
            }
            Err(error) => {
                tracing::error!(site = site.slug, %error, "members could not be asked for feedback");
            }
        }
    }
}

async fn ask_members_of(state: &AppState, site: &ActiveSite) -> Result<usize, StoreError> {
    let mut letters = 0;
    for plan in state.store.list_survey_plans(&site.id).await? {
        let found = state
            .store
            .find_survey(&site.id, &plan.survey, None)
            .await?;
        let Some(survey) = found else {
            continue;
        };
        let desk = Desk::new(state, site);
        let asking = AskingAll {
            plan: &plan,
            version: survey.version,
            zone: site.config.time_zone,
            writer: &desk,
        };
        for about in occasions(state, site, &plan).await? {
            letters += ask(state, site, asking, &about).await?;
        }
    }
    Ok(letters)
}

async fn ask(
    state: &AppState,
    site: &ActiveSite,
    asking: AskingAll<'_>,
    about: &AskedAbout,
) -> Result<usize, StoreError> {
    let (mut letters, mut after) = (0, String::new());
    loop {
        let now = state.clock.now();
        let asked = state
            .store
            .ask_for_feedback(&site.id, asking, about, &after, now);
        let asked = asked.await?;
        letters += asked.letters;
        match asked.last {
            Some(last) => after = last,
            None => return Ok(letters),
        }
    }
}

/// What a plan has to ask about now.
async fn occasions(
    state: &AppState,
    site: &ActiveSite,
    plan: &Plan,
) -> Result<Vec<AskedAbout>, StoreError> {
    let now = state.clock.now();
    let moment = match plan.occasion {
        SurveyOccasion::AfterMeeting => {
            let groups = state.store.list_groups_to_ask(&site.id, plan).await?;
            let meetings = groups
                .iter()
                .filter_map(|group| last_meeting(group, site, plan, now));
            return Ok(meetings.collect());
        }
        SurveyOccasion::EveryWeeks => now - 7 * DAY * i64::from(plan.weeks.max(1)),
        SurveyOccasion::OnJoining | SurveyOccasion::OnLeaving => now - DAY * i64::from(plan.days),
    };
    Ok(vec![AskedAbout {
        group_id: None,
        moment,
        day: Desk::new(state, site).date(now),
    }])
}

/// The group's last meeting, where it is time to ask about it.
fn last_meeting(
    group: &StoredGroup,
    site: &ActiveSite,
    plan: &Plan,
    now: i64,
) -> Option<AskedAbout> {
    let schedule = Schedule::of_checked(group.record.schedule.as_ref()?).ok()?;
    let over = schedule.meetings((now - STALE).max(plan.since), now);
    let is_over = |meeting: &&crate::domain::schedule::MeetingSpan| {
        meeting.ends_at + AFTER_MEETING <= now && meeting.starts_at >= plan.since
    };
    let meeting = over.iter().rfind(is_over)?;
    let zone = zone_of(&group.record, site.config.time_zone);
    let start = chrono::DateTime::from_timestamp_millis(meeting.starts_at)?;
    Some(AskedAbout {
        group_id: Some(GroupId::from(group.id.as_str())),
        moment: meeting.starts_at,
        day: start.with_timezone(&zone).date_naive().to_string(),
    })
}

/// Makes the database forget when links were used and answers came, beside their rows.
pub async fn blur_traces(state: &AppState) {
    if let Err(error) = state.store.blur_survey_traces().await {
        tracing::error!(%error, "traces of when answers came could not be blurred");
    }
}

/// Forgets links and ballots that are over, and answers that waited too long; says whether all went well.
pub async fn forget_what_is_over(state: &AppState) -> bool {
    let now = state.clock.now();
    let today = chrono::DateTime::from_timestamp_millis(now).unwrap_or_default();
    // A day later than anywhere on earth.
    let today = (today - chrono::Days::new(1)).date_naive();
    let month = (today - LONELY).format("%Y-%m").to_string();
    match state.store.forget_lonely_answers(&month).await {
        Ok(collections) => tracing::info!(collections, "answers that waited too long forgotten"),
        Err(error) => {
            tracing::error!(%error, "answers that waited too long could not be forgotten");
            return false;
        }
    }
    let today = today.to_string();
    match state.store.forget_survey_links(now, &today).await {
        Ok(links) => {
            tracing::info!(links, "old survey links forgotten");
            true
        }
        Err(error) => {
            tracing::error!(%error, "old survey links could not be forgotten");
            false
        }
    }
}
