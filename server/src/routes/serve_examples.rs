//! `/` and `/examples/*`: host pages to try the widgets on, where `--examples` names a folder.

use axum::{Router, http::HeaderValue, middleware::from_fn, routing::get};
use tower_http::services::{ServeDir, ServeFile};

use super::{serve_assets::present, show_welcome};
use crate::AppState;

const ALWAYS_ASK: HeaderValue = HeaderValue::from_static("no-cache");

/// The examples with their index at `/`, or a plain page there.
pub fn serve_examples(state: &AppState) -> Router<AppState> {
    let Some(folder) = &state.examples else {
        return Router::new().route("/", get(show_welcome));
    };
    Router::new()
        .route_service("/", ServeFile::new(folder.join("index.html")))
        .nest_service("/examples", ServeDir::new(folder))
        .layer(from_fn(|request, next| present(request, next, ALWAYS_ASK)))
}
