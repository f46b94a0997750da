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
    domain::{insight::Counted, listing},
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
    let meetings = snapshot.meetings(&slug).ok_or_else(unknown)?;
    let asks = (&caller, &headers);
    insight::count(&state, snapshot.site(), &slug, Counted::Viewed, asks);
    let key = format!("group/{slug}");
    let body = if let Some(body) = snapshot.kept(&key) {
        body
    } else {
        let site = snapshot.site();
        let stored = state.store.find_group(&site.id, &slug).await?;
        let stored = stored.ok_or_else(unknown)?;
        let contact = &site.config.contact;
        let has_mail = state.mail.is_set_up();
        let unavailable = site.config.join_unavailable(&stored.record, has_mail);
        let known = listing::Known {
            fed: stored.feed.is_some(),
            taken_here: stored.places_taken,
            meetings,
        };
        let page = listing::page(&stored.record, known, contact, unavailable.is_some());
        snapshot.keep(key, Rendered::json(&page)?)
    };
    Ok(body.answer(&headers, PUBLIC))
}
