//! `POST /v1/sites/{site}/ballots`: an invitation, or a proof of work, for a ballot.

use api_types::{Ballot, NewBallot, Problem, ProblemCode};
use axum::{extract::State, http::HeaderMap, response::Response};

use crate::{
    AppState,
    answer::private,
    config::ActiveSite,
    domain::survey::{Attempt, Link, is_attempt},
    feedback::{self, write_ballot},
    gate::{Act, Caller, proof_of_work},
    problems::Refusal,
    routes::{JsonBody, PathParts, bearer::bearer},
    store::{AnyoneAsks, Exchanged, Exchanging},
};

/// Gives a ballot, with which answers are sent that nobody can lead back to who was asked.
///
/// The invitation's token stands in `Authorization`. That it was used is noted where nobody finds it without the
/// token. Where
/// anybody may answer, a proof of work stands in its place.
#[utoipa::path(post, path = "/v1/sites/{site}/ballots", tag = "surveys",
    params(("site" = String, Path, description = "The site's slug.", example = "riverside")),
    security((), ("invitation" = [])),
    request_body = NewBallot,
    responses(
        (status = 200, description = "The ballot; the same for the same attempt.", body = Ballot),
        (status = 404, description = "`unknown-site`, `unknown-group`, `unknown-survey` or `unknown-token`", body = Problem, content_type = "application/problem+json"),
        (status = 422, description = "`invalid-fields` or `bad-proof-of-work`", body = Problem, content_type = "application/problem+json"),
        (status = 429, description = "`slow-down`", body = Problem, content_type = "application/problem+json"),
    ))]
pub async fn exchange_invitation(
    State(state): State<AppState>,
    PathParts(site): PathParts<String>,
    caller: Caller,
    headers: HeaderMap,
    body: JsonBody<NewBallot>,
) -> Result<Response, Refusal> {
    let new = body.value;
    if !is_attempt(&new.attempt) {
        let refusal = Refusal::new(ProblemCode::InvalidFields);
        return Err(refusal.field("/attempt", "bad-attempt", "43 letters of base64url"));
    }
    let site = state.site(&site).await?;
    let today = feedback::today(&state, &site);
    let token = bearer(&headers);
    let attempt = Attempt::of(token.unwrap_or_default(), &new.attempt);
    // Where anybody may answer, an attempt is what a link is.
    let link = Link::of(token.unwrap_or(&new.attempt), today);
    let exchanging = Exchanging {
        link: &link,
        attempt: &attempt,
        version: new.version,
    };
    let exchanged = if token.is_none() {
        let day = today.to_string();
        give(&state, &site, &caller, (&new, &day), exchanging).await?
    } else if state.store.knows_survey_link(&site.id, &link).await? {
        let (store, now) = (&state.store, state.clock.now());
        store.exchange_invitation(&site.id, exchanging, now).await?
    } else {
        Exchanged::Unknown
    };
    match exchanged {
        Exchanged::Ballot(ballot) => Ok(private(&Ballot {
            ballot: write_ballot(state.store.sealer(), &site.id, &ballot),
        })),
        Exchanged::NoSuchVersion => {
            let refusal = Refusal::new(ProblemCode::InvalidFields);
            Err(refusal.field("/version", "unknown-version", "the version that was shown"))
        }
        Exchanged::SpentProof => {
            Err(Refusal::new(ProblemCode::BadProofOfWork).detail("It was used before."))
        }
        Exchanged::Unknown => {
            state.admit(&site.id, &caller, Act::UnknownLink)?;
            Err(Refusal::new(ProblemCode::UnknownToken))
        }
    }
}

/// A ballot for somebody whom nobody asked.
async fn give(
    state: &AppState,
    site: &ActiveSite,
    caller: &Caller,
    (new, day): (&NewBallot, &str),
    exchanging: Exchanging<'_>,
) -> Result<Exchanged, Refusal> {
    let unknown = || Refusal::new(ProblemCode::UnknownGroup);
    let snapshot = state.catalogue(&site.slug).await?;
    // What members cannot find asks nobody.
    snapshot.meetings(&new.group).ok_or_else(unknown)?;
    let of = (new.group.as_str(), new.survey.as_str());
    let found = feedback::find_survey(state, site, of, None).await?;
    if !found.survey.record.anyone {
        return Err(Refusal::new(ProblemCode::UnknownToken));
    }
    let solution = new.proof_of_work.as_deref().unwrap_or_default();
    let now = state.clock.now();
    let proof = proof_of_work::verify(state.store.sealer(), &site.id, solution, now)?;
    state.admit(&site.id, caller, Act::Answer)?;
    let asks = AnyoneAsks {
        group_id: found.group.id.as_str(),
        survey: &new.survey,
        day,
        now,
        proof: &proof,
    };
    Ok(state.store.give_ballot(&site.id, exchanging, asks).await?)
}
