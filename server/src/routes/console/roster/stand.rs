//! `/console/api/members/{member}/…`: nobody writes to a member, who is kept out for a while, or is
//! taken out of the group; or staff were in touch with them.

use api_types::{AlsoIn, GroupOfStaff, PauseRequest, RemoveRequest, SilenceRequest, Silenced};
use axum::{Json, extract::State, http::StatusCode};

use super::super::{Signed, found};
use crate::{
    AppState,
    domain::roster::read_text,
    joining::Desk,
    problems::Refusal,
    routes::{JsonBody, PathParts},
    store::{RemovedMember, Writer},
};

/// Longest reason, characters.
const REASON: usize = 500;
/// Longest letter, characters.
const LETTER: usize = 4_000;

/// Nobody writes to them any more, letters that wait included.
pub async fn silence_member(
    State(state): State<AppState>,
    signed: Signed,
    PathParts(member): PathParts<String>,
    JsonBody { value: asked, .. }: JsonBody<SilenceRequest>,
) -> Result<Json<Silenced>, Refusal> {
    let now = state.clock.now();
    let done = state
        .store
        .silence_member(&signed.viewer, &member, asked.reason, now)
        .await?;
    let done = done.ok_or_else(Refusal::not_found)?;
    let groups = done.also_in.into_iter();
    Ok(Json(Silenced {
        letters_stopped: u32::try_from(done.letters).unwrap_or(u32::MAX),
        also_in: groups
            .map(|one| AlsoIn {
                group: GroupOfStaff {
                    slug: one.slug,
                    name: one.name,
                },
                request: one.request,
                is_member: one.is_member,
            })
            .collect(),
    }))
}

/// They may be written to again.
pub async fn unsilence_member(
    State(state): State<AppState>,
    signed: Signed,
    PathParts(member): PathParts<String>,
) -> Result<StatusCode, Refusal> {
    let now = state.clock.now();
    found(
        state
            .store
            .unsilence_member(&signed.viewer, &member, now)
            .await?,
    )
}

/// They are kept out for a while.
pub async fn pause_member(
    State(state): State<AppState>,
    signed: Signed,
    PathParts(member): PathParts<String>,
    JsonBody { value: asked, .. }: JsonBody<PauseRequest>,
) -> Result<StatusCode, Refusal> {
    let reason = read_text("/reason", &asked.reason, REASON);
    let reason = reason.map_err(|problem| Refusal::invalid_fields(vec![problem]))?;
    let now = state.clock.now();
    let done = state
        .store
        .pause_member(&signed.viewer, &member, &reason, now)
        .await?;
    match done.ok_or_else(Refusal::not_found)? {
        Ok(()) => Ok(StatusCode::NO_CONTENT),
        Err(stands) => Err(Refusal::wrong_state(stands)),
    }
}

/// They may come in again.
pub async fn resume_member(
    State(state): State<AppState>,
    signed: Signed,
    PathParts(member): PathParts<String>,
) -> Result<StatusCode, Refusal> {
    let now = state.clock.now();
    found(
        state
            .store
            .resume_member(&signed.viewer, &member, now)
            .await?,
    )
}

/// They are taken out of the group, with a letter where there is one.
pub async fn remove_member(
    State(state): State<AppState>,
    signed: Signed,
    PathParts(member): PathParts<String>,
    JsonBody { value: asked, .. }: JsonBody<RemoveRequest>,
) -> Result<StatusCode, Refusal> {
    let reason = read_text("/reason", &asked.reason, REASON);
    let letter = asked.letter.as_deref();
    let letter = letter
        .map(|text| read_text("/letter", text, LETTER))
        .transpose();
    let (reason, letter) = match (reason, letter) {
        (Ok(reason), Ok(letter)) => (reason, letter),
        (reason, letter) => {
            let problems = reason.err().into_iter().chain(letter.err());
            return Err(Refusal::invalid_fields(problems.collect()));
        }
    };
    let (desk, now) = (Desk::new(&state, &signed.site), state.clock.now());
    let sending = state.store.sending(&signed.viewer, now);
    let staffs = Desk::new(&state, &signed.site).sent_by(sending);
    let letter = letter.as_deref().map(|text| (text, &staffs as &dyn Writer));
    let words = (reason.as_str(), letter);
    let done = state
        .store
        .remove_member(&signed.viewer, &member, words, &desk, now)
        .await?;
    state.mail.wake();
    match done {
        RemovedMember::Yes => Ok(StatusCode::NO_CONTENT),
        RemovedMember::WrongState(stands) => Err(Refusal::wrong_state(stands)),
        RemovedMember::Unknown => Err(Refusal::not_found()),
    }
}

/// Staff were in touch with who had not been seen for a while.
pub async fn mark_in_touch(
    State(state): State<AppState>,
    signed: Signed,
    PathParts(member): PathParts<String>,
) -> Result<StatusCode, Refusal> {
    let now = state.clock.now();
    found(
        state
            .store
            .mark_member_in_touch(&signed.viewer, &member, now)
            .await?,
    )
}
