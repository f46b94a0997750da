//! What stands around every answer of the console.

use api_types::ProblemCode;
use axum::{
    extract::{Request, State},
    http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header},
    middleware::Next,
    response::{IntoResponse, Redirect, Response},
};

use crate::{
    AppState, answer::NO_STORE, config::PublicUrl, domain::staff::Landing, problems::Refusal,
};

const ALWAYS: [(HeaderName, HeaderValue); 4] = [
    (header::CACHE_CONTROL, NO_STORE),
    (
        header::REFERRER_POLICY,
        HeaderValue::from_static("no-referrer"),
    ),
    (
        HeaderName::from_static("x-robots-tag"),
        HeaderValue::from_static("noindex"),
    ),
    (
        HeaderName::from_static("cross-origin-resource-policy"),
        HeaderValue::from_static("same-origin"),
    ),
];

/// Lets a change through only from a page of ours, and keeps every answer out of caches and of
/// other pages' reach.
pub async fn guard_console(
    State(state): State<AppState>,
    request: Request,
    next: Next,
) -> Response {
    let safe = request.method().is_safe();
    let mut response = if safe || is_ours(request.headers(), state.public_url.as_ref()) {
        next.run(request).await
    } else {
        Refusal::new(ProblemCode::ForeignOrigin).into_response()
    };
    for (name, value) in ALWAYS {
        // A page that says something of its own means it.
        response.headers_mut().entry(name).or_insert(value);
    }
    response
}

/// Leads whoever asks for a page and is not signed in to where they can, and from there to that page.
pub async fn lead_to_sign_in(request: Request, next: Next) -> Response {
    let shows = request.method().is_safe();
    let landing = Landing::of(shows.then_some(request.uri().path()));
    let response = next.run(request).await;
    if response.status() == StatusCode::UNAUTHORIZED {
        return Redirect::to(&landing.remembered_by("/console/sign-in")).into_response();
    }
    response
}

/// Whether a change comes from a page of ours. Browsers say so in `Sec-Fetch-Site`, and in `Origin`
/// unless the page tells nobody where it is (`null`); what says neither is none of our pages, and
/// there is no other client here.
fn is_ours(headers: &HeaderMap, public_url: Option<&PublicUrl>) -> bool {
    let read = |name: HeaderName| headers.get(name).map(HeaderValue::as_bytes);
    let from = read(HeaderName::from_static("sec-fetch-site"));
    let named = match read(header::ORIGIN) {
        None | Some(b"null") => None,
        Some(origin) => Some(is_our_origin(origin, headers, public_url)),
    };
    match (from, named) {
        (Some(from), named) => from == b"same-origin" && named != Some(false),
        (None, named) => named == Some(true),
    }
}

fn is_our_origin(origin: &[u8], headers: &HeaderMap, public_url: Option<&PublicUrl>) -> bool {
    let host = headers.get(header::HOST);
    let host = host.map(HeaderValue::as_bytes).unwrap_or_default();
    let by_host = [&b"https://"[..], b"http://"]
        .iter()
        .any(|scheme| !host.is_empty() && origin.strip_prefix(*scheme) == Some(host));
    let by_url = public_url.is_some_and(|url| {
        let rest = url.as_str().as_bytes().strip_prefix(origin);
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(b"/"))
    });
    by_host || by_url
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ours(origin: Option<&'static str>, from: Option<&'static str>) -> bool {
        let mut headers = HeaderMap::new();
        headers.insert(header::HOST, HeaderValue::from_static("inside.example"));
        if let Some(origin) = origin {
            headers.insert(header::ORIGIN, HeaderValue::from_static(origin));
        }
        if let Some(from) = from {
            headers.insert("sec-fetch-site", HeaderValue::from_static(from));
        }
        let url: PublicUrl = "https://groups.example.org/k".parse().unwrap();
        is_ours(&headers, Some(&url))
    }

    #[test]
    fn a_change_that_no_page_of_ours_vouches_for_is_refused() {
        assert!(ours(
            Some("https://groups.example.org"),
            Some("same-origin")
        ));
        assert!(ours(Some("https://groups.example.org"), None));
        assert!(ours(Some("https://inside.example"), None));
        assert!(ours(Some("null"), Some("same-origin")));
        assert!(ours(None, Some("same-origin")));
        for (origin, from) in [
            (None, None),
            (Some("null"), None),
            (Some("https://evil.example"), None),
            (Some("https://evil.example"), Some("same-origin")),
            (Some("https://groups.example.org"), Some("cross-site")),
            (Some("null"), Some("same-site")),
            (None, Some("none")),
            (Some("https://groups.example.or"), None),
            (Some("https://"), None),
            (Some(""), None),
        ] {
            assert!(!ours(origin, from), "{origin:?} {from:?}");
        }
    }
}
