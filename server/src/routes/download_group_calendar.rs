//! `GET /v1/sites/{site}/groups/{group}/calendar.ics`: one group's meetings for a calendar.

use api_types::{Problem, ProblemCode};
use axum::{
    extract::{RawQuery, State},
    http::{HeaderMap, HeaderValue, header},
    response::Response,
};

use super::PathParts;
use crate::{
    AppState,
    answer::{PUBLIC, Rendered},
    calendars,
    feeds::ical,
    parameters,
    problems::Refusal,
};

/// `text/calendar`.
pub(crate) const CALENDAR: HeaderValue = HeaderValue::from_static("text/calendar; charset=utf-8");

/// The group as one event that repeats (RFC 5545).
///
/// There is never a join link in it.
#[utoipa::path(get, path = "/v1/sites/{site}/groups/{group}/calendar.ics", tag = "calendars",
    params(
        ("site" = String, Path, description = "The site's slug.", example = "riverside"),
        ("group" = String, Path, description = "The group's slug.", example = "evening-circle"),
    ),
    responses(
        (status = 200, description = "A calendar.", body = String, content_type = "text/calendar"),
        (status = 304, description = "The tag in `If-None-Match` is still the right one."),
        (status = 404, description = "`unknown-site`, `unknown-group`, or `not-found` for a group without a schedule and where the site offers no calendars", body = Problem, content_type = "application/problem+json"),
    ))]
pub async fn download_group_calendar(
    State(state): State<AppState>,
    PathParts((site, slug)): PathParts<(String, String)>,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
) -> Result<Response, Refusal> {
    parameters::none(query.as_deref())?;
    let site = state.site(&site).await?;
    if !site.config.features.calendar {
        return Err(Refusal::not_found().detail("This site offers no calendars."));
    }
    let stored = state.store.find_group(&site.id, &slug).await?;
    let stored = stored.ok_or_else(|| Refusal::new(ProblemCode::UnknownGroup))?;
    let event = calendars::event(&site.slug, &stored)
        .ok_or_else(|| Refusal::not_found().detail("This group has no schedule at present."))?;
    let calendar = ical::calendar(&stored.record.name, &[event]);
    Ok(download(
        Rendered::new(CALENDAR, calendar).answer(&headers, PUBLIC),
        &stored.record.slug,
    ))
}

/// Names the file that a browser saves.
pub(super) fn download(mut response: Response, slug: &str) -> Response {
    let name = format!("attachment; filename=\"{slug}.ics\"");
    if let Ok(name) = HeaderValue::from_str(&name) {
        response
            .headers_mut()
            .insert(header::CONTENT_DISPOSITION, name);
    }
    response
}
