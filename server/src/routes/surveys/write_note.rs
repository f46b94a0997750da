//! `POST /v1/sites/{site}/invitation/notes`: a note with the member's name to who leads their group.

use api_types::{LONGEST_MEMBER_NOTE, NewMemberNote, Problem, ProblemCode};
use axum::{
    extract::State,
    response::{IntoResponse, Response},
};

use super::invited::Invited;
use crate::{
    AppState,
    answer::nothing,
    domain::survey::is_attempt,
    joining::Desk,
    problems::Refusal,
    routes::JsonBody,
    store::{NewNote, NoteKept},
};

/// Takes a note with the member's name. It arrives at once, and waits for nobody. The invitation is not used by it.
#[utoipa::path(post, path = "/v1/sites/{site}/invitation/notes", tag = "surveys",
    params(("site" = String, Path, description = "The site's slug.", example = "riverside")),
    security(("invitation" = [])),
    request_body = NewMemberNote,
    responses(
        (status = 204, description = "It is kept, and the group's staff are told."),
        (status = 404, description = "`unknown-site` or `unknown-token`", body = Problem, content_type = "application/problem+json"),
        (status = 422, description = "`invalid-fields`", body = Problem, content_type = "application/problem+json"),
        (status = 429, description = "`slow-down`: staff have several notes of theirs to read", body = Problem, content_type = "application/problem+json"),
    ))]
pub async fn write_note(
    State(state): State<AppState>,
    invited: Invited,
    body: JsonBody<NewMemberNote>,
) -> Result<Response, Refusal> {
    let NewMemberNote { attempt, text } = body.value;
    let refusal = Refusal::new(ProblemCode::InvalidFields);
    let text = text.trim();
    if text.is_empty() {
        return Err(refusal.field("/text", "missing", "a few words"));
    }
    if text.chars().count() > LONGEST_MEMBER_NOTE {
        let most = format!("at most {LONGEST_MEMBER_NOTE} characters");
        return Err(refusal.field("/text", "too-long", most));
    }
    let note = NewNote::Note(text.to_owned());
    keep(&state, &invited, (&attempt, &note)).await
}

/// Keeps what is said with a name.
pub(super) async fn keep(
    state: &AppState,
    invited: &Invited,
    (attempt, note): (&str, &NewNote),
) -> Result<Response, Refusal> {
    if !is_attempt(attempt) {
        let refusal = Refusal::new(ProblemCode::InvalidFields);
        return Err(refusal.field("/attempt", "bad-attempt", "43 letters of base64url"));
    }
    let site = &invited.site;
    let desk = Desk::new(state, site);
    let (store, now) = (&state.store, state.clock.now());
    let kept = store.add_member_note(&site.id, &invited.link, (attempt, note), &desk, now);
    match kept.await? {
        NoteKept::Yes => {
            state.mail.wake();
            Ok(nothing().into_response())
        }
        NoteKept::TooOften => Err(Refusal::new(ProblemCode::SlowDown)),
        NoteKept::Unknown => Err(invited.unknown(state)),
    }
}
