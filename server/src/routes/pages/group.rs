//! `/g/{site}/{group}`: the short address of a group, on slips and in referrals.

use api_types::ProblemCode;
use axum::{extract::State, http::HeaderMap};

use super::door::{Shown, language, page};
use crate::{
    AppState,
    domain::listing,
    pages::{self, Frame},
    problems::Refusal,
    routes::PathParts,
};

/// What everybody may know of the group, in the reader's language.
pub async fn show_group_page(
    State(state): State<AppState>,
    PathParts((site, slug)): PathParts<(String, String)>,
    headers: HeaderMap,
) -> Shown {
    let snapshot = state.catalogue(&site).await?;
    let unknown = || Refusal::new(ProblemCode::UnknownGroup);
    let meetings = snapshot.meetings(&slug).ok_or_else(unknown)?;
    let site = state.site(&site).await?;
    let stored = state.store.find_group(&site.id, &slug).await?;
    let stored = stored.ok_or_else(unknown)?;
    let known = listing::Known {
        fed: stored.feed.is_some(),
        taken_here: stored.places_taken,
        meetings,
    };
    let told = listing::page(&stored.record, known, &site.config.contact, false);
    let frame = Frame::new(Some(&site), &language(&headers, Some(&site)));
    Ok(page(pages::group(frame, &told)))
}
