//! `/preview?site=…`: a site's widgets in all their states, and what those states are made of.

use std::time::Duration;

use api_types::{Facets, GroupList, ProblemCode};
use axum::{
    Json,
    extract::{RawQuery, Request, State},
    http::{HeaderMap, HeaderValue, Method},
    middleware::Next,
    response::{Html, IntoResponse, Response},
};

use super::door::language;
use crate::{
    AppState, page,
    pages::{self, Frame},
    parameters,
    problems::Refusal,
};

/// So long a finder is seen waiting: less than any request may take.
const WAITING: Duration = Duration::from_secs(10);

/// The page, in the language that the person's browser asks for.
pub async fn show_preview(
    State(state): State<AppState>,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
) -> Result<Response, Refusal> {
    let (mut slug, mut wanted) = (String::new(), None);
    for (name, value) in parameters::pairs(query.as_deref())? {
        match &*name {
            "site" => slug = value,
            "language" => wanted = Some(value),
            // What else is chosen is for the page's own script.
            _ => {}
        }
    }
    let site = state.site(&slug).await?;
    let frame = Frame::of_console(Some(&site), &language(&headers, None));
    let shown = site.config.language_for(wanted.as_deref());
    let html = pages::preview(frame, &site, shown);
    let policy = HeaderValue::from_static(pages::preview_policy());
    Ok(([(page::POLICY, policy)], Html(html)).into_response())
}

/// Stands before the groups' addresses where the preview wants them to say something else.
pub async fn pretend(state: &'static str, request: Request, next: Next) -> Response {
    if request.method() != Method::GET || !request.uri().path().ends_with("/groups") {
        return next.run(request).await;
    }
    match state {
        "empty" => Json(GroupList {
            groups: Vec::new(),
            total: 0,
            facets: Facets::default(),
            next: None,
        })
        .into_response(),
        state => {
            if state == "waiting" {
                tokio::time::sleep(WAITING).await;
            }
            Refusal::new(ProblemCode::NotReady).into_response()
        }
    }
}
