//! `/console/sign-in`: a link by email. The answer is the same for every address, in what it says
//! and in how long it takes.

use std::sync::Arc;

use api_types::{ContactKind, MemberContact};
use axum::{
    extract::{RawQuery, State},
    http::{HeaderMap, HeaderValue, StatusCode},
    response::Response,
};
use serde::Deserialize;

use crate::{
    AppState,
    config::ActiveSite,
    domain::{
        join::{alike, read_contact},
        letter::{Letter, NewLetter},
        staff::{Landing, LinkPurpose, StaffLink},
        time::rfc3339,
    },
    gate::Caller,
    page::POLICY,
    pages::{self, Frame, SignInForm},
    parameters,
    passkeys::Ceremony,
    routes::pages::door::{FormBody, Shown, language, only_site, page},
    store::{SignIn, SiteId, StaffId, StoreError, StoredStaff},
};

/// What the form sends.
#[derive(Deserialize)]
pub struct AsksToSignIn {
    /// As typed.
    email: String,
    /// The page of the console that they want to see.
    to: Option<String>,
}

/// Where the address says that the way in leads. One that cannot be read says nothing.
pub(super) fn landing_of(query: Option<&str>) -> Landing {
    let pairs = parameters::pairs(query).unwrap_or_default();
    let asked = pairs.iter().find(|(name, _)| name == "to");
    Landing::of(asked.map(|(_, path)| path.as_str()))
}

/// The form.
pub async fn show_sign_in(
    State(state): State<AppState>,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
) -> Shown {
    state.sites.look(&state.store, state.clock.now()).await?;
    let site = only_site(&state);
    let language = language(&headers, site.as_deref());
    let frame = Frame::of_console(site.as_deref(), &language);
    let landing = landing_of(query.as_deref());
    Ok(form(&state, &headers, frame, (None, &landing)))
}

/// The page with its policy, which lets its script in.
fn form(
    state: &AppState,
    headers: &HeaderMap,
    frame: Frame<'_>,
    (typed, landing): (Option<&str>, &Landing),
) -> Response {
    let shown = SignInForm {
        mail: state.mail.is_set_up(),
        passkeys: Ceremony::of(state.public_url.as_ref(), headers).is_some(),
        typed,
        landing,
    };
    let mut response = page(pages::sign_in(frame, &shown));
    let policy = HeaderValue::from_static(pages::sign_in_policy());
    response.headers_mut().insert(POLICY, policy);
    response
}

/// Sends the link, if this is somebody's address.
pub async fn press_sign_in(
    State(state): State<AppState>,
    headers: HeaderMap,
    caller: Caller,
    FormBody(asks): FormBody<AsksToSignIn>,
) -> Shown {
    let site = only_site(&state);
    let language = language(&headers, site.as_deref());
    let frame = Frame::of_console(site.as_deref(), &language);
    let landing = Landing::of(asks.to.as_deref());
    let typed = MemberContact {
        kind: ContactKind::Email,
        value: asks.email,
    };
    let Ok(contact) = read_contact(&typed) else {
        let mut response = form(&state, &headers, frame, (Some(&typed.value), &landing));
        *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
        return Ok(response);
    };
    let email = alike(&contact);
    let now = state.clock.now();
    if state.gate.admit_sign_in(&caller, &email, now)? {
        // The answer does not wait: how long it takes would tell whether there is somebody.
        let state = state.clone();
        tokio::spawn(async move {
            if let Err(error) = send_link(&state, &email, &landing, now).await {
                tracing::error!(%error, "a link to sign in could not be written");
            }
        });
    }
    Ok(page(pages::sign_in_sent(frame)))
}

/// Writes one letter to whoever has this address, in whichever sites.
async fn send_link(
    state: &AppState,
    email: &str,
    landing: &Landing,
    now: i64,
) -> Result<(), StoreError> {
    state.sites.look(&state.store, now).await?;
    let mut found: Vec<(Arc<ActiveSite>, StoredStaff)> = Vec::new();
    for site in state.sites.list() {
        if let Some(staff) = state.store.find_staff_by_email(&site.id, email).await? {
            found.push((site, staff));
        }
    }
    let link = StaffLink::new(LinkPurpose::SignIn, &state.chance);
    let url = state.mail.link(&landing.remembered_by(&link.path()));
    let (Some((site, first)), Some(url)) = (found.first(), url) else {
        return Ok(());
    };
    let letter = NewLetter {
        request: None,
        to: first.details.email.clone(),
        language: first.details.language.clone(),
        time_zone: None,
        letter: Letter::SignIn {
            link: url,
            until: rfc3339(now + link.purpose.lifetime()),
        },
    };
    let staff: Vec<(SiteId, StaffId)> = found
        .iter()
        .map(|(site, staff)| (site.id.clone(), staff.id.clone()))
        .collect();
    let sign_in = SignIn {
        staff: &staff,
        link: &link,
        letter: (&site.id, &letter),
    };
    state.store.add_sign_in_link(&sign_in, now).await?;
    state.mail.wake();
    Ok(())
}
