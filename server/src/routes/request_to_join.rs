//! `POST /v1/sites/{site}/groups/{group}/join-requests`: somebody asks for a place.

use api_types::{
    AcknowledgementReceipt, ContactKind, JoinForm, JoinPolicy, JoinReceipt, JoinState,
    NewJoinRequest, Problem,
};
use axum::{extract::State, response::Response};

use super::{
    JsonBody, PathParts,
    attempt::{Attempt, acknowledged, answer, no_form},
    show_join_form,
};
use crate::{
    AppState,
    config::ActiveSite,
    domain::{
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
    let attempt = Attempt::new(key, &slug, &body.bytes);
    answer(ask(&state, (&site, &slug), &caller, attempt, body.value).await?)
}

/// Asks for a place in a group (the slugs of its site and of its own), from wherever the request came.
pub(super) async fn ask(
    state: &AppState,
    (site, slug): (&str, &str),
    caller: &Caller,
    attempt: Attempt,
    new: NewJoinRequest,
) -> Result<Asked, Refusal> {
    let snapshot = state.catalogue(site).await?;
    let site = snapshot.site();
    let now = state.clock.now();
    if let Some(before) = attempt.answered_before(state, &site.id, now).await? {
        return Ok(before);
    }
    let form = show_join_form::form(state, &snapshot, slug, Some(&new.language)).await?;
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
    state.admit(&site.id, caller, act)?;
    let acknowledged = acknowledged(state, site, &form, new.guidelines.as_ref(), now).await?;
    let for_review = spent.is_none() || is_trapped(&new);
    let wants_reminders = new.reminders;
    let application = Application::read(new, &form).map_err(Refusal::invalid_fields)?;
    // They go by email; who ticked them and then gave a number is refused nothing.
    let reminders = wants_reminders && application.contact.kind == ContactKind::Email;
    let asking = Checked {
        site,
        form: &form,
        attempt,
        now,
    };
    let asked = asking
        .keep(
            state,
            &application,
            acknowledged.as_ref(),
            spent.as_ref(),
            (for_review, reminders),
        )
        .await?;
    state.mail.wake();
    Ok(asked)
}

/// One attempt, checked as far as its fields go.
struct Checked<'a> {
    site: &'a ActiveSite,
    form: &'a JoinForm,
    attempt: Attempt,
    now: i64,
}

impl Checked<'_> {
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
            key: self.attempt.key(),
            body: self.attempt.body(),
            now: self.now,
        };
        let desk = Desk::new(state, self.site);
        let asked = state
            .store
            .request_to_join(&self.site.id, &asking, &answer, &desk);
        Ok(asked.await?)
    }
}

/// Whether a field is filled in that people don't see.
fn is_trapped(new: &NewJoinRequest) -> bool {
    new.website
        .as_deref()
        .is_some_and(|website| !website.trim().is_empty())
}
