//! `POST /console/api/requests/{request}/question` and `…/answered`: something is asked by email
//! before anybody decides, and the answer comes to the site's address.

use api_types::{JoinState, ProblemCode, QuestionRequest, RequestDone};
use axum::{Json, extract::State};

use super::{done, stands_elsewhere};
use crate::{
    AppState,
    domain::join::read_letter_text,
    joining::Desk,
    problems::Refusal,
    routes::{JsonBody, PathParts, console::Signed},
    store::{Question, Questioned},
};

/// Asks. The promise of an answer rests for at most a week.
pub async fn ask_applicant(
    State(state): State<AppState>,
    signed: Signed,
    PathParts(request): PathParts<String>,
    JsonBody { value: asked, .. }: JsonBody<QuestionRequest>,
) -> Result<Json<RequestDone>, Refusal> {
    let text = read_letter_text(asked.text).map_err(Refusal::invalid_fields)?;
    let now = state.clock.now();
    let sending = state.store.sending(&signed.viewer, now);
    let batch = sending.batch().to_owned();
    let desk = Desk::new(&state, &signed.site).sent_by(sending);
    let question = Question { text };
    let asked = state
        .store
        .ask_applicant(&signed.viewer, &request, &question, &desk, now);
    answered(&state, &signed, &batch, Box::pin(asked).await?).await
}

/// Notes that the answer came: the promise runs from now.
pub async fn note_answer(
    State(state): State<AppState>,
    signed: Signed,
    PathParts(request): PathParts<String>,
) -> Result<Json<RequestDone>, Refusal> {
    let (desk, now) = (Desk::new(&state, &signed.site), state.clock.now());
    let noted = state
        .store
        .note_answer(&signed.viewer, &request, &desk, now)
        .await?;
    answered(&state, &signed, "", noted).await
}

async fn answered(
    state: &AppState,
    signed: &Signed,
    batch: &str,
    questioned: Option<Questioned>,
) -> Result<Json<RequestDone>, Refusal> {
    let code = match questioned {
        Some(Questioned::Now | Questioned::Before) => {
            return Ok(Json(done(state, signed, batch, JoinState::Pending).await?));
        }
        Some(Questioned::NoAddress) => ProblemCode::NoAddress,
        Some(Questioned::WrongState(stands)) => stands_elsewhere(stands),
        None => ProblemCode::NotFound,
    };
    Err(Refusal::new(code))
}
