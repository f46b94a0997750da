//! `/console`: who is signed in, and the way out.

use axum::{
    extract::State,
    http::{HeaderMap, header},
    response::{IntoResponse, Redirect},
};

use super::{Signed, cookie, show_me::me};
use crate::{
    AppState, pages,
    problems::Refusal,
    routes::pages::door::{Shown, page},
};

/// Says who is signed in.
pub async fn show_console(State(state): State<AppState>, signed: Signed) -> Shown {
    let me = me(&state, &signed).await?;
    Ok(page(pages::home(signed.frame(), &me)))
}

/// Ends this session.
pub async fn press_sign_out(
    State(state): State<AppState>,
    headers: HeaderMap,
    signed: Signed,
) -> Shown {
    let (store, now) = (&state.store, state.clock.now());
    store
        .end_session(&signed.viewer, &signed.session, now)
        .await?;
    let cookie = cookie::clear(&state, &headers);
    let cookie = cookie.ok_or_else(|| Refusal::fault("a cookie that is no header"))?;
    let headers = [(header::SET_COOKIE, cookie)];
    Ok((headers, Redirect::to("/console/sign-in")).into_response())
}
