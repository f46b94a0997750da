//! What the two ways into a group share, to ask for a place and to go on to another platform: an
//! attempt that is answered once, and the guidelines before it.

use api_types::{Acknowledgement, AcknowledgementReceipt, Choice, JoinForm, ProblemCode};
use axum::{
    http::{StatusCode, header},
    response::{IntoResponse, Response},
};

use crate::{
    AppState,
    answer::{JSON, NO_STORE},
    config::ActiveSite,
    domain::guidelines::receipt,
    joining::IdempotencyKey,
    problems::Refusal,
    store::{Asked, SiteId},
};

/// One attempt: its key, and what that belongs to.
pub(super) struct Attempt {
    key: IdempotencyKey,
    body: Vec<u8>,
}

impl Attempt {
    /// Of a group (its slug), with a body as it came.
    pub fn new(key: IdempotencyKey, group: &str, body: &[u8]) -> Self {
        let body = IdempotencyKey::attempted(group, body);
        Self { key, body }
    }

    pub fn key(&self) -> &str {
        self.key.as_str()
    }

    pub fn body(&self) -> &[u8] {
        &self.body
    }

    /// What was answered to the same attempt before. Asked first of all, since what held then may
    /// not hold any more.
    pub async fn answered_before(
        &self,
        state: &AppState,
        site: &SiteId,
        now: i64,
    ) -> Result<Option<Asked>, Refusal> {
        let before = state.store.find_answer(site, self.key(), &self.body, now);
        Ok(before.await?)
    }
}

/// The answer to an attempt.
pub(super) fn answer(asked: Asked) -> Result<Response, Refusal> {
    let headers = [
        (header::CONTENT_TYPE, JSON),
        (header::CACHE_CONTROL, NO_STORE),
    ];
    Ok((StatusCode::CREATED, headers, taken(asked)?).into_response())
}

/// What was answered, JSON.
pub(super) fn taken(asked: Asked) -> Result<Vec<u8>, Refusal> {
    match asked {
        Asked::Accepted(answer) | Asked::Repeated(answer) => Ok(answer),
        Asked::KeyReused => Err(Refusal::new(ProblemCode::IdempotencyKeyReused)),
        Asked::ProofSpent => Err(Refusal::new(ProblemCode::BadProofOfWork)
            .detail("It was used before: ask for a new challenge.")),
        Asked::UnknownGroup => Err(Refusal::new(ProblemCode::UnknownGroup)),
    }
}

/// The receipt of what was acknowledged, where there is something to acknowledge.
pub(super) async fn acknowledged(
    state: &AppState,
    site: &ActiveSite,
    form: &JoinForm,
    given: Option<&Acknowledgement>,
    now: i64,
) -> Result<Option<AcknowledgementReceipt>, Refusal> {
    if form.guidelines.items.is_empty() {
        return Ok(None);
    }
    let Some(given) = given else {
        let refusal = Refusal::new(ProblemCode::InvalidFields);
        return Err(refusal.field("/guidelines", "missing", "the guidelines come first"));
    };
    let group = state.store.find_group(&site.id, &form.group).await?;
    let group = group.ok_or_else(|| Refusal::new(ProblemCode::UnknownGroup))?;
    let all = state
        .store
        .find_group_guidelines(&site.id, &group.id)
        .await?;
    let checked = all.check_acknowledgement(given, &site.config.languages);
    checked.map_err(|code| Refusal::new(code).detail("Show the guidelines that hold now."))?;
    Ok(Some(receipt(given.clone(), now)))
}

/// Refuses whoever asks where there is nothing to ask for, and says why.
pub(super) fn no_form(form: &JoinForm) -> Refusal {
    let why = form
        .unavailable
        .map_or(form.policy.as_str(), Choice::as_str);
    Refusal::new(ProblemCode::NoJoinForm).detail(why)
}
