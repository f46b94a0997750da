//! `/console/passkey`: in with a passkey. Nobody types an address, so that nothing tells whether there is
//! an account; the device says whose passkey it has, and proves it.

use api_types::{PasskeyAnswer, PasskeyQuestion};
use axum::{
    Json,
    extract::State,
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse, Response},
};
use serde::{Deserialize, de::value::StrDeserializer};

use super::{
    cookie,
    follow_link::device,
    passkeys::{asked, ceremony, refused},
};
use crate::{
    AppState,
    domain::{
        join::hash_of,
        staff::{SessionToken, Stay},
    },
    gate::{Act, Caller},
    passkeys::ANSWERED_WITHIN,
    problems::Refusal,
    routes::JsonBody,
    store::{NewSession, SiteId},
};

/// What the browser is asked.
pub async fn ask_for_any_passkey(
    State(state): State<AppState>,
    headers: HeaderMap,
    caller: Caller,
) -> Result<Json<PasskeyQuestion>, Refusal> {
    // No site: whoever signs in may be on the staff of any.
    state.admit(&SiteId::from(""), &caller, Act::Passkey)?;
    let question = ceremony(&state, &headers)?.ask_for_any();
    let question = question.ok_or_else(refused)?;
    let (answer, hash) = asked(&question, &state.chance);
    let until = state.clock.now() + ANSWERED_WITHIN;
    let store = &state.store;
    store
        .add_sign_in_question(hash, &question.state, until)
        .await?;
    Ok(Json(answer))
}

/// A session begins, with its cookie, if the answer holds.
pub async fn sign_in_by_passkey(
    State(state): State<AppState>,
    headers: HeaderMap,
    JsonBody { value: answer, .. }: JsonBody<PasskeyAnswer>,
) -> Result<Response, Refusal> {
    let word = StrDeserializer::<serde::de::value::Error>::new(&answer.stay);
    let stay = Stay::deserialize(word).map_err(|_| refused())?;
    let ceremony = ceremony(&state, &headers)?;
    let (store, now) = (&state.store, state.clock.now());
    let question = store.take_sign_in_question(hash_of(&answer.token), now);
    let question = question.await?.ok_or_else(refused)?;
    let credential = serde_json::from_str(&answer.credential).map_err(|_| refused())?;
    let claim = ceremony.claim(&credential).ok_or_else(refused)?;
    let found = store.find_passkey(&claim.staff, claim.hash).await?;
    let mut found = found.ok_or_else(refused)?;
    let key = ceremony.holds(&claim, &question, &found.details.key);
    found.details.key = key.ok_or_else(refused)?;
    state.sites.look(store, now).await?;
    // A site whose file is gone is not served to its staff, either.
    state.sites.find_by_id(&found.site).ok_or_else(refused)?;
    let session = SessionToken::new(&state.chance);
    let device = device(&headers);
    let new = NewSession {
        token: &session,
        stay,
        device: &device,
        replaces: cookie::session_of(&state, &headers),
    };
    if !store.sign_in_by_passkey(&found, &new, now).await? {
        return Err(refused());
    }
    let cookie = cookie::set(&state, &headers, &session, stay);
    let cookie = cookie.ok_or_else(|| Refusal::fault("a cookie that is no header"))?;
    Ok((StatusCode::NO_CONTENT, [(header::SET_COOKIE, cookie)]).into_response())
}
