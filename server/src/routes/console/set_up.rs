//! `/console/set-up/{token}`: the first coordinator of a site says who they are.

use std::sync::Arc;

use axum::{
    extract::State,
    http::{HeaderMap, StatusCode},
    response::{Html, IntoResponse},
};
use serde::Deserialize;

use super::{
    cookie,
    follow_link::{device, enter},
};
use crate::{
    AppState,
    config::ActiveSite,
    domain::{
        join::hash_of,
        staff::{Landing, LinkPurpose, SessionToken, StaffDetails, Stay},
    },
    pages::{self, Frame, Typed},
    routes::{
        PathParts,
        pages::door::{FormBody, Shown, TurnedAway, language, only_site, page},
    },
    store::NewSession,
};

/// What the form sends.
#[derive(Deserialize)]
pub struct SetsUp {
    /// As typed.
    name: String,
    /// As typed.
    email: String,
}

/// The form.
pub async fn show_set_up(
    State(state): State<AppState>,
    PathParts(token): PathParts<String>,
    headers: HeaderMap,
) -> Shown {
    let site = site_of(&state, &token, &headers).await?;
    let language = language(&headers, Some(&site));
    let frame = Frame::of_console(Some(&site), &language);
    Ok(page(pages::set_up(frame, &site, &Typed::default())))
}

/// Makes them the coordinator, and signs them in.
pub async fn press_set_up(
    State(state): State<AppState>,
    PathParts(token): PathParts<String>,
    headers: HeaderMap,
    FormBody(typed): FormBody<SetsUp>,
) -> Shown {
    let site = site_of(&state, &token, &headers).await?;
    let language = language(&headers, Some(&site));
    let details = match StaffDetails::read(&typed.name, &typed.email, &language) {
        Ok(details) => details,
        Err(problems) => {
            let wrong = |field: &str| problems.iter().any(|one| one.field == field);
            let typed = Typed {
                name: &typed.name,
                email: &typed.email,
                wrong: (wrong("/name"), wrong("/email")),
            };
            let frame = Frame::of_console(Some(&site), &language);
            let html = Html(pages::set_up(frame, &site, &typed));
            return Ok((StatusCode::UNPROCESSABLE_ENTITY, html).into_response());
        }
    };
    let session = SessionToken::new(&state.chance);
    let device = device(&headers);
    let new = NewSession {
        token: &session,
        stay: Stay::Today,
        device: &device,
        replaces: cookie::session_of(&state, &headers),
    };
    let (store, hash, now) = (&state.store, hash_of(&token), state.clock.now());
    let done = store.set_up_console(&site.id, hash, &details, &new, now);
    if done.await?.is_none() {
        return Err(no_set_up(&state, &headers, StatusCode::GONE));
    }
    let cookie = cookie::set(&state, &headers, &session, Stay::Today);
    Ok(enter(cookie, &Landing::default())?)
}

/// The site that a set-up link still opens.
async fn site_of(
    state: &AppState,
    token: &str,
    headers: &HeaderMap,
) -> Result<Arc<ActiveSite>, TurnedAway> {
    let now = state.clock.now();
    state.sites.look(&state.store, now).await?;
    let found = state
        .store
        .find_staff_links(hash_of(token), &[LinkPurpose::SetUp], now);
    let found = found.await?;
    let mut holding = found.iter().filter(|link| link.holds);
    let site = holding.find_map(|link| state.sites.find_by_id(&link.site));
    let status = if found.is_empty() {
        StatusCode::NOT_FOUND
    } else {
        StatusCode::GONE
    };
    site.ok_or_else(|| no_set_up(state, headers, status))
}

fn no_set_up(state: &AppState, headers: &HeaderMap, status: StatusCode) -> TurnedAway {
    let site = only_site(state);
    let language = language(headers, site.as_deref());
    let frame = Frame::of_console(site.as_deref(), &language);
    TurnedAway::page(status, Html(pages::no_set_up(frame)))
}
