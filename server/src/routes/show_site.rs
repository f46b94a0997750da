//! `GET /v1/sites/{site}`: what a widget needs to know of its site.

use api_types::{Problem, SiteAnswer};
use axum::{
    extract::{RawQuery, State},
    http::HeaderMap,
    response::Response,
};

use super::PathParts;
use crate::{AppState, answer::PUBLIC, parameters, problems::Refusal};

/// The site's name, contact, disclaimer and crisis lines.
///
/// Texts come in the site's language nearest to `lang`. The crisis lines are those of the site's
/// country, which is what most people need; `crisis=all` brings every country's. A site that
/// names no country with lines of its own always tells all.
#[utoipa::path(get, path = "/v1/sites/{site}", tag = "sites",
    params(
        ("site" = String, Path, description = "The site's slug.", example = "riverside"),
        ("lang" = Option<String>, Query, description = "Language of the texts (BCP 47).", example = "es"),
        ("crisis" = Option<String>, Query, pattern = "^all$", description = "`all` for the crisis lines of every country.", example = "all"),
    ),
    responses(
        (status = 200, description = "The site.", body = SiteAnswer),
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
    let (mut language, mut every_country) = (None, false);
    for (name, value) in parameters::pairs(query.as_deref())? {
        match name.as_str() {
            "lang" => language = Some(value),
            "crisis" if value == "all" => every_country = true,
            "crisis" => return Err(Refusal::bad_parameter("crisis", "bad-value", "all")),
            other => return Err(parameters::unknown(other, "lang and crisis")),
        }
    }
    let body = site.rendered(language.as_deref(), every_country)?;
    Ok(body.answer(&headers, PUBLIC))
}
