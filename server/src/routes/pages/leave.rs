//! `/m/{token}/leave`: a member leaves the group, or takes the request back.

use axum::{
    extract::State,
    http::HeaderMap,
    response::{IntoResponse, Redirect},
};

use super::door::{Chosen, FormBody, Link, Only, Shown, page};
use crate::{AppState, domain::join::TokenPurpose, pages, routes::PathParts};

/// Asks once.
pub async fn show_leave(
    State(state): State<AppState>,
    PathParts(token): PathParts<String>,
    headers: HeaderMap,
) -> Shown {
    let link = Link::find(&state, &token, TokenPurpose::Member, &headers).await?;
    let request = link.request(&state).await?;
    let group = link.group(&state, &request).await?.record.name;
    let (frame, path) = (link.frame_of(&request), format!("/m/{token}"));
    let html = pages::sure_to_leave(frame, request.state, &group, &path);
    Ok(page(html))
}

/// Leaves, and leads back to the page, which says so.
pub async fn press_leave(
    State(state): State<AppState>,
    PathParts(token): PathParts<String>,
    headers: HeaderMap,
    FormBody(Chosen { choice: Only::Yes }): FormBody<Chosen<Only>>,
) -> Shown {
    let link = Link::find(&state, &token, TokenPurpose::Member, &headers).await?;
    let request = link.request(&state).await?;
    let left = link.own_page(&state).leave().await;
    left.map_err(|refusal| link.turned_away(refusal, link.frame_of(&request)))?;
    Ok(Redirect::to(&format!("/m/{token}")).into_response())
}
