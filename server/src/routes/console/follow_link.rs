//! `/console/link/{token}`: the way in of an emailed link. GET shows its buttons and changes nothing.

use std::sync::Arc;

use axum::{
    extract::{RawQuery, State},
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{Html, IntoResponse, Redirect, Response},
};
use serde::Deserialize;

use super::{cookie, sign_in::landing_of};
use crate::{
    AppState,
    config::ActiveSite,
    domain::{
        join::hash_of,
        staff::{Landing, LinkPurpose, SessionToken, Stay, device_of},
    },
    pages::{self, Frame},
    problems::Refusal,
    routes::{
        PathParts,
        pages::door::{FormBody, Shown, TurnedAway, language, only_site, page},
    },
    store::NewSession,
};

/// What a link's buttons send.
#[derive(Deserialize)]
pub struct Enters {
    /// Slug of the site.
    site: String,
    /// How long to stay signed in.
    choice: Stay,
}

/// Shows where the link leads.
pub async fn show_link(
    State(state): State<AppState>,
    PathParts(token): PathParts<String>,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
) -> Shown {
    let landing = landing_of(query.as_deref());
    let sites = sites_of(&state, &token, &headers, &landing).await?;
    let only = match sites.as_slice() {
        [site] => Some(&**site),
        _ => None,
    };
    let language = language(&headers, only);
    let sites: Vec<&ActiveSite> = sites.iter().map(|site| &**site).collect();
    Ok(page(pages::enter(
        Frame::of_console(only, &language),
        &sites,
    )))
}

/// Spends the link: a session begins, with its cookie.
pub async fn press_link(
    State(state): State<AppState>,
    PathParts(token): PathParts<String>,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
    FormBody(enters): FormBody<Enters>,
) -> Shown {
    let landing = landing_of(query.as_deref());
    let sites = sites_of(&state, &token, &headers, &landing).await?;
    let site = sites.iter().find(|site| site.slug == enters.site);
    let no_entry = || no_entry(&state, &headers, true, &landing);
    let site = site.ok_or_else(no_entry)?;
    let session = SessionToken::new(&state.chance);
    let device = device(&headers);
    let new = NewSession {
        token: &session,
        stay: enters.choice,
        device: &device,
        replaces: cookie::session_of(&state, &headers),
    };
    let (hash, now) = (hash_of(&token), state.clock.now());
    let signed_in = state.store.sign_in(&site.id, hash, &new, now).await?;
    if signed_in.is_none() {
        return Err(no_entry());
    }
    let cookie = cookie::set(&state, &headers, &session, enters.choice);
    Ok(enter(cookie, &landing)?)
}

/// Leads into the console with a new cookie.
pub(super) fn enter(cookie: Option<HeaderValue>, landing: &Landing) -> Result<Response, Refusal> {
    let cookie = cookie.ok_or_else(|| Refusal::fault("a cookie that is no header"))?;
    let headers = [(header::SET_COOKIE, cookie)];
    Ok((headers, Redirect::to(landing.as_str())).into_response())
}

/// What a device says it is.
pub(super) fn device(headers: &HeaderMap) -> String {
    let says = headers.get(header::USER_AGENT);
    device_of(says.and_then(|says| says.to_str().ok()).unwrap_or_default())
}

/// The sites that a link still leads into, by their slugs.
async fn sites_of(
    state: &AppState,
    token: &str,
    headers: &HeaderMap,
    landing: &Landing,
) -> Result<Vec<Arc<ActiveSite>>, TurnedAway> {
    let now = state.clock.now();
    state.sites.look(&state.store, now).await?;
    let purposes = [LinkPurpose::Invite, LinkPurpose::SignIn];
    let found = state.store.find_staff_links(hash_of(token), &purposes, now);
    let found = found.await?;
    let holding = found.iter().filter(|link| link.holds);
    let sites = holding.filter_map(|link| state.sites.find_by_id(&link.site));
    let mut sites: Vec<_> = sites.collect();
    sites.sort_by(|a, b| a.slug.cmp(&b.slug));
    if sites.is_empty() {
        return Err(no_entry(state, headers, !found.is_empty(), landing));
    }
    Ok(sites)
}

fn no_entry(state: &AppState, headers: &HeaderMap, ended: bool, landing: &Landing) -> TurnedAway {
    let site = only_site(state);
    let language = language(headers, site.as_deref());
    let frame = Frame::of_console(site.as_deref(), &language);
    let status = if ended {
        StatusCode::GONE
    } else {
        StatusCode::NOT_FOUND
    };
    TurnedAway::page(status, Html(pages::no_entry(frame, ended, landing)))
}
