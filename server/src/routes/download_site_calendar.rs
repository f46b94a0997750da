//! `GET /v1/sites/{site}/calendar.ics`: all of a site's groups, to subscribe to.

use api_types::Problem;
use axum::{
    extract::{RawQuery, State},
    http::HeaderMap,
    response::Response,
};

use super::{
    PathParts,
    download_group_calendar::{CALENDAR, download},
};
use crate::{
    AppState,
    answer::{PUBLIC, Rendered},
    calendars,
    feeds::ical,
    parameters,
    problems::Refusal,
};

/// Every group that meets by a schedule, each as one event that repeats (RFC 5545).
#[utoipa::path(get, path = "/v1/sites/{site}/calendar.ics", tag = "calendars",
    params(("site" = String, Path, description = "The site's slug.", example = "riverside")),
    responses(
        (status = 200, description = "A calendar.", body = String, content_type = "text/calendar"),
        (status = 304, description = "The tag in `If-None-Match` is still the right one."),
        (status = 404, description = "`unknown-site`, or `not-found` where the site offers no calendars", body = Problem, content_type = "application/problem+json"),
    ))]
pub async fn download_site_calendar(
    State(state): State<AppState>,
    PathParts(site): PathParts<String>,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
) -> Result<Response, Refusal> {
    parameters::none(query.as_deref())?;
    let snapshot = state.catalogue(&site).await?;
    if !snapshot.site().config.features.calendar {
        return Err(Refusal::not_found().detail("This site offers no calendars."));
    }
    let key = "calendar";
    let body = if let Some(body) = snapshot.kept(key) {
        body
    } else {
        let site = snapshot.site();
        let groups = state.store.list_groups(&site.id).await?;
        let (slug, name) = (
            site.slug.clone(),
            site.config.wire(&site.slug, None, false).name,
        );
        let write = move || {
            let events = groups
                .iter()
                .filter_map(|stored| calendars::event(&slug, stored));
            let events: Vec<_> = events.collect();
            Rendered::new(CALENDAR, ical::calendar(&name, &events))
        };
        let body = tokio::task::spawn_blocking(write)
            .await
            .map_err(Refusal::fault)?;
        snapshot.keep(key.to_owned(), body)
    };
    Ok(download(
        body.answer(&headers, PUBLIC),
        &snapshot.site().slug,
    ))
}
