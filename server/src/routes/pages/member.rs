//! `/m/{token}`: the member's own page, its reminders, and all that is held to take along.

use api_types::{AcknowledgementReceipt, Guideline, JoinState};
use axum::{
    Json,
    extract::State,
    http::{HeaderMap, HeaderValue, header},
    response::{IntoResponse, Redirect},
};
use serde::Deserialize;

use super::door::{Chosen, FormBody, Link, Shown, TurnedAway, page};
use crate::{
    AppState,
    domain::{guidelines::GuidelinesVersion, join::TokenPurpose},
    joining::Desk,
    pages::{self, Held, Member},
    routes::PathParts,
    store::{GroupId, StoreError, StoredRequest},
};

/// So many meetings are shown.
const MEETINGS: i64 = 5;

/// The page.
pub async fn show_member(
    State(state): State<AppState>,
    PathParts(token): PathParts<String>,
    headers: HeaderMap,
) -> Shown {
    let link = Link::find(&state, &token, TokenPurpose::Member, &headers).await?;
    let request = link.request(&state).await?;
    let group = link.group(&state, &request).await?;
    let (store, site, now) = (&state.store, &link.site.id, state.clock.now());
    let way_in = match request.state {
        JoinState::Approved => store.find_join_details(site, &group.id).await?,
        _ => None,
    };
    let meetings = store.list_next_meetings(site, &group.id, now, MEETINGS);
    let meetings = meetings.await?;
    let held = held(&state, &link, request, group.record.name.clone()).await?;
    let acknowledged = acknowledged(&state, &link, &group.id, &held.receipts).await?;
    let shown = Member {
        path: &format!("/m/{token}"),
        group: &group.record,
        way_in: way_in.as_ref(),
        meetings: &meetings,
        acknowledged: &acknowledged,
        answer_by: &Desk::new(&state, &link.site).date(held.request.answer_by),
        held: &held,
    };
    Ok(page(pages::member(link.frame_of(&held.request), &shown)))
}

/// The buttons for reminders.
#[derive(Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Reminders {
    /// Before each meeting.
    On,
    /// Never.
    Off,
}

/// Turns reminders on or off, and leads back.
pub async fn press_reminders(
    State(state): State<AppState>,
    PathParts(token): PathParts<String>,
    headers: HeaderMap,
    FormBody(Chosen { choice }): FormBody<Chosen<Reminders>>,
) -> Shown {
    let link = Link::find(&state, &token, TokenPurpose::Member, &headers).await?;
    let wanted = matches!(choice, Reminders::On);
    let (store, now) = (&state.store, state.clock.now());
    let holds = store.set_reminders(&link.site.id, link.hash, wanted, now);
    if !holds.await? {
        return Err(link.ended());
    }
    Ok(Redirect::to(&format!("/m/{token}")).into_response())
}

/// All that is held, as a file.
pub async fn download_held(
    State(state): State<AppState>,
    PathParts(token): PathParts<String>,
    headers: HeaderMap,
) -> Shown {
    let link = Link::find(&state, &token, TokenPurpose::Member, &headers).await?;
    let request = link.request(&state).await?;
    let group = link.group(&state, &request).await?.record.name;
    let held = held(&state, &link, request, group).await?;
    let name = HeaderValue::from_static("attachment; filename=\"what-is-held.json\"");
    let file = Json(pages::export(&held));
    Ok(([(header::CONTENT_DISPOSITION, name)], file).into_response())
}

async fn held(
    state: &AppState,
    link: &Link,
    request: StoredRequest,
    group: String,
) -> Result<Held, StoreError> {
    let (store, site, id) = (&state.store, &link.site.id, &request.id);
    Ok(Held {
        steps: store.list_steps(site, id).await?,
        receipts: store.list_acknowledgements(site, id).await?,
        letters: store.list_letters(site, id).await?,
        links: store.list_links(site, id).await?,
        group,
        request,
    })
}

/// What was acknowledged, with the rules of that version in the language in which they were read.
async fn acknowledged(
    state: &AppState,
    link: &Link,
    group: &GroupId,
    receipts: &[AcknowledgementReceipt],
) -> Result<Vec<(AcknowledgementReceipt, Vec<Guideline>)>, TurnedAway> {
    let all = state.store.find_group_guidelines(&link.site.id, group);
    let all = all.await?;
    let rules = |receipt: &AcknowledgementReceipt| {
        let version: Option<GuidelinesVersion> = receipt.version.parse().ok();
        version.map_or_else(Vec::new, |version| all.items_of(version, &receipt.language))
    };
    let with_rules = receipts.iter().map(|one| (one.clone(), rules(one)));
    Ok(with_rules.collect())
}
