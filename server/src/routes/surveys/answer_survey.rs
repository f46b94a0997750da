//! `POST /v1/sites/{site}/answers`: answers without a name.

use api_types::{NewAnswers, Problem, ProblemCode};
use axum::{
    extract::State,
    response::{IntoResponse, Response},
};

use crate::{
    AppState,
    answer::nothing,
    feedback::{self, read_ballot},
    problems::Refusal,
    routes::{JsonBody, PathParts},
    store::AnswersKept,
};

/// Takes answers with a ballot. Nothing of who sends them is kept, of when the month alone, and nobody reads
/// them before five are in.
///
/// Sent again they change nothing and are answered alike.
#[utoipa::path(post, path = "/v1/sites/{site}/answers", tag = "surveys",
    params(("site" = String, Path, description = "The site's slug.", example = "riverside")),
    request_body = NewAnswers,
    responses(
        (status = 204, description = "They are kept."),
        (status = 404, description = "`unknown-site`, `unknown-group` or `unknown-survey`", body = Problem, content_type = "application/problem+json"),
        (status = 422, description = "`bad-ballot` or `invalid-fields`", body = Problem, content_type = "application/problem+json"),
    ))]
pub async fn answer_survey(
    State(state): State<AppState>,
    PathParts(site): PathParts<String>,
    body: JsonBody<NewAnswers>,
) -> Result<Response, Refusal> {
    let NewAnswers { ballot, answers } = body.value;
    let site = state.site(&site).await?;
    let today = feedback::today(&state, &site);
    let ballot = read_ballot(state.store.sealer(), &site.id, &ballot, today);
    let ballot = ballot.ok_or_else(|| Refusal::new(ProblemCode::BadBallot))?;
    let (store, version) = (&state.store, Some(ballot.version));
    let survey = store.find_survey(&site.id, &ballot.survey, version).await?;
    let survey = survey.ok_or_else(|| Refusal::new(ProblemCode::UnknownSurvey))?;
    feedback::checked(&survey, &answers)?;
    let month = today.format("%Y-%m").to_string();
    let kept = store.keep_answers(&site.id, &ballot, &survey.record, &answers, &month);
    match kept.await? {
        AnswersKept::Yes | AnswersKept::Before => Ok(nothing().into_response()),
        AnswersKept::NoSuchGroup => Err(Refusal::new(ProblemCode::UnknownGroup)),
    }
}
