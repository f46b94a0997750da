//! `Authorization: Bearer …`, in which the token of an emailed link stands.

use axum::http::{HeaderMap, header};

/// RFC 6750: the scheme in any case, then the token.
pub(super) fn bearer(headers: &HeaderMap) -> Option<&str> {
    let value = headers.get(header::AUTHORIZATION)?.to_str().ok()?;
    let (scheme, token) = value.trim().split_once(' ')?;
    scheme
        .eq_ignore_ascii_case("bearer")
        .then_some(token.trim())
}
