//! One log line a request: what kind, how it ended, how long it took. Never a path, a query, an
//! address or a name, since those say what a person was looking for.

use axum::{
    extract::{MatchedPath, Request, State},
    http::{HeaderName, HeaderValue, StatusCode},
    middleware::Next,
    response::Response,
};

use crate::{AppState, clock::Stopwatch, problems::Fault};

const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

/// Logs the request, and names it in an answer that refuses, so that a report can be matched with the log.
pub async fn log_request(State(state): State<AppState>, request: Request, next: Next) -> Response {
    let route = request.extensions().get::<MatchedPath>().cloned();
    let route = route.as_ref().map_or("none", MatchedPath::as_str);
    let method = request.method().clone();
    let id = format!("{:016x}", u64::from_be_bytes(state.chance.bytes()));
    let watch = Stopwatch::start();
    let mut response = next.run(request).await;
    let (status, ms) = (response.status(), watch.ms());
    if let Some(Fault(inside)) = response.extensions_mut().remove::<Fault>() {
        tracing::error!(request = id, %method, route, fault = inside, "fault");
    }
    if status.is_server_error() && status != StatusCode::SERVICE_UNAVAILABLE {
        tracing::warn!(request = id, %method, route, status = status.as_u16(), ms, "answered");
    } else {
        tracing::info!(request = id, %method, route, status = status.as_u16(), ms, "answered");
    }
    // What went well may be kept by caches, where the name would be that of somebody else's request.
    if (status.is_client_error() || status.is_server_error())
        && let Ok(id) = HeaderValue::from_str(&id)
    {
        response.headers_mut().insert(REQUEST_ID, id);
    }
    response
}
