//! `POST /console/api/requests/approve`: several at once, each wholly or not at all.

use api_types::{ApproveRequests, ApprovedRequest, ApprovedRequests, Choice, ProblemCode};
use axum::{Json, extract::State};

use super::{on_its_way, stands_elsewhere};
use crate::{
    AppState,
    joining::Desk,
    problems::Refusal,
    routes::{JsonBody, console::Signed},
    store::{Decided, Decision},
};

/// So many at once.
const AT_ONCE: usize = 100;

/// Approves each that can be. 404 where none is the viewer's.
pub async fn approve_requests(
    State(state): State<AppState>,
    signed: Signed,
    JsonBody { value: asked, .. }: JsonBody<ApproveRequests>,
) -> Result<Json<ApprovedRequests>, Refusal> {
    if asked.requests.is_empty() || asked.requests.len() > AT_ONCE {
        let refusal = Refusal::new(ProblemCode::InvalidFields);
        return Err(refusal.field("/requests", "bad-number", "1 to 100 requests"));
    }
    let now = state.clock.now();
    let sending = state.store.sending(&signed.viewer, now);
    let batch = sending.batch().to_owned();
    let desk = Desk::new(&state, &signed.site).sent_by(sending);
    let mut results = Vec::new();
    for request in asked.requests {
        let decision = Decision::Approve;
        let decided = state
            .store
            .answer_request(&signed.viewer, &request, decision, &desk, now);
        // All that may happen to it at once makes a large future.
        let problem = match Box::pin(decided).await? {
            Some(Decided::Now(_) | Decided::Before(_) | Decided::KnownAlready(_)) => None,
            // An address that nobody has proved is written to first.
            Some(Decided::Released(_)) => Some(ProblemCode::WrongState),
            Some(Decided::Full) => Some(ProblemCode::GroupFull),
            Some(Decided::WrongState(stands)) => Some(stands_elsewhere(stands)),
            None | Some(Decided::Spent | Decided::Unknown) => Some(ProblemCode::NotFound),
        };
        results.push((request, problem));
    }
    if results
        .iter()
        .all(|(_, problem)| *problem == Some(ProblemCode::NotFound))
    {
        return Err(Refusal::not_found());
    }
    let mail = on_its_way(&state, &signed, &batch).await?;
    let results = results
        .into_iter()
        .map(|(request, problem)| ApprovedRequest {
            request,
            problem: problem.map(|code| code.as_str().to_owned()),
        });
    Ok(Json(ApprovedRequests {
        results: results.collect(),
        mail,
    }))
}
