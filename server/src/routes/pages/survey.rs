//! `GET /survey/{token}`: the questions behind a letter. Looking at them spends nothing; the widget on the page
//! exchanges the link when its answers are sent.

use axum::{
    extract::State,
    http::{HeaderMap, HeaderValue, StatusCode},
    response::{Html, IntoResponse},
};

use super::door::{Shown, TurnedAway, language, only_site};
use crate::{
    AppState,
    domain::{join::hash_of, survey::Link},
    feedback, page,
    pages::{self, Frame, SurveyPage},
    problems::Refusal,
    routes::PathParts,
    store::GroupId,
};

/// The page, or one that says that the link was used or is over.
pub async fn show_survey_page(
    State(state): State<AppState>,
    PathParts(token): PathParts<String>,
    headers: HeaderMap,
) -> Shown {
    let (store, now) = (&state.store, state.clock.now());
    state.sites.look(store, now).await?;
    let found = store.find_reader_of_invitation(hash_of(&token)).await?;
    let found = found.and_then(|(id, language)| Some((state.sites.find_by_id(&id)?, language)));
    let Some((site, language)) = found else {
        let site = only_site(&state);
        let language = language(&headers, site.as_deref());
        return Err(gone(Frame::new(site.as_deref(), &language)));
    };
    let frame = Frame::new(Some(&site), &language);
    let link = Link::of(&token, feedback::today(&state, &site));
    let found = store.find_survey_invitation(&site.id, &link, now).await?;
    let Some(found) = found else {
        return Err(gone(frame));
    };
    let group = GroupId::from(found.group_id.as_str());
    let group = store.find_group_by_id(&site.id, &group).await?;
    let group = group.ok_or_else(|| Refusal::fault("an invitation without its group"))?;
    let told = SurveyPage {
        group: &group.record.slug,
        survey: &found.survey,
        invitation: &token,
    };
    let mut response = Html(pages::survey_page(frame, &site, &told)).into_response();
    let policy = HeaderValue::from_static(pages::survey_policy());
    response.headers_mut().insert(page::POLICY, policy);
    Ok(response)
}

fn gone(frame: Frame<'_>) -> TurnedAway {
    TurnedAway::page(StatusCode::GONE, Html(pages::no_survey(frame)))
}
