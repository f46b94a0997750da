//! A JSON body, read strictly; what cannot be taken is named by its place.

use api_types::ProblemCode;
use axum::{
    body::Bytes,
    extract::{FromRequest, Request},
    http::header,
};
use serde::de::DeserializeOwned;

use crate::{layers::LARGEST_BODY, problems::Refusal};

/// The body of a write, as it came and as it was read.
pub struct JsonBody<T> {
    /// What it says.
    pub value: T,
    /// Its bytes, which an `Idempotency-Key` belongs to.
    pub bytes: Bytes,
}

impl<T: DeserializeOwned, S: Send + Sync> FromRequest<S> for JsonBody<T> {
    type Rejection = Refusal;

    async fn from_request(request: Request, _: &S) -> Result<Self, Refusal> {
        let kind = request.headers().get(header::CONTENT_TYPE);
        let kind = kind.and_then(|kind| kind.to_str().ok()).unwrap_or_default();
        let kind = kind.split(';').next().unwrap_or_default().trim();
        if !kind.eq_ignore_ascii_case("application/json") {
            return Err(Refusal::new(ProblemCode::NotJson));
        }
        let bytes = axum::body::to_bytes(request.into_body(), LARGEST_BODY).await;
        let bytes = bytes.map_err(|_| Refusal::new(ProblemCode::TooLarge))?;
        let reader = &mut serde_json::Deserializer::from_slice(&bytes);
        let value = serde_path_to_error::deserialize(&mut *reader).map_err(|error| {
            let field = pointer(error.path());
            let inner = error.inner();
            // The parser's own words may repeat what was typed; its place does not.
            let detail = format!("line {}, column {}", inner.line(), inner.column());
            let code = if inner.is_data() {
                "not-taken"
            } else {
                "not-json"
            };
            Refusal::new(ProblemCode::BadBody).field(&field, code, detail)
        })?;
        reader.end().map_err(|_| {
            Refusal::new(ProblemCode::BadBody).field("", "not-json", "something follows the object")
        })?;
        // A list would be read as an object's fields in order.
        if !bytes.trim_ascii_start().starts_with(b"{") {
            return Err(Refusal::new(ProblemCode::BadBody).field("", "not-taken", "an object"));
        }
        Ok(Self { value, bytes })
    }
}

/// A JSON pointer (RFC 6901).
pub(crate) fn pointer(path: &serde_path_to_error::Path) -> String {
    use serde_path_to_error::Segment;
    let part = |segment: &Segment| match segment {
        Segment::Seq { index } => format!("/{index}"),
        Segment::Map { key } => format!("/{}", escaped(key)),
        Segment::Enum { variant } => format!("/{}", escaped(variant)),
        Segment::Unknown => String::new(),
    };
    path.iter().map(part).collect::<Vec<_>>().concat()
}

/// A key that is no key of ours is somebody's text, and may be long.
fn escaped(key: &str) -> String {
    let short: String = key.chars().take(40).collect();
    short.replace('~', "~0").replace('/', "~1")
}
