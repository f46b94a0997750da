//! `GET /v1/sites/{site}/groups/{group}/join-form`: everything that the form asks and says.

use api_types::{JoinForm, Problem, ProblemCode};
use axum::{
    extract::{RawQuery, State},
    http::HeaderMap,
    response::Response,
};

use super::PathParts;
use crate::{
    AppState,
    answer::{PUBLIC, Rendered},
    catalogues::Snapshot,
    domain::{insight::Counted, listing},
    gate::Caller,
    insight, parameters,
    problems::Refusal,
};

/// The join form of a group, with its guidelines.
///
/// Texts come in the site's language nearest to `lang`. Where `unavailable` stands there is no
/// form, and the contact is whom to ask.
#[utoipa::path(get, path = "/v1/sites/{site}/groups/{group}/join-form", tag = "joining",
    params(
        ("site" = String, Path, description = "The site's slug.", example = "riverside"),
        ("group" = String, Path, description = "The group's slug.", example = "evening-circle"),
        ("lang" = Option<String>, Query, description = "Language of the texts (BCP 47).", example = "es"),
    ),
    responses(
        (status = 200, description = "The form.", body = JoinForm),
        (status = 304, description = "The tag in `If-None-Match` is still the right one."),
        (status = 400, description = "`bad-parameter`", body = Problem, content_type = "application/problem+json"),
        (status = 404, description = "`unknown-site` or `unknown-group`", body = Problem, content_type = "application/problem+json"),
    ))]
pub async fn show_join_form(
    State(state): State<AppState>,
    PathParts((site, slug)): PathParts<(String, String)>,
    RawQuery(query): RawQuery,
    caller: Caller,
    headers: HeaderMap,
) -> Result<Response, Refusal> {
    let asked = parameters::language(query.as_deref())?;
    let asked = asked.as_deref();
    let snapshot = state.catalogue(&site).await?;
    let language = snapshot.site().config.language_for(asked);
    let key = format!("join-form/{slug}/{language}");
    let body = match snapshot.kept(&key) {
        Some(body) => body,
        None => snapshot.keep(
            key,
            Rendered::json(&form(&state, &snapshot, &slug, asked).await?)?,
        ),
    };
    let asks = (&caller, &headers);
    insight::count(&state, snapshot.site(), &slug, Counted::Started, asks);
    Ok(body.answer(&headers, PUBLIC))
}

/// The form as it stands now.
pub(super) async fn form(
    state: &AppState,
    snapshot: &Snapshot,
    slug: &str,
    asked: Option<&str>,
) -> Result<JoinForm, Refusal> {
    let site = snapshot.site();
    let stored = state.store.find_group(&site.id, slug).await?;
    let stored = stored.ok_or_else(|| Refusal::new(ProblemCode::UnknownGroup))?;
    let guidelines = state.guidelines(site, &stored.id, asked).await?;
    let availability = listing::availability(&stored.record, stored.places_taken);
    let has_mail = state.mail.is_set_up();
    let config = &site.config;
    Ok(config.join_form(&stored.record, availability, guidelines, asked, has_mail))
}
