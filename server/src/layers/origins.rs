//! Who may read from another origin (everybody), and who may write (the site's own pages).

use api_types::ProblemCode;
use axum::{
    extract::{RawPathParams, Request, State},
    http::{HeaderMap, HeaderValue, Method, StatusCode, header},
    middleware::Next,
    response::{IntoResponse, Response},
};

use crate::{AppState, problems::Refusal};

/// Lets every page read, without credentials, and answers the browser's question beforehand. Which
/// page may write, the write itself says ([`refuse_foreign_origin`]).
pub async fn allow_every_reader(request: Request, next: Next) -> Response {
    let asks_beforehand = request.method() == Method::OPTIONS
        && request
            .headers()
            .contains_key(header::ACCESS_CONTROL_REQUEST_METHOD);
    let mut response = if asks_beforehand {
        let mut response = StatusCode::NO_CONTENT.into_response();
        let headers = response.headers_mut();
        let mut set = |name, value| headers.insert(name, HeaderValue::from_static(value));
        set(
            header::ACCESS_CONTROL_ALLOW_METHODS,
            "GET, HEAD, POST, PATCH, DELETE",
        );
        // The star does not stand for `Authorization`.
        set(header::ACCESS_CONTROL_ALLOW_HEADERS, "*, authorization");
        set(header::ACCESS_CONTROL_MAX_AGE, "86400");
        response
    } else {
        next.run(request).await
    };
    response.headers_mut().insert(
        header::ACCESS_CONTROL_ALLOW_ORIGIN,
        HeaderValue::from_static("*"),
    );
    response
}

/// Lets a page's script see which version an answer is, when to come back, and by which name the
/// log knows it.
pub async fn expose_version(mut response: Response) -> Response {
    response.headers_mut().insert(
        header::ACCESS_CONTROL_EXPOSE_HEADERS,
        HeaderValue::from_static("etag, retry-after, x-request-id"),
    );
    response
}

/// Refuses a write from a page of another origin than those that the site lists, or ours.
/// Stands before every route that writes; its path names the site as `{site}`.
pub async fn refuse_foreign_origin(
    State(state): State<AppState>,
    parameters: RawPathParams,
    request: Request,
    next: Next,
) -> Result<Response, Refusal> {
    if request.method().is_safe() {
        return Ok(next.run(request).await);
    }
    let slug = parameters.iter().find(|(name, _)| *name == "site");
    let site = state.site(slug.map_or("", |(_, slug)| slug)).await?;
    if may_write(request.headers(), &site.config.allowed_origins) {
        Ok(next.run(request).await)
    } else {
        Err(Refusal::new(ProblemCode::ForeignOrigin)
            .detail("Add the page's origin to `allowed_origins` in the site's file."))
    }
}

/// Whether the page that a request comes from may write. Browsers name it with every write;
/// what names none is no browser, and has no member's page to misuse.
fn may_write(headers: &HeaderMap, allowed: &[String]) -> bool {
    let Some(origin) = headers.get(header::ORIGIN) else {
        return true;
    };
    let Ok(origin) = origin.to_str() else {
        return false;
    };
    let own = || {
        let host = headers
            .get(header::HOST)
            .and_then(|host| host.to_str().ok());
        let asking = origin.split_once("://").map(|(_, host)| host);
        asking.is_some() && asking == host
    };
    allowed
        .iter()
        .any(|known| known.eq_ignore_ascii_case(origin))
        || own()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asks(origin: Option<&'static str>) -> bool {
        let mut headers = HeaderMap::new();
        headers.insert(header::HOST, HeaderValue::from_static("groups.example.org"));
        if let Some(origin) = origin {
            headers.insert(header::ORIGIN, HeaderValue::from_static(origin));
        }
        may_write(&headers, &["https://www.example.org".to_owned()])
    }

    #[test]
    fn only_listed_origins_and_our_own_may_write() {
        assert!(asks(Some("https://www.example.org")));
        assert!(asks(Some("https://groups.example.org")));
        assert!(asks(None));
        for foreign in [
            "https://evil.example",
            "https://www.example.org.evil.example",
            "http://www.example.org",
            "null",
            "",
        ] {
            assert!(!asks(Some(foreign)), "{foreign}");
        }
    }
}
