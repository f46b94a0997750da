//! `/m/{token}/change`: a member writes anew what they wrote.

use api_types::{ContactKind, FieldProblem, MemberWords, MembershipChange, ProblemCode};
use axum::{
    extract::State,
    http::{HeaderMap, StatusCode},
    response::{Html, IntoResponse, Redirect},
};
use serde::Deserialize;

use super::door::{FormBody, Link, SAVED, Shown, page, too_late};
use crate::{
    AppState,
    domain::join::{TokenPurpose, is_open},
    gate::Caller,
    joining::Opened,
    pages::{self, Change},
    routes::PathParts,
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
    new_email: Option<String>,
}

/// A box that is ticked.
#[derive(Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Ticked {
    Yes,
}

impl From<Written> for MembershipChange {
    fn from(written: Written) -> Self {
        // Forms send line breaks as two signs, the widget as one.
        let lines = |text: Option<String>| text.map(|text| text.replace("\r\n", "\n"));
        let words = MemberWords {
            display_name: written.display_name,
            pronouns: written.pronouns,
            access_needs: lines(written.access_needs),
            introduction: lines(written.introduction),
            share_introduction: matches!(written.share_introduction, Some(Ticked::Yes)),
        };
        Self {
            written: Some(words),
            // Empty as long as there is none.
            new_email: written.new_email.filter(|typed| !typed.trim().is_empty()),
            ..Self::default()
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
    let held = MembershipChange {
        written: Some(opened.request.application.words()),
        ..MembershipChange::default()
    };
    Ok(page(form(&link, &opened, &token, &held, &[])))
}

/// Keeps it and leads back; or shows what needs another look, with all that was typed.
pub async fn press_change(
    State(state): State<AppState>,
    PathParts(token): PathParts<String>,
    headers: HeaderMap,
    caller: Caller,
    FormBody(written): FormBody<Written>,
) -> Shown {
    let link = Link::find(&state, &token, TokenPurpose::Member, &headers).await?;
    let opened = link.open(&state).await?;
    let typed = MembershipChange::from(written);
    if let Err(refusal) = opened.change(typed.clone(), &caller).await {
        if refusal.code() != ProblemCode::InvalidFields {
            return Err(link.turned_away(refusal, link.frame_of(&opened.request)));
        }
        let faults = refusal.document().errors;
        let html = Html(form(&link, &opened, &token, &typed, &faults));
        return Ok((StatusCode::UNPROCESSABLE_ENTITY, html).into_response());
    }
    Ok(Redirect::to(&format!("/m/{token}?{SAVED}")).into_response())
}

fn form(
    link: &Link,
    opened: &Opened<'_>,
    token: &str,
    typed: &MembershipChange,
    faults: &[FieldProblem],
) -> String {
    let record = &opened.group.record;
    let by_email = opened.request.application.contact.kind == ContactKind::Email;
    let words = typed.written.clone();
    let words = words.unwrap_or_else(|| opened.request.application.words());
    let shown = Change {
        path: &format!("/m/{token}"),
        words: &words,
        new_email: by_email.then(|| typed.new_email.as_deref().unwrap_or_default()),
        fields: link.site.config.fields_asked(record),
        days: link.site.config.answer_within_days(record),
        faults,
    };
    pages::change(link.frame_of(&opened.request), &shown)
}
