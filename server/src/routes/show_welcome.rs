//! `GET /`: what runs here, for somebody who follows the server's bare address.

use axum::{
    http::{HeaderMap, HeaderValue},
    response::Response,
};

use crate::{
    answer::{PUBLIC, Rendered},
    page,
};

/// A small page with a name, a version and the way to the API.
pub async fn show_welcome(headers: HeaderMap) -> Response {
    let body = format!(
        "<main><h1>Kindred</h1><p>This is a Kindred server, version {}. It holds the support \
         groups that an organisation shows on its own website.</p>\
         <p><a href=\"/docs\">The API, for developers</a></p></main>",
        env!("CARGO_PKG_VERSION")
    );
    let (html, policy) = page::whole("Kindred", &body);
    let mut response = Rendered::new(page::HTML, html).answer(&headers, PUBLIC);
    if let Ok(policy) = HeaderValue::from_str(&policy) {
        response.headers_mut().insert(page::POLICY, policy);
    }
    response
}
