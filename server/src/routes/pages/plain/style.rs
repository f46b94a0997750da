//! `/s/{site}/style.css` and `/s/{site}/join.css`: the widgets' styles in the site's theme.

use axum::{
    extract::State,
    http::{HeaderMap, HeaderValue},
};

use widgets::pages::Sheet;

use crate::{
    AppState,
    answer::{PUBLIC, Rendered},
    pages::plain_style,
    routes::{PathParts, pages::door::Shown},
};

const CSS: HeaderValue = HeaderValue::from_static("text/css; charset=utf-8");

/// The style of lists and groups.
pub async fn show_plain_style(
    State(state): State<AppState>,
    PathParts(slug): PathParts<String>,
    headers: HeaderMap,
) -> Shown {
    show(&state, &slug, &headers, ("plain", Sheet::Finder)).await
}

/// The style of join forms.
pub async fn show_plain_join_style(
    State(state): State<AppState>,
    PathParts(slug): PathParts<String>,
    headers: HeaderMap,
) -> Shown {
    show(&state, &slug, &headers, ("join", Sheet::Join)).await
}

async fn show(
    state: &AppState,
    slug: &str,
    headers: &HeaderMap,
    (name, sheet): (&'static str, Sheet),
) -> Shown {
    let site = state.site(slug).await?;
    let style = site.sheet(name, || Rendered::new(CSS, plain_style(&site, sheet)));
    Ok(style.answer(headers, PUBLIC))
}
