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

/// The largest body that is taken, bytes: a form of the longest answers, each letter written as nine (`%E0%A4%95`).
pub const LARGEST_BODY: usize = 256 * 1024;
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

#[cfg(test)]
mod tests {
    use axum::{Router, body::Body, middleware::from_fn, routing::get};
    use tower::ServiceExt;

    use super::*;

    #[tokio::test(start_paused = true)]
    async fn what_takes_too_long_is_answered_all_the_same() {
        let app = Router::new()
            .route("/", get(std::future::pending::<()>))
            .layer(from_fn(refuse_too_much));
        let request = Request::get("/").body(Body::empty()).unwrap();
        let answer = app.oneshot(request).await.unwrap();
        assert_eq!(answer.status().as_u16(), 503);
        let body = axum::body::to_bytes(answer.into_body(), 10_000)
            .await
            .unwrap();
        let body = String::from_utf8(body.to_vec()).unwrap();
        assert!(body.contains("\"not-ready\""), "{body}");
    }
}
