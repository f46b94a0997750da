//! `/s/{site}/privacy`: a site's own privacy notice, where it has the text in its file.

use axum::{
    extract::{RawQuery, State},
    http::HeaderMap,
};
use widgets::pages::Ways;

use super::{Asked, answer};
use crate::{
    AppState,
    pages::Links,
    problems::Refusal,
    routes::{PathParts, pages::door::Shown},
};

/// The notice.
pub async fn show_plain_privacy(
    State(state): State<AppState>,
    PathParts(slug): PathParts<String>,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
) -> Shown {
    let asked = Asked::read(&state, &slug, query.as_deref(), &headers).await?;
    let notice = asked.site.config.own_notice(asked.teller.language());
    let notice = notice.ok_or_else(Refusal::not_found)?;
    let links = Links {
        ways: Ways {
            list: format!("../{}", asked.site.slug),
            ..Ways::default()
        },
        style: "style.css".to_owned(),
        languages: asked.languages(""),
        list_address: None,
    };
    let html = asked.teller.notice(notice, &links);
    Ok(answer(&headers, html, &asked.site, true))
}
