//! `POST /console/api/requests/{request}/offer` and `…/skip`: the waiting list.

use api_types::{JoinState, ProblemCode, RequestDone};
use axum::{Json, extract::State};

use super::{done, stands_elsewhere};
use crate::{
    AppState,
    joining::Desk,
    problems::Refusal,
    routes::{PathParts, console::Signed},
    store::InLine,
};

/// Offers a free place to somebody on the list; who waits before them keeps their turn.
pub async fn offer_place(
    State(state): State<AppState>,
    signed: Signed,
    PathParts(request): PathParts<String>,
) -> Result<Json<RequestDone>, Refusal> {
    let now = state.clock.now();
    let sending = state.store.sending(&signed.viewer, now);
    let batch = sending.batch().to_owned();
    let desk = Desk::new(&state, &signed.site).sent_by(sending);
    let offered = state
        .store
        .offer_to_waiting(&signed.viewer, &request, &desk, now);
    let offered = Box::pin(offered).await?;
    stands(&state, &signed, (&batch, JoinState::Offered), offered).await
}

/// Puts somebody at the end of the list.
pub async fn skip_in_line(
    State(state): State<AppState>,
    signed: Signed,
    PathParts(request): PathParts<String>,
) -> Result<Json<RequestDone>, Refusal> {
    let now = state.clock.now();
    let skipped = state
        .store
        .skip_in_line(&signed.viewer, &request, now)
        .await?;
    stands(&state, &signed, ("", JoinState::Waitlisted), skipped).await
}

async fn stands(
    state: &AppState,
    signed: &Signed,
    (batch, then): (&str, JoinState),
    in_line: Option<InLine>,
) -> Result<Json<RequestDone>, Refusal> {
    let code = match in_line {
        Some(InLine::Now) => return Ok(Json(done(state, signed, batch, then).await?)),
        Some(InLine::Silent) => ProblemCode::LeftAlone,
        Some(InLine::Full) => ProblemCode::GroupFull,
        Some(InLine::WrongState(stands)) => stands_elsewhere(stands),
        None => ProblemCode::NotFound,
    };
    Err(Refusal::new(code))
}
