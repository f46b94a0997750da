//! `DELETE /v1/sites/{site}/membership`: a member has everything erased.

use axum::{
    extract::State,
    http::{StatusCode, header},
    response::{IntoResponse, Response},
};

use super::member::Member;
use crate::{AppState, answer::NO_STORE, problems::Refusal};

/// Erases everything that is held of the member, at once and for good, their link included. A place
/// goes to who has waited longest.
#[utoipa::path(delete, path = "/v1/sites/{site}/membership", tag = "membership",
    params(("site" = String, Path, description = "The site's slug.", example = "riverside")),
    security(("member" = [])),
    responses(
        (status = 204, description = "Nothing is left."),
    ))]
pub async fn erase_membership(
    State(state): State<AppState>,
    member: Member,
) -> Result<Response, Refusal> {
    member.page(&state).erase().await?;
    Ok((StatusCode::NO_CONTENT, [(header::CACHE_CONTROL, NO_STORE)]).into_response())
}
