//! `POST /console/api/groups/{group}/messages`: to every member by an email of their own.

use api_types::{MessageRequest, MessageSent};
use axum::{Json, extract::State};

use super::super::Signed;
use crate::{
    AppState,
    domain::roster::{read_line, read_text},
    joining::Desk,
    problems::Refusal,
    routes::{JsonBody, PathParts},
    store::Message,
};

/// Longest subject, characters.
const SUBJECT: usize = 120;
/// Longest text, characters.
const TEXT: usize = 8_000;

/// Writes to all members of a group.
pub async fn message_group(
    State(state): State<AppState>,
    signed: Signed,
    PathParts(slug): PathParts<String>,
    JsonBody { value: asked, .. }: JsonBody<MessageRequest>,
) -> Result<Json<MessageSent>, Refusal> {
    let subject = read_line("/subject", &asked.subject, SUBJECT);
    let text = read_text("/text", &asked.text, TEXT);
    let (subject, text) = match (subject, text) {
        (Ok(subject), Ok(text)) => (subject, text),
        (subject, text) => {
            let problems = subject.err().into_iter().chain(text.err());
            return Err(Refusal::invalid_fields(problems.collect()));
        }
    };
    let message = Message {
        subject: &subject,
        text: &text,
    };
    let now = state.clock.now();
    let sending = state.store.sending(&signed.viewer, now);
    let batch = sending.batch().to_owned();
    let desk = Desk::new(&state, &signed.site).sent_by(sending);
    let written = state
        .store
        .write_to_group(&signed.viewer, &slug, message, &desk, now)
        .await?;
    let counts = written.ok_or_else(Refusal::not_found)?;
    state.mail.wake();
    Ok(Json(MessageSent {
        letters: counts.letters,
        calls: counts.calls,
        stopped: counts.stopped,
        left_out: counts.left_out,
        batch: (counts.letters > 0).then_some(batch),
    }))
}
