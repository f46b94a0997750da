//! `GET /v1/sites/{site}/membership/export`: all that is held of a member.

use axum::{extract::State, response::Response};

use super::member::Member;
use crate::{AppState, answer::private, pages, problems::Refusal};

/// All that is held of the member, to take along: the same as the file of their page.
#[utoipa::path(get, path = "/v1/sites/{site}/membership/export", tag = "membership",
    params(("site" = String, Path, description = "The site's slug.", example = "riverside")),
    security(("member" = [])),
    responses(
        (status = 200, description = "Everything, instants in RFC 3339, UTC.", body = serde_json::Value),
    ))]
pub async fn export_membership(
    State(state): State<AppState>,
    member: Member,
) -> Result<Response, Refusal> {
    let opened = member.page(&state).open().await?;
    Ok(private(&pages::export(&opened.held().await?)))
}
