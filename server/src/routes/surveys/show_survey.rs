//! `GET /v1/sites/{site}/groups/{group}/surveys/{survey}`: what members are asked.

use api_types::{Problem, ProblemCode, SurveyForm};
use axum::{
    extract::{RawQuery, State},
    http::HeaderMap,
    response::Response,
};

use crate::{
    AppState,
    answer::{PUBLIC, Rendered},
    feedback, parameters,
    problems::Refusal,
    routes::PathParts,
};

/// A survey as members see it: its newest version, and what came of earlier answers.
#[utoipa::path(get, path = "/v1/sites/{site}/groups/{group}/surveys/{survey}", tag = "surveys",
    params(
        ("site" = String, Path, description = "The site's slug.", example = "riverside"),
        ("group" = String, Path, description = "The group's slug.", example = "evening-circle"),
        ("survey" = String, Path, description = "The survey's slug.", example = "after-meeting"),
        ("lang" = Option<String>, Query, description = "Language of the texts (BCP 47).", example = "es"),
    ),
    responses(
        (status = 200, description = "The survey.", body = SurveyForm),
        (status = 304, description = "The tag in `If-None-Match` is still the right one."),
        (status = 400, description = "`bad-parameter`", body = Problem, content_type = "application/problem+json"),
        (status = 404, description = "`unknown-site`, `unknown-group` or `unknown-survey`", body = Problem, content_type = "application/problem+json"),
    ))]
pub async fn show_survey(
    State(state): State<AppState>,
    PathParts((site, group, survey)): PathParts<(String, String, String)>,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
) -> Result<Response, Refusal> {
    let asked = parameters::language(query.as_deref())?;
    let snapshot = state.catalogue(&site).await?;
    // What members cannot find asks them nothing.
    let unknown = || Refusal::new(ProblemCode::UnknownGroup);
    snapshot.meetings(&group).ok_or_else(unknown)?;
    let site = snapshot.site();
    let found = feedback::find_survey(&state, site, (&group, &survey), None).await?;
    let form = feedback::form(&state, site, &found, asked.as_deref()).await?;
    Ok(Rendered::json(&form)?.answer(&headers, PUBLIC))
}
