//! What all pages have in common: their headers, who may press their buttons, and that a refusal
//! is a page, too.

use api_types::ProblemCode;
use axum::{
    extract::{Request, State},
    http::{HeaderMap, HeaderName, HeaderValue, header},
    middleware::Next,
    response::{IntoResponse, Response},
};

use super::door::{language, only_site};
use crate::{
    AppState,
    answer::NO_STORE,
    page,
    pages::{self, Frame},
    problems::Refusal,
};

/// One style of our own, forms to ourselves, and nothing else.
const POLICY: HeaderValue = HeaderValue::from_static(
    "default-src 'none'; style-src 'self'; img-src data:; form-action 'self'; \
     frame-ancestors 'none'; base-uri 'none'",
);

const ALWAYS: [(HeaderName, HeaderValue); 5] = [
    (header::CACHE_CONTROL, NO_STORE),
    (
        HeaderName::from_static("x-robots-tag"),
        HeaderValue::from_static("noindex"),
    ),
    (
        header::REFERRER_POLICY,
        HeaderValue::from_static("no-referrer"),
    ),
    (page::POLICY, POLICY),
    // What the API hands to every host, a page with a member's words keeps to itself.
    (
        HeaderName::from_static("cross-origin-resource-policy"),
        HeaderValue::from_static("same-origin"),
    ),
];

/// Stands around every page.
pub async fn dress_page(State(state): State<AppState>, request: Request, next: Next) -> Response {
    let asked = request.headers().clone();
    let mut response = if request.method().is_safe() || is_own(&asked) {
        next.run(request).await
    } else {
        Refusal::new(ProblemCode::ForeignOrigin).into_response()
    };
    let kind = response.headers().get(header::CONTENT_TYPE);
    if kind.is_some_and(|kind| kind == "application/problem+json") {
        let site = only_site(&state);
        let language = language(&asked, site.as_deref());
        let frame = Frame::new(site.as_deref(), &language);
        let html = pages::trouble(frame, response.status().as_u16());
        *response.body_mut() = html.into();
        let headers = response.headers_mut();
        headers.remove(header::CONTENT_LENGTH);
        headers.insert(header::CONTENT_TYPE, page::HTML);
    }
    for (name, value) in ALWAYS {
        // A page that says something of its own means it.
        response.headers_mut().entry(name).or_insert(value);
    }
    response
}

/// Whether a form comes from a page of ours. Our pages tell nobody where they are, and browsers
/// then call their origin `null`; what else they know of it is in `Sec-Fetch-Site`.
fn is_own(headers: &HeaderMap) -> bool {
    let read = |name: HeaderName| headers.get(name).map(HeaderValue::as_bytes);
    let from = read(HeaderName::from_static("sec-fetch-site"));
    let known = from.is_none_or(|from| from == b"same-origin" || from == b"none");
    let named = match read(header::ORIGIN) {
        None | Some(b"null") => true,
        Some(origin) => {
            let host = read(header::HOST).unwrap_or_default();
            [&b"https://"[..], b"http://"]
                .iter()
                .any(|scheme| origin.strip_prefix(*scheme) == Some(host))
        }
    };
    known && named
}

#[cfg(test)]
mod tests {
    use super::*;

    fn own(origin: Option<&'static str>, from: Option<&'static str>) -> bool {
        let mut headers = HeaderMap::new();
        headers.insert(header::HOST, HeaderValue::from_static("groups.example.org"));
        if let Some(origin) = origin {
            headers.insert(header::ORIGIN, HeaderValue::from_static(origin));
        }
        if let Some(from) = from {
            headers.insert("sec-fetch-site", HeaderValue::from_static(from));
        }
        is_own(&headers)
    }

    #[test]
    fn only_our_own_pages_may_press_a_button() {
        assert!(own(Some("https://groups.example.org"), Some("same-origin")));
        assert!(own(Some("null"), Some("same-origin")));
        assert!(own(Some("null"), None), "a browser without fetch metadata");
        assert!(own(None, None));
        assert!(!own(Some("https://evil.example"), None));
        assert!(!own(Some("https://groups.example.org.evil.example"), None));
        assert!(!own(Some("null"), Some("cross-site")));
        assert!(!own(None, Some("same-site")));
    }
}
