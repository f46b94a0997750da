//! Who gets answers compressed that hold what staff read.

use axum::{extract::Request, http::header, middleware::Next, response::Response};

/// Asks for a plain answer on behalf of all but a page of our own: the length of a compressed one tells
/// something of its text to who can make a browser ask again and again, and may add words to it, as
/// anybody can with a request to join (BREACH, CVE-2013-3587).
pub async fn compress_for_own_pages(mut request: Request, next: Next) -> Response {
    let site = request.headers().get("sec-fetch-site");
    if site.is_none_or(|site| site != "same-origin") {
        request.headers_mut().remove(header::ACCEPT_ENCODING);
    }
    next.run(request).await
}
