//! `GET /console/api/requests/{request}`: one request with its history, and what can be done.

use api_types::{Choice, DeclineReason, DeclineText, LetterOfRequest, RequestDetail, RequestStep};
use axum::{Json, extract::State};

use super::told::{group, told};
use crate::{
    AppState,
    domain::time::rfc3339,
    notify::letters::decline_text,
    problems::Refusal,
    routes::{PathParts, console::Signed},
    store::QueueFilter,
    words::Tongue,
};

/// The request.
pub async fn show_request(
    State(state): State<AppState>,
    signed: Signed,
    PathParts(request): PathParts<String>,
) -> Result<Json<RequestDetail>, Refusal> {
    let now = state.clock.now();
    let filter = QueueFilter {
        request: Some(&request),
        limit: 1,
        ..QueueFilter::default()
    };
    let mut found = state.store.list_queue(&signed.viewer, &filter, now).await?;
    let queued = found.requests.pop();
    let queued = queued.ok_or_else(Refusal::not_found)?;
    let history = state.store.find_history(&signed.viewer, &request).await?;
    let groups = state.store.list_joinable_groups(&signed.viewer).await?;
    let others = groups
        .into_iter()
        .filter(|one| one.slug != queued.group.slug);
    let tongue = Tongue::of(&queued.request.application.language);
    let texts = DeclineReason::ALL.iter().map(|&reason| DeclineText {
        reason,
        text: decline_text(tongue, reason, &queued.group.name),
    });
    let can_take_back = queued
        .request
        .can_be_taken_back(&history.steps, &history.letters, now);
    let steps = history.steps.into_iter().map(|one| RequestStep {
        step: one.step,
        actor: one.actor,
        at: rfc3339(one.at),
    });
    let letters = history.letters.into_iter().map(|one| LetterOfRequest {
        kind: one.kind,
        state: one.state,
        written_at: rfc3339(one.created_at),
        sent_at: one.sent_at.map(rfc3339),
    });
    Ok(Json(RequestDetail {
        history: steps.collect(),
        letters: letters.collect(),
        move_to: others.map(group).collect(),
        decline_texts: texts.collect(),
        can_take_back,
        request: told(queued, now),
    }))
}
