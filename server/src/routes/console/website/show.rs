//! `GET /console/api/website`, `…/versions/{version}` and `…/words/{language}`: what is in force, and what was.

use api_types::{
    Website, WebsiteKey, WebsitePart, WebsiteProblem, WebsiteText, WebsiteVersion, WebsiteWords,
};
use axum::{Json, extract::State};

use crate::{
    AppState,
    config::{OwnFile, SETTABLE, shipped_texts},
    domain::{time::rfc3339, wording::primary},
    problems::Refusal,
    routes::{PathParts, console::Signed},
    store::{NamedStaff, SettingsVersion},
};

/// Everything that the section shows.
pub async fn show_website(
    State(state): State<AppState>,
    signed: Signed,
) -> Result<Json<Website>, Refusal> {
    let versions = versions_of(&state, &signed).await?;
    let staff = state.store.list_named_staff(&signed.viewer).await?;
    let (site, config) = (&signed.site, &signed.site.config);
    let newest = versions.first().map_or(0, |newest| newest.version);
    let text = state.store.find_settings(&signed.viewer, newest).await?;
    let text = text.unwrap_or_default();
    let set = OwnFile::of(&text);
    let key = |key: &str| WebsiteKey {
        key: key.to_owned(),
        in_file: site.own_file.has(key),
        value: site.own_file.value(key).or_else(|| set.value(key)),
    };
    let problems = state.sites.problems_of(&site.slug).into_iter();
    let country = config.country.as_deref();
    Ok(Json(Website {
        version: number(newest),
        keys: SETTABLE.map(key).to_vec(),
        text,
        worded: worded(&config.languages),
        country: config.country.clone(),
        crisis: config
            .wire(&site.slug, Some(&signed.language), false)
            .crisis
            .into_iter()
            .filter(|lines| country == Some(lines.country.as_str()))
            .collect(),
        versions: versions.iter().map(|one| told(one, &staff)).collect(),
        problems: problems
            .map(|(file, problem)| WebsiteProblem { file, problem })
            .collect(),
    }))
}

/// The text of one version.
pub async fn show_website_version(
    State(state): State<AppState>,
    signed: Signed,
    PathParts(version): PathParts<String>,
) -> Result<Json<WebsiteText>, Refusal> {
    let version = version.parse().map_err(|_| Refusal::not_found())?;
    let text = state.store.find_settings(&signed.viewer, version).await?;
    let text = text.ok_or_else(Refusal::not_found)?;
    Ok(Json(WebsiteText { text }))
}

/// The texts that ship in a language, each of which a site can word otherwise.
pub async fn show_website_words(
    State(state): State<AppState>,
    signed: Signed,
    PathParts(language): PathParts<String>,
) -> Result<Json<WebsiteWords>, Refusal> {
    versions_of(&state, &signed).await?;
    let shipped = shipped_texts(&language);
    if shipped.is_empty() {
        return Err(Refusal::not_found());
    }
    let owned = |(key, text): &(&str, &str)| ((*key).to_owned(), (*text).to_owned());
    let part = |(part, texts): (&str, &[(&str, &str)])| WebsitePart {
        part: part.to_owned(),
        texts: texts.iter().map(owned).collect(),
    };
    Ok(Json(WebsiteWords {
        parts: shipped.into_iter().map(part).collect(),
    }))
}

/// Every version, newest first; nothing is here for who is no coordinator.
pub(super) async fn versions_of(
    state: &AppState,
    signed: &Signed,
) -> Result<Vec<SettingsVersion>, Refusal> {
    let versions = state.store.list_settings(&signed.viewer).await?;
    versions.ok_or_else(Refusal::not_found)
}

/// The languages among these in which texts ship.
fn worded(languages: &[String]) -> Vec<String> {
    let mut worded: Vec<String> = Vec::new();
    for language in languages.iter().map(|tag| primary(tag)) {
        if !shipped_texts(language).is_empty() && !worded.iter().any(|one| one == language) {
            worded.push(language.to_owned());
        }
    }
    worded
}

pub(super) fn number(version: i64) -> u32 {
    u32::try_from(version).unwrap_or_default()
}

fn told(version: &SettingsVersion, staff: &[NamedStaff]) -> WebsiteVersion {
    let who = staff.iter().find(|one| one.id == version.written_by);
    WebsiteVersion {
        version: number(version.version),
        by: who.map_or_else(
            || version.written_by.as_str().to_owned(),
            |who| who.name.clone(),
        ),
        at: rfc3339(version.written_at),
    }
}
