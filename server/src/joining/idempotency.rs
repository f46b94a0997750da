//! The header `Idempotency-Key` (draft-ietf-httpapi-idempotency-key-header): names an attempt, so
//! that sending twice is asking once.

use api_types::ProblemCode;
use axum::{extract::FromRequestParts, http::request::Parts};

use crate::problems::Refusal;

/// 16 to 128 letters, digits, `-` or `_`, as a UUID has; quotes around it are taken off.
#[derive(Clone, PartialEq, Eq)]
pub struct IdempotencyKey(String);

impl IdempotencyKey {
    /// As it was sent.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// What a key belongs to: the group and the body. Two groups can get the same body.
    pub fn attempted(group: &str, body: &[u8]) -> Vec<u8> {
        [group.as_bytes(), b"\n", body].concat()
    }

    /// Reads one; `None` where it is too short to be nobody else's, or holds what no key does.
    pub fn read(value: &str) -> Option<Self> {
        let key = value.trim().trim_matches('"');
        let fits = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_';
        ((16..=128).contains(&key.len()) && key.bytes().all(fits)).then(|| Self(key.to_owned()))
    }
}

impl<S: Send + Sync> FromRequestParts<S> for IdempotencyKey {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Refusal> {
        let header = parts.headers.get("idempotency-key");
        let key = header.and_then(|value| Self::read(value.to_str().ok()?));
        key.ok_or_else(|| {
            Refusal::new(ProblemCode::BadIdempotencyKey)
                .detail("16 to 128 letters, digits, - or _, such as a UUID")
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_long_enough_that_nobody_has_it_by_chance() {
        let uuid = "018f2d3a-7b1c-7e00-9d3f-0a1b2c3d4e5f";
        assert!(IdempotencyKey::read(uuid).is_some());
        assert!(IdempotencyKey::read(&format!("\"{uuid}\"")).is_some_and(|key| key.0 == uuid));
        for bad in ["", "short", "with spaces in between", &"x".repeat(129)] {
            assert!(IdempotencyKey::read(bad).is_none(), "{bad}");
        }
    }
}
