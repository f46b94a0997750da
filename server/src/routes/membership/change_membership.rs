//! `PATCH /v1/sites/{site}/membership`: a member wants something otherwise.

use api_types::{Membership, MembershipChange, Problem};
use axum::{
    extract::{RawQuery, State},
    response::Response,
};

use super::{member::Member, show_membership::membership};
use crate::{
    AppState, answer::private, gate::Caller, parameters, problems::Refusal, routes::JsonBody,
};

/// Changes what the member wrote, whether reminders come, and whether an offered place is taken; and
/// sends a letter to a new email address, whose button makes it theirs.
///
/// What is absent stays. All of it is done, or nothing. What is written is held to the rules of the
/// join form, and answers like it; the facilitator reads it where they read the request.
#[utoipa::path(patch, path = "/v1/sites/{site}/membership", tag = "membership",
    params(
        ("site" = String, Path, description = "The site's slug.", example = "riverside"),
        ("lang" = Option<String>, Query, description = "Language of the texts (BCP 47); the member's own where it is absent.", example = "es"),
    ),
    security(("member" = [])),
    request_body = MembershipChange,
    responses(
        (status = 200, description = "How it stands now.", body = Membership),
        (status = 400, description = "`bad-body` or `bad-parameter`", body = Problem, content_type = "application/problem+json"),
        (status = 409, description = "`wrong-state`: it has ended, or no place is offered", body = Problem, content_type = "application/problem+json"),
        (status = 422, description = "`invalid-fields`, by pointers such as `/written/display_name`; `/new_email` also with `not-asked` for who is reached by telephone, and `too-often`", body = Problem, content_type = "application/problem+json"),
    ))]
pub async fn change_membership(
    State(state): State<AppState>,
    member: Member,
    caller: Caller,
    RawQuery(query): RawQuery,
    body: JsonBody<MembershipChange>,
) -> Result<Response, Refusal> {
    let asked = parameters::language(query.as_deref())?;
    let page = member.page(&state);
    page.open().await?.change(body.value, &caller).await?;
    let opened = page.open().await?;
    Ok(private(
        &membership(&opened, page.site, asked.as_deref()).await?,
    ))
}
