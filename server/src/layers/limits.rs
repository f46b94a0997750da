//! How large a request may be, and how long it may take.

use std::time::Duration;

use api_types::ProblemCode;
use axum::{
    extract::Request,
    http::header,
    middleware::Next,
    response::{IntoResponse, Response},
};

use crate::problems::Refusal;

/// The largest body that is taken, bytes.
pub const LARGEST_BODY: usize = 64 * 1024;
/// The longest address that is taken, bytes.
const LONGEST_ADDRESS: usize = 8 * 1024;
/// Longer than anything here takes.
const PATIENCE: Duration = Duration::from_secs(30);

/// Refuses what is too large, and what takes too long.
pub async fn refuse_too_much(request: Request, next: Next) -> Response {
    if request.uri().to_string().len() > LONGEST_ADDRESS {
        return Refusal::new(ProblemCode::UriTooLong).into_response();
    }
    let length = request.headers().get(header::CONTENT_LENGTH);
    let length = length.and_then(|value| value.to_str().ok()?.parse::<usize>().ok());
    if length.is_some_and(|bytes| bytes > LARGEST_BODY) {
        return Refusal::new(ProblemCode::TooLarge).into_response();
    }
    match tokio::time::timeout(PATIENCE, next.run(request)).await {
        Ok(response) => response,
        Err(_) => Refusal::new(ProblemCode::NotReady)
            .detail("The answer took too long.")
            .into_response(),
    }
}
