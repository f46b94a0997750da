//! `/m/{token}`: the member's own page, which letters come, and all that is held to take along.

use api_types::{AcknowledgementReceipt, Guideline};
use axum::{
    Json,
    extract::{RawQuery, State},
    http::{HeaderMap, HeaderValue, header},
    response::{IntoResponse, Redirect},
};
use serde::Deserialize;

use super::door::{Chosen, FormBody, Link, SAVED, Shown, TurnedAway, page};
use crate::{
    AppState,
    domain::{
        guidelines::{GroupGuidelines, GuidelinesVersion},
        join::TokenPurpose,
        letter::Series,
    },
    joining::Opened,
    pages::{self, Member, MemberDone},
    routes::PathParts,
};

/// The page.
pub async fn show_member(
    State(state): State<AppState>,
    PathParts(token): PathParts<String>,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
) -> Shown {
    let link = Link::find(&state, &token, TokenPurpose::Member, &headers).await?;
    let opened = link.open(&state).await?;
    let saved = query.is_some_and(|query| query == SAVED);
    let done = saved.then_some(MemberDone::Saved);
    Ok(page(shown(&link, &opened, &token, done).await?))
}

/// The page as it stands now, with what was just done.
pub(super) async fn shown(
    link: &Link,
    opened: &Opened<'_>,
    token: &str,
    done: Option<MemberDone>,
) -> Result<String, TurnedAway> {
    let held = opened.held().await?;
    let all = opened.all_guidelines().await?;
    let language = &held.request.application.language;
    let way_in = opened.way_in().await?;
    let resources = opened.resources(language).await?;
    let newer = opened.newer_guidelines(&all, &held.receipts, language);
    let shown = Member {
        path: &format!("/m/{token}"),
        group: &opened.group.record,
        way_in: way_in.as_ref(),
        resources: &resources,
        meetings: &opened.meetings().await?,
        acknowledged: &with_rules(&all, &held.receipts),
        newer: newer.as_ref(),
        done,
        answer_by: &opened.answer_by(),
        concern_days: opened.concern_days(),
        concern_by_leader: opened.leader_hears_concerns().await?,
        held: &held,
    };
    Ok(pages::member(link.frame_of(&held.request), &shown))
}

/// The buttons for letters that come by themselves.
#[derive(Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Letters {
    /// Before each meeting.
    RemindersOn,
    /// Not before meetings.
    RemindersOff,
    /// When guidelines have changed, again.
    GuidelinesOn,
    /// What goes to the whole group, again.
    MessagesOn,
    /// May be asked for feedback again.
    FeedbackOn,
}

/// Turns letters on or off, and leads back.
pub async fn press_letters(
    State(state): State<AppState>,
    PathParts(token): PathParts<String>,
    headers: HeaderMap,
    FormBody(Chosen { choice }): FormBody<Chosen<Letters>>,
) -> Shown {
    let link = Link::find(&state, &token, TokenPurpose::Member, &headers).await?;
    let wanted = match choice {
        Letters::RemindersOn => (Series::Reminders, true),
        Letters::RemindersOff => (Series::Reminders, false),
        Letters::GuidelinesOn => (Series::Guidelines, true),
        Letters::MessagesOn => (Series::Messages, true),
        Letters::FeedbackOn => (Series::Feedback, true),
    };
    let (store, now) = (&state.store, state.clock.now());
    let holds = store.set_letters(&link.site.id, link.hash, wanted, now);
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
    let held = link.open(&state).await?.held().await?;
    let name = HeaderValue::from_static("attachment; filename=\"what-is-held.json\"");
    let file = Json(pages::export(&held));
    Ok(([(header::CONTENT_DISPOSITION, name)], file).into_response())
}

/// What was acknowledged, with the rules of that version in the language in which they were read.
fn with_rules(
    all: &GroupGuidelines,
    receipts: &[AcknowledgementReceipt],
) -> Vec<(AcknowledgementReceipt, Vec<Guideline>)> {
    let rules = |receipt: &AcknowledgementReceipt| {
        let version: Option<GuidelinesVersion> = receipt.version.parse().ok();
        version.map_or_else(Vec::new, |version| all.items_of(version, &receipt.language))
    };
    let with_rules = receipts.iter().map(|one| (one.clone(), rules(one)));
    with_rules.collect()
}
