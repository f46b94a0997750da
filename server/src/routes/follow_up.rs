//! What a person does right after asking, in the widget, before the address is proved: enter the
//! six digits, correct the address, take the request back. And asking for a lost link.

use api_types::{
    CorrectContact, CorrectedContact, JoinState, Problem, ProblemCode, ProveAddress, SendLink,
    Standing, TakeBack,
};
use axum::{
    extract::State,
    http::{StatusCode, header},
    response::{IntoResponse, Response},
};

use super::{JsonBody, PathParts};
use crate::{
    AppState,
    answer::{NO_STORE, private},
    domain::{
        join::{hash_of, read_contact},
        time::rfc3339,
    },
    gate::{Act, Caller},
    joining::Desk,
    problems::Refusal,
    store::{Corrected, Decided, Decision, Proof, Proved},
};

/// Proves an address by the six digits of the letter.
#[utoipa::path(post, path = "/v1/sites/{site}/join-requests/prove", tag = "joining",
    params(("site" = String, Path, description = "The site's slug.", example = "riverside")),
    request_body = ProveAddress,
    responses(
        (status = 200, description = "Where the request stands.", body = Standing),
        (status = 404, description = "`unknown-site` or `unknown-token`", body = Problem, content_type = "application/problem+json"),
        (status = 410, description = "`spent-token`", body = Problem, content_type = "application/problem+json"),
        (status = 422, description = "`wrong-code`", body = Problem, content_type = "application/problem+json"),
        (status = 429, description = "`slow-down`", body = Problem, content_type = "application/problem+json"),
    ))]
pub async fn prove_address(
    State(state): State<AppState>,
    PathParts(site): PathParts<String>,
    caller: Caller,
    body: JsonBody<ProveAddress>,
) -> Result<Response, Refusal> {
    let site = state.site(&site).await?;
    state.admit(&site.id, &caller, Act::GuessCode)?;
    let ProveAddress { follow_up, code } = body.value;
    let code: String = code
        .chars()
        .filter(|letter| !letter.is_whitespace())
        .collect();
    let desk = Desk::new(&state, &site);
    let proof = Proof::Code(hash_of(&follow_up), &code);
    let now = state.clock.now();
    let proved = state
        .store
        .prove_address(&site.id, proof, &desk, now)
        .await?;
    state.mail.wake();
    match proved {
        Proved::Now(state_now, member) => Ok(private(&Standing {
            state: state_now,
            member_page: state.mail.link(&format!("/m/{}", member.text)),
            member: Some(member.text),
        })),
        Proved::Before(state_now) => Ok(private(&Standing {
            state: state_now,
            member_page: None,
            member: None,
        })),
        Proved::WrongCode => Err(Refusal::new(ProblemCode::WrongCode)),
        Proved::Spent => Err(Refusal::new(ProblemCode::SpentToken)),
        Proved::Unknown => Err(Refusal::new(ProblemCode::UnknownToken)),
    }
}

/// Corrects an address that was mistyped, as long as it is not proved.
#[utoipa::path(post, path = "/v1/sites/{site}/join-requests/correct", tag = "joining",
    params(("site" = String, Path, description = "The site's slug.", example = "riverside")),
    request_body = CorrectContact,
    responses(
        (status = 200, description = "A new letter is on its way, or somebody rings.", body = CorrectedContact),
        (status = 404, description = "`unknown-site` or `unknown-token`", body = Problem, content_type = "application/problem+json"),
        (status = 410, description = "`spent-token`", body = Problem, content_type = "application/problem+json"),
        (status = 422, description = "`invalid-fields`", body = Problem, content_type = "application/problem+json"),
        (status = 429, description = "`slow-down`", body = Problem, content_type = "application/problem+json"),
    ))]
pub async fn correct_contact(
    State(state): State<AppState>,
    PathParts(site): PathParts<String>,
    caller: Caller,
    body: JsonBody<CorrectContact>,
) -> Result<Response, Refusal> {
    let site = state.site(&site).await?;
    state.admit(&site.id, &caller, Act::Correct)?;
    let contact = read_contact(&body.value.contact).map_err(|(code, detail)| {
        Refusal::new(ProblemCode::InvalidFields).field("/contact/value", code, detail)
    })?;
    let desk = Desk::new(&state, &site);
    let hash = hash_of(&body.value.follow_up);
    let now = state.clock.now();
    let done = state
        .store
        .correct_contact(&site.id, hash, &contact, &desk, now)
        .await?;
    state.mail.wake();
    match done {
        Corrected::Done(held_until) => Ok(private(&CorrectedContact {
            contact_kind: contact.kind,
            held_until: rfc3339(held_until),
        })),
        Corrected::Spent => Err(Refusal::new(ProblemCode::SpentToken)),
        Corrected::Unknown => Err(Refusal::new(ProblemCode::UnknownToken)),
    }
}

/// Takes a request back, as long as its address is not proved.
#[utoipa::path(post, path = "/v1/sites/{site}/join-requests/take-back", tag = "joining",
    params(("site" = String, Path, description = "The site's slug.", example = "riverside")),
    request_body = TakeBack,
    responses(
        (status = 200, description = "Taken back; it is deleted after the site's time.", body = Standing),
        (status = 404, description = "`unknown-site` or `unknown-token`", body = Problem, content_type = "application/problem+json"),
        (status = 410, description = "`spent-token`", body = Problem, content_type = "application/problem+json"),
    ))]
pub async fn take_request_back(
    State(state): State<AppState>,
    PathParts(site): PathParts<String>,
    body: JsonBody<TakeBack>,
) -> Result<Response, Refusal> {
    let site = state.site(&site).await?;
    let desk = Desk::new(&state, &site);
    let hash = hash_of(&body.value.follow_up);
    let now = state.clock.now();
    let decision = Decision::TakeBack;
    let decided = state
        .store
        .decide(&site.id, hash, decision, &desk, now)
        .await?;
    state.mail.wake();
    match decided {
        Decided::Now(_) | Decided::Before(_) => Ok(private(&Standing {
            state: JoinState::Left,
            member_page: None,
            member: None,
        })),
        Decided::Unknown => Err(Refusal::new(ProblemCode::UnknownToken)),
        Decided::Spent => Err(Refusal::new(ProblemCode::SpentToken)),
        Decided::WrongState(_)
        | Decided::Full
        | Decided::Released(_)
        | Decided::KnownAlready(_) => Err(Refusal::new(ProblemCode::WrongState)),
    }
}

/// Sends the link to a member's page again. The answer is always the same.
#[utoipa::path(post, path = "/v1/sites/{site}/join-requests/send-link", tag = "joining",
    params(("site" = String, Path, description = "The site's slug.", example = "riverside")),
    request_body = SendLink,
    responses(
        (status = 202, description = "If somebody joined with this address, a letter is on its way."),
        (status = 404, description = "`unknown-site`", body = Problem, content_type = "application/problem+json"),
        (status = 422, description = "`invalid-fields`", body = Problem, content_type = "application/problem+json"),
        (status = 429, description = "`slow-down`", body = Problem, content_type = "application/problem+json"),
    ))]
pub async fn send_link_again(
    State(state): State<AppState>,
    PathParts(site): PathParts<String>,
    caller: Caller,
    body: JsonBody<SendLink>,
) -> Result<Response, Refusal> {
    let site = state.site(&site).await?;
    state.admit(&site.id, &caller, Act::SendLink)?;
    let contact = read_contact(&body.value.contact).map_err(|(code, detail)| {
        Refusal::new(ProblemCode::InvalidFields).field("/contact/value", code, detail)
    })?;
    let desk = Desk::new(&state, &site);
    let now = state.clock.now();
    state
        .store
        .send_links_again(&site.id, &contact, &desk, now)
        .await?;
    state.mail.wake();
    Ok((StatusCode::ACCEPTED, [(header::CACHE_CONTROL, NO_STORE)]).into_response())
}
