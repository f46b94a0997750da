//! `/s/{site}/style.css`: the finder's style in the site's theme.

use axum::{
    extract::State,
    http::{HeaderMap, HeaderValue},
};

use crate::{
    AppState,
    answer::{PUBLIC, Rendered},
    pages::plain_style,
    routes::{PathParts, pages::door::Shown},
};

const CSS: HeaderValue = HeaderValue::from_static("text/css; charset=utf-8");

/// The style.
pub async fn show_plain_style(
    State(state): State<AppState>,
    PathParts(slug): PathParts<String>,
    headers: HeaderMap,
) -> Shown {
    let site = state.site(&slug).await?;
    let sheet = site.sheet("plain", || Rendered::new(CSS, plain_style(&site)));
    Ok(sheet.answer(&headers, PUBLIC))
}
