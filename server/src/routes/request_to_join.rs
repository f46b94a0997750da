//! `POST /v1/sites/{site}/groups/{group}/join-requests`: somebody asks for a place.

use api_types::{
    Acknowledgement, AcknowledgementReceipt, Choice, ContactKind, JoinForm, JoinPolicy,
    JoinReceipt, JoinState, NewJoinRequest, Problem, ProblemCode,
};
use axum::{
    extract::State,
    http::{StatusCode, header},
    response::{IntoResponse, Response},
};

use super::{JsonBody, PathParts, show_join_form};
use crate::{
    AppState,
    answer::{JSON, NO_STORE},
    config::ActiveSite,
    domain::{
        guidelines::receipt,
        join::{Application, answer_by},
        time::rfc3339,
    },
    gate::{Act, Caller, SpentChallenge, proof_of_work},
    joining::{Desk, IdempotencyKey},
    problems::Refusal,
    store::{Asked, Asking, Kept},
};

/// Asks for a place in a group.
///
/// `Idempotency-Key` names the attempt: the same body to the same group again within 24 hours is answered as the
/// first time, another body is refused. The answer is the same whether or not the contact is known.
/// A letter goes to an address; a number is rung. Without `proof_of_work` a person looks at it
/// first.
#[utoipa::path(post, path = "/v1/sites/{site}/groups/{group}/join-requests", tag = "joining",
    params(
        ("site" = String, Path, description = "The site's slug.", example = "riverside"),
        ("group" = String, Path, description = "The group's slug.", example = "evening-circle"),
        ("Idempotency-Key" = String, Header, min_length = 16, max_length = 128, pattern = "^[A-Za-z0-9_-]{16,128}$", description = "Names the attempt.", example = "018f2d3a-7b1c-7e00-9d3f-0a1b2c3d4e5f"),
    ),
    request_body = NewJoinRequest,
    responses(
        (status = 201, description = "Kept. Nothing else is needed for it to be read.", body = JoinReceipt),
        (status = 400, description = "`bad-body` or `bad-idempotency-key`", body = Problem, content_type = "application/problem+json"),
        (status = 404, description = "`unknown-site` or `unknown-group`", body = Problem, content_type = "application/problem+json"),
        (status = 409, description = "`no-join-form` or `guidelines-changed`", body = Problem, content_type = "application/problem+json"),
        (status = 422, description = "`invalid-fields`, `guidelines-unknown`, `guidelines-forged`, `bad-proof-of-work` or `idempotency-key-reused`", body = Problem, content_type = "application/problem+json"),
        (status = 429, description = "`slow-down`", body = Problem, content_type = "application/problem+json"),
    ))]
pub async fn request_to_join(
    State(state): State<AppState>,
    PathParts((site, slug)): PathParts<(String, String)>,
    caller: Caller,
    key: IdempotencyKey,
    body: JsonBody<NewJoinRequest>,
) -> Result<Response, Refusal> {
    let JsonBody { value: new, bytes } = body;
    let snapshot = state.catalogue(&site).await?;
    let site = snapshot.site();
    let now = state.clock.now();
    let attempted = IdempotencyKey::attempted(&slug, &bytes);
    let before = state
        .store
        .find_answer(&site.id, key.as_str(), &attempted, now)
        .await?;
    if let Some(before) = before {
        return answer(before);
    }
    let form = show_join_form::form(&state, &snapshot, &slug, Some(&new.language)).await?;
    if form.unavailable.is_some() || form.policy == JoinPolicy::Elsewhere {
        return Err(no_form(&form));
    }
    let spent = match new.proof_of_work.as_deref() {
        Some(solution) => {
            let sealer = state.store.sealer();
            Some(proof_of_work::verify(sealer, &site.id, solution, now)?)
        }
        None => None,
    };
    let act = if spent.is_some() {
        Act::Join
    } else {
        Act::JoinWithoutProof
    };
    state.admit(&site.id, &caller, act)?;
    let acknowledged = acknowledged(&state, site, &form, new.guidelines.as_ref(), now).await?;
    let for_review = spent.is_none() || is_trapped(&new);
    let wants_reminders = new.reminders;
    let application = Application::read(new, &form).map_err(Refusal::invalid_fields)?;
    // They go by email; who ticked them and then gave a number is refused nothing.
    let reminders = wants_reminders && application.contact.kind == ContactKind::Email;
    let attempt = Attempt {
        site,
        form: &form,
        key,
        attempted,
        now,
    };
    let asked = attempt
        .keep(
            &state,
            &application,
            acknowledged.as_ref(),
            spent.as_ref(),
            (for_review, reminders),
        )
        .await?;
    state.mail.wake();
    answer(asked)
}

pub(super) fn answer(asked: Asked) -> Result<Response, Refusal> {
    match asked {
        Asked::Accepted(answer) | Asked::Repeated(answer) => {
            let headers = [
                (header::CONTENT_TYPE, JSON),
                (header::CACHE_CONTROL, NO_STORE),
            ];
            Ok((StatusCode::CREATED, headers, answer).into_response())
        }
        Asked::KeyReused => Err(Refusal::new(ProblemCode::IdempotencyKeyReused)),
        Asked::ProofSpent => Err(Refusal::new(ProblemCode::BadProofOfWork)
            .detail("It was used before: ask for a new challenge.")),
        Asked::UnknownGroup => Err(Refusal::new(ProblemCode::UnknownGroup)),
    }
}

/// One attempt, checked as far as its fields go.
struct Attempt<'a> {
    site: &'a ActiveSite,
    form: &'a JoinForm,
    key: IdempotencyKey,
    attempted: Vec<u8>,
    now: i64,
}

impl Attempt<'_> {
    async fn keep(
        &self,
        state: &AppState,
        application: &Application,
        acknowledged: Option<&AcknowledgementReceipt>,
        spent: Option<&SpentChallenge>,
        (for_review, reminders): (bool, bool),
    ) -> Result<Asked, Refusal> {
        let zone = self.site.config.time_zone;
        let (until, date) = answer_by(self.now, self.form.answer_within_days, zone);
        let answer = |kept: &Kept<'_>| {
            let receipt = JoinReceipt {
                reference: kept.reference.to_owned(),
                state: JoinState::Requested,
                follow_up: kept.follow_up.to_owned(),
                contact_kind: application.contact.kind,
                answer_by: date.to_string(),
                held_until: rfc3339(kept.held_until),
                held_for_review: for_review,
                guidelines: acknowledged.cloned(),
            };
            serde_json::to_vec(&receipt).unwrap_or_default()
        };
        let asking = Asking {
            group: &self.form.group,
            application,
            acknowledged,
            reminders,
            for_review,
            answer_by: until,
            spent,
            key: self.key.as_str(),
            body: &self.attempted,
            now: self.now,
        };
        let desk = Desk::new(state, self.site);
        let asked = state
            .store
            .request_to_join(&self.site.id, &asking, &answer, &desk);
        Ok(asked.await?)
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

/// Whether a field is filled in that people don't see.
fn is_trapped(new: &NewJoinRequest) -> bool {
    new.website
        .as_deref()
        .is_some_and(|website| !website.trim().is_empty())
}

pub(super) fn no_form(form: &JoinForm) -> Refusal {
    let why = form
        .unavailable
        .map_or(form.policy.as_str(), Choice::as_str);
    Refusal::new(ProblemCode::NoJoinForm).detail(why)
}
