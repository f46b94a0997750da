//! `POST /console/api/requests/{request}/call`: somebody was rung.

use api_types::{CallOutcome, CallRequest, RequestDone};
use axum::{Json, extract::State};

use super::{done, stands_elsewhere};
use crate::{
    AppState,
    joining::Desk,
    problems::Refusal,
    routes::{JsonBody, PathParts, console::Signed},
    store::{Call, Called},
};

/// Notes how the call went.
pub async fn note_call(
    State(state): State<AppState>,
    signed: Signed,
    PathParts(request): PathParts<String>,
    JsonBody { value: asked, .. }: JsonBody<CallRequest>,
) -> Result<Json<RequestDone>, Refusal> {
    let call = match asked.outcome {
        CallOutcome::Reached => Call::Reached,
        CallOutcome::NotReached => Call::NotReached,
        CallOutcome::WrongNumber => Call::WrongNumber,
    };
    let now = state.clock.now();
    let sending = state.store.sending(&signed.viewer, now);
    let batch = sending.batch().to_owned();
    let desk = Desk::new(&state, &signed.site).sent_by(sending);
    let called = state
        .store
        .note_call(&signed.viewer, &request, call, &desk, now);
    // All that may happen to it at once makes a large future.
    match Box::pin(called).await? {
        Some(Called::Now(stands)) => Ok(Json(done(&state, &signed, &batch, stands).await?)),
        Some(Called::WrongState(stands)) => Err(Refusal::new(stands_elsewhere(stands))),
        None => Err(Refusal::not_found()),
    }
}
