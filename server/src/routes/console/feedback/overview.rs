//! `GET /console/api/feedback`: what the site asks its members, when, and how many answered.

use api_types::{
    FeedbackOverview, GroupOfStaff, ReadyMadeSurvey, SurveyCountInGroup, SurveyOfSite, SurveyPlan,
};
use axum::{Json, extract::State};

use super::{named_groups, told};
use crate::{
    AppState,
    domain::{
        staff::Power,
        survey::{Plan, SurveyRecord, ready_made},
        time::rfc3339,
    },
    feedback,
    problems::Refusal,
    routes::console::Signed,
    store::{NamedGroup, StoredCollection, StoredSurvey},
};

/// Every survey, as far as it is about groups that the viewer sees.
pub async fn show_feedback(
    State(state): State<AppState>,
    signed: Signed,
) -> Result<Json<FeedbackOverview>, Refusal> {
    let store = &state.store;
    let groups = named_groups(&state, &signed, Power::See).await?;
    let versions = store.list_surveys_of_staff(&signed.viewer, None).await?;
    let plans = store.list_survey_plans_of_staff(&signed.viewer).await?;
    let collections = store.list_survey_collections(&signed.viewer, None).await?;
    let unread = store.count_unread_notes(&signed.viewer).await?;
    // Newest first: the first of each slug is what is asked now.
    let mut surveys: Vec<SurveyOfSite> = Vec::new();
    for survey in &versions {
        let slug = &survey.record.slug;
        if surveys.last().is_some_and(|before| before.slug == *slug) {
            continue;
        }
        surveys.push(SurveyOfSite {
            slug: slug.clone(),
            title: survey.record.title.said_in(&signed.language).to_owned(),
            version: survey.version,
            published_at: rfc3339(survey.published_at),
            plans: plans_of(survey, &plans, &groups),
            counts: counts_of(survey, &collections, &groups),
        });
    }
    let known = |one: &&SurveyRecord| surveys.iter().all(|survey| survey.slug != one.slug);
    let offered = ready_made().iter().filter(known);
    let offered = offered.map(|one| offered_as(one, &signed.language));
    Ok(Json(FeedbackOverview {
        ready_made: offered.collect(),
        surveys,
        unread: u32::try_from(unread).unwrap_or(u32::MAX),
        groups: groups.iter().map(told).collect(),
    }))
}

/// Plans for every group, and for those that the viewer sees.
fn plans_of(survey: &StoredSurvey, plans: &[Plan], groups: &[NamedGroup]) -> Vec<SurveyPlan> {
    let own = plans
        .iter()
        .filter(|plan| plan.survey == survey.record.slug);
    let seen = own.filter_map(|plan| {
        let group = match &plan.group_id {
            None => None,
            Some(id) => Some(groups.iter().find(|group| group.id.as_str() == id)?),
        };
        Some(SurveyPlan {
            id: plan.id.clone(),
            occasion: plan.occasion,
            weeks: plan.weeks,
            days: plan.days,
            rest_days: plan.rest_days,
            group: group.map(told),
        })
    });
    seen.collect()
}

/// How many, by group's name and newest version first.
fn counts_of(
    survey: &StoredSurvey,
    collections: &[StoredCollection],
    groups: &[NamedGroup],
) -> Vec<SurveyCountInGroup> {
    let mut counts = Vec::new();
    for group in groups {
        let own = collections.iter();
        let own = own.filter(|one| one.of.survey == survey.record.slug && one.group == group.slug);
        let own = own.map(|one| SurveyCountInGroup {
            group: told(group),
            count: feedback::count(one),
        });
        let mut own: Vec<_> = own.collect();
        own.sort_by_key(|one| (u32::MAX - one.count.version, one.count.by_anyone));
        counts.extend(own);
    }
    counts
}

fn offered_as(survey: &SurveyRecord, language: &str) -> ReadyMadeSurvey {
    let source = survey.source.as_ref();
    ReadyMadeSurvey {
        slug: survey.slug.clone(),
        title: survey.title.said_in(language).to_owned(),
        questions: u32::try_from(survey.questions().count()).unwrap_or(u32::MAX),
        source: source.map(|source| source.said_in(language).to_owned()),
    }
}

/// The group of a slug.
pub(super) fn named<'a>(groups: &'a [NamedGroup], slug: &str) -> Option<&'a NamedGroup> {
    groups.iter().find(|group| group.slug == slug)
}

/// The same as it is told.
pub(super) fn told_of(groups: &[NamedGroup], slug: &str) -> Option<GroupOfStaff> {
    named(groups, slug).map(told)
}
