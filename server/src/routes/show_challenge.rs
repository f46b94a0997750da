//! `GET /v1/sites/{site}/challenge`: work for a device before it asks for a place.

use api_types::{Challenge, Problem};
use axum::{
    Json,
    extract::{RawQuery, State},
    http::header,
    response::IntoResponse,
};

use super::PathParts;
use crate::{AppState, answer::NO_STORE, gate::proof_of_work, parameters, problems::Refusal};

/// A challenge for a device, good for twenty minutes and for one request to join.
///
/// It takes a phone about a second. Who cannot solve it sends the request without; a person then
/// looks at it first.
#[utoipa::path(get, path = "/v1/sites/{site}/challenge", tag = "joining",
    params(
        ("site" = String, Path, description = "The site's slug.", example = "riverside"),
    ),
    responses(
        (status = 200, description = "A challenge, never the same twice.", body = Challenge),
        (status = 404, description = "`unknown-site`", body = Problem, content_type = "application/problem+json"),
    ))]
pub async fn show_challenge(
    State(state): State<AppState>,
    PathParts(site): PathParts<String>,
    RawQuery(query): RawQuery,
) -> Result<impl IntoResponse, Refusal> {
    let site = state.site(&site).await?;
    parameters::none(query.as_deref())?;
    let now = state.clock.now();
    let made = proof_of_work::challenge(state.store.sealer(), &site.id, now, &state.chance)?;
    Ok(([(header::CACHE_CONTROL, NO_STORE)], Json(made)))
}
