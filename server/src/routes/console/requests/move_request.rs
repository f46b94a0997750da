//! `POST /console/api/requests/{request}/move`: another group fits better.

use api_types::{MoveRequest, ProblemCode, RequestDone};
use axum::{Json, extract::State};

use super::{done, stands_elsewhere};
use crate::{
    AppState,
    joining::Desk,
    problems::Refusal,
    routes::{JsonBody, PathParts, console::Signed},
    store::Moved,
};

/// Moves it to one of the viewer's other groups.
pub async fn move_request(
    State(state): State<AppState>,
    signed: Signed,
    PathParts(request): PathParts<String>,
    JsonBody { value: asked, .. }: JsonBody<MoveRequest>,
) -> Result<Json<RequestDone>, Refusal> {
    let now = state.clock.now();
    let sending = state.store.sending(&signed.viewer, now);
    let batch = sending.batch().to_owned();
    let desk = Desk::new(&state, &signed.site).sent_by(sending);
    let to = asked.group.as_str();
    let moved = state
        .store
        .move_request(&signed.viewer, &request, to, &desk, now);
    // All that may happen to it at once makes a large future.
    let refusal = match Box::pin(moved).await? {
        Some(Moved::Now(stands) | Moved::Before(stands)) => {
            return Ok(Json(done(&state, &signed, &batch, stands).await?));
        }
        Some(Moved::ThereAlready) => Refusal::new(ProblemCode::AlreadyThere),
        Some(Moved::UnknownGroup) => {
            let refusal = Refusal::new(ProblemCode::InvalidFields);
            refusal.field("/group", "unknown-group", "one of `move_to`")
        }
        Some(Moved::WrongState(stands)) => Refusal::new(stands_elsewhere(stands)),
        None => Refusal::not_found(),
    };
    Err(refusal)
}
