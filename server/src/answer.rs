//! A body that is rendered once and answered often: entity tag, compression, 304.
//!
//! What belongs here: how bytes that are in memory become an HTTP answer. What does not: what
//! the bytes say (`routes/`), and files of the assets folder (tower-http serves those).

use std::{io::Write, sync::OnceLock};

use axum::{
    Json,
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use bytes::Bytes;
use serde::Serialize;
use sha2::{Digest, Sha256};

use crate::problems::Refusal;

/// Bodies below this are not worth compressing, bytes.
const WORTH_COMPRESSING: usize = 1024;
/// Brotli's quality for bodies that are made on the fly; it costs about as much as gzip's 6.
const QUALITY: i32 = 5;
/// The same for what every visit begins with: a tenth smaller, some ten milliseconds once.
const QUALITY_OF_FIRST: i32 = 10;

/// What a shared cache may do with a public list: keep it a minute, and for ten more hand it
/// out while it asks for a new one.
pub const PUBLIC: HeaderValue =
    HeaderValue::from_static("public, max-age=60, stale-while-revalidate=600");
/// For answers about this very moment.
pub const NO_STORE: HeaderValue = HeaderValue::from_static("no-store");

/// `application/json`.
pub const JSON: HeaderValue = HeaderValue::from_static("application/json");

/// One body with its compressed copies, which are made when somebody first asks for them.
#[derive(Debug)]
pub struct Rendered {
    content_type: HeaderValue,
    plain: Encoded,
    brotli: OnceLock<Encoded>,
    gzip: OnceLock<Encoded>,
    tag: String,
    quality: i32,
}

#[derive(Debug)]
struct Encoded {
    bytes: Bytes,
    etag: HeaderValue,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Encoding {
    Identity,
    Gzip,
    Brotli,
}

impl Encoding {
    fn name(self) -> &'static str {
        match self {
            Self::Identity => "identity",
            Self::Gzip => "gzip",
            Self::Brotli => "br",
        }
    }
}

impl Rendered {
    /// Takes bytes as they are. The entity tag is strong: it is a hash of them.
    pub fn new(content_type: HeaderValue, bytes: impl Into<Bytes>) -> Self {
        let bytes = bytes.into();
        let hash = Sha256::digest(&bytes);
        let tag = URL_SAFE_NO_PAD.encode(&hash[..15]);
        Self {
            plain: encoded(bytes, &tag, Encoding::Identity),
            content_type,
            brotli: OnceLock::new(),
            gzip: OnceLock::new(),
            tag,
            quality: QUALITY,
        }
    }

    /// Packed as small as can be: for what every visit to a site begins with.
    #[must_use]
    pub fn tightly(self) -> Self {
        Self {
            quality: QUALITY_OF_FIRST,
            ..self
        }
    }

    /// Renders a value as JSON.
    pub fn json(value: &impl Serialize) -> Result<Self, Refusal> {
        let bytes = serde_json::to_vec(value).map_err(Refusal::fault)?;
        Ok(Self::new(JSON, bytes))
    }

    /// Answers it in the best encoding that the request takes, or with 304.
    pub fn answer(&self, request: &HeaderMap, cache: HeaderValue) -> Response {
        let encoding = if self.plain.bytes.len() < WORTH_COMPRESSING {
            Encoding::Identity
        } else {
            accepted(request)
        };
        let body = self.encoded(encoding);
        let mut response = if is_known(request, &body.etag) {
            StatusCode::NOT_MODIFIED.into_response()
        } else {
            let mut response = Response::new(body.bytes.clone().into());
            let headers = response.headers_mut();
            headers.insert(header::CONTENT_TYPE, self.content_type.clone());
            if encoding != Encoding::Identity {
                headers.insert(
                    header::CONTENT_ENCODING,
                    HeaderValue::from_static(encoding.name()),
                );
            }
            response
        };
        let headers = response.headers_mut();
        headers.insert(header::ETAG, body.etag.clone());
        headers.insert(header::CACHE_CONTROL, cache);
        headers.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
        response
    }

    /// Bytes of the plain body.
    pub fn len(&self) -> usize {
        self.plain.bytes.len()
    }

    /// Whether there is nothing in it.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    fn encoded(&self, encoding: Encoding) -> &Encoded {
        let plain = &self.plain.bytes;
        let pack = |bytes: Vec<u8>| encoded(bytes.into(), &self.tag, encoding);
        match encoding {
            Encoding::Identity => &self.plain,
            Encoding::Brotli => self
                .brotli
                .get_or_init(|| pack(brotli(plain, self.quality))),
            Encoding::Gzip => self.gzip.get_or_init(|| pack(gzip(plain))),
        }
    }
}

/// Each encoding has a tag of its own, since a strong tag stands for the bytes on the wire.
fn encoded(bytes: Bytes, tag: &str, encoding: Encoding) -> Encoded {
    let etag = match encoding {
        Encoding::Identity => format!("\"{tag}\""),
        other => format!("\"{tag}-{}\"", other.name()),
    };
    Encoded {
        bytes,
        etag: HeaderValue::from_str(&etag).unwrap_or(HeaderValue::from_static("\"\"")),
    }
}

/// The encoding that the request likes best; brotli between equals.
fn accepted(request: &HeaderMap) -> Encoding {
    let mut best = (Encoding::Identity, 0.0);
    let lists = request.get_all(header::ACCEPT_ENCODING).into_iter();
    for offer in lists
        .filter_map(|value| value.to_str().ok())
        .flat_map(|list| list.split(','))
    {
        let (name, parameters) = offer.split_once(';').unwrap_or((offer, ""));
        let encoding = match name.trim() {
            "br" => Encoding::Brotli,
            "gzip" | "x-gzip" => Encoding::Gzip,
            _ => continue,
        };
        let weight = parameters.trim().strip_prefix("q=").unwrap_or("1");
        let weight: f32 = weight.trim().parse().unwrap_or(0.0);
        let better = match encoding {
            Encoding::Brotli => weight >= best.1,
            _ => weight > best.1,
        };
        if weight > 0.0 && better {
            best = (encoding, weight);
        }
    }
    best.0
}

/// Whether the request already has this body (RFC 9110, 13.1.2: compared weakly).
fn is_known(request: &HeaderMap, etag: &HeaderValue) -> bool {
    let lists = request.get_all(header::IF_NONE_MATCH).into_iter();
    lists
        .filter_map(|value| value.to_str().ok())
        .flat_map(|list| list.split(','))
        .map(|tag| tag.trim().trim_start_matches("W/"))
        .any(|tag| tag == "*" || tag.as_bytes() == etag.as_bytes())
}

fn brotli(bytes: &[u8], quality: i32) -> Vec<u8> {
    let mut out = Vec::with_capacity(bytes.len() / 4);
    let parameters = brotli::enc::BrotliEncoderParams {
        quality,
        size_hint: bytes.len(),
        ..Default::default()
    };
    // Writing into memory cannot fail.
    let _ = brotli::BrotliCompress(&mut &*bytes, &mut out, &parameters);
    out
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    // Writing into memory cannot fail.
    let _ = encoder.write_all(bytes);
    encoder.finish().unwrap_or_default()
}

/// Done, with nothing to say.
pub fn nothing() -> impl IntoResponse {
    (StatusCode::NO_CONTENT, [(header::CACHE_CONTROL, NO_STORE)])
}

/// JSON that is kept nowhere on its way.
pub fn private(value: &impl Serialize) -> Response {
    ([(header::CACHE_CONTROL, NO_STORE)], Json(value)).into_response()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asking(name: header::HeaderName, value: &str) -> HeaderMap {
        HeaderMap::from_iter([(name, HeaderValue::from_str(value).unwrap())])
    }

    #[test]
    fn the_encoding_follows_the_weights_and_brotli_wins_between_equals() {
        let of = |value: &str| accepted(&asking(header::ACCEPT_ENCODING, value));
        assert_eq!(of("gzip, deflate, br"), Encoding::Brotli);
        assert_eq!(of("br;q=0.5, gzip;q=0.8"), Encoding::Gzip);
        assert_eq!(of("br;q=0, gzip;q=0"), Encoding::Identity);
        assert_eq!(of("zstd"), Encoding::Identity);
        assert_eq!(accepted(&HeaderMap::new()), Encoding::Identity);
    }

    #[test]
    fn each_encoding_has_a_tag_of_its_own_and_is_answered_with_304() {
        let rendered = Rendered::new(JSON, "a".repeat(4000));
        let plain = rendered.answer(&HeaderMap::new(), PUBLIC);
        let mut request = asking(header::ACCEPT_ENCODING, "br");
        let packed = rendered.answer(&request, PUBLIC);
        assert_eq!(packed.headers()[header::CONTENT_ENCODING], "br");
        let etag = packed.headers()[header::ETAG].clone();
        assert_ne!(etag, plain.headers()[header::ETAG]);
        request.insert(header::IF_NONE_MATCH, etag.clone());
        let unchanged = rendered.answer(&request, PUBLIC);
        assert_eq!(unchanged.status(), StatusCode::NOT_MODIFIED);
        assert_eq!(unchanged.headers()[header::ETAG], etag);
        assert_eq!(
            unchanged.headers()[header::CACHE_CONTROL],
            plain.headers()[header::CACHE_CONTROL]
        );
    }

    #[test]
    fn small_bodies_are_left_as_they_are() {
        let rendered = Rendered::new(JSON, "{}");
        let request = asking(header::ACCEPT_ENCODING, "br");
        let answer = rendered.answer(&request, PUBLIC);
        assert!(!answer.headers().contains_key(header::CONTENT_ENCODING));
    }

    #[test]
    fn what_is_packed_unpacks_to_the_same() {
        let text = "Riverside support group. ".repeat(200);
        let mut unpacked = Vec::new();
        brotli::BrotliDecompress(&mut &*brotli(text.as_bytes(), QUALITY), &mut unpacked).unwrap();
        assert_eq!(unpacked, text.as_bytes());
        let packed = gzip(text.as_bytes());
        let mut read = String::new();
        std::io::Read::read_to_string(&mut flate2::read::GzDecoder::new(&*packed), &mut read)
            .unwrap();
        assert_eq!(read, text);
    }
}
