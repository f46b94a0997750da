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
};

/// Results of one survey in one group: each question of each version, counted as on the page.
pub async fn take_survey_results(
    State(state): State<AppState>,
    signed: Signed,
    PathParts((survey, group)): PathParts<(String, String)>,
) -> Result<Response, Refusal> {
    let name = format!("{group}-{survey}");
    let (results, group) = results_of(&state, &signed, (survey, group)).await?;
    let (now, of) = (state.clock.now(), ("results.csv", Some(&group.id)));
    let noted = state
        .store
        .note_export(&signed.viewer, Power::See, of, now)
        .await?;
    if !noted {
        return Err(Refusal::not_found());
    }
    let table = feedback::results_table(&results);
    let file = (name.as_str(), "results.csv");
    Ok(attachment::of(&signed, now, file, CSV, table))
}

/// Groups side by side.
pub async fn take_comparison(
    State(state): State<AppState>,
    signed: Signed,
    PathParts(survey): PathParts<String>,
    RawQuery(query): RawQuery,
) -> Result<Response, Refusal> {
    let compared = comparison(&state, &signed, &survey, query.as_deref()).await?;
    let (now, of) = (state.clock.now(), ("comparison.csv", None));
    let noted = state
        .store
        .note_export(&signed.viewer, Power::See, of, now)
        .await?;
    if !noted {
        return Err(Refusal::not_found());
    }
    let table = feedback::comparison_table(&compared);
    let file = (survey.as_str(), "comparison.csv");
    Ok(attachment::of(&signed, now, file, CSV, table))
}
