//! `POST /v1/sites/{site}/invitation/answers`: answers with the member's name.

use api_types::{NamedAnswers, Problem, ProblemCode};
use axum::{extract::State, response::Response};

use super::{invited::Invited, write_note::keep};
use crate::{AppState, feedback, problems::Refusal, routes::JsonBody, store::NewNote};

/// Takes answers with the member's name: the group's staff read them at once. They are in no table of
/// results, since who knows some answers could work out the others.
#[utoipa::path(post, path = "/v1/sites/{site}/invitation/answers", tag = "surveys",
    params(("site" = String, Path, description = "The site's slug.", example = "riverside")),
    security(("invitation" = [])),
    request_body = NamedAnswers,
    responses(
        (status = 204, description = "They are kept, and the group's staff are told."),
        (status = 404, description = "`unknown-site` or `unknown-token`", body = Problem, content_type = "application/problem+json"),
        (status = 422, description = "`invalid-fields`", body = Problem, content_type = "application/problem+json"),
        (status = 429, description = "`slow-down`", body = Problem, content_type = "application/problem+json"),
    ))]
pub async fn answer_with_name(
    State(state): State<AppState>,
    invited: Invited,
    body: JsonBody<NamedAnswers>,
) -> Result<Response, Refusal> {
    let new = body.value;
    let (store, site, now) = (&state.store, &invited.site.id, state.clock.now());
    let found = store
        .find_survey_invitation(site, &invited.link, now)
        .await?;
    // Sent again, it is used by now, and the attempt is known.
    if let Some(found) = found {
        let version = Some(new.version);
        let survey = store.find_survey(site, &found.survey, version).await?;
        let survey = survey.ok_or_else(|| {
            let refusal = Refusal::new(ProblemCode::InvalidFields);
            refusal.field("/version", "unknown-version", "the version that was shown")
        })?;
        feedback::checked(&survey, &new.answers)?;
    }
    let note = NewNote::Answers(new.version, new.answers);
    keep(&state, &invited, (&new.attempt, &note)).await
}
