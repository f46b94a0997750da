//! `/kindred.js` and `/assets/*`: the files that `cargo xtask build` makes.
//!
//! Names under `/assets/` carry a hash of their content, so they may be kept for good; the
//! loader has one name for ever, so it is asked for again after five minutes.

use api_types::ProblemCode;
use axum::{
    Router,
    extract::{Request, State},
    http::{HeaderValue, StatusCode, header},
    middleware::{Next, from_fn, from_fn_with_state},
    response::{IntoResponse, Response},
};
use tower_http::services::{ServeDir, ServeFile};

use crate::{AppState, problems::Refusal};

const FOR_GOOD: HeaderValue = HeaderValue::from_static("public, max-age=31536000, immutable");
const SHORT_LIVED: HeaderValue = HeaderValue::from_static("public, max-age=300, must-revalidate");

/// The loader and the hashed assets.
pub fn serve_assets(state: &AppState) -> Router<AppState> {
    let loader = ServeFile::new(state.assets.join("kindred.js"))
        .precompressed_br()
        .precompressed_gzip();
    let hashed = ServeDir::new(state.assets.join("assets"))
        .append_index_html_on_directories(false)
        .precompressed_br()
        .precompressed_gzip();
    let loader = Router::new()
        .route_service("/kindred.js", loader)
        .layer(from_fn(|request, next| present(request, next, SHORT_LIVED)));
    let hashed = Router::new()
        .nest_service("/assets", hashed)
        .layer(from_fn(|request, next| present(request, next, FOR_GOOD)));
    loader
        .merge(hashed)
        .layer(from_fn_with_state(state.clone(), explain_missing))
}

/// Gives a file its time to live, and a missing one the form that all errors have.
pub(super) async fn present(request: Request, next: Next, cache: HeaderValue) -> Response {
    let mut response = next.run(request).await;
    let status = response.status();
    if status.is_success() || status == StatusCode::NOT_MODIFIED {
        let headers = response.headers_mut();
        headers.insert(header::CACHE_CONTROL, cache.clone());
        headers.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
        // The ETag says the same, and files this small come whole: a hundred bytes fewer a file.
        headers.remove(header::LAST_MODIFIED);
        headers.remove(header::ACCEPT_RANGES);
        if cache == FOR_GOOD {
            // Nobody asks again for what is kept for good.
            headers.remove(header::ETAG);
        }
        return response;
    }
    match status {
        StatusCode::NOT_FOUND => Refusal::not_found().into_response(),
        StatusCode::METHOD_NOT_ALLOWED => {
            let mut refusal = Refusal::new(ProblemCode::MethodNotAllowed).into_response();
            let allowed = HeaderValue::from_static("GET,HEAD");
            refusal.headers_mut().insert(header::ALLOW, allowed);
            refusal
        }
        status if status.is_server_error() => {
            Refusal::fault("a file could not be read").into_response()
        }
        _ => response,
    }
}

/// Where nothing was built yet, says so instead of leaving a riddle.
async fn explain_missing(State(state): State<AppState>, request: Request, next: Next) -> Response {
    let response = next.run(request).await;
    if response.status() != StatusCode::NOT_FOUND {
        return response;
    }
    match state.assets_problem() {
        Some(problem) => Refusal::not_found().detail(problem).into_response(),
        None => response,
    }
}
