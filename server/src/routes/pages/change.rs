//! `/m/{token}/change`: a member writes anew what they wrote.

use api_types::{FieldProblem, MemberWords};
use axum::{
    extract::State,
    http::{HeaderMap, StatusCode},
    response::{Html, IntoResponse, Redirect},
};
use serde::Deserialize;

use super::door::{FormBody, Link, SAVED, Shown, page, too_late};
use crate::{
    AppState,
    config::fields_asked,
    domain::join::{TokenPurpose, is_open},
    joining::Opened,
    pages::{self, Change},
    routes::PathParts,
    store::Wishes,
};

/// What the form sends; a field that it does not show comes not at all.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Written {
    display_name: String,
    pronouns: Option<String>,
    access_needs: Option<String>,
    introduction: Option<String>,
    share_introduction: Option<Ticked>,
}

/// A box that is ticked.
#[derive(Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Ticked {
    Yes,
}

impl From<Written> for MemberWords {
    fn from(written: Written) -> Self {
        // Forms send line breaks as two signs, the widget as one.
        let lines = |text: Option<String>| text.map(|text| text.replace("\r\n", "\n"));
        Self {
            display_name: written.display_name,
            pronouns: written.pronouns,
            access_needs: lines(written.access_needs),
            introduction: lines(written.introduction),
            share_introduction: matches!(written.share_introduction, Some(Ticked::Yes)),
        }
    }
}

/// The form, with what is held in it.
pub async fn show_change(
    State(state): State<AppState>,
    PathParts(token): PathParts<String>,
    headers: HeaderMap,
) -> Shown {
    let link = Link::find(&state, &token, TokenPurpose::Member, &headers).await?;
    let opened = link.open(&state).await?;
    if !is_open(opened.request.state) {
        return Err(too_late(link.frame_of(&opened.request)));
    }
    let words = opened.request.application.words();
    Ok(page(form(&link, &opened, &token, &words, &[])))
}

/// Keeps it and leads back; or shows what needs another look, with all that was typed.
pub async fn press_change(
    State(state): State<AppState>,
    PathParts(token): PathParts<String>,
    headers: HeaderMap,
    FormBody(written): FormBody<Written>,
) -> Shown {
    let link = Link::find(&state, &token, TokenPurpose::Member, &headers).await?;
    let opened = link.open(&state).await?;
    let typed = MemberWords::from(written);
    let words = match opened.check(typed.clone()) {
        Ok(words) => words,
        Err(faults) => {
            let html = Html(form(&link, &opened, &token, &typed, &faults));
            return Ok((StatusCode::UNPROCESSABLE_ENTITY, html).into_response());
        }
    };
    let wishes = Wishes {
        written: Some(words),
        ..Wishes::default()
    };
    let changed = link.own_page(&state).change(&wishes).await;
    changed.map_err(|refusal| link.turned_away(refusal, link.frame_of(&opened.request)))?;
    Ok(Redirect::to(&format!("/m/{token}?{SAVED}")).into_response())
}

fn form(
    link: &Link,
    opened: &Opened<'_>,
    token: &str,
    words: &MemberWords,
    faults: &[FieldProblem],
) -> String {
    let record = &opened.group.record;
    let shown = Change {
        path: &format!("/m/{token}"),
        words,
        fields: fields_asked(record),
        days: link.site.config.answer_within_days(record),
        faults,
    };
    pages::change(link.frame_of(&opened.request), &shown)
}
