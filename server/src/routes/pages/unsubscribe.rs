//! `/unsubscribe/{token}`: no more letters of this kind. A mail program may press the button for
//! its reader (RFC 8058).

use axum::{extract::State, http::HeaderMap};

use super::door::{Link, Shown, TurnedAway, page};
use crate::{
    AppState,
    domain::{join::TokenPurpose, letter::Series},
    pages,
    routes::PathParts,
};

/// Asks, or says that it is done.
pub async fn show_unsubscribe(
    State(state): State<AppState>,
    PathParts(token): PathParts<String>,
    headers: HeaderMap,
) -> Shown {
    let (link, series) = find(&state, &token, &headers).await?;
    let request = link.request(&state).await?;
    let frame = link.frame_of(&request);
    Ok(page(if request.gets(series) {
        pages::sure_to_stop(frame, series)
    } else {
        pages::stopped(frame, series)
    }))
}

/// Stops them. The body is not looked at: it is `List-Unsubscribe=One-Click`, in either encoding of
/// forms, from a mail program and a button's name from our page, and the link alone says what
/// stops. Safe to press twice.
pub async fn press_unsubscribe(
    State(state): State<AppState>,
    PathParts(token): PathParts<String>,
    headers: HeaderMap,
) -> Shown {
    let (link, series) = find(&state, &token, &headers).await?;
    let request = link.request(&state).await?;
    let (store, now) = (&state.store, state.clock.now());
    let holds = store.unsubscribe(&link.site.id, link.hash, series, now);
    if !holds.await? {
        return Err(link.ended());
    }
    Ok(page(pages::stopped(link.frame_of(&request), series)))
}

/// Whose link it is, and what it stops.
async fn find(
    state: &AppState,
    token: &str,
    headers: &HeaderMap,
) -> Result<(Link, Series), TurnedAway> {
    for series in [Series::Guidelines, Series::Messages, Series::Feedback] {
        let purpose = TokenPurpose::Unsubscribe(series);
        if let Some(link) = Link::look_for(state, token, purpose, headers).await? {
            return Ok((link, series));
        }
    }
    let series = Series::Reminders;
    let purpose = TokenPurpose::Unsubscribe(series);
    Ok((Link::find(state, token, purpose, headers).await?, series))
}
