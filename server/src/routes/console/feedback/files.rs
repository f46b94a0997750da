//! `GET /console/api/feedback/surveys/{survey}/groups/{group}/results.csv` and `GET …/{survey}/comparison.csv`:
//! what the pages show, for a spreadsheet. That it was taken is in the audit trail before the first byte leaves.

use axum::{
    extract::{RawQuery, State},
    response::Response,
};

use super::results::{comparison, results_of};
use crate::{
    AppState,
    domain::staff::Power,
    feedback,
    problems::Refusal,
    routes::{
        PathParts,
        console::{
            Signed,
            attachment::{self, CSV},
        },
    },
    store::GroupId,
};

/// Results of one survey in one group: each question of each version, counted as on the page.
pub async fn take_survey_results(
    State(state): State<AppState>,
    signed: Signed,
    PathParts((survey, group)): PathParts<(String, String)>,
) -> Result<Response, Refusal> {
    let name = format!("{group}-{survey}");
    let (results, group) = results_of(&state, &signed, (survey, group)).await?;
    let table = feedback::results_table(&results);
    let of = (name.as_str(), Some(&group.id));
    file(&state, &signed, of, ("results.csv", table)).await
}

/// Groups side by side.
pub async fn take_comparison(
    State(state): State<AppState>,
    signed: Signed,
    PathParts(survey): PathParts<String>,
    RawQuery(query): RawQuery,
) -> Result<Response, Refusal> {
    let compared = comparison(&state, &signed, &survey, query.as_deref()).await?;
    let table = feedback::comparison_table(&compared);
    let of = (survey.as_str(), None);
    file(&state, &signed, of, ("comparison.csv", table)).await
}

/// The file: of what, of which group (its id) where it is one, its name and its table.
async fn file(
    state: &AppState,
    signed: &Signed,
    (of, group): (&str, Option<&GroupId>),
    (name, table): (&str, Vec<u8>),
) -> Result<Response, Refusal> {
    let now = state.clock.now();
    let noted = state
        .store
        .note_export(&signed.viewer, Power::See, (name, group), now)
        .await?;
    if !noted {
        return Err(Refusal::not_found());
    }
    Ok(attachment::of(signed, now, (of, name), CSV, table))
}
