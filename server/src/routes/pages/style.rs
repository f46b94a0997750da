//! `/pages.css`: the style of all pages.

use axum::{
    extract::{RawQuery, State},
    http::{HeaderMap, HeaderValue},
    response::Response,
};

use crate::{
    AppState,
    answer::{PUBLIC, Rendered},
    pages,
};

const CSS: HeaderValue = HeaderValue::from_static("text/css; charset=utf-8");

/// The style; after `?site` in that site's colours. A site that is none changes nothing.
pub async fn show_style(
    State(state): State<AppState>,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
) -> Response {
    let slug = query
        .as_deref()
        .and_then(|query| query.strip_prefix("site="));
    let site = match slug {
        Some(slug) => state.site(slug).await.ok(),
        None => None,
    };
    let Some(site) = site else {
        return Rendered::new(CSS, pages::STYLE).answer(&headers, PUBLIC);
    };
    let sheet = site.sheet("pages", || {
        // A file whose theme cannot be read is not served.
        let theme = site.config.theme.as_ref();
        let theme = theme.and_then(|theme| theme.theme().ok());
        let theme = theme.map(|theme| theme.page_sheet()).unwrap_or_default();
        Rendered::new(CSS, format!("{}{theme}", pages::STYLE))
    });
    sheet.answer(&headers, PUBLIC)
}
