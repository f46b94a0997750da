//! `GET /console/api/outgoing`, `GET …/{batch}` and `POST …/{batch}/stop`: letters of staff's own,
//! which wait ten minutes.

use api_types::{
    OutgoingBatch, OutgoingLetters, OutgoingList, ProblemCode, ShownLetter, StopResponse,
};
use axum::{Json, extract::State};

use super::Signed;
use crate::{
    AppState,
    domain::{letter::NewLetter, time::rfc3339},
    notify::letters::{Letterhead, write},
    problems::Refusal,
    routes::PathParts,
    store::StoredBatch,
};

/// What waits, soonest first.
pub async fn list_outgoing(
    State(state): State<AppState>,
    signed: Signed,
) -> Result<Json<OutgoingList>, Refusal> {
    let batches = state.store.list_outgoing(&signed.viewer).await?;
    let batches = batches.into_iter().map(told).collect();
    Ok(Json(OutgoingList { batches }))
}

/// What the letters of a batch say.
pub async fn show_outgoing(
    State(state): State<AppState>,
    signed: Signed,
    PathParts(batch): PathParts<String>,
) -> Result<Json<OutgoingLetters>, Refusal> {
    let now = state.clock.now();
    let waiting = state
        .store
        .list_letters_of_batch(&signed.viewer, &batch, now)
        .await?;
    if waiting.is_empty() {
        return Err(Refusal::not_found());
    }
    let letters = waiting.into_iter().map(|letter| shown(&signed, letter));
    Ok(Json(OutgoingLetters {
        letters: letters.collect(),
    }))
}

/// Stops what has not gone yet. Safe to do twice.
pub async fn stop_outgoing(
    State(state): State<AppState>,
    signed: Signed,
    PathParts(batch): PathParts<String>,
) -> Result<Json<StopResponse>, Refusal> {
    let now = state.clock.now();
    let stopped = state.store.stop_outgoing(&signed.viewer, &batch, now);
    let stopped = stopped.await?.ok_or(ProblemCode::NotFound);
    let stopped = stopped.map_err(Refusal::new)?;
    Ok(Json(StopResponse {
        stopped: count(stopped.stopped),
        gone: count(stopped.gone),
    }))
}

fn told(batch: StoredBatch) -> OutgoingBatch {
    let (request, person) = batch.person.unzip();
    OutgoingBatch {
        id: batch.batch,
        kind: batch.kind,
        letters: count(batch.letters),
        sender: batch.sender,
        own: batch.is_own,
        person,
        request,
        group: batch.group,
        written_at: rfc3339(batch.created_at),
        due_at: rfc3339(batch.due_at),
    }
}

/// As its reader will see it. Its links are the reader's: they open what is theirs alone.
pub(super) fn shown(signed: &Signed, letter: NewLetter) -> ShownLetter {
    let letter = NewLetter {
        letter: letter.letter.without_links(),
        ..letter
    };
    let head = Letterhead::of(&signed.site.config, &letter.language);
    let written = write(&letter, &head);
    ShownLetter {
        kind: letter.letter.kind().to_owned(),
        language: letter.language,
        subject: written.subject,
        text: written.text,
    }
}

fn count(many: i64) -> u32 {
    u32::try_from(many).unwrap_or(u32::MAX)
}
