//! `GET /v1/sites/{site}/groups/{group}/set-up`: what it takes to be at the meetings.

use api_types::{Problem, ProblemCode, SetUp};
use axum::{
    extract::{RawQuery, State},
    http::HeaderMap,
    response::Response,
};

use super::PathParts;
use crate::{
    AppState,
    answer::{PUBLIC, Rendered},
    parameters,
    problems::Refusal,
    set_up,
    words::Tongue,
};

/// What it takes to be at a group's meetings.
///
/// What one needs, how to get in, by telephone too, how to mute, to write, to read along, to
/// change the shown name and to leave: for the platform and the format of the group. There is no
/// link into the meeting and no number to dial here: members have those on their own page.
#[utoipa::path(get, path = "/v1/sites/{site}/groups/{group}/set-up", tag = "groups",
    params(
        ("site" = String, Path, description = "The site's slug.", example = "riverside"),
        ("group" = String, Path, description = "The group's slug.", example = "evening-circle"),
        ("lang" = Option<String>, Query, description = "Language of the texts (BCP 47).", example = "es"),
    ),
    responses(
        (status = 200, description = "The parts, in order.", body = SetUp),
        (status = 304, description = "The tag in `If-None-Match` is still the right one."),
        (status = 400, description = "`bad-parameter`", body = Problem, content_type = "application/problem+json"),
        (status = 404, description = "`unknown-site` or `unknown-group`", body = Problem, content_type = "application/problem+json"),
    ))]
pub async fn show_set_up(
    State(state): State<AppState>,
    PathParts((site, slug)): PathParts<(String, String)>,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
) -> Result<Response, Refusal> {
    let asked = parameters::language(query.as_deref())?;
    let snapshot = state.catalogue(&site).await?;
    let unknown = || Refusal::new(ProblemCode::UnknownGroup);
    snapshot.meetings(&slug).ok_or_else(unknown)?;
    let site = snapshot.site();
    let tongue = Tongue::of(site.config.language_for(asked.as_deref()));
    let key = format!("set-up/{slug}/{}", tongue.tag());
    let body = if let Some(body) = snapshot.kept(&key) {
        body
    } else {
        let group = state.store.find_group(&site.id, &slug).await?;
        let group = group.ok_or_else(unknown)?;
        let shown = set_up::of_group(&group.record, tongue);
        snapshot.keep(key, Rendered::json(&shown)?)
    };
    Ok(body.answer(&headers, PUBLIC))
}
