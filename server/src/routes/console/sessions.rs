//! `/console/sessions`: where somebody is signed in, to see and to end.

use axum::{
    extract::State,
    response::{IntoResponse, Redirect},
};

use super::Signed;
use crate::{
    AppState, pages,
    routes::pages::door::{Chosen, FormBody, Shown, page},
};

/// The list.
pub async fn show_sessions(State(state): State<AppState>, signed: Signed) -> Shown {
    let (store, now) = (&state.store, state.clock.now());
    let sessions = store.list_sessions(&signed.viewer, now).await?;
    let zone = signed.site.config.time_zone;
    let html = pages::sessions(signed.frame(), &sessions, &signed.session, zone);
    Ok(page(html))
}

/// Ends one (its id), or all `others`. One that is not theirs, or has ended, changes nothing.
pub async fn press_sessions(
    State(state): State<AppState>,
    signed: Signed,
    FormBody(Chosen { choice }): FormBody<Chosen<String>>,
) -> Shown {
    let (store, now) = (&state.store, state.clock.now());
    if choice == "others" {
        store
            .end_other_sessions(&signed.viewer, &signed.session, now)
            .await?;
    } else {
        store.end_session(&signed.viewer, &choice, now).await?;
    }
    Ok(Redirect::to("/console/sessions").into_response())
}
