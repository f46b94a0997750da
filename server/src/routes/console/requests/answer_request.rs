//! `POST /console/api/requests/{request}/approve`, `…/decline`, `…/release` and `…/take-back`.

use api_types::{DeclineRequest, JoinState, ProblemCode, RequestDone};
use axum::{Json, extract::State};

use super::{done, stands_elsewhere};
use crate::{
    AppState,
    domain::join::read_letter_text,
    joining::Desk,
    problems::Refusal,
    routes::{JsonBody, PathParts, console::Signed},
    store::{Decided, Decision, Released, TakenBack},
};

/// Gives a place. Also says that a number is right. An address that nobody has proved is written to
/// first: the request stands as `requested` then, and a place that it holds is kept.
pub async fn approve_request(
    State(state): State<AppState>,
    signed: Signed,
    PathParts(request): PathParts<String>,
) -> Result<Json<RequestDone>, Refusal> {
    let desk = Desk::new(&state, &signed.site);
    decide(&state, &signed, &request, Decision::Approve, desk).await
}

/// Declines, in the words that are given.
pub async fn decline_request(
    State(state): State<AppState>,
    signed: Signed,
    PathParts(request): PathParts<String>,
    JsonBody { value: asked, .. }: JsonBody<DeclineRequest>,
) -> Result<Json<RequestDone>, Refusal> {
    let text = read_letter_text(asked.text).map_err(Refusal::invalid_fields)?;
    // Who is declined reads of groups that fit and have room.
    let groups = state.catalogue(&signed.site.slug).await?;
    let desk = Desk::new(&state, &signed.site).with_groups(groups.groups());
    let desk = desk.declining_with(text);
    decide(&state, &signed, &request, Decision::Decline, desk).await
}

async fn decide(
    state: &AppState,
    signed: &Signed,
    request: &str,
    decision: Decision,
    desk: Desk<'_>,
) -> Result<Json<RequestDone>, Refusal> {
    let now = state.clock.now();
    let sending = state.store.sending(&signed.viewer, now);
    let batch = sending.batch().to_owned();
    let desk = desk.sent_by(sending);
    let decided = state
        .store
        .answer_request(&signed.viewer, request, decision, &desk, now);
    // All that may happen to it at once makes a large future.
    match Box::pin(decided).await? {
        Some(Decided::Now(stands) | Decided::Before(stands) | Decided::KnownAlready(stands)) => {
            Ok(Json(done(state, signed, &batch, stands).await?))
        }
        Some(Decided::Released(Released::WrongState(stands))) => {
            Err(Refusal::new(stands_elsewhere(stands)))
        }
        Some(Decided::Released(_)) => {
            Ok(Json(done(state, signed, "", JoinState::Requested).await?))
        }
        Some(Decided::Full) => Err(Refusal::new(ProblemCode::GroupFull)),
        Some(Decided::WrongState(stands)) => Err(Refusal::new(stands_elsewhere(stands))),
        None | Some(Decided::Spent | Decided::Unknown) => Err(Refusal::not_found()),
    }
}

/// Lets the letter to an address go that was held until a person had looked.
pub async fn release_request(
    State(state): State<AppState>,
    signed: Signed,
    PathParts(request): PathParts<String>,
) -> Result<Json<RequestDone>, Refusal> {
    let (desk, now) = (Desk::new(&state, &signed.site), state.clock.now());
    let released = state
        .store
        .release_request(&signed.viewer, &request, &desk, now);
    match Box::pin(released).await? {
        Some(Released::Now | Released::Before) => {
            Ok(Json(done(&state, &signed, "", JoinState::Requested).await?))
        }
        Some(Released::WrongState(stands)) => Err(Refusal::new(stands_elsewhere(stands))),
        None | Some(Released::Spent | Released::Unknown) => Err(Refusal::not_found()),
    }
}

/// Takes a decision back that nobody was told of yet.
pub async fn take_decision_back(
    State(state): State<AppState>,
    signed: Signed,
    PathParts(request): PathParts<String>,
) -> Result<Json<RequestDone>, Refusal> {
    let now = state.clock.now();
    let taken = state
        .store
        .take_decision_back(&signed.viewer, &request, now);
    let code = match Box::pin(taken).await? {
        Some(TakenBack::Now(stands)) => {
            return Ok(Json(done(&state, &signed, "", stands).await?));
        }
        Some(TakenBack::TooLate) => ProblemCode::TooLate,
        Some(TakenBack::Full) => ProblemCode::GroupFull,
        Some(TakenBack::WrongState(_)) => ProblemCode::WrongState,
        None => ProblemCode::NotFound,
    };
    Err(Refusal::new(code))
}
