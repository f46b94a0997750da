//! `GET /console/api/feedback/surveys/{survey}/groups/{group}` and `GET …/{survey}/comparison`: what answers
//! come to.

use api_types::{SurveyComparison, SurveyResults};
use axum::{
    Json,
    extract::{RawQuery, State},
};

use super::{named_groups, overview::named, told};
use crate::{
    AppState,
    domain::staff::Power,
    feedback, parameters,
    problems::Refusal,
    routes::{PathParts, console::Signed},
    store::NamedGroup,
};

/// Results of one survey in one group, version by version.
pub async fn show_survey_results(
    State(state): State<AppState>,
    signed: Signed,
    PathParts(of): PathParts<(String, String)>,
) -> Result<Json<SurveyResults>, Refusal> {
    Ok(Json(results_of(&state, &signed, of).await?.0))
}

/// The same, with the group.
pub(super) async fn results_of(
    state: &AppState,
    signed: &Signed,
    (survey, group): (String, String),
) -> Result<(SurveyResults, NamedGroup), Refusal> {
    let groups = named_groups(state, signed, Power::See).await?;
    let group = named(&groups, &group).ok_or_else(Refusal::not_found)?;
    let versions = state
        .store
        .list_surveys_of_staff(&signed.viewer, Some(&survey))
        .await?;
    let newest = versions.first().ok_or_else(Refusal::not_found)?;
    let stored = state
        .store
        .find_survey_results(&signed.viewer, &survey, &group.slug)
        .await?;
    let results = SurveyResults {
        title: newest.record.title.said_in(&signed.language).to_owned(),
        group: told(group),
        collections: feedback::results(&versions, &stored, &signed.language),
    };
    Ok((results, group.clone()))
}

/// Groups side by side; `?version=` for another than the newest from which there is anything.
pub async fn compare_groups(
    State(state): State<AppState>,
    signed: Signed,
    PathParts(survey): PathParts<String>,
    RawQuery(query): RawQuery,
) -> Result<Json<SurveyComparison>, Refusal> {
    Ok(Json(
        comparison(&state, &signed, &survey, query.as_deref()).await?,
    ))
}

/// The same.
pub(super) async fn comparison(
    state: &AppState,
    signed: &Signed,
    survey: &str,
    query: Option<&str>,
) -> Result<SurveyComparison, Refusal> {
    let mut version = None;
    for (name, value) in parameters::pairs(query)? {
        match name.as_str() {
            "version" => {
                let wrong =
                    |_| Refusal::bad_parameter("version", "bad-value", "a version's number");
                version = Some(value.parse().map_err(wrong)?);
            }
            other => return Err(parameters::unknown(other, "version")),
        }
    }
    let versions = state
        .store
        .list_surveys_of_staff(&signed.viewer, Some(survey))
        .await?;
    let groups = named_groups(state, signed, Power::See).await?;
    let groups: Vec<_> = groups.iter().map(told).collect();
    let collections = state
        .store
        .list_survey_collections(&signed.viewer, Some(survey))
        .await?;
    let releases = state
        .store
        .list_releases(&signed.viewer, survey, "")
        .await?;
    let compared = feedback::compare(
        &versions,
        (&collections, &releases),
        &groups,
        (version, &signed.language),
    );
    compared.ok_or_else(Refusal::not_found)
}
