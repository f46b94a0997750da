//! `GET /v1/sites/{site}`: what a widget needs to know of its site.

use api_types::{Problem, Site};
use axum::{
    extract::{RawQuery, State},
    http::HeaderMap,
    response::Response,
};

use super::PathParts;
use crate::{AppState, answer::PUBLIC, parameters, problems::Refusal};

/// The site's name, contact, disclaimer and crisis lines.
///
/// Texts come in the site's language nearest to `lang`.
#[utoipa::path(get, path = "/v1/sites/{site}", tag = "sites",
    params(
        ("site" = String, Path, description = "The site's slug.", example = "riverside"),
        ("lang" = Option<String>, Query, description = "Language of the texts (BCP 47).", example = "es"),
    ),
    responses(
        (status = 200, description = "The site.", body = Site),
        (status = 304, description = "The tag in `If-None-Match` is still the right one."),
        (status = 400, description = "`bad-parameter`", body = Problem, content_type = "application/problem+json"),
        (status = 404, description = "`unknown-site`", body = Problem, content_type = "application/problem+json"),
    ))]
pub async fn show_site(
    State(state): State<AppState>,
    PathParts(site): PathParts<String>,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
) -> Result<Response, Refusal> {
    let site = state.site(&site).await?;
    let mut language = None;
    for (name, value) in parameters::pairs(query.as_deref())? {
        match name.as_str() {
            "lang" => language = Some(value),
            other => return Err(parameters::unknown(other, "lang")),
        }
    }
    let body = site.rendered(language.as_deref())?;
    Ok(body.answer(&headers, PUBLIC))
}
