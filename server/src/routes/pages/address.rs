//! `/address/{token}`: is this your new address?

use axum::{
    extract::State,
    http::{HeaderMap, StatusCode},
    response::Html,
};

use super::door::{Chosen, FormBody, Link, Only, Shown, TurnedAway, page, too_late};
use crate::{
    AppState,
    domain::join::{TokenPurpose, is_open},
    joining::Desk,
    pages,
    routes::PathParts,
    store::AddressChanged,
};

/// Asks.
pub async fn show_address(
    State(state): State<AppState>,
    PathParts(token): PathParts<String>,
    headers: HeaderMap,
) -> Shown {
    let link = Link::find(&state, &token, TokenPurpose::NewAddress, &headers).await?;
    let request = link.request(&state).await?;
    let frame = link.frame_of(&request);
    if !is_open(request.state) {
        return Err(too_late(frame));
    }
    Ok(page(pages::new_address(frame)))
}

/// Yes, it is.
pub async fn press_address(
    State(state): State<AppState>,
    PathParts(token): PathParts<String>,
    headers: HeaderMap,
    FormBody(Chosen { choice: Only::Yes }): FormBody<Chosen<Only>>,
) -> Shown {
    let link = Link::find(&state, &token, TokenPurpose::NewAddress, &headers).await?;
    let request = link.find_request(&state).await?;
    let frame = match &request {
        Some(request) => link.frame_of(request),
        None => link.frame(),
    };
    let desk = Desk::new(&state, &link.site);
    let (store, now) = (&state.store, state.clock.now());
    let changed = store.change_address(&link.site.id, link.hash, &desk, now);
    let changed = changed.await?;
    state.mail.wake();
    match changed {
        AddressChanged::Now(member) => {
            let path = format!("/m/{}", member.text);
            Ok(page(pages::address_changed(frame, &path)))
        }
        AddressChanged::Before => Ok(page(pages::address_changed_before(frame))),
        AddressChanged::InUse => {
            let html = Html(pages::address_in_use(frame));
            Err(TurnedAway::page(StatusCode::CONFLICT, html))
        }
        AddressChanged::WrongState(_) => Err(too_late(frame)),
        AddressChanged::Spent | AddressChanged::Unknown => Err(link.ended()),
    }
}
