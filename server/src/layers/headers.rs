//! Headers that keep browsers from guessing and from telling.

use axum::{
    extract::Request,
    http::{HeaderName, HeaderValue, header},
    middleware::Next,
    response::Response,
};

const ALWAYS: [(HeaderName, HeaderValue); 2] = [
    (
        header::X_CONTENT_TYPE_OPTIONS,
        HeaderValue::from_static("nosniff"),
    ),
    // Host pages that isolate themselves may still use the widgets.
    (
        HeaderName::from_static("cross-origin-resource-policy"),
        HeaderValue::from_static("cross-origin"),
    ),
];

/// Adds what every answer carries, and to a page what keeps its address from other hosts.
pub async fn add_safe_headers(request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    for (name, value) in ALWAYS {
        response.headers_mut().entry(name).or_insert(value);
    }
    let headers = response.headers_mut();
    let kind = headers
        .get(header::CONTENT_TYPE)
        .map_or(&b""[..], HeaderValue::as_bytes);
    if kind.starts_with(b"text/html") {
        let policy = HeaderValue::from_static("no-referrer");
        headers.entry(header::REFERRER_POLICY).or_insert(policy);
    }
    response
}
