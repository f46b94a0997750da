//! The frame of the few pages that the server itself shows: no script, one style, no other host.

use axum::http::{HeaderName, HeaderValue, header};
use base64::{Engine, engine::general_purpose::STANDARD};
use sha2::{Digest, Sha256};

/// `text/html`.
pub const HTML: HeaderValue = HeaderValue::from_static("text/html; charset=utf-8");
/// The header that names what a page may load.
pub const POLICY: HeaderName = header::CONTENT_SECURITY_POLICY;

const STYLE: &str = include_str!("page.css");

/// A whole page around `body`, which is HTML, and the policy that lets its style in by hash.
pub fn whole(title: &str, body: &str) -> (String, String) {
    let title = html_escape::encode_text(title);
    let html = format!(
        "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\
         <title>{title}</title><link rel=\"icon\" href=\"data:,\">\
         <style>{STYLE}</style></head><body>{body}</body></html>\n"
    );
    let hash = STANDARD.encode(Sha256::digest(STYLE.as_bytes()));
    let policy = format!(
        "default-src 'none'; style-src 'sha256-{hash}'; img-src data:; base-uri 'none'; \
         form-action 'none'; frame-ancestors 'none'"
    );
    (html, policy)
}
