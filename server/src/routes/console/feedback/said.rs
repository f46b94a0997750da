//! `GET /console/api/feedback/said`, `POST /console/api/groups/{group}/said`, `DELETE …/{said}`: "You said, we did", which members read where
//! they are asked.

use api_types::{NewSaidAndDone, SaidAndDoneList, SaidAndDoneOfStaff};
use axum::{Json, extract::State, http::StatusCode};

use super::{named_groups, overview::told_of, told};
use crate::{
    AppState,
    domain::{staff::Power, survey::read_said, time::rfc3339},
    problems::Refusal,
    routes::{
        JsonBody, PathParts,
        console::{Signed, found},
    },
    store::StoredSaid,
};

/// Newest first, of the groups that the viewer sees.
pub async fn list_said_and_done(
    State(state): State<AppState>,
    signed: Signed,
) -> Result<Json<SaidAndDoneList>, Refusal> {
    let seen = named_groups(&state, &signed, Power::See).await?;
    let worked_in = named_groups(&state, &signed, Power::Work).await?;
    let all = state
        .store
        .list_said_and_done_of_staff(&signed.viewer)
        .await?;
    let shown = |said: StoredSaid| {
        Some(SaidAndDoneOfStaff {
            group: told_of(&seen, &said.group)?,
            id: said.id,
            said: said.said,
            did: said.did,
            language: said.language,
            written_at: rfc3339(said.written_at),
        })
    };
    Ok(Json(SaidAndDoneList {
        notes: all.into_iter().filter_map(shown).collect(),
        groups: worked_in.iter().map(told).collect(),
    }))
}

/// Writes one.
pub async fn add_said_and_done(
    State(state): State<AppState>,
    signed: Signed,
    PathParts(group): PathParts<String>,
    JsonBody { value: typed, .. }: JsonBody<NewSaidAndDone>,
) -> Result<StatusCode, Refusal> {
    let texts = read_said(&typed, &signed.site.config.languages);
    let (said, did) = texts.map_err(Refusal::invalid_fields)?;
    let now = state.clock.now();
    let new = StoredSaid {
        id: String::new(),
        group,
        said,
        did,
        language: typed.language,
        written_at: now,
    };
    let added = state
        .store
        .add_said_and_done(&signed.viewer, &new, now)
        .await?;
    match added {
        Some(_) => Ok(StatusCode::CREATED),
        None => Err(Refusal::not_found()),
    }
}

/// Takes one away. Safe to do twice.
pub async fn remove_said_and_done(
    State(state): State<AppState>,
    signed: Signed,
    PathParts((group, said)): PathParts<(String, String)>,
) -> Result<StatusCode, Refusal> {
    let now = state.clock.now();
    found(
        state
            .store
            .remove_said_and_done(&signed.viewer, (&group, &said), now)
            .await?,
    )
}
