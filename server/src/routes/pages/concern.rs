//! `/m/{token}/concern`: a member says that something is wrong in their group.

use api_types::{FieldProblem, NewConcern, ProblemCode};
use axum::{
    extract::State,
    http::{HeaderMap, StatusCode},
    response::{Html, IntoResponse},
};
use serde::Deserialize;

use super::door::{FormBody, Link, Shown, page};
use crate::{
    AppState,
    domain::join::TokenPurpose,
    pages::{self, Concern},
    routes::PathParts,
};

/// What the form sends.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WrittenConcern {
    text: String,
    ring: Option<Ticked>,
}

/// A box that is ticked.
#[derive(Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Ticked {
    Yes,
}

/// The form.
pub async fn show_concern(
    State(state): State<AppState>,
    PathParts(token): PathParts<String>,
    headers: HeaderMap,
) -> Shown {
    let link = Link::find(&state, &token, TokenPurpose::Member, &headers).await?;
    let empty = NewConcern {
        text: String::new(),
        ring: false,
    };
    Ok(page(form(&link, &state, &token, (&empty, &[])).await?))
}

/// Tells the coordinators and says so; or shows what needs another look, with all that was typed.
pub async fn press_concern(
    State(state): State<AppState>,
    PathParts(token): PathParts<String>,
    headers: HeaderMap,
    FormBody(written): FormBody<WrittenConcern>,
) -> Shown {
    let link = Link::find(&state, &token, TokenPurpose::Member, &headers).await?;
    let request = link.request(&state).await?;
    let frame = link.frame_of(&request);
    let typed = NewConcern {
        text: written.text.replace("\r\n", "\n"),
        ring: matches!(written.ring, Some(Ticked::Yes)),
    };
    let Err(refusal) = link.own_page(&state).tell_coordinators(&typed).await else {
        return Ok(page(pages::concern_sent(frame, &format!("/m/{token}"))));
    };
    let (status, faults) = match refusal.code() {
        ProblemCode::InvalidFields => (StatusCode::UNPROCESSABLE_ENTITY, refusal.document().errors),
        // Whom to ring stands on every page.
        ProblemCode::SlowDown => {
            let fault = FieldProblem {
                field: "/text".to_owned(),
                code: "too-often".to_owned(),
                detail: String::new(),
            };
            (StatusCode::TOO_MANY_REQUESTS, vec![fault])
        }
        _ => return Err(link.turned_away(refusal, frame)),
    };
    let html = form(&link, &state, &token, (&typed, &faults)).await?;
    Ok((status, Html(html)).into_response())
}

async fn form(
    link: &Link,
    state: &AppState,
    token: &str,
    (typed, faults): (&NewConcern, &[FieldProblem]),
) -> Result<String, super::door::TurnedAway> {
    let opened = link.open(state).await?;
    let shown = Concern {
        path: &format!("/m/{token}"),
        typed,
        by_leader: opened.leader_hears_concerns().await?,
        days: link.site.config.answer_within_days(&opened.group.record),
        faults,
    };
    Ok(pages::concern(link.frame_of(&opened.request), &shown))
}
