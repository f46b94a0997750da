//! `POST` and `DELETE /console/api/calls/{call}/done`, and `POST /console/api/concerns/{concern}`:
//! somebody was rung; what a member said is wrong was read, or is settled.

use api_types::ConcernRequest;
use axum::{extract::State, http::StatusCode};

use super::super::{Signed, found};
use crate::{
    AppState,
    problems::Refusal,
    routes::{JsonBody, PathParts},
};

/// They were rung.
pub async fn mark_call_done(
    State(state): State<AppState>,
    signed: Signed,
    PathParts(call): PathParts<String>,
) -> Result<StatusCode, Refusal> {
    let now = state.clock.now();
    found(
        state
            .store
            .mark_call(&signed.viewer, &call, true, now)
            .await?,
    )
}

/// They were not, after all.
pub async fn mark_call_open(
    State(state): State<AppState>,
    signed: Signed,
    PathParts(call): PathParts<String>,
) -> Result<StatusCode, Refusal> {
    let now = state.clock.now();
    found(
        state
            .store
            .mark_call(&signed.viewer, &call, false, now)
            .await?,
    )
}

/// A coordinator read it, or it is settled.
pub async fn mark_concern(
    State(state): State<AppState>,
    signed: Signed,
    PathParts(concern): PathParts<String>,
    JsonBody { value: asked, .. }: JsonBody<ConcernRequest>,
) -> Result<StatusCode, Refusal> {
    let now = state.clock.now();
    let marked = state
        .store
        .mark_concern(&signed.viewer, &concern, asked.settled, now)
        .await?;
    found(marked)
}
