//! `POST /console/api/feedback/plans` and `DELETE …/{plan}`: when members are asked.

use api_types::{NewSurveyPlan, ProblemCode};
use axum::{extract::State, http::StatusCode};

use super::named_groups;
use crate::{
    AppState,
    domain::{staff::Power, survey::Plan},
    problems::Refusal,
    routes::{
        JsonBody, PathParts,
        console::{Signed, feedback::overview::named, found},
    },
};

/// Begins to ask.
pub async fn add_survey_plan(
    State(state): State<AppState>,
    signed: Signed,
    JsonBody { value: typed, .. }: JsonBody<NewSurveyPlan>,
) -> Result<StatusCode, Refusal> {
    let mut group_id = None;
    if let Some(slug) = &typed.group {
        let groups = named_groups(&state, &signed, Power::See).await?;
        let group = named(&groups, slug).ok_or_else(Refusal::not_found)?;
        group_id = Some(group.id.as_str().to_owned());
    }
    let plan = Plan::read(&typed, group_id).map_err(Refusal::invalid_fields)?;
    let now = state.clock.now();
    let added = state
        .store
        .add_survey_plan(&signed.viewer, &plan, now)
        .await?;
    match added {
        Some(_) => Ok(StatusCode::CREATED),
        None => Err(Refusal::new(ProblemCode::NotFound)),
    }
}

/// Asks by it no more.
pub async fn end_survey_plan(
    State(state): State<AppState>,
    signed: Signed,
    PathParts(plan): PathParts<String>,
) -> Result<StatusCode, Refusal> {
    let now = state.clock.now();
    found(
        state
            .store
            .end_survey_plan(&signed.viewer, &plan, now)
            .await?,
    )
}
