//! `/m/{token}/guidelines`: a member has read the newer guidelines.

use api_types::{Acknowledgement, ProblemCode};
use axum::{
    extract::State,
    http::{HeaderMap, StatusCode},
    response::{Html, IntoResponse, Redirect},
};

use super::{
    door::{FormBody, Link, SAVED, Shown},
    member::shown,
};
use crate::{AppState, domain::join::TokenPurpose, pages::MemberDone, routes::PathParts};

/// What was read is not what holds now.
const OTHERS_HOLD: [ProblemCode; 3] = [
    ProblemCode::GuidelinesChanged,
    ProblemCode::GuidelinesUnknown,
    ProblemCode::GuidelinesForged,
];

/// Keeps that they were read. Who was shown others than those that hold sees these.
pub async fn press_guidelines(
    State(state): State<AppState>,
    PathParts(token): PathParts<String>,
    headers: HeaderMap,
    FormBody(read): FormBody<Acknowledgement>,
) -> Shown {
    let link = Link::find(&state, &token, TokenPurpose::Member, &headers).await?;
    let opened = link.open(&state).await?;
    let code = match opened.acknowledge(&read).await {
        Ok(_) => return Ok(Redirect::to(&format!("/m/{token}?{SAVED}")).into_response()),
        Err(refusal) if OTHERS_HOLD.contains(&refusal.code()) => refusal.code(),
        Err(refusal) => {
            return Err(link.turned_away(refusal, link.frame_of(&opened.request)));
        }
    };
    let html = shown(&link, &opened, &token, Some(MemberDone::Moved)).await?;
    let status = StatusCode::from_u16(code.status()).unwrap_or(StatusCode::CONFLICT);
    Ok((status, Html(html)).into_response())
}
