//! `GET /v1/sites/{site}/groups/{group}/guidelines`: what a group asks of everybody in it.

use api_types::{Guidelines, Problem, ProblemCode};
use axum::{
    extract::{RawQuery, State},
    http::HeaderMap,
    response::Response,
};

use super::PathParts;
use crate::{
    AppState,
    answer::{PUBLIC, Rendered},
    domain::guidelines::{GuidelinesVersion, NoSuchVersion},
    parameters,
    problems::Refusal,
};

/// The guidelines of a group: its site's rules, then its own.
///
/// Texts come in the site's language nearest to `lang`. Whoever acknowledges them sends back
/// `version`, `hash` and `language` as they stand here. With `since` the answer also says how
/// they differ from that earlier version: what is new, changed and gone, and in the publisher's
/// words why.
#[utoipa::path(get, path = "/v1/sites/{site}/groups/{group}/guidelines", tag = "groups",
    params(
        ("site" = String, Path, description = "The site's slug.", example = "riverside"),
        ("group" = String, Path, description = "The group's slug.", example = "evening-circle"),
        ("lang" = Option<String>, Query, description = "Language of the texts (BCP 47).", example = "es"),
        ("since" = Option<String>, Query, pattern = "^\\d+\\.\\d+$", description = "A version that was published before; `0.0` is that of somebody who knows none.", example = "0.0"),
    ),
    responses(
        (status = 200, description = "The guidelines; without items where there are none.", body = Guidelines),
        (status = 304, description = "The tag in `If-None-Match` is still the right one."),
        (status = 400, description = "`bad-parameter`", body = Problem, content_type = "application/problem+json"),
        (status = 404, description = "`unknown-site` or `unknown-group`", body = Problem, content_type = "application/problem+json"),
    ))]
pub async fn show_guidelines(
    State(state): State<AppState>,
    PathParts((site, slug)): PathParts<(String, String)>,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
) -> Result<Response, Refusal> {
    let (mut asked, mut since) = (None, None);
    for (name, value) in parameters::pairs(query.as_deref())? {
        match name.as_str() {
            "lang" => asked = Some(value),
            "since" => since = Some(value.parse().map_err(bad_version)?),
            other => return Err(parameters::unknown(other, "lang and since")),
        }
    }
    let asked = asked.as_deref();
    let snapshot = state.catalogue(&site).await?;
    let unknown = || Refusal::new(ProblemCode::UnknownGroup);
    snapshot.meetings(&slug).ok_or_else(unknown)?;
    let site = snapshot.site();
    let key = key(&slug, site.config.language_for(asked), since);
    let body = if let Some(body) = snapshot.kept(&key) {
        body
    } else {
        let group = state.store.find_group(&site.id, &slug).await?;
        let group = group.ok_or_else(unknown)?.id;
        let shown = match since {
            None => state.guidelines(site, &group, asked).await?,
            Some(since) => {
                let all = state.store.find_group_guidelines(&site.id, &group).await?;
                let shown = all.shown_since(since, site.config.reading(asked));
                shown.map_err(bad_version)?
            }
        };
        snapshot.keep(key, Rendered::json(&shown)?)
    };
    Ok(body.answer(&headers, PUBLIC))
}

fn key(group: &str, language: &str, since: Option<GuidelinesVersion>) -> String {
    let since = since.map_or(String::new(), |since| since.to_string());
    format!("guidelines/{group}/{language}/{since}")
}

fn bad_version(NoSuchVersion: NoSuchVersion) -> Refusal {
    let form = "a version that was published, such as 1.0";
    Refusal::bad_parameter("since", "bad-value", form)
}
