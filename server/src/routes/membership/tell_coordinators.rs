//! `POST /v1/sites/{site}/membership/concerns`: a member says that something is wrong in the group.

use api_types::{NewConcern, Problem};
use axum::{extract::State, http::StatusCode};

use super::member::Member;
use crate::{AppState, problems::Refusal, routes::JsonBody};

/// Tells the site's coordinators that something is wrong in the group. Who leads the group does not
/// hear of it. The same words again on the same day are the same report.
#[utoipa::path(post, path = "/v1/sites/{site}/membership/concerns", tag = "membership",
    params(("site" = String, Path, description = "The site's slug.", example = "riverside")),
    security(("member" = [])),
    request_body = NewConcern,
    responses(
        (status = 204, description = "The coordinators have it."),
        (status = 422, description = "`invalid-fields`: `/text`", body = Problem, content_type = "application/problem+json"),
        (status = 429, description = "`slow-down`, after five on one day or after many tokens that nobody has", body = Problem, content_type = "application/problem+json"),
    ))]
pub async fn tell_coordinators(
    State(state): State<AppState>,
    member: Member,
    body: JsonBody<NewConcern>,
) -> Result<StatusCode, Refusal> {
    let page = member.page(&state);
    page.tell_coordinators(&body.value).await?;
    Ok(StatusCode::NO_CONTENT)
}
