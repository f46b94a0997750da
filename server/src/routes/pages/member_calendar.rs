//! `/m/{token}/calendar` makes a private calendar address, and `/calendar/{token}/dates.ics` is it.

use axum::{
    extract::State,
    http::{HeaderMap, header},
    response::IntoResponse,
};

use super::door::{Chosen, FormBody, Link, Only, Shown, page};
use crate::{
    AppState, calendars,
    domain::join::TokenPurpose,
    feeds::ical,
    pages,
    routes::{CALENDAR, PathParts},
    words::pages as keys,
};

/// Makes an address and shows it, once. The one before ends.
pub async fn press_calendar(
    State(state): State<AppState>,
    PathParts(token): PathParts<String>,
    headers: HeaderMap,
    FormBody(Chosen { choice: Only::Yes }): FormBody<Chosen<Only>>,
) -> Shown {
    let link = Link::find(&state, &token, TokenPurpose::Member, &headers).await?;
    let opened = link.open(&state).await?;
    let frame = link.frame_of(&opened.request);
    let made = opened.make_calendar().await;
    let url = made.map_err(|refusal| link.turned_away(refusal, frame))?;
    let html = pages::calendar_made(frame, &url, &format!("/m/{token}"));
    Ok(page(html))
}

/// The meetings of a member's group. Empty once they have left: a calendar that fails is asked
/// again for ever. Whoever sees the calendar reads what the site lets its letters say.
pub async fn download_member_calendar(
    State(state): State<AppState>,
    PathParts(token): PathParts<String>,
    headers: HeaderMap,
) -> Shown {
    let link = Link::find(&state, &token, TokenPurpose::Calendar, &headers).await?;
    let request = link.request(&state).await?;
    let group = link.group(&state, &request).await?;
    let words = link.frame_of(&request).words;
    let join = link.site.config.join.as_ref();
    let plain = join.is_some_and(|join| join.plain_letters);
    let event = request
        .may_enter()
        .then(|| calendars::event(&link.site.slug, &group))
        .flatten();
    let (name, event) = if plain {
        (group.record.name.as_str(), event)
    } else {
        let neutral = event.map(|event| calendars::neutral(event, words.say(keys::CALENDAR_EVENT)));
        (words.say(keys::CALENDAR_NAME), neutral)
    };
    let calendar = ical::calendar(name, event.as_slice());
    Ok(([(header::CONTENT_TYPE, CALENDAR)], calendar).into_response())
}
