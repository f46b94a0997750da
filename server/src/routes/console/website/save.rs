//! `POST /console/api/website/check`, `PUT /console/api/website` and `PUT …/keys/{key}`: what is to be in force.

use api_types::{
    FieldProblem, KeyToSet, ProblemCode, TextChecked, TextToCheck, TextToReplace, WebsiteFinding,
    WebsiteSaved,
};
use axum::{Json, extract::State};

use super::show::{number, versions_of};
use crate::{
    AppState,
    config::{PlacedFinding, SETTABLE, set_key},
    problems::Refusal,
    routes::{JsonBody, PathParts, console::Signed},
    store::SettingsReplaced,
};

/// Says what is wrong with a text; nothing is kept.
pub async fn check_website(
    State(state): State<AppState>,
    signed: Signed,
    JsonBody { value: asked, .. }: JsonBody<TextToCheck>,
) -> Result<Json<TextChecked>, Refusal> {
    versions_of(&state, &signed).await?;
    let findings = signed.site.own_file.check(&asked.text).err();
    let findings = findings.unwrap_or_default().into_iter().map(told);
    Ok(Json(TextChecked {
        findings: findings.collect(),
    }))
}

/// Puts a whole text in force, if nobody put another there since.
pub async fn replace_website(
    State(state): State<AppState>,
    signed: Signed,
    JsonBody { value: asked, .. }: JsonBody<TextToReplace>,
) -> Result<Json<WebsiteSaved>, Refusal> {
    versions_of(&state, &signed).await?;
    if let Err(findings) = signed.site.own_file.check(&asked.text) {
        let problem = |one: PlacedFinding| fault("/text", one.finding.to_string());
        return Err(Refusal::invalid_fields(
            findings.into_iter().map(problem).collect(),
        ));
    }
    keep(&state, &signed, asked.version, &asked.text).await
}

/// Changes one key of the text that is in force. Faults are at the fields of the value.
pub async fn set_website_key(
    State(state): State<AppState>,
    signed: Signed,
    PathParts(key): PathParts<String>,
    JsonBody { value: asked, .. }: JsonBody<KeyToSet>,
) -> Result<Json<WebsiteSaved>, Refusal> {
    let versions = versions_of(&state, &signed).await?;
    let own_file = &signed.site.own_file;
    if !SETTABLE.contains(&key.as_str()) {
        return Err(Refusal::not_found());
    }
    if own_file.has(&key) {
        let said = "the site's file on the server has this key";
        return Err(Refusal::new(ProblemCode::InvalidFields).field("/value", "in-file", said));
    }
    let newest = versions.first().map_or(0, |newest| newest.version);
    if newest != i64::from(asked.version) {
        return Err(Refusal::new(ProblemCode::ChangedSince));
    }
    let text = state.store.find_settings(&signed.viewer, newest).await?;
    // What the file has got since would stand in nobody's way.
    let text = own_file.left_over(&text.unwrap_or_default());
    let text = set_key(&text, &key, &asked.value).ok_or_else(|| {
        Refusal::new(ProblemCode::InvalidFields).field("/value", "not-taken", "no value of a file")
    })?;
    if let Err(findings) = own_file.check(&text) {
        let problem = |one: PlacedFinding| {
            let rest = one.path.strip_prefix(&key);
            let place = rest.map_or_else(String::new, |rest| rest.replace('.', "/"));
            fault(&format!("/value{place}"), one.finding.problem)
        };
        return Err(Refusal::invalid_fields(
            findings.into_iter().map(problem).collect(),
        ));
    }
    keep(&state, &signed, asked.version, &text).await
}

/// Writes a checked text as the next version, which is served from then on.
async fn keep(
    state: &AppState,
    signed: &Signed,
    based_on: u32,
    text: &str,
) -> Result<Json<WebsiteSaved>, Refusal> {
    let now = state.clock.now();
    let replaced = state
        .store
        .replace_settings(&signed.viewer, i64::from(based_on), text, now)
        .await?;
    match replaced {
        SettingsReplaced::As(version) => {
            // It is written: whoever looks next finds it, whatever goes wrong here.
            if let Err(error) = state.sites.look_at_once(&state.store, now).await {
                tracing::warn!(%error, "new settings of the console could not be read");
            }
            Ok(Json(WebsiteSaved {
                version: number(version),
            }))
        }
        SettingsReplaced::ChangedSince => Err(Refusal::new(ProblemCode::ChangedSince)),
        SettingsReplaced::NotThere => Err(Refusal::not_found()),
    }
}

fn told(one: PlacedFinding) -> WebsiteFinding {
    let count = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
    WebsiteFinding {
        line: count(one.finding.line),
        column: count(one.finding.column),
        problem: one.finding.problem,
    }
}

fn fault(field: &str, detail: String) -> FieldProblem {
    FieldProblem {
        field: field.to_owned(),
        code: "not-taken".to_owned(),
        detail,
    }
}
