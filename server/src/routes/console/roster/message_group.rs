//! `POST /console/api/groups/{group}/messages`: to every member by an email of their own.

use api_types::{MessageRequest, MessageSent, ProblemCode};
use axum::{Json, extract::State};

use super::super::Signed;
use crate::{
    AppState,
    domain::roster::{read_line, read_text},
    joining::{Desk, IdempotencyKey},
    problems::Refusal,
    routes::{JsonBody, PathParts},
    store::{Asked, Message, MessageCounts, OneAttempt},
};

/// Longest subject, characters.
const SUBJECT: usize = 120;
/// Longest text, characters.
const TEXT: usize = 8_000;

/// Writes to all members of a group. `Idempotency-Key` names the attempt: pressed twice, or sent again
/// after the answer was lost, it goes to nobody twice.
pub async fn message_group(
    State(state): State<AppState>,
    signed: Signed,
    PathParts(slug): PathParts<String>,
    key: IdempotencyKey,
    JsonBody {
        value: asked,
        bytes,
    }: JsonBody<MessageRequest>,
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
    let answer = |counts: MessageCounts| {
        let sent = MessageSent {
            letters: counts.letters,
            calls: counts.calls,
            stopped: counts.stopped,
            left_out: counts.left_out,
            batch: (counts.letters > 0).then(|| batch.clone()),
        };
        // A few numbers always are JSON.
        serde_json::to_vec(&sent).unwrap_or_default()
    };
    let body = IdempotencyKey::attempted(&slug, &bytes);
    let attempt = OneAttempt {
        key: key.as_str(),
        body: &body,
        answer: &answer,
    };
    let written = state
        .store
        .write_to_group(&signed.viewer, &slug, (message, &attempt), &desk, now)
        .await?;
    state.mail.wake();
    match written.ok_or_else(Refusal::not_found)? {
        Asked::Accepted(sent) | Asked::Repeated(sent) => {
            let sent = serde_json::from_slice(&sent).map_err(Refusal::fault)?;
            Ok(Json(sent))
        }
        _ => Err(Refusal::new(ProblemCode::IdempotencyKeyReused)),
    }
}
