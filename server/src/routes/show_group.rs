//! `GET /v1/sites/{site}/groups/{group}`: a group's own page.

use api_types::{GroupPage, Problem, ProblemCode};
use axum::{
    extract::{RawQuery, State},
    http::HeaderMap,
    response::Response,
};

use super::PathParts;
use crate::{
    AppState,
    answer::{PUBLIC, Rendered},
    domain::insight::Counted,
    gate::Caller,
    insight, parameters,
    problems::Refusal,
};

/// Everything that everybody may know of a group, with its next meetings.
#[utoipa::path(get, path = "/v1/sites/{site}/groups/{group}", tag = "groups",
    params(
        ("site" = String, Path, description = "The site's slug.", example = "riverside"),
        ("group" = String, Path, description = "The group's slug.", example = "evening-circle"),
    ),
    responses(
        (status = 200, description = "The group.", body = GroupPage),
        (status = 304, description = "The tag in `If-None-Match` is still the right one."),
        (status = 404, description = "`unknown-site` or `unknown-group`", body = Problem, content_type = "application/problem+json"),
    ))]
pub async fn show_group(
    State(state): State<AppState>,
    PathParts((site, slug)): PathParts<(String, String)>,
    RawQuery(query): RawQuery,
    caller: Caller,
    headers: HeaderMap,
) -> Result<Response, Refusal> {
    parameters::none(query.as_deref())?;
    let snapshot = state.catalogue(&site).await?;
    let unknown = || Refusal::new(ProblemCode::UnknownGroup);
    if snapshot.meetings(&slug).is_none() {
        return Err(unknown());
    }
    let asks = (&caller, &headers);
    insight::count(&state, snapshot.site(), &slug, Counted::Viewed, asks);
    let key = format!("group/{slug}");
    let body = if let Some(body) = snapshot.kept(&key) {
        body
    } else {
        let page = state.group_page(&snapshot, &slug).await?;
        let page = page.ok_or_else(unknown)?;
        snapshot.keep(key, Rendered::json(&page)?)
    };
    Ok(body.answer(&headers, PUBLIC))
}
