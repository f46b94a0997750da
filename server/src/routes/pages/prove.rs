//! `/prove/{token}`: is this your address?

use axum::{extract::State, http::HeaderMap};

use super::door::{Chosen, FormBody, Link, Only, Shown, page};
use crate::{
    AppState,
    domain::join::TokenPurpose,
    joining::Desk,
    pages,
    routes::PathParts,
    store::{Proof, Proved},
};

/// Asks.
pub async fn show_prove(
    State(state): State<AppState>,
    PathParts(token): PathParts<String>,
    headers: HeaderMap,
) -> Shown {
    let link = Link::find(&state, &token, TokenPurpose::Prove, &headers).await?;
    let request = link.request(&state).await?;
    Ok(page(pages::prove(link.frame_of(&request))))
}

/// Yes, it is.
pub async fn press_prove(
    State(state): State<AppState>,
    PathParts(token): PathParts<String>,
    headers: HeaderMap,
    FormBody(Chosen { choice: Only::Yes }): FormBody<Chosen<Only>>,
) -> Shown {
    let link = Link::find(&state, &token, TokenPurpose::Prove, &headers).await?;
    let request = link.find_request(&state).await?;
    let desk = Desk::new(&state, &link.site);
    let (store, now) = (&state.store, state.clock.now());
    let proved = store.prove_address(&link.site.id, Proof::Link(link.hash), &desk, now);
    let proved = proved.await?;
    state.mail.wake();
    match (proved, request) {
        (Proved::Now(standing, member), Some(request)) => {
            let group = link.group(&state, &request).await?.record.name;
            let path = format!("/m/{}", member.text);
            let frame = link.frame_of(&request);
            Ok(page(pages::proved(frame, standing, &group, &path)))
        }
        (Proved::Now(standing, _) | Proved::Before(standing), _) => {
            Ok(page(pages::proved_before(link.frame(), standing)))
        }
        (Proved::WrongCode | Proved::Spent | Proved::Unknown, _) => Err(link.ended()),
    }
}
