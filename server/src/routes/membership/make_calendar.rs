//! `POST /v1/sites/{site}/membership/calendar`: a member wants the meetings in their calendar.

use api_types::{MemberCalendar, Problem};
use axum::{extract::State, response::Response};

use super::member::Member;
use crate::{AppState, answer::private, problems::Refusal};

/// Makes a private calendar address, which is told this once. One from before ends.
#[utoipa::path(post, path = "/v1/sites/{site}/membership/calendar", tag = "membership",
    params(("site" = String, Path, description = "The site's slug.", example = "riverside")),
    security(("member" = [])),
    responses(
        (status = 200, description = "The address.", body = MemberCalendar),
        (status = 409, description = "`wrong-state`: only who has a place", body = Problem, content_type = "application/problem+json"),
    ))]
pub async fn make_calendar(
    State(state): State<AppState>,
    member: Member,
) -> Result<Response, Refusal> {
    let opened = member.page(&state).open().await?;
    let url = opened.make_calendar().await?;
    Ok(private(&MemberCalendar { url }))
}
