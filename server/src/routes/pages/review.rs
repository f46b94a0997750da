//! `/review/{token}`: staff read a request and answer it.

use axum::{extract::State, http::HeaderMap, response::Response};
use serde::Deserialize;

use super::door::{Chosen, FormBody, Link, Shown, TurnedAway, page};
use crate::{
    AppState,
    domain::join::{TokenPurpose, is_open},
    joining::Desk,
    pages::{self, Done, Review},
    routes::PathParts,
    store::{Decided, Decision, Rang, Released},
};

/// The request.
pub async fn show_review(
    State(state): State<AppState>,
    PathParts(token): PathParts<String>,
    headers: HeaderMap,
) -> Shown {
    let link = Link::find(&state, &token, TokenPurpose::Review, &headers).await?;
    shown(&state, &link, None).await
}

/// The page's buttons.
#[derive(Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Verdict {
    /// They have a place.
    Approve,
    /// Kindly declined.
    Decline,
    /// The letter to the address may go.
    Release,
    /// They were rung, and the number is right.
    Rang,
}

/// Approves, declines, lets the letter to the address go, or says that the number is right.
pub async fn press_review(
    State(state): State<AppState>,
    PathParts(token): PathParts<String>,
    headers: HeaderMap,
    FormBody(Chosen { choice }): FormBody<Chosen<Verdict>>,
) -> Shown {
    let link = Link::find(&state, &token, TokenPurpose::Review, &headers).await?;
    let done = match choice {
        Verdict::Approve => decide(&state, &link, Decision::Approve, Done::Approved).await?,
        Verdict::Decline => decide(&state, &link, Decision::Decline, Done::Declined).await?,
        Verdict::Release => release(&state, &link).await?,
        Verdict::Rang => rang(&state, &link).await?,
    };
    state.mail.wake();
    shown(&state, &link, Some(done)).await
}

async fn decide(
    state: &AppState,
    link: &Link,
    decision: Decision,
    done: Done,
) -> Result<Done, TurnedAway> {
    // Who is declined reads of groups that fit and have room.
    let groups = state.catalogue(&link.site.slug).await?;
    let desk = Desk::new(state, &link.site).with_groups(groups.groups());
    let (store, now) = (&state.store, state.clock.now());
    let decided = store.decide(&link.site.id, link.hash, decision, &desk, now);
    match decided.await? {
        Decided::Now(_) | Decided::Before(_) => Ok(done),
        Decided::Released(_) => Ok(Done::Released),
        Decided::Full => Ok(Done::Full),
        Decided::WrongState(_) | Decided::KnownAlready(_) => Ok(Done::DecidedBefore),
        Decided::Spent | Decided::Unknown => Err(link.ended()),
    }
}

async fn release(state: &AppState, link: &Link) -> Result<Done, TurnedAway> {
    let desk = Desk::new(state, &link.site);
    let (store, now) = (&state.store, state.clock.now());
    let released = store.release_letter(&link.site.id, link.hash, &desk, now);
    match released.await? {
        Released::Now | Released::Before => Ok(Done::Released),
        Released::WrongState(_) => Ok(Done::DecidedBefore),
        Released::Spent | Released::Unknown => Err(link.ended()),
    }
}

async fn rang(state: &AppState, link: &Link) -> Result<Done, TurnedAway> {
    let desk = Desk::new(state, &link.site);
    let (store, now) = (&state.store, state.clock.now());
    let rang = store.prove_by_ringing(&link.site.id, link.hash, &desk, now);
    // All that may happen to it at once makes a large future.
    match Box::pin(rang).await? {
        Rang::Now(_) | Rang::Before(_) => Ok(Done::Rang),
        Rang::WrongState(_) => Ok(Done::DecidedBefore),
        Rang::Spent | Rang::Unknown => Err(link.ended()),
    }
}

/// The page as the request stands now.
async fn shown(state: &AppState, link: &Link, done: Option<Done>) -> Result<Response, TurnedAway> {
    let (store, site) = (&state.store, &link.site.id);
    let request = link.request(state).await?;
    if done.is_none() {
        let now = state.clock.now();
        let noted = store.note_read_by_link(site, link.hash, &request.id, now);
        noted.await?;
    }
    let group = link.group(state, &request).await?.record.name;
    let steps = store.list_steps(site, &request.id).await?;
    let removal = if is_open(request.state) {
        store.find_removal(site, &request).await?
    } else {
        None
    };
    let answer_by = Desk::new(state, &link.site).date(request.answer_by);
    let shown = Review {
        request: &request,
        group: &group,
        steps: &steps,
        answer_by: &answer_by,
        removal: removal.as_ref(),
        done,
    };
    Ok(page(pages::review(link.frame_of_staff(), &shown)))
}
