//! `POST /v1/sites/{site}/groups/{group}/hand-overs`: somebody goes on to a group that lives on
//! another platform.

use api_types::{HandOver, HostPlatform, JoinPolicy, NewHandOver, Problem, ProblemCode};
use axum::{extract::State, response::Response};

use super::{
    JsonBody, PathParts,
    attempt::{Attempt, acknowledged, answer, no_form},
    show_join_form,
};
use crate::{
    AppState,
    gate::{Act, Caller},
    joining::IdempotencyKey,
    problems::Refusal,
    store::{Asked, HandingOver},
};

/// Gives the link to a group that lives on another platform, for who has acknowledged its
/// guidelines.
///
/// Nothing is asked of the person, and nothing about them is kept or passed on: the link is the
/// stored one. What is kept for a time is the receipt, under the reference. `Idempotency-Key` names
/// the attempt, as for a request to join.
#[utoipa::path(post, path = "/v1/sites/{site}/groups/{group}/hand-overs", tag = "joining",
    params(
        ("site" = String, Path, description = "The site's slug.", example = "riverside"),
        ("group" = String, Path, description = "The group's slug.", example = "evening-circle"),
        ("Idempotency-Key" = String, Header, min_length = 16, max_length = 128, pattern = "^[A-Za-z0-9_-]{16,128}$", description = "Names the attempt.", example = "018f2d3a-7b1c-7e00-9d3f-0a1b2c3d4e5f"),
    ),
    request_body = NewHandOver,
    responses(
        (status = 201, description = "The link, and the receipt.", body = HandOver),
        (status = 400, description = "`bad-body` or `bad-idempotency-key`", body = Problem, content_type = "application/problem+json"),
        (status = 404, description = "`unknown-site` or `unknown-group`", body = Problem, content_type = "application/problem+json"),
        (status = 409, description = "`no-join-form` (the group does not live elsewhere, or has no link) or `guidelines-changed`", body = Problem, content_type = "application/problem+json"),
        (status = 422, description = "`invalid-fields`, `guidelines-unknown`, `guidelines-forged` or `idempotency-key-reused`", body = Problem, content_type = "application/problem+json"),
        (status = 429, description = "`slow-down`", body = Problem, content_type = "application/problem+json"),
    ))]
pub async fn hand_over(
    State(state): State<AppState>,
    PathParts((site, slug)): PathParts<(String, String)>,
    caller: Caller,
    key: IdempotencyKey,
    body: JsonBody<NewHandOver>,
) -> Result<Response, Refusal> {
    let attempt = Attempt::new(key, &slug, &body.bytes);
    answer(go_on(&state, (&site, &slug), &caller, attempt, body.value).await?)
}

/// Goes on from a group (the slugs of its site and of its own), from wherever the request came.
pub(super) async fn go_on(
    state: &AppState,
    (site, slug): (&str, &str),
    caller: &Caller,
    attempt: Attempt,
    new: NewHandOver,
) -> Result<Asked, Refusal> {
    let snapshot = state.catalogue(site).await?;
    let site = snapshot.site();
    let now = state.clock.now();
    if let Some(before) = attempt.answered_before(state, &site.id, now).await? {
        return Ok(before);
    }
    let read = new.guidelines.as_ref();
    let language = read.map(|read| read.language.as_str());
    let form = show_join_form::form(state, &snapshot, slug, language).await?;
    let group = state.store.find_group(&site.id, slug).await?;
    let group = group.ok_or_else(|| Refusal::new(ProblemCode::UnknownGroup))?;
    let (JoinPolicy::Elsewhere, None, Some(url)) =
        (form.policy, form.unavailable, group.record.host_url)
    else {
        return Err(no_form(&form));
    };
    state.admit(&site.id, caller, Act::HandOver)?;
    let acknowledged = acknowledged(state, site, &form, read, now).await?;
    let worded = |reference: &str| {
        let answer = HandOver {
            reference: reference.to_owned(),
            host_platform: form.host_platform.unwrap_or(HostPlatform::Other),
            url: url.clone(),
            guidelines: acknowledged.clone(),
        };
        serde_json::to_vec(&answer).unwrap_or_default()
    };
    let handing = HandingOver {
        group: slug,
        acknowledged: acknowledged.as_ref(),
        key: attempt.key(),
        body: attempt.body(),
        now,
    };
    Ok(state.store.hand_over(&site.id, &handing, &worded).await?)
}
