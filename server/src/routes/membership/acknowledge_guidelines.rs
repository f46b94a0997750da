//! `POST /v1/sites/{site}/membership/acknowledgements`: a member has read newer guidelines.

use api_types::{Acknowledgement, AcknowledgementReceipt, Problem};
use axum::{extract::State, response::Response};

use super::member::Member;
use crate::{AppState, answer::private, problems::Refusal, routes::JsonBody};

/// Acknowledges the guidelines that hold now. The same again is answered as the first time.
#[utoipa::path(post, path = "/v1/sites/{site}/membership/acknowledgements", tag = "membership",
    params(("site" = String, Path, description = "The site's slug.", example = "riverside")),
    security(("member" = [])),
    request_body = Acknowledgement,
    responses(
        (status = 200, description = "The receipt.", body = AcknowledgementReceipt),
        (status = 409, description = "`guidelines-changed` or `wrong-state`", body = Problem, content_type = "application/problem+json"),
        (status = 422, description = "`guidelines-unknown` or `guidelines-forged`", body = Problem, content_type = "application/problem+json"),
    ))]
pub async fn acknowledge_guidelines(
    State(state): State<AppState>,
    member: Member,
    body: JsonBody<Acknowledgement>,
) -> Result<Response, Refusal> {
    let opened = member.page(&state).open().await?;
    Ok(private(&opened.acknowledge(&body.value).await?))
}
