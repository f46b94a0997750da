//! Requests to join, as staff read and answer them: `/console/api/requests`.
//!
//! What is done answers with where the request stands then, and with the letters that go in ten
//! minutes. Of two who decide at once the second is told `already-decided`, and reads by whom.

mod answer_request;
mod approve_requests;
mod ask_applicant;
mod enter_request;
mod line;
mod list_requests;
mod move_request;
mod note_call;
mod show_request;
mod told;

use api_types::{JoinState, MailOnItsWay, ProblemCode, RequestDone};

use super::{Signed, outgoing::shown};
use crate::{
    AppState,
    domain::time::rfc3339,
    problems::Refusal,
    store::{STAFFS_MAIL_WAITS, StoreError},
};

pub use answer_request::*;
pub use approve_requests::*;
pub use ask_applicant::*;
pub use enter_request::*;
pub use line::*;
pub use list_requests::*;
pub use move_request::*;
pub use note_call::*;
pub use show_request::*;

/// What is done, and the letters of it.
async fn done(
    state: &AppState,
    signed: &Signed,
    batch: &str,
    stands: JoinState,
) -> Result<RequestDone, Refusal> {
    Ok(RequestDone {
        state: stands,
        mail: on_its_way(state, signed, batch).await?,
    })
}

/// Letters that were written just now, and wait; and the worker hears of those that do not.
async fn on_its_way(
    state: &AppState,
    signed: &Signed,
    batch: &str,
) -> Result<Option<MailOnItsWay>, StoreError> {
    state.mail.wake();
    let now = state.clock.now();
    let letters = state
        .store
        .list_letters_of_batch(&signed.viewer, batch, now)
        .await?;
    let due_at = rfc3339(now + STAFFS_MAIL_WAITS);
    let letters: Vec<_> = letters.into_iter().map(|one| shown(signed, one)).collect();
    Ok((!letters.is_empty()).then(|| MailOnItsWay {
        batch: batch.to_owned(),
        due_at,
        letters,
    }))
}

/// Why something cannot be done to a request that stands elsewhere.
fn stands_elsewhere(stands: JoinState) -> ProblemCode {
    use JoinState::{Approved, Declined, Left};
    if matches!(stands, Approved | Declined | Left) {
        ProblemCode::AlreadyDecided
    } else {
        ProblemCode::WrongState
    }
}
