//! `/m/{token}/erase`: a member has everything erased.

use api_types::ProblemCode;
use axum::{extract::State, http::HeaderMap};

use super::door::{Chosen, FormBody, Link, Only, Shown, language, only_site, page};
use crate::{
    AppState,
    domain::join::TokenPurpose,
    pages::{self, Frame},
    routes::PathParts,
};

/// Asks once.
pub async fn show_erase(
    State(state): State<AppState>,
    PathParts(token): PathParts<String>,
    headers: HeaderMap,
) -> Shown {
    let link = Link::find(&state, &token, TokenPurpose::Member, &headers).await?;
    let request = link.request(&state).await?;
    let (frame, path) = (link.frame_of(&request), format!("/m/{token}"));
    Ok(page(pages::sure_to_erase(frame, &path)))
}

/// Erases. Who presses twice has no link any more, which went with the rest, and reads the same.
pub async fn press_erase(
    State(state): State<AppState>,
    PathParts(token): PathParts<String>,
    headers: HeaderMap,
    FormBody(Chosen { choice: Only::Yes }): FormBody<Chosen<Only>>,
) -> Shown {
    let link = Link::look_for(&state, &token, TokenPurpose::Member, &headers).await?;
    let Some(link) = link else {
        let site = only_site(&state);
        let language = language(&headers, site.as_deref());
        let frame = Frame::new(site.as_deref(), &language);
        return Ok(page(pages::erased(frame)));
    };
    let request = link.request(&state).await?;
    let frame = link.frame_of(&request);
    match link.own_page(&state).erase().await {
        // Pressed twice at once.
        Err(refusal) if refusal.code() != ProblemCode::UnknownToken => {
            Err(link.turned_away(refusal, frame))
        }
        _ => Ok(page(pages::erased(frame))),
    }
}
