//! `POST /v1/sites/{site}/invitation/decline`: somebody will not answer.

use api_types::{DeclineSurvey, Problem};
use axum::{
    extract::State,
    response::{IntoResponse, Response},
};

use super::invited::Invited;
use crate::{AppState, answer::nothing, problems::Refusal, routes::JsonBody};

/// Takes an invitation back, for who will not answer; and asks them no more in this group, where they say so.
#[utoipa::path(post, path = "/v1/sites/{site}/invitation/decline", tag = "surveys",
    params(("site" = String, Path, description = "The site's slug.", example = "riverside")),
    security(("invitation" = [])),
    request_body = DeclineSurvey,
    responses(
        (status = 204, description = "Done."),
        (status = 404, description = "`unknown-site` or `unknown-token`", body = Problem, content_type = "application/problem+json"),
    ))]
pub async fn decline_survey(
    State(state): State<AppState>,
    invited: Invited,
    body: JsonBody<DeclineSurvey>,
) -> Result<Response, Refusal> {
    let (store, site, now) = (&state.store, &invited.site.id, state.clock.now());
    let never = body.value.never_again;
    let declined = store.decline_survey(site, &invited.link, never, now);
    if !declined.await? {
        return Err(invited.unknown(&state));
    }
    Ok(nothing().into_response())
}
