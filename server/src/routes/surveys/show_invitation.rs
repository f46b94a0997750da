//! `GET /v1/sites/{site}/invitation`: what somebody with an invitation is asked.

use api_types::{Problem, SurveyInvitation};
use axum::{extract::State, response::Response};

use super::invited::Invited;
use crate::{AppState, answer::private, problems::Refusal, store::GroupId};

/// What an invitation is for. Looking at it spends nothing.
#[utoipa::path(get, path = "/v1/sites/{site}/invitation", tag = "surveys",
    params(("site" = String, Path, description = "The site's slug.", example = "riverside")),
    security(("invitation" = [])),
    responses(
        (status = 200, description = "The survey and the group.", body = SurveyInvitation),
        (status = 404, description = "`unknown-site` or `unknown-token`", body = Problem, content_type = "application/problem+json"),
    ))]
pub async fn show_invitation(
    State(state): State<AppState>,
    invited: Invited,
) -> Result<Response, Refusal> {
    let (store, site, now) = (&state.store, &invited.site.id, state.clock.now());
    let found = store
        .find_survey_invitation(site, &invited.link, now)
        .await?;
    let Some(found) = found else {
        return Err(invited.unknown(&state));
    };
    let group = GroupId::from(found.group_id.as_str());
    let group = store.find_group_by_id(site, &group).await?;
    let group = group.ok_or_else(|| Refusal::fault("an invitation without its group"))?;
    Ok(private(&SurveyInvitation {
        group: group.record.slug,
        survey: found.survey,
        meeting_on: found.of_meeting.then_some(found.day),
    }))
}
