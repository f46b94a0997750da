//! `POST /v1/sites/{site}/membership/leave`: a member leaves.

use api_types::{Problem, Standing};
use axum::{extract::State, response::Response};

use super::member::Member;
use crate::{AppState, answer::private, problems::Refusal};

/// Leaves the group, or takes the request back. The place goes to who has waited longest. Safe to do
/// twice.
#[utoipa::path(post, path = "/v1/sites/{site}/membership/leave", tag = "membership",
    params(("site" = String, Path, description = "The site's slug.", example = "riverside")),
    security(("member" = [])),
    responses(
        (status = 200, description = "Where it stands: `left`.", body = Standing),
        (status = 409, description = "`wrong-state`: it was declined", body = Problem, content_type = "application/problem+json"),
    ))]
pub async fn leave_group(
    State(state): State<AppState>,
    member: Member,
) -> Result<Response, Refusal> {
    let left = member.page(&state).leave().await?;
    Ok(private(&Standing {
        state: left,
        member_page: None,
        member: None,
    }))
}
