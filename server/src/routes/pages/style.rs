//! `/pages.css`: the style of all pages.

use axum::{
    http::{HeaderMap, HeaderValue},
    response::Response,
};

use crate::{
    answer::{PUBLIC, Rendered},
    pages,
};

const CSS: HeaderValue = HeaderValue::from_static("text/css; charset=utf-8");

/// The style.
pub async fn show_style(headers: HeaderMap) -> Response {
    Rendered::new(CSS, pages::STYLE).answer(&headers, PUBLIC)
}
