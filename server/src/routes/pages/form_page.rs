//! `/frame/join`: a group's join form on a page of the server's own origin. Whoever may write for
//! a site from their page may put it into a frame there.

use api_types::ProblemCode;
use axum::{
    extract::{RawQuery, State},
    http::{HeaderMap, HeaderName, HeaderValue, StatusCode},
    response::{Html, IntoResponse, Response},
};

use super::door::{Shown, language};
use crate::{
    AppState, page,
    pages::{self, FormPage, Frame},
    parameters,
    problems::Refusal,
};

const EMBEDDER: HeaderName = HeaderName::from_static("cross-origin-embedder-policy");
const RESOURCE: HeaderName = HeaderName::from_static("cross-origin-resource-policy");
const PERMISSIONS: HeaderName = HeaderName::from_static("permissions-policy");

/// Host pages that isolate themselves may frame it as well. Camera and microphone are for the
/// check of the device, which somebody presses for.
const HEADERS: [(HeaderName, HeaderValue); 3] = [
    (EMBEDDER, HeaderValue::from_static("require-corp")),
    (RESOURCE, HeaderValue::from_static("cross-origin")),
    (
        PERMISSIONS,
        HeaderValue::from_static(
            "camera=(self), microphone=(self), geolocation=(), payment=(), usb=()",
        ),
    ),
];

/// The page, or an honest one that says that there is no such form.
pub async fn show_form_page(
    State(state): State<AppState>,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
) -> Shown {
    let (slug, mut told) = read(query.as_deref())?;
    let site = match state.site(&slug).await {
        Ok(site) => site,
        Err(refusal) if refusal.code() == ProblemCode::UnknownSite => {
            let html = pages::no_form(Frame::new(None, &language(&headers, None)));
            return Ok((StatusCode::NOT_FOUND, Html(html)).into_response());
        }
        Err(refusal) => return Err(refusal.into()),
    };
    if told.language.is_empty() {
        told.language = language(&headers, Some(&site));
    }
    let frame = Frame::new(Some(&site), &told.language);
    let found = state.store.find_group(&site.id, &told.group).await?;
    let mut response = match found {
        Some(_) => Html(pages::form_page(frame, &site, &told)).into_response(),
        None => (StatusCode::NOT_FOUND, Html(pages::no_form(frame))).into_response(),
    };
    dress(&mut response, &site.config.allowed_origins)?;
    Ok(response)
}

fn dress(response: &mut Response, allowed_origins: &[String]) -> Result<(), Refusal> {
    let policy = pages::form_policy(allowed_origins);
    let policy = HeaderValue::from_str(&policy).map_err(Refusal::fault)?;
    response.headers_mut().insert(page::POLICY, policy);
    response.headers_mut().extend(HEADERS);
    Ok(())
}

/// The site's slug and what the element is told. What somebody hung on to the address on its way
/// through a chat is left out, and so is what no element understands.
fn read(query: Option<&str>) -> Result<(String, FormPage), Refusal> {
    let mut site = String::new();
    let mut told = FormPage::default();
    for (name, value) in parameters::pairs(query)? {
        match (name.as_str(), value.as_str()) {
            ("site", _) => site = value,
            ("group", _) => told.group = value,
            ("lang", tag) if is_tag(tag) => told.language = value,
            ("heading-level", level) => {
                let level = level.parse().ok();
                told.heading_level = level.filter(|level| (1..=6).contains(level));
            }
            ("theme", "dark") => told.dark = Some(true),
            ("theme", "light") => told.dark = Some(false),
            // What is for the page's script alone is among the rest.
            _ => {}
        }
    }
    Ok((site, told))
}

/// Whether it may be a language (BCP 47).
fn is_tag(tag: &str) -> bool {
    let letter = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-';
    (2..=35).contains(&tag.len()) && tag.bytes().all(letter)
}
