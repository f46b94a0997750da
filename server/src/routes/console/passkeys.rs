//! `/console/api/passkeys`: one's own passkeys, to see, to add and to remove.

use api_types::{NewPasskeyRequest, PasskeyList, PasskeyOfStaff, PasskeyQuestion, ProblemCode};
use axum::{
    Json,
    extract::State,
    http::{HeaderMap, StatusCode},
};

use super::Signed;
use crate::{
    AppState,
    clock::Chance,
    domain::{
        join::{hash_of, secret},
        staff::read_name,
        time::rfc3339,
    },
    passkeys::{ANSWERED_WITHIN, Ceremony, Question},
    problems::Refusal,
    routes::{JsonBody, PathParts},
    store::{NewPasskey, PasskeyDetails},
};

/// How many one person may have; more are a mistake or a flood.
const MOST: usize = 20;

/// Those there are.
pub async fn list_passkeys(
    State(state): State<AppState>,
    signed: Signed,
    headers: HeaderMap,
) -> Result<Json<PasskeyList>, Refusal> {
    let found = state.store.list_passkeys(&signed.viewer).await?;
    let passkeys = found.into_iter().map(|one| PasskeyOfStaff {
        id: one.id,
        name: one.details.name,
        since: rfc3339(one.created_at),
        used: one.used_at.map(rfc3339),
    });
    Ok(Json(PasskeyList {
        available: Ceremony::of(state.public_url.as_ref(), &headers).is_some(),
        passkeys: passkeys.collect(),
    }))
}

/// What a browser is asked for a new one.
pub async fn ask_for_new_passkey(
    State(state): State<AppState>,
    signed: Signed,
    headers: HeaderMap,
) -> Result<Json<PasskeyQuestion>, Refusal> {
    let ceremony = ceremony(&state, &headers)?;
    let known = state.store.list_passkeys(&signed.viewer).await?;
    if known.len() >= MOST {
        return Err(refused());
    }
    let known: Vec<String> = known.into_iter().map(|one| one.details.key).collect();
    // What a device shows when it asks which passkey.
    let site = signed.frame().named(&signed.site);
    let shown = format!("{}, {site}", signed.name);
    let question = ceremony.ask_for_new(signed.staff.as_str(), (&shown, &shown), &known);
    let question = question.ok_or_else(refused)?;
    let (answer, hash) = asked(&question, &state.chance);
    let until = state.clock.now() + ANSWERED_WITHIN;
    let store = &state.store;
    store
        .add_passkey_question(&signed.viewer, hash, &question.state, until)
        .await?;
    Ok(Json(answer))
}

/// Adds the one that the browser made.
pub async fn add_passkey(
    State(state): State<AppState>,
    signed: Signed,
    headers: HeaderMap,
    JsonBody { value: asked, .. }: JsonBody<NewPasskeyRequest>,
) -> Result<StatusCode, Refusal> {
    let name = read_name(&asked.name).map_err(|(code, detail)| {
        Refusal::new(ProblemCode::InvalidFields).field("/name", code, detail)
    })?;
    let ceremony = ceremony(&state, &headers)?;
    let (store, now) = (&state.store, state.clock.now());
    let question = store
        .take_passkey_question(&signed.viewer, hash_of(&asked.token), now)
        .await?;
    let answer = serde_json::from_str(&asked.credential).map_err(|_| refused())?;
    let made = question.and_then(|question| ceremony.take_new(&answer, &question));
    let made = made.ok_or_else(refused)?;
    let new = NewPasskey {
        hash: made.hash,
        details: &PasskeyDetails {
            name,
            key: made.key,
        },
    };
    let added = store.add_passkey(&signed.viewer, &new, now).await?;
    added.then_some(StatusCode::CREATED).ok_or_else(refused)
}

/// Removes one. On the device it stays, and lets nobody in any more.
pub async fn remove_passkey(
    State(state): State<AppState>,
    signed: Signed,
    PathParts(passkey): PathParts<String>,
) -> Result<StatusCode, Refusal> {
    let (store, now) = (&state.store, state.clock.now());
    let removed = store.remove_passkey(&signed.viewer, &passkey, now).await?;
    removed
        .then_some(StatusCode::NO_CONTENT)
        .ok_or_else(Refusal::not_found)
}

/// The name that passkeys belong to; without one there are none.
pub(super) fn ceremony(state: &AppState, headers: &HeaderMap) -> Result<Ceremony, Refusal> {
    Ceremony::of(state.public_url.as_ref(), headers).ok_or_else(refused)
}

/// What goes to the browser, and the hash of the token that it brings back.
pub(super) fn asked(question: &Question, chance: &Chance) -> (PasskeyQuestion, [u8; 32]) {
    let token = secret(chance);
    let hash = hash_of(&token);
    let options = question.options.to_string();
    (PasskeyQuestion { token, options }, hash)
}

/// One refusal for all that can be wrong: it tells nothing of others.
pub(super) fn refused() -> Refusal {
    Refusal::new(ProblemCode::PasskeyRefused)
}
