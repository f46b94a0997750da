//! A panic becomes a problem document, and its words stay out of the answer and the log.

use std::any::Any;

use axum::response::{IntoResponse, Response};

use crate::problems::Refusal;

/// Answers a request whose handler panicked.
// The signature is tower-http's.
#[allow(clippy::needless_pass_by_value)]
pub fn answer_panic(_inside: Box<dyn Any + Send + 'static>) -> Response {
    Refusal::fault("the handler panicked; the line before says where").into_response()
}

/// Logs where a panic happened, but not its message, which can quote what a person typed.
pub fn hide_panics() {
    std::panic::set_hook(Box::new(|panic| {
        let place = panic.location().map(ToString::to_string);
        tracing::error!(place = place.as_deref().unwrap_or("unknown"), "panicked");
    }));
}
