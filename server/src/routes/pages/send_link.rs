//! `/send-link`: a member's link got lost. The answer is always the same.

use std::sync::Arc;

use api_types::{ContactKind, MemberContact};
use axum::{
    extract::State,
    http::{HeaderMap, StatusCode},
    response::{Html, IntoResponse},
};
use serde::Deserialize;

use super::door::{FormBody, Shown, language, only_site, page};
use crate::{
    AppState,
    config::ActiveSite,
    domain::join::read_contact,
    gate::{Act, Caller},
    joining::Desk,
    pages::{self, Frame},
    problems::Refusal,
};

/// What the form sends.
#[derive(Deserialize)]
pub struct LostLink {
    /// As typed.
    email: String,
    /// Slug of the site whose page it was; absent where that is not known.
    site: Option<String>,
}

/// The form.
pub async fn show_send_link(State(state): State<AppState>, headers: HeaderMap) -> Shown {
    state.sites.look(&state.store, state.clock.now()).await?;
    let site = only_site(&state);
    let language = language(&headers, site.as_deref());
    let frame = Frame::new(site.as_deref(), &language);
    Ok(page(pages::send_link(frame, false)))
}

/// Sends every member with this address new links, of the site or else of all sites here.
pub async fn press_send_link(
    State(state): State<AppState>,
    headers: HeaderMap,
    caller: Caller,
    FormBody(lost): FormBody<LostLink>,
) -> Shown {
    let named = match lost.site.as_deref() {
        Some(slug) => Some(state.site(slug).await?),
        None => only_site(&state),
    };
    let language = language(&headers, named.as_deref());
    let frame = Frame::new(named.as_deref(), &language);
    let typed = MemberContact {
        kind: ContactKind::Email,
        value: lost.email,
    };
    let Ok(contact) = read_contact(&typed) else {
        let html = Html(pages::send_link(frame, true));
        return Ok((StatusCode::UNPROCESSABLE_ENTITY, html).into_response());
    };
    let sites = named
        .clone()
        .map_or_else(|| state.sites.list(), |site| vec![site]);
    for site in &sites {
        send(&state, site, &caller, &contact).await?;
    }
    state.mail.wake();
    Ok(page(pages::link_sent(frame)))
}

async fn send(
    state: &AppState,
    site: &Arc<ActiveSite>,
    caller: &Caller,
    contact: &MemberContact,
) -> Result<(), Refusal> {
    state.admit(&site.id, caller, Act::SendLink)?;
    let desk = Desk::new(state, site);
    let (store, now) = (&state.store, state.clock.now());
    store
        .send_links_again(&site.id, contact, &desk, now)
        .await?;
    Ok(())
}
