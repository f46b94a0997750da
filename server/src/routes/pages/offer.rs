//! `/offer/{token}`: take or leave an offered place.

use axum::{extract::State, http::HeaderMap};
use serde::Deserialize;

use super::door::{Chosen, FormBody, Link, Shown, page, too_late};
use crate::{
    AppState,
    domain::{join::TokenPurpose, time::rfc3339},
    joining::Desk,
    pages,
    routes::PathParts,
    store::{Decided, Decision},
};

/// The offer, and until when it is kept.
pub async fn show_offer(
    State(state): State<AppState>,
    PathParts(token): PathParts<String>,
    headers: HeaderMap,
) -> Shown {
    let link = Link::find(&state, &token, TokenPurpose::Offer, &headers).await?;
    let request = link.request(&state).await?;
    let group = link.group(&state, &request).await?.record.name;
    let frame = link.frame_of(&request);
    let until = rfc3339(request.held_until.unwrap_or_default());
    let zone = frame.zone_of(&request.application);
    let until = frame.words.moment(&until, zone);
    Ok(page(pages::offer(frame, &group, &until)))
}

/// The page's buttons.
#[derive(Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Answer {
    /// Yes.
    Take,
    /// No, and off the list.
    Leave,
}

/// Takes it or leaves it.
pub async fn press_offer(
    State(state): State<AppState>,
    PathParts(token): PathParts<String>,
    headers: HeaderMap,
    FormBody(Chosen { choice }): FormBody<Chosen<Answer>>,
) -> Shown {
    let decision = match choice {
        Answer::Take => Decision::TakeOffer,
        Answer::Leave => Decision::LeaveOffer,
    };
    let link = Link::find(&state, &token, TokenPurpose::Offer, &headers).await?;
    let request = link.find_request(&state).await?;
    let frame = request
        .as_ref()
        .map_or_else(|| link.frame(), |request| link.frame_of(request));
    let desk = Desk::new(&state, &link.site);
    let (store, now) = (&state.store, state.clock.now());
    let decided = store.decide(&link.site.id, link.hash, decision, &desk, now);
    let decided = decided.await?;
    state.mail.wake();
    match decided {
        Decided::Now(standing) | Decided::Before(standing) => {
            Ok(page(pages::offer_answered(frame, standing)))
        }
        Decided::Spent | Decided::Unknown => Err(link.ended()),
        Decided::WrongState(_)
        | Decided::Full
        | Decided::Released(_)
        | Decided::KnownAlready(_) => Err(too_late(frame)),
    }
}
