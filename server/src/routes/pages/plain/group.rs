//! `/s/{site}/groups/{group}`: a group's page.

use axum::{
    extract::{RawQuery, State},
    http::{HeaderMap, StatusCode},
    response::{Html, IntoResponse},
};
use widgets::pages::Ways;

use super::{Asked, answer, list_address};
use crate::{
    AppState,
    pages::Links,
    routes::{PathParts, pages::door::Shown},
};

/// What everybody may know of the group; where it is not there, a page that says so and leads on.
pub async fn show_plain_group(
    State(state): State<AppState>,
    PathParts((site, slug)): PathParts<(String, String)>,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
) -> Shown {
    let asked = Asked::read(&state, &site, query.as_deref(), &headers).await?;
    let links = links(&state, &asked);
    let snapshot = state.catalogue(&site).await?;
    let Some(page) = state.group_page(&snapshot, &slug).await? else {
        let html = asked.teller.missing(&links);
        return Ok((StatusCode::NOT_FOUND, Html(html)).into_response());
    };
    let language = asked.teller.language();
    let join = format!("../../../frame/join?site={site}&group={slug}&lang={language}");
    let html = asked.teller.group(&page, Some(&join), &links);
    Ok(answer(&headers, html, &asked.site, true))
}

/// Where things are, as seen from `/s/{site}/groups/{group}`.
fn links(state: &AppState, asked: &Asked) -> Links {
    let site = &asked.site.slug;
    Links {
        ways: Ways {
            list: format!("../../{site}"),
            calendar: asked.calendars("../../../"),
            kept: asked.kept(),
            ..Ways::default()
        },
        style: "../style.css".to_owned(),
        languages: asked.languages(""),
        list_address: list_address(state, &asked.site),
    }
}
